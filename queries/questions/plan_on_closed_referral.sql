-- title = "An open plan although the referral is closed"
-- needs = ["referrals"]
-- rule = "A referral of the child closed after the plan began, and none is open."
SELECT o.child_id, o.plan_id AS subject, o.table_name, MAX(r.closed_date) AS event_date,
       o.called || ' since ' || o.start_date || ', referral closed ' || MAX(r.closed_date) AS detail
FROM open_plans o
JOIN parameters p ON p.name = 'as_at'
JOIN referrals r ON r.child_id = o.child_id AND r.closed_date >= o.start_date AND r.closed_date <= p.value
 AND (r.nfa IS NULL OR r.nfa <> 'Y')
WHERE NOT EXISTS (
    SELECT 1 FROM referrals q
    WHERE q.child_id = o.child_id AND q.referral_date <= p.value AND (q.closed_date IS NULL OR q.closed_date > p.value)
      AND (q.nfa IS NULL OR q.nfa <> 'Y'))
GROUP BY o.child_id, o.plan_id, o.table_name, o.called, o.start_date
