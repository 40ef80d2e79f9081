-- title = "Inadequate case files audited again"
-- question = "Case files judged inadequate and audited again within {limit}"
-- rule = """
-- Starts when an audit is returned whose final grade (moderated, else the first) is inadequate or inadequate with
-- escalation; stopped by the earliest return of an audit that names it as the one it repeats."""
-- source = "Local standard: Bradford's re-audits"
-- standing = "local"
-- basis = "due"
-- period = "month"
-- better = "high"
-- limit = "3 months"
-- done = "audited again"
-- who = "own_team"
-- needs = ["audits"]
-- noun = "repeat audit/repeat audits/done"
-- order = 220
SELECT a.audit_id AS subject, a.child_id, a.returned_date AS start_date,
       COALESCE(MIN(CASE WHEN b.returned_date >= a.returned_date THEN b.returned_date END), MIN(b.returned_date)) AS stop_date,
       a.team
FROM audits a
LEFT JOIN audits b ON b.reaudit_of = a.audit_id AND b.returned_date IS NOT NULL
WHERE a.returned_date IS NOT NULL
  AND COALESCE(a.moderated_grade, a.grade) IN ('inadequate', 'inadequate_escalation')
GROUP BY a.audit_id, a.child_id, a.returned_date, a.team
