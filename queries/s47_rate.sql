-- kind = "share"
-- title = "Section 47 enquiries per 10,000 children"
-- question = "How many section 47 enquiries were started, per 10,000 children"
-- rule = """
-- Every section 47 enquiry, on the day it started, per 10,000 of the population aged 0 to 17 that the configuration gives."""
-- source = "Sefton's scorecard, May 2023"
-- standing = "local"
-- basis = "rows"
-- period = "rolling12"
-- better = "low"
-- unit = "rate_per_10000"
-- who = "own"
-- needs = ["section47s"]
-- noun = "enquiry/enquiries"
-- order = 410
SELECT s47_id AS subject, child_id, start_date AS event_date, 1 AS met, team, worker
FROM section47s
