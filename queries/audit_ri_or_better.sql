-- kind = "share"
-- title = "Audits that require improvement or better"
-- question = "Audits returned whose first grade is requires improvement, good or outstanding"
-- rule = """
-- Audits returned, by the grade that the auditor gave."""
-- source = "Sandwell, October 2018"
-- standing = "local"
-- basis = "rows"
-- period = "month"
-- better = "high"
-- unit = "percent"
-- who = "own_team"
-- needs = ["audits"]
-- noun = "audit/audits"
-- order = 580
SELECT audit_id AS subject, child_id, returned_date AS event_date,
       CASE WHEN grade IN ('outstanding', 'good', 'requires_improvement') THEN 1 ELSE 0 END AS met, team
FROM audits
WHERE returned_date IS NOT NULL
