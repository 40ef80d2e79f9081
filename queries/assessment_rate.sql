-- kind = "share"
-- title = "Assessments per 10,000 children"
-- question = "How many assessments were authorised, per 10,000 children"
-- rule = """
-- Every assessment, on the day it was authorised, per 10,000 of the population aged 0 to 17 that the configuration gives."""
-- source = "Sefton's scorecard, May 2023"
-- standing = "local"
-- basis = "rows"
-- period = "rolling12"
-- better = "low"
-- unit = "rate_per_10000"
-- who = "own"
-- needs = ["assessments"]
-- noun = "assessment/assessments"
-- order = 370
SELECT assessment_id AS subject, child_id, authorised_date AS event_date, 1 AS met, team, worker
FROM assessments
WHERE authorised_date IS NOT NULL
