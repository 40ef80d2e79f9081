-- title = "An initial conference that no section 47 enquiry led to"
-- needs = ["section47s", "initial_conferences"]
-- rule = "Held, no transfer in, and naming no enquiry, or one that the extract of enquiries lacks."
SELECT c.child_id, c.conference_id AS subject, 'initial_conferences' AS table_name, c.held_date AS event_date,
       'held ' || c.held_date || COALESCE(', names enquiry ' || c.s47_id || ', which is not there', ', names no enquiry')
       AS detail
FROM initial_conferences c
JOIN parameters p ON p.name = 'as_at'
WHERE c.held_date <= p.value AND (c.transfer_in IS NULL OR c.transfer_in <> 'Y')
  AND NOT EXISTS (SELECT 1 FROM section47s s WHERE s.s47_id = c.s47_id)
