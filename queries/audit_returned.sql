-- kind = "share"
-- title = "Audits returned"
-- question = "Audits returned, of those due"
-- rule = """
-- Audits due, exempted ones left out; met from the day on which the audit is returned."""
-- source = "Bradford 2023"
-- standing = "local"
-- basis = "rows"
-- period = "month"
-- better = "high"
-- unit = "percent"
-- who = "own_team"
-- needs = ["audits"]
-- noun = "audit/audits"
-- order = 600
SELECT audit_id AS subject, child_id, due_date AS event_date, due_date AS since_date,
       CASE WHEN returned_date > due_date THEN returned_date END AS until_date,
       CASE WHEN returned_date <= due_date THEN 1 ELSE 0 END AS met, team
FROM audits
WHERE due_date IS NOT NULL AND (exempt IS NULL OR exempt <> 'Y')
UNION ALL
SELECT audit_id, child_id, due_date, returned_date, NULL, 1, team
FROM audits
WHERE returned_date > due_date AND (exempt IS NULL OR exempt <> 'Y')
