-- title = "Assessments looked at by a manager early"
-- question = "Assessments looked at by a manager within {limit} of their start"
-- rule = """
-- Starts with the assessment; stopped by the manager's oversight or the authorisation, whichever came first;
-- void when the referral closes."""
-- source = "Local standard: Sefton's management oversight of assessments at day 10"
-- standing = "local"
-- basis = "due"
-- period = "month"
-- better = "high"
-- limit = "10 working days"
-- done = "looked at"
-- who = "own"
-- needs = ["assessments"]
-- needs_columns = ["assessments.oversight_date"]
-- noun = "early check/early checks/made"
-- order = 60
WITH looked_at AS (
    SELECT assessment_id, child_id, referral_id, start_date, team, worker,
           CASE WHEN oversight_date >= start_date THEN oversight_date END AS oversight,
           CASE WHEN authorised_date >= start_date THEN authorised_date END AS authorised,
           COALESCE(oversight_date, authorised_date) AS any_date
    FROM assessments
)
SELECT a.assessment_id AS subject, a.child_id, a.start_date,
       CASE WHEN a.oversight IS NULL THEN COALESCE(a.authorised, a.any_date)
            WHEN a.authorised IS NULL OR a.oversight <= a.authorised THEN a.oversight
            ELSE a.authorised END AS stop_date,
       r.closed_date AS void_date, a.team, a.worker
FROM looked_at a
LEFT JOIN referrals r ON r.referral_id = a.referral_id
