-- says = "Placements up to their own end or that of their period of care; those of an ignored care episode are ignored. plan_no numbers them."
-- indexes = [["child_id", "start_date"]]
-- number = "plan_no"
-- after = ["care_periods"]
SELECT ROW_NUMBER() OVER (ORDER BY p.placement_id) AS plan_no, p.placement_id, p.child_id, c.care_id, p.start_date,
       CASE WHEN p.end_date IS NULL THEN c.end_date
            WHEN c.end_date IS NULL OR p.end_date <= c.end_date THEN p.end_date
            ELSE c.end_date END AS end_date,
       p.visit_rule, p.latest_only, c.start_date AS care_start
FROM placements p
LEFT JOIN care_periods c ON c.care_id = p.care_id
WHERE c.care_id IS NOT NULL
   OR NOT EXISTS (SELECT 1 FROM care_episodes e WHERE e.care_id = p.care_id)
