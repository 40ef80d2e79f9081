-- says = "What is open on the as-at date of the load: child protection plans, effective child in need plans, periods of being looked after."
-- indexes = [["child_id"]]
-- after = ["cp_plan_periods", "effective_cin_plans", "care_periods"]
WITH plans AS (
    SELECT 'cp' AS kind, 'child protection plan' AS called, 'cp_plans' AS table_name, plan_id, child_id, start_date,
           end_date
    FROM cp_plan_periods
    UNION ALL
    SELECT 'cin', 'child in need plan', 'cin_plans', plan_id, child_id, start_date, end_date FROM effective_cin_plans
    UNION ALL
    SELECT 'lac', 'period of being looked after', 'care_episodes', care_id, child_id, start_date, end_date
    FROM care_periods
)
SELECT n.kind, n.called, n.table_name, n.plan_id, n.child_id, n.start_date
FROM plans n
JOIN parameters p ON p.name = 'as_at'
WHERE n.start_date <= p.value AND (n.end_date IS NULL OR n.end_date > p.value)
