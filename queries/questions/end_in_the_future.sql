-- title = "An end that has not come yet: it counts as open until then"
-- rule = """
-- The last day of a year from 2100 on, which some systems write for no end, is none; nor is the end that a load gives to an
-- allocation which a weekly extract no longer shows."""
WITH ended AS (
    SELECT child_id, referral_id AS subject, 'referrals' AS table_name, closed_date AS day FROM referrals
    UNION ALL
    SELECT child_id, s47_id, 'section47s', end_date FROM section47s
    UNION ALL
    SELECT child_id, plan_id, 'cp_plans', end_date FROM cp_plans
    UNION ALL
    SELECT child_id, plan_id, 'cin_plans', end_date FROM cin_plans
    UNION ALL
    SELECT child_id, care_id, 'care_episodes', end_date FROM care_episodes
    UNION ALL
    SELECT child_id, placement_id, 'placements', end_date FROM placements
    UNION ALL
    SELECT child_id, episode_id, 'missing_episodes', ended_at FROM missing_episodes
    UNION ALL
    SELECT child_id, allocation_id, 'allocations', end_date FROM allocations WHERE origin IS NULL
)
SELECT e.child_id, e.subject, e.table_name, e.day AS event_date, 'ends on ' || e.day AS detail
FROM parameters p
JOIN ended e ON e.day > p.value
WHERE p.name = 'as_at' AND NOT (e.day >= '2100-01-01' AND SUBSTR(e.day, 6) = '12-31')
