-- title = "Children seen early in an assessment"
-- question = "Children seen within {limit} of the assessment's start"
-- rule = """
-- Starts with the assessment; stopped by the child's first visit of any type on or after it at which the child was
-- seen; void when the assessment is authorised without one."""
-- source = "Local standard; Sefton reports visits falling behind while assessments speed up"
-- standing = "local"
-- basis = "due"
-- period = "month"
-- better = "high"
-- limit = "10 working days"
-- done = "seen"
-- who = "own"
-- needs = ["assessments", "visits"]
-- noun = "first visit/first visits/made"
-- order = 70
SELECT a.assessment_id AS subject, a.child_id, a.start_date,
       (SELECT MIN(v.visit_date) FROM seen_visits v
        WHERE v.child_id = a.child_id AND v.visit_date >= a.start_date) AS stop_date,
       a.authorised_date AS void_date, a.team, a.worker
FROM assessments a
