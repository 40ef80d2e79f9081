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
-- who = "allocated"
-- needs = ["cp_plans", "supervisions"]
-- order = 140
WITH plans AS (
    SELECT plan_id AS subject, child_id, start_date, end_date, latest_only FROM cp_plan_periods
),
events AS (
    SELECT DISTINCT p.subject, s.supervision_date AS day
    FROM plans p
    JOIN supervisions s ON s.child_id = p.child_id AND (s.kind IS NULL OR s.kind = 'supervision')
     AND s.supervision_date >= p.start_date AND (p.end_date IS NULL OR s.supervision_date <= p.end_date)
),
links AS (
    -- The start is a link of the chain, but not where the source holds only the latest event and one is known.
    SELECT p.subject, p.start_date AS day, 0 AS is_event
    FROM plans p
    WHERE NOT EXISTS (SELECT 1 FROM events e WHERE e.subject = p.subject AND (e.day = p.start_date OR p.latest_only = 'Y'))
    UNION ALL
    SELECT e.subject, e.day, 1 FROM events e
),
chain AS (
    SELECT subject, day,
           LEAD(day) OVER (PARTITION BY subject ORDER BY day) AS next_day,
           SUM(is_event) OVER (PARTITION BY subject ORDER BY day ROWS UNBOUNDED PRECEDING) AS events_so_far
    FROM links
)
SELECT c.subject, p.child_id, c.day AS start_date, c.next_day AS stop_date, p.end_date AS void_date
FROM chain c
JOIN plans p ON p.subject = c.subject
