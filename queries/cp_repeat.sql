-- kind = "share"
-- title = "Child protection plans begun again"
-- question = "Child protection plans started by children with an earlier plan"
-- rule = """
-- Child protection plans started; met where the plan counts earlier ones, or the child has one in the extracts that started before."""
-- source = "Sefton's scorecard, May 2023; Bradford 2023; Herefordshire 2016"
-- standing = "local"
-- basis = "rows"
-- period = "rolling12"
-- better = "low"
-- unit = "percent"
-- who = "allocated"
-- needs = ["cp_plans"]
-- noun = "plan/plans"
-- order = 470
SELECT p.plan_id AS subject, p.child_id, p.start_date AS event_date,
       CASE WHEN c.previous_plans > 0 OR EXISTS (
           SELECT 1 FROM cp_plan_periods e WHERE e.child_id = p.child_id AND e.start_date < p.start_date)
            THEN 1 ELSE 0 END AS met
FROM cp_plan_periods p
JOIN cp_plans c ON c.plan_id = p.plan_id
