-- kind = "share"
-- title = "Child protection plans open"
-- question = "How many child protection plans are open"
-- rule = """
-- Child protection plans begun and not ended."""
-- source = "Sefton's scorecard, May 2023"
-- standing = "local"
-- basis = "rows"
-- period = "asat"
-- unit = "count"
-- who = "allocated"
-- needs = ["cp_plans"]
-- noun = "plan/plans"
-- order = 450
SELECT plan_id AS subject, child_id, start_date AS event_date, end_date AS until_date, 1 AS met
FROM cp_plan_periods
