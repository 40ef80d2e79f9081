-- kind = "share"
-- title = "Assessments authorised"
-- question = "How many assessments were authorised"
-- rule = """
-- Every assessment, on the day it was authorised."""
-- source = "Sefton's scorecard, May 2023"
-- standing = "local"
-- basis = "rows"
-- period = "rolling12"
-- unit = "count"
-- who = "own"
-- needs = ["assessments"]
-- noun = "assessment/assessments/authorised"
-- order = 360
SELECT assessment_id AS subject, child_id, authorised_date AS event_date, 1 AS met, team, worker
FROM assessments
WHERE authorised_date IS NOT NULL
