-- title = "An assessment that ended in no further action, and a plan within 20 working days"
-- needs = ["assessments"]
WITH plans AS (
    SELECT child_id, start_date, 'child protection plan' AS called FROM cp_plan_periods
    UNION ALL
    SELECT child_id, start_date, 'child in need plan' FROM cin_plans WHERE end_date IS NULL OR end_date > start_date
    UNION ALL
    SELECT child_id, start_date, 'looked after' FROM care_periods
)
SELECT a.child_id, a.assessment_id AS subject, 'assessments' AS table_name, MIN(n.start_date) AS event_date,
       'authorised ' || a.authorised_date || ', ' || MIN(n.called) || ' from ' || MIN(n.start_date) AS detail
FROM assessments a
JOIN calendar done ON done.date = a.authorised_date
JOIN plans n ON n.child_id = a.child_id AND n.start_date >= a.authorised_date
JOIN calendar began ON began.date = n.start_date
JOIN parameters p ON p.name = 'as_at'
WHERE a.nfa = 'Y' AND began.working_day_no - done.working_day_no <= 20 AND n.start_date <= p.value
GROUP BY a.child_id, a.assessment_id, a.authorised_date
