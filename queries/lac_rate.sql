-- kind = "share"
-- title = "Children looked after per 10,000 children"
-- question = "How many periods of being looked after are open, per 10,000 children"
-- rule = """
-- Periods of being looked after begun and not ended, short breaks (V3, V4) left out, per 10,000 of the population aged 0 to 17 that the configuration gives."""
-- source = "Sefton's scorecard, May 2023"
-- standing = "local"
-- basis = "rows"
-- period = "asat"
-- better = "low"
-- unit = "rate_per_10000"
-- who = "allocated"
-- needs = ["care_episodes"]
-- noun = "child/children"
-- order = 500
SELECT care_id AS subject, child_id, start_date AS event_date, end_date AS until_date, 1 AS met
FROM care_periods
