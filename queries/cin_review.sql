-- title = "Children in need plans reviewed"
-- question = "Children in need plans reviewed every {limit}"
-- rule = """
-- A chain over each effective child in need plan: each review of this plan that was held after its start and not
-- cancelled stops the running clock and starts the next."""
-- source = "Local standard: Sefton's child in need meetings"
-- standing = "local"
-- basis = "running"
-- period = "asat"
-- better = "high"
-- limit = "3 months"
-- done = "reviewed"
-- who = "allocated"
-- needs = ["cin_plans", "reviews"]
-- order = 120
WITH plans AS (
    SELECT plan_id AS subject, child_id, start_date, end_date, latest_only FROM effective_cin_plans
),
events AS (
    SELECT DISTINCT p.subject, r.held_date AS day
    FROM plans p
    JOIN held_reviews r ON r.subject_id = p.subject AND r.review_type = 'cin'
     AND r.held_date > p.start_date AND (p.end_date IS NULL OR r.held_date <= p.end_date)
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
