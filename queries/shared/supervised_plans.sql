-- says = "Everything on which case supervision is owed: child protection plans, effective child in need plans, periods of being looked after. plan_no numbers them."
-- number = "plan_no"
-- after = ["cp_plan_periods", "effective_cin_plans", "care_periods"]
WITH plans AS (
    SELECT 'cp-' || plan_id AS subject, child_id, start_date, end_date, latest_only,
           'child_protection' AS limit_name
    FROM cp_plan_periods
    UNION ALL
    SELECT 'cin-' || plan_id, child_id, start_date, end_date, latest_only, 'child_in_need' FROM effective_cin_plans
    UNION ALL
    SELECT 'lac-' || care_id, child_id, start_date, end_date, latest_only, 'looked_after' FROM care_periods
)
SELECT ROW_NUMBER() OVER (ORDER BY subject) AS plan_no, subject, child_id, start_date, end_date, latest_only, limit_name
FROM plans
