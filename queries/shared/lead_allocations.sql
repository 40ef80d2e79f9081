-- says = "Allocations that make a worker or team responsible: role empty or lead."
-- indexes = [["child_id", "start_date"]]
SELECT allocation_id, child_id, worker, team, start_date, end_date
FROM allocations
WHERE (role IS NULL OR role = 'lead')
  AND (end_date IS NULL OR start_date IS NULL OR end_date > start_date)
