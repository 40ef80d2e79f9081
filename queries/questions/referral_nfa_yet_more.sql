-- title = "A referral marked no further action, and yet there was more"
-- needs = ["referrals"]
-- rule = """
-- A strategy discussion, enquiry or assessment that names it; or within a year one that names no referral, a plan or a
-- period of being looked after that no other referral accounts for."""
WITH ended AS (
    SELECT referral_id, child_id, referral_date FROM referrals WHERE nfa = 'Y'
), plans AS (
    SELECT child_id, start_date, 'child protection plan' AS called FROM cp_plan_periods
    UNION ALL
    SELECT child_id, start_date, 'child in need plan' FROM cin_plans WHERE end_date IS NULL OR end_date > start_date
    UNION ALL
    SELECT child_id, start_date, 'looked after' FROM care_periods
    UNION ALL
    SELECT child_id, start_date, 'assessment' FROM assessments WHERE referral_id IS NULL
    UNION ALL
    SELECT child_id, start_date, 'section 47 enquiry' FROM section47s WHERE referral_id IS NULL
    UNION ALL
    SELECT child_id, held_date, 'strategy discussion' FROM strategy_discussions WHERE referral_id IS NULL
), more AS (
    SELECT e.referral_id, e.child_id, e.referral_date, a.start_date AS day, 'assessment' AS called
    FROM ended e JOIN assessments a ON a.referral_id = e.referral_id AND a.start_date >= e.referral_date
    UNION ALL
    SELECT e.referral_id, e.child_id, e.referral_date, s.start_date, 'section 47 enquiry'
    FROM ended e JOIN section47s s ON s.referral_id = e.referral_id AND s.start_date >= e.referral_date
    UNION ALL
    SELECT e.referral_id, e.child_id, e.referral_date, d.held_date, 'strategy discussion'
    FROM ended e JOIN strategy_discussions d ON d.referral_id = e.referral_id AND d.held_date >= e.referral_date
    UNION ALL
    SELECT e.referral_id, e.child_id, e.referral_date, n.start_date, n.called
    FROM ended e
    JOIN calendar c ON c.date = e.referral_date
    JOIN plans n ON n.child_id = e.child_id AND n.start_date >= e.referral_date AND n.start_date <= c.date_in_12_months
    WHERE NOT EXISTS (
        SELECT 1 FROM referrals o
        WHERE o.child_id = e.child_id AND o.referral_id <> e.referral_id AND o.referral_date <= n.start_date
          AND (o.nfa IS NULL OR o.nfa <> 'Y') AND (o.closed_date IS NULL OR o.closed_date >= n.start_date))
), ranked AS (
    SELECT referral_id, child_id, referral_date, day, called,
           ROW_NUMBER() OVER (PARTITION BY referral_id ORDER BY day, called) AS place
    FROM more
)
SELECT m.child_id, m.referral_id AS subject, 'referrals' AS table_name, m.day AS event_date,
       'referral of ' || m.referral_date || ', ' || m.called || ' from ' || m.day AS detail
FROM ranked m
JOIN parameters p ON p.name = 'as_at'
WHERE m.place = 1 AND m.day <= p.value
