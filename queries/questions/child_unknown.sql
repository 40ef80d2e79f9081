-- title = "A child whom the children's extract lacks"
-- needs = ["children"]
WITH mentioned AS (
    SELECT DISTINCT child_id, 'contacts' AS table_name FROM contacts WHERE child_id IS NOT NULL
    UNION ALL
    SELECT DISTINCT child_id, 'referrals' AS table_name FROM referrals WHERE child_id IS NOT NULL
    UNION ALL
    SELECT DISTINCT child_id, 'assessments' AS table_name FROM assessments WHERE child_id IS NOT NULL
    UNION ALL
    SELECT DISTINCT child_id, 'strategy_discussions' AS table_name FROM strategy_discussions WHERE child_id IS NOT NULL
    UNION ALL
    SELECT DISTINCT child_id, 'section47s' AS table_name FROM section47s WHERE child_id IS NOT NULL
    UNION ALL
    SELECT DISTINCT child_id, 'initial_conferences' AS table_name FROM initial_conferences WHERE child_id IS NOT NULL
    UNION ALL
    SELECT DISTINCT child_id, 'cp_plans' AS table_name FROM cp_plans WHERE child_id IS NOT NULL
    UNION ALL
    SELECT DISTINCT child_id, 'cin_plans' AS table_name FROM cin_plans WHERE child_id IS NOT NULL
    UNION ALL
    SELECT DISTINCT child_id, 'care_episodes' AS table_name FROM care_episodes WHERE child_id IS NOT NULL
    UNION ALL
    SELECT DISTINCT child_id, 'placements' AS table_name FROM placements WHERE child_id IS NOT NULL
    UNION ALL
    SELECT DISTINCT child_id, 'visits' AS table_name FROM visits WHERE child_id IS NOT NULL
    UNION ALL
    SELECT DISTINCT child_id, 'reviews' AS table_name FROM reviews WHERE child_id IS NOT NULL
    UNION ALL
    SELECT DISTINCT child_id, 'supervisions' AS table_name FROM supervisions WHERE child_id IS NOT NULL
    UNION ALL
    SELECT DISTINCT child_id, 'missing_episodes' AS table_name FROM missing_episodes WHERE child_id IS NOT NULL
    UNION ALL
    SELECT DISTINCT child_id, 'return_interviews' AS table_name FROM return_interviews WHERE child_id IS NOT NULL
    UNION ALL
    SELECT DISTINCT child_id, 'allocations' AS table_name FROM allocations WHERE child_id IS NOT NULL
    UNION ALL
    SELECT DISTINCT child_id, 'care_leavers' AS table_name FROM care_leavers WHERE child_id IS NOT NULL
    UNION ALL
    SELECT DISTINCT child_id, 'audits' AS table_name FROM audits WHERE child_id IS NOT NULL
)
SELECT m.child_id, m.child_id AS subject, MIN(m.table_name) AS table_name, NULL AS event_date,
       'named in ' || COUNT(*) || ' of the extracts, not in children' AS detail
FROM mentioned m
WHERE NOT EXISTS (SELECT 1 FROM children c WHERE c.child_id = m.child_id)
GROUP BY m.child_id
