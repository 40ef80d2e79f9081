-- says = "Periods of being looked after; short breaks (V3, V4) are none, nor is one that ends on or before its start."
-- indexes = [["child_id", "start_date"], ["care_id"]]
SELECT care_id, child_id, start_date, end_date, latest_only
FROM care_episodes
WHERE (legal_status IS NULL OR legal_status NOT IN ('V3', 'V4'))
  AND (end_date IS NULL OR end_date > start_date)
