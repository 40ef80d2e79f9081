-- title = "A child in need plan and a child protection plan on the same days"
-- needs = ["cin_plans", "cp_plans"]
-- rule = "A handover on one day is in order."
SELECT n.child_id, n.plan_id AS subject, 'cin_plans' AS table_name,
       CASE WHEN n.start_date > c.start_date THEN n.start_date ELSE c.start_date END AS event_date,
       'child in need plan ' || n.start_date || COALESCE(' to ' || n.end_date, ', open')
       || '; child protection plan ' || c.start_date || COALESCE(' to ' || c.end_date, ', open') AS detail
FROM cin_plans n
JOIN cp_plan_periods c ON c.child_id = n.child_id
 AND (c.end_date IS NULL OR c.end_date > n.start_date) AND (n.end_date IS NULL OR n.end_date > c.start_date)
JOIN parameters p ON p.name = 'as_at'
WHERE (n.end_date IS NULL OR n.end_date > n.start_date) AND n.start_date <= p.value AND c.start_date <= p.value
