-- kind = "share"
-- title = "Children looked after"
-- question = "How many periods of being looked after are open"
-- rule = """
-- Periods of being looked after begun and not ended; short breaks (V3, V4) are none."""
-- source = "Sefton's scorecard, May 2023"
-- standing = "local"
-- basis = "rows"
-- period = "asat"
-- unit = "count"
-- who = "allocated"
-- needs = ["care_episodes"]
-- noun = "child/children"
-- order = 490
SELECT care_id AS subject, child_id, start_date AS event_date, end_date AS until_date, 1 AS met
FROM care_periods
