-- title = "An assessment that began more than a working day after the referral"
-- needs = ["referrals", "assessments"]
-- rule = "The first assessment of each referral: later ones begin later by their nature."
WITH first AS (
    SELECT a.assessment_id, a.child_id, a.referral_id, a.start_date,
           ROW_NUMBER() OVER (PARTITION BY a.referral_id ORDER BY a.start_date, a.assessment_id) AS place
    FROM assessments a
    WHERE a.referral_id IS NOT NULL
)
SELECT f.child_id, f.assessment_id AS subject, 'assessments' AS table_name, f.start_date AS event_date,
       'referred ' || r.referral_date || ', begun ' || f.start_date || ', '
       || (began.working_day_no - asked.working_day_no) || ' working days later' AS detail
FROM first f
JOIN referrals r ON r.referral_id = f.referral_id
JOIN calendar asked ON asked.date = r.referral_date
JOIN calendar began ON began.date = f.start_date
JOIN parameters p ON p.name = 'as_at'
WHERE f.place = 1 AND f.start_date <= p.value AND began.working_day_no - asked.working_day_no > 1
