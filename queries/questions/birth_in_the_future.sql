-- title = "Born in the future: an expected date of birth in the wrong column?"
-- needs = ["children"]
SELECT c.child_id, c.child_id AS subject, 'children' AS table_name, c.date_of_birth AS event_date,
       'date of birth ' || c.date_of_birth AS detail
FROM children c
JOIN parameters p ON p.name = 'as_at'
WHERE c.date_of_birth > p.value
