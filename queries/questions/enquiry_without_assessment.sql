-- title = "A section 47 enquiry, and no assessment on its referral"
-- needs = ["section47s", "referrals", "assessments"]
-- rule = "Only enquiries that name a referral: of the others it cannot be told."
SELECT s.child_id, s.s47_id AS subject, 'section47s' AS table_name, s.start_date AS event_date,
       'enquiry of ' || s.start_date || ', referral ' || s.referral_id || ' of ' || r.referral_date AS detail
FROM section47s s
JOIN referrals r ON r.referral_id = s.referral_id
JOIN parameters p ON p.name = 'as_at'
WHERE s.start_date <= p.value
  AND NOT EXISTS (SELECT 1 FROM assessments a WHERE a.referral_id = s.referral_id)
