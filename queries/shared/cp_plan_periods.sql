-- says = "Child protection plans as periods; one that ends on or before its start is ignored everywhere. plan_no numbers them."
-- indexes = [["child_id", "start_date"], ["plan_id"]]
-- number = "plan_no"
SELECT ROW_NUMBER() OVER (ORDER BY plan_id) AS plan_no, plan_id, child_id, start_date, end_date, latest_only
FROM cp_plans
WHERE end_date IS NULL OR end_date > start_date
