-- title = "Looked after reviews in time"
-- question = "Looked after reviews in time: {first}, then {second}, then every {later}"
-- rule = """
-- A chain over each period of care: each review of it that was held after its start and not cancelled stops the running
-- clock and starts the next. Counted from 1 April by the date on which the review was due, held or not. Short breaks (V3,
-- V4) are left out."""
-- source = "Regulation 33, Care Planning, Placement and Case Review (England) Regulations 2010"
-- standing = "statutory"
-- basis = "due"
-- period = "ytd"
-- better = "high"
-- limits = { first = "20 working days", second = "3 months", later = "6 months" }
-- done = "reviewed"
-- who = "allocated"
-- needs = ["care_episodes", "reviews"]
-- order = 130
WITH plans AS (
    SELECT care_id AS subject, child_id, start_date, end_date, latest_only FROM care_periods
),
events AS (
    SELECT DISTINCT p.subject, r.held_date AS day
    FROM plans p
    JOIN held_reviews r ON r.subject_id = p.subject AND r.review_type = 'lac'
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
SELECT c.subject, p.child_id, c.day AS start_date, c.next_day AS stop_date, p.end_date AS void_date,
       CASE WHEN c.events_so_far = 0 THEN 'first'
            WHEN c.events_so_far = 1 AND (p.latest_only IS NULL OR p.latest_only <> 'Y') THEN 'second'
            ELSE 'later' END AS limit_name
FROM chain c
JOIN plans p ON p.subject = c.subject
