-- kind = "share"
-- title = "Assessments open"
-- question = "How many assessments are open"
-- rule = """
-- Assessments begun, neither authorised nor, where they never were, closed with their referral."""
-- source = "Sefton's scorecard, May 2023"
-- standing = "local"
-- basis = "rows"
-- period = "asat"
-- unit = "count"
-- who = "own"
-- needs = ["assessments"]
-- noun = "assessment/assessments"
-- order = 390
SELECT a.assessment_id AS subject, a.child_id, a.start_date AS event_date,
       COALESCE(a.authorised_date, r.closed_date) AS until_date, 1 AS met, a.team, a.worker
FROM assessments a
LEFT JOIN referrals r ON r.referral_id = a.referral_id
