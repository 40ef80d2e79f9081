-- title = "Case supervision on child protection cases"
-- question = "Case supervision every {limit} on child protection cases"
-- rule = """
-- A chain over each child protection plan: each case supervision of the child (not mere oversight) stops the running
-- clock and starts the next."""
-- source = "Local standard: Sandwell, every four weeks"
-- standing = "local"
-- basis = "running"
-- period = "asat"
-- better = "high"
-- limit = "28 days"
-- done = "supervised"
-- recurs = true
-- who = "allocated"
-- needs = ["cp_plans", "supervisions"]
-- noun = "supervision/supervisions/held"
-- order = 140
WITH links AS (
    SELECT plan_no, start_date AS day, 0 AS is_event FROM cp_plan_periods
    UNION ALL
    SELECT p.plan_no, s.supervision_date, 1
    FROM cp_plan_periods p
    JOIN supervisions s ON s.child_id = p.child_id AND (s.kind IS NULL OR s.kind = 'supervision')
     AND s.supervision_date >= p.start_date AND (p.end_date IS NULL OR s.supervision_date <= p.end_date)
),
chain AS (
    SELECT plan_no, day, is_event,
           LEAD(day) OVER (PARTITION BY plan_no ORDER BY day, is_event) AS next_day
    FROM links
)
SELECT p.plan_id AS subject, p.child_id, c.day AS start_date, c.next_day AS stop_date, p.end_date AS void_date
FROM chain c
JOIN cp_plan_periods p ON p.plan_no = c.plan_no
-- Of links on one day the last begins a clock; where the source holds only the latest events, its start begins none
-- once one of them is known.
WHERE (c.next_day IS NULL OR c.next_day > c.day)
  AND (c.is_event = 1 OR c.next_day IS NULL OR p.latest_only IS NULL OR p.latest_only <> 'Y')
