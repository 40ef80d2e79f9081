-- says = "Visits at which the child was seen, or not known not to have been: an attempt at an empty house is no visit."
SELECT visit_id, child_id, visit_date, visit_type, worker
FROM visits
WHERE child_seen IS NULL OR child_seen <> 'N'
