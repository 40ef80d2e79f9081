-- title = "An open plan with no supervision at all"
-- needs = ["supervisions"]
-- rule = """
-- No supervision or oversight of the child since the plan began; once the time for the first one is over (20 working days on
-- child protection plans, 30 on others)."""
SELECT o.child_id, o.plan_id AS subject, o.table_name, o.start_date AS event_date,
       o.called || ' since ' || o.start_date || ', ' || (today.working_day_no - began.working_day_no)
       || ' working days' AS detail
FROM open_plans o
JOIN parameters p ON p.name = 'as_at'
JOIN calendar today ON today.date = p.value
JOIN calendar began ON began.date = o.start_date
WHERE today.working_day_no - began.working_day_no > CASE o.kind WHEN 'cp' THEN 20 ELSE 30 END
  AND NOT EXISTS (
      SELECT 1 FROM supervisions s
      WHERE s.child_id = o.child_id AND s.supervision_date >= o.start_date AND s.supervision_date <= p.value)
