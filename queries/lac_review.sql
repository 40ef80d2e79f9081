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
-- recurs = true
-- who = "allocated"
-- needs = ["care_episodes", "reviews"]
-- noun = "review/reviews/held"
-- order = 130
WITH links AS (
    SELECT plan_no, start_date AS day, 0 AS is_event FROM care_periods
    UNION ALL
    SELECT p.plan_no, r.held_date, 1
    FROM care_periods p
    JOIN held_reviews r ON r.subject_id = p.care_id AND r.review_type = 'lac'
     AND r.held_date > p.start_date AND (p.end_date IS NULL OR r.held_date <= p.end_date)
),
chain AS (
    SELECT plan_no, day, is_event,
           DENSE_RANK() OVER (PARTITION BY plan_no ORDER BY day) AS place,
           LEAD(day) OVER (PARTITION BY plan_no ORDER BY day, is_event) AS next_day
    FROM links
)
SELECT p.care_id AS subject, p.child_id, c.day AS start_date, c.next_day AS stop_date, p.end_date AS void_date,
       CASE WHEN c.is_event = 0 THEN 'first'
            WHEN c.place = 2 AND (p.latest_only IS NULL OR p.latest_only <> 'Y') THEN 'second'
            ELSE 'later' END AS limit_name
FROM chain c
JOIN care_periods p ON p.plan_no = c.plan_no
-- Of links on one day the last begins a clock; where the source holds only the latest events, its start begins none
-- once one of them is known.
WHERE (c.next_day IS NULL OR c.next_day > c.day)
  AND (c.is_event = 1 OR c.next_day IS NULL OR p.latest_only IS NULL OR p.latest_only <> 'Y')
