-- title = "It ended before it began"
SELECT child_id, referral_id AS subject, 'referrals' AS table_name, closed_date AS event_date, 'began ' || referral_date || ', closed ' || closed_date AS detail
FROM referrals WHERE closed_date < referral_date
UNION ALL
SELECT child_id, s47_id, 'section47s', end_date, 'began ' || start_date || ', ended ' || end_date
FROM section47s WHERE end_date < start_date
UNION ALL
SELECT child_id, plan_id, 'cp_plans', end_date, 'began ' || start_date || ', ended ' || end_date
FROM cp_plans WHERE end_date < start_date
UNION ALL
SELECT child_id, plan_id, 'cin_plans', end_date, 'began ' || start_date || ', ended ' || end_date
FROM cin_plans WHERE end_date < start_date
UNION ALL
SELECT child_id, care_id, 'care_episodes', end_date, 'began ' || start_date || ', ended ' || end_date
FROM care_episodes WHERE end_date < start_date
UNION ALL
SELECT child_id, placement_id, 'placements', end_date, 'began ' || start_date || ', ended ' || end_date
FROM placements WHERE end_date < start_date
UNION ALL
SELECT child_id, episode_id, 'missing_episodes', ended_at, 'began ' || started_at || ', ended ' || ended_at
FROM missing_episodes WHERE ended_at < started_at
UNION ALL
SELECT child_id, allocation_id, 'allocations', end_date, 'began ' || start_date || ', ended ' || end_date
FROM allocations WHERE end_date < start_date
UNION ALL
SELECT NULL, post_id, 'posts', end_date, 'began ' || start_date || ', ended ' || end_date
FROM posts WHERE end_date < start_date
UNION ALL
SELECT NULL, worker, 'workers', end_date, 'began ' || start_date || ', ended ' || end_date
FROM workers WHERE end_date < start_date
UNION ALL
SELECT NULL, team, 'teams', to_date, 'began ' || from_date || ', ended ' || to_date
FROM teams WHERE to_date < from_date
