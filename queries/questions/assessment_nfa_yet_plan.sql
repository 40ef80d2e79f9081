-- title = "An assessment that ended in no further action, and a plan within 20 working days"
-- needs = ["assessments"]
WITH plans AS (
    SELECT child_id, start_date, 'child protection plan' AS called FROM cp_plan_periods
    UNION ALL
    SELECT child_id, start_date, 'child in need plan' FROM cin_plans WHERE end_date IS NULL OR end_date > start_date
    UNION ALL
    SELECT child_id, start_date, 'looked after' FROM care_periods
), soon AS (
    SELECT a.child_id, a.assessment_id, a.authorised_date, n.called, n.start_date,
           ROW_NUMBER() OVER (PARTITION BY a.assessment_id ORDER BY n.start_date, n.called) AS place
    FROM assessments a
    JOIN calendar done ON done.date = a.authorised_date
    JOIN plans n ON n.child_id = a.child_id AND n.start_date >= a.authorised_date
    JOIN calendar began ON began.date = n.start_date
    JOIN parameters p ON p.name = 'as_at'
    WHERE a.nfa = 'Y' AND began.working_day_no - done.working_day_no <= 20 AND n.start_date <= p.value
)
SELECT child_id, assessment_id AS subject, 'assessments' AS table_name, start_date AS event_date,
       'authorised ' || authorised_date || ', ' || called || ' from ' || start_date AS detail
FROM soon
WHERE place = 1
