-- says = "What takes the place of a child in need plan: child protection plans and periods of being looked after."
-- indexes = [["child_id", "start_date"]]
-- after = ["cp_plan_periods", "care_periods"]
SELECT child_id, start_date, end_date FROM cp_plan_periods
UNION ALL
SELECT child_id, start_date, end_date FROM care_periods
