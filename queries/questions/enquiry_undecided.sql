-- title = "An enquiry concluded with no conference and no decision whether one was required"
-- needs = ["section47s", "initial_conferences"]
SELECT s.child_id, s.s47_id AS subject, 'section47s' AS table_name, s.end_date AS event_date,
       'enquiry of ' || s.start_date || ' concluded ' || s.end_date AS detail
FROM section47s s
WHERE s.icpc_required IS NULL AND s.end_date IS NOT NULL
  AND NOT EXISTS (
      SELECT 1 FROM initial_conferences c
      WHERE c.s47_id = s.s47_id AND c.held_date IS NOT NULL AND (c.transfer_in IS NULL OR c.transfer_in <> 'Y'))
