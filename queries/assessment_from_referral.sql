-- title = "From referral: assessments authorised in time"
-- question = "Assessments authorised within {limit} of the referral, for the referral's first assessment"
-- rule = """
-- Starts on the date of the referral, for its first assessment (the earliest start, then the least identifier);
-- stopped by the authorisation; void when the referral closes, only where it was never authorised."""
-- source = "Working Together to Safeguard Children: 45 working days from the point of referral"
-- standing = "statutory"
-- basis = "completed"
-- period = "month"
-- better = "high"
-- limit = "45 working days"
-- done = "authorised"
-- who = "own"
-- needs = ["assessments", "referrals"]
-- noun = "assessment/assessments/authorised"
-- order = 50
WITH ranked AS (
    SELECT a.*, ROW_NUMBER() OVER (PARTITION BY a.referral_id ORDER BY a.start_date, a.assessment_id) AS place
    FROM assessments a
)
SELECT a.assessment_id AS subject, a.child_id, r.referral_date AS start_date, a.authorised_date AS stop_date,
       CASE WHEN a.authorised_date IS NULL THEN r.closed_date END AS void_date, a.team, a.worker
FROM ranked a
JOIN referrals r ON r.referral_id = a.referral_id
WHERE a.place = 1
