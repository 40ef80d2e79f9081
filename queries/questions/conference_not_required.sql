-- title = "An initial conference was held although none was required"
-- needs = ["section47s", "initial_conferences"]
SELECT s.child_id, s.s47_id AS subject, 'section47s' AS table_name, MIN(c.held_date) AS event_date,
       'enquiry of ' || s.start_date || ', conference held ' || MIN(c.held_date) AS detail
FROM section47s s
JOIN initial_conferences c ON c.s47_id = s.s47_id AND c.held_date IS NOT NULL
 AND (c.transfer_in IS NULL OR c.transfer_in <> 'Y')
WHERE s.icpc_required = 'N'
GROUP BY s.child_id, s.s47_id, s.start_date
