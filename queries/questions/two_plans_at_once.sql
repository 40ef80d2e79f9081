-- title = "Two open plans of one kind at once"
-- rule = "The later one is listed."
SELECT b.child_id, b.plan_id AS subject, b.table_name, b.start_date AS event_date,
       b.called || ' since ' || b.start_date || ' beside ' || MAX(a.plan_id) || ' since ' || MAX(a.start_date) AS detail
FROM open_plans b
JOIN open_plans a ON a.child_id = b.child_id AND a.kind = b.kind
 AND (a.start_date < b.start_date OR (a.start_date = b.start_date AND a.plan_id < b.plan_id))
GROUP BY b.child_id, b.plan_id, b.table_name, b.called, b.start_date
