-- title = "The allocated worker has left"
-- needs = ["allocations", "workers"]
WITH left_by AS (
    SELECT w.worker, w.end_date FROM workers w JOIN parameters p ON p.name = 'as_at' WHERE w.end_date <= p.value
)
SELECT a.child_id, a.allocation_id AS subject, 'allocations' AS table_name, l.end_date AS event_date,
       a.worker || ' left on ' || l.end_date AS detail
FROM lead_allocations a
JOIN left_by l ON l.worker = a.worker
JOIN parameters p ON p.name = 'as_at'
WHERE (a.start_date IS NULL OR a.start_date <= p.value) AND (a.end_date IS NULL OR a.end_date > p.value)
