-- kind = "share"
-- title = "Audits downgraded"
-- question = "Moderated audits whose moderated grade is lower, of those moderated"
-- rule = """
-- Audits returned and moderated; met where the moderated grade is lower than the first."""
-- source = "Bradford 2023; Sandwell, October 2018"
-- standing = "local"
-- basis = "rows"
-- period = "month"
-- better = "low"
-- unit = "percent"
-- who = "own_team"
-- needs = ["audits"]
-- noun = "audit/audits"
-- order = 610
SELECT audit_id AS subject, child_id, returned_date AS event_date,
       CASE WHEN CASE moderated_grade WHEN 'outstanding' THEN 1 WHEN 'good' THEN 2 WHEN 'requires_improvement' THEN 3
            WHEN 'inadequate' THEN 4 WHEN 'inadequate_escalation' THEN 5 END >
            CASE grade WHEN 'outstanding' THEN 1 WHEN 'good' THEN 2 WHEN 'requires_improvement' THEN 3
            WHEN 'inadequate' THEN 4 WHEN 'inadequate_escalation' THEN 5 END THEN 1 ELSE 0 END AS met, team
FROM audits
WHERE returned_date IS NOT NULL AND moderated_grade IS NOT NULL
