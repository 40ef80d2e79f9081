-- title = "Dated before the child was born"
-- needs = ["children"]
-- rule = """
-- Looked after, placed, missing or seen before the birth; or anything more than ten months before it. Contacts, referrals,
-- assessments and plans for a child who is not born yet are in order."""
WITH early AS (
    SELECT c.child_id, e.care_id AS subject, 'care_episodes' AS table_name, e.start_date AS day, c.date_of_birth
    FROM children c JOIN care_episodes e ON e.child_id = c.child_id AND e.start_date < c.date_of_birth
    UNION ALL
    SELECT c.child_id, e.placement_id, 'placements', e.start_date, c.date_of_birth
    FROM children c JOIN placements e ON e.child_id = c.child_id AND e.start_date < c.date_of_birth
    UNION ALL
    SELECT c.child_id, e.episode_id, 'missing_episodes', COALESCE(e.started_at, e.ended_at), c.date_of_birth
    FROM children c JOIN missing_episodes e ON e.child_id = c.child_id
     AND COALESCE(e.started_at, e.ended_at) < c.date_of_birth
    UNION ALL
    SELECT c.child_id, e.visit_id, 'visits', e.visit_date, c.date_of_birth
    FROM children c CROSS JOIN visits e
    WHERE e.child_id = c.child_id AND e.visit_date < c.date_of_birth AND e.child_seen = 'Y'
), unborn AS (
    SELECT c.child_id, e.contact_id AS subject, 'contacts' AS table_name, e.received_at AS day, c.date_of_birth
    FROM children c JOIN contacts e ON e.child_id = c.child_id AND e.received_at < c.date_of_birth
    UNION ALL
    SELECT c.child_id, e.referral_id, 'referrals', e.referral_date, c.date_of_birth
    FROM children c JOIN referrals e ON e.child_id = c.child_id AND e.referral_date < c.date_of_birth
    UNION ALL
    SELECT c.child_id, e.assessment_id, 'assessments', e.start_date, c.date_of_birth
    FROM children c JOIN assessments e ON e.child_id = c.child_id AND e.start_date < c.date_of_birth
    UNION ALL
    SELECT c.child_id, e.s47_id, 'section47s', e.start_date, c.date_of_birth
    FROM children c JOIN section47s e ON e.child_id = c.child_id AND e.start_date < c.date_of_birth
    UNION ALL
    SELECT c.child_id, e.plan_id, 'cp_plans', e.start_date, c.date_of_birth
    FROM children c JOIN cp_plans e ON e.child_id = c.child_id AND e.start_date < c.date_of_birth
    UNION ALL
    SELECT c.child_id, e.plan_id, 'cin_plans', e.start_date, c.date_of_birth
    FROM children c JOIN cin_plans e ON e.child_id = c.child_id AND e.start_date < c.date_of_birth
    UNION ALL
    SELECT c.child_id, e.strategy_id, 'strategy_discussions', e.held_date, c.date_of_birth
    FROM children c JOIN strategy_discussions e ON e.child_id = c.child_id AND e.held_date < c.date_of_birth
    UNION ALL
    SELECT c.child_id, e.conference_id, 'initial_conferences', e.held_date, c.date_of_birth
    FROM children c JOIN initial_conferences e ON e.child_id = c.child_id AND e.held_date < c.date_of_birth
    UNION ALL
    SELECT c.child_id, e.review_id, 'reviews', e.held_date, c.date_of_birth
    FROM children c JOIN reviews e ON e.child_id = c.child_id AND e.held_date < c.date_of_birth
    UNION ALL
    SELECT c.child_id, e.visit_id, 'visits', e.visit_date, c.date_of_birth
    FROM children c CROSS JOIN visits e
    WHERE e.child_id = c.child_id AND e.visit_date < c.date_of_birth AND (e.child_seen IS NULL OR e.child_seen <> 'Y')
    UNION ALL
    SELECT c.child_id, e.supervision_id, 'supervisions', e.supervision_date, c.date_of_birth
    FROM children c CROSS JOIN supervisions e
    WHERE e.child_id = c.child_id AND e.supervision_date < c.date_of_birth
), asked AS (
    SELECT child_id, subject, table_name, day, date_of_birth FROM early
    UNION ALL
    SELECT u.child_id, u.subject, u.table_name, u.day, u.date_of_birth
    FROM unborn u
    LEFT JOIN calendar b ON b.date = u.date_of_birth
    LEFT JOIN calendar d ON d.date = u.day
    WHERE b.month_no - d.month_no > 10 OR (b.date IS NOT NULL AND d.date IS NULL)
)
SELECT a.child_id, a.subject, a.table_name, a.day AS event_date,
       'on ' || a.day || ', born ' || a.date_of_birth AS detail
FROM asked a
JOIN parameters p ON p.name = 'as_at'
WHERE a.date_of_birth <= p.value
