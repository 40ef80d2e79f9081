-- title = "Recorded as done on a day that has not come yet"
WITH dated AS (
    SELECT child_id, contact_id AS subject, 'contacts' AS table_name, received_at AS day, 'received' AS done FROM contacts
    UNION ALL
    SELECT child_id, contact_id, 'contacts', decision_at, 'decided' FROM contacts
    UNION ALL
    SELECT child_id, referral_id, 'referrals', referral_date, 'referred' FROM referrals
    UNION ALL
    SELECT child_id, assessment_id, 'assessments', start_date, 'begun' FROM assessments
    UNION ALL
    SELECT child_id, assessment_id, 'assessments', authorised_date, 'authorised' FROM assessments
    UNION ALL
    SELECT child_id, assessment_id, 'assessments', oversight_date, 'looked at by a manager' FROM assessments
    UNION ALL
    SELECT child_id, strategy_id, 'strategy_discussions', held_date, 'held' FROM strategy_discussions
    UNION ALL
    SELECT child_id, s47_id, 'section47s', start_date, 'begun' FROM section47s
    UNION ALL
    SELECT child_id, conference_id, 'initial_conferences', held_date, 'held' FROM initial_conferences
    UNION ALL
    SELECT child_id, plan_id, 'cp_plans', start_date, 'begun' FROM cp_plans
    UNION ALL
    SELECT child_id, plan_id, 'cin_plans', start_date, 'begun' FROM cin_plans
    UNION ALL
    SELECT child_id, care_id, 'care_episodes', start_date, 'begun' FROM care_episodes
    UNION ALL
    SELECT child_id, placement_id, 'placements', start_date, 'begun' FROM placements
    UNION ALL
    SELECT child_id, visit_id, 'visits', visit_date, 'made' FROM visits
    UNION ALL
    SELECT child_id, review_id, 'reviews', held_date, 'held' FROM reviews WHERE cancelled IS NULL OR cancelled <> 'Y'
    UNION ALL
    SELECT child_id, supervision_id, 'supervisions', supervision_date, 'held' FROM supervisions
    UNION ALL
    SELECT child_id, episode_id, 'missing_episodes', started_at, 'begun' FROM missing_episodes
    UNION ALL
    SELECT COALESCE(i.child_id, e.child_id), i.interview_id, 'return_interviews', i.offered_at, 'offered'
    FROM return_interviews i LEFT JOIN missing_episodes e ON e.episode_id = i.episode_id
    UNION ALL
    SELECT COALESCE(i.child_id, e.child_id), i.interview_id, 'return_interviews', i.interviewed_at, 'held'
    FROM return_interviews i LEFT JOIN missing_episodes e ON e.episode_id = i.episode_id
    UNION ALL
    SELECT child_id, child_id, 'care_leavers', latest_contact, 'in touch' FROM care_leavers
    UNION ALL
    SELECT child_id, audit_id, 'audits', returned_date, 'returned' FROM audits
)
SELECT d.child_id, d.subject, d.table_name, d.day AS event_date, d.done || ' on ' || d.day AS detail
FROM parameters p
JOIN dated d ON d.day > p.value
WHERE p.name = 'as_at'
