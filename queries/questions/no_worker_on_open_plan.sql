-- title = "An open plan and no allocated worker"
-- needs = ["allocations"]
SELECT o.child_id, o.plan_id AS subject, o.table_name, o.start_date AS event_date,
       o.called || ' since ' || o.start_date AS detail
FROM open_plans o
JOIN parameters p ON p.name = 'as_at'
WHERE NOT EXISTS (
    SELECT 1 FROM lead_allocations a
    WHERE a.child_id = o.child_id AND a.worker IS NOT NULL AND (a.start_date IS NULL OR a.start_date <= p.value)
      AND (a.end_date IS NULL OR a.end_date > p.value))
