-- kind = "share"
-- title = "Child protection plans per 10,000 children"
-- question = "How many child protection plans are open, per 10,000 children"
-- rule = """
-- Child protection plans begun and not ended, per 10,000 of the population aged 0 to 17 that the configuration gives."""
-- source = "Sandwell, October 2018; Sefton's scorecard, May 2023"
-- standing = "local"
-- basis = "rows"
-- period = "asat"
-- better = "low"
-- unit = "rate_per_10000"
-- who = "allocated"
-- needs = ["cp_plans"]
-- noun = "plan/plans"
-- order = 460
SELECT plan_id AS subject, child_id, start_date AS event_date, end_date AS until_date, 1 AS met
FROM cp_plan_periods
