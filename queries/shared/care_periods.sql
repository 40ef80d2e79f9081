-- says = "Periods of being looked after; short breaks (V3, V4) are none, nor is one that ends on or before its start. plan_no numbers them."
-- indexes = [["child_id", "start_date"], ["care_id"]]
-- number = "plan_no"
SELECT ROW_NUMBER() OVER (ORDER BY care_id) AS plan_no, care_id, child_id, start_date, end_date, latest_only
FROM care_episodes
WHERE (legal_status IS NULL OR legal_status NOT IN ('V3', 'V4'))
  AND (end_date IS NULL OR end_date > start_date)
