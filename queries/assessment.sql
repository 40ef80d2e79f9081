-- title = "Assessments authorised in time"
-- question = "Assessments authorised within {limit} of their start"
-- rule = """
-- Starts with the assessment; stopped by its authorisation; void when the referral closes, but only where the
-- assessment was never authorised. Counted in the month of authorisation: clearing a backlog lowers the figure
-- before it raises it."""
-- source = "Working Together to Safeguard Children: no longer than 45 working days"
-- standing = "statutory"
-- basis = "completed"
-- period = "month"
-- better = "high"
-- limit = "45 working days"
-- done = "authorised"
-- who = "own"
-- needs = ["assessments"]
-- noun = "assessment/assessments/authorised"
-- order = 40
SELECT a.assessment_id AS subject, a.child_id, a.start_date, a.authorised_date AS stop_date,
       CASE WHEN a.authorised_date IS NULL THEN r.closed_date END AS void_date, a.team, a.worker
FROM assessments a
LEFT JOIN referrals r ON r.referral_id = a.referral_id
