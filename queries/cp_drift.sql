-- title = "Child protection plans that drift"
-- question = "Child protection plans open for more than {limit}"
-- rule = """
-- Starts with the child protection plan and is void when it ends: nothing stops it."""
-- source = "Local standard: Herefordshire's plans beyond eighteen months"
-- standing = "local"
-- basis = "count"
-- period = "asat"
-- better = "low"
-- limit = "18 months"
-- who = "allocated"
-- needs = ["cp_plans"]
-- noun = "plan/plans/ended"
-- order = 210
SELECT plan_id AS subject, child_id, start_date, end_date AS void_date
FROM cp_plan_periods
