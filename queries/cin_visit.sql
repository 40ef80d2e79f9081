-- title = "Children in need visited"
-- question = "Children in need seen in the last {limit}"
-- rule = """
-- A chain over each effective child in need plan: from its start, each visit of type cin at which the child was seen
-- stops the running clock and starts the next. The plan is effective until its end or until a child protection plan or
-- period of care begins; visits are then owed under that."""
-- source = "Local standard: Sandwell and Sefton, twenty working days"
-- standing = "local"
-- basis = "running"
-- period = "asat"
-- better = "high"
-- limit = "20 working days"
-- done = "visited"
-- who = "allocated"
-- needs = ["cin_plans", "visits"]
-- order = 90
WITH plans AS (
    SELECT plan_id AS subject, child_id, start_date, end_date, latest_only FROM effective_cin_plans
),
events AS (
    SELECT DISTINCT p.subject, v.visit_date AS day
    FROM plans p
    JOIN seen_visits v ON v.child_id = p.child_id AND v.visit_type = 'cin'
     AND v.visit_date >= p.start_date AND (p.end_date IS NULL OR v.visit_date <= p.end_date)
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
