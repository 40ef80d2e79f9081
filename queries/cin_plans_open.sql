-- kind = "share"
-- title = "Child in need plans open"
-- question = "How many child in need plans are open"
-- rule = """
-- Effective child in need plans: up to their end, or until a child protection plan or period of care begins."""
-- source = "Sefton's scorecard, May 2023"
-- standing = "local"
-- basis = "rows"
-- period = "asat"
-- unit = "count"
-- who = "allocated"
-- needs = ["cin_plans"]
-- noun = "plan/plans"
-- order = 440
SELECT plan_id AS subject, child_id, start_date AS event_date, end_date AS until_date, 1 AS met
FROM effective_cin_plans
