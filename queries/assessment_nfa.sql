-- kind = "share"
-- title = "Assessments ending in no further action"
-- question = "Assessments authorised with no further action, of those authorised"
-- rule = """
-- Every assessment, on the day it was authorised; met where it ended in no further action."""
-- source = "Sefton's scorecard, May 2023"
-- standing = "local"
-- basis = "rows"
-- period = "rolling12"
-- better = "low"
-- unit = "percent"
-- who = "own"
-- needs = ["assessments"]
-- needs_columns = ["assessments.nfa"]
-- noun = "assessment/assessments/authorised"
-- order = 380
SELECT assessment_id AS subject, child_id, authorised_date AS event_date,
       CASE WHEN nfa = 'Y' THEN 1 ELSE 0 END AS met, team, worker
FROM assessments
WHERE authorised_date IS NOT NULL
