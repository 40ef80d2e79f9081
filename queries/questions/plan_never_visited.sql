-- title = "An open plan with no visit ever"
-- needs = ["visits"]
-- rule = """
-- No visit of the plan's kind at which the child was seen, on or after its start; once the time for the first one is over
-- (10 working days on child protection plans, 20 on child in need plans, 5 for looked after children)."""
SELECT o.child_id, o.plan_id AS subject, o.table_name, o.start_date AS event_date,
       o.called || ' since ' || o.start_date || ', ' || (today.working_day_no - began.working_day_no)
       || ' working days' AS detail
FROM open_plans o
JOIN parameters p ON p.name = 'as_at'
JOIN calendar today ON today.date = p.value
JOIN calendar began ON began.date = o.start_date
WHERE today.working_day_no - began.working_day_no > CASE o.kind WHEN 'cp' THEN 10 WHEN 'cin' THEN 20 ELSE 5 END
  AND NOT EXISTS (
      SELECT 1 FROM seen_visits v
      WHERE v.child_id = o.child_id AND v.visit_type = o.kind AND v.visit_date >= o.start_date
        AND v.visit_date <= p.value)
