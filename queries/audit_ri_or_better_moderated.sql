-- kind = "share"
-- title = "Audits that require improvement or better, after moderation"
-- question = "Audits returned whose final grade is requires improvement, good or outstanding"
-- rule = """
-- Audits returned, by the moderated grade where there is one, else the first."""
-- source = "Sandwell, October 2018; Bradford 2023"
-- standing = "local"
-- basis = "rows"
-- period = "month"
-- better = "high"
-- unit = "percent"
-- who = "own_team"
-- needs = ["audits"]
-- noun = "audit/audits"
-- order = 590
SELECT audit_id AS subject, child_id, returned_date AS event_date,
       CASE WHEN COALESCE(moderated_grade, grade) IN ('outstanding', 'good', 'requires_improvement') THEN 1 ELSE 0 END AS met, team
FROM audits
WHERE returned_date IS NOT NULL
