-- title = "Child protection plans reviewed"
-- question = "Child protection plans reviewed: first within {first}, then every {later}"
-- rule = """
-- A chain over each child protection plan: each review of this plan that was held after its start and not cancelled
-- stops the running clock and starts the next. An initial conference entered as a review on the plan's first day is none."""
-- source = "Working Together to Safeguard Children: first review within 3 months, then at most every 6 months"
-- standing = "statutory"
-- basis = "running"
-- period = "asat"
-- better = "high"
-- limits = { first = "3 months", later = "6 months" }
-- done = "reviewed"
-- recurs = true
-- who = "allocated"
-- needs = ["cp_plans", "reviews"]
-- noun = "review/reviews/held"
-- order = 110
WITH links AS (
    SELECT plan_no, start_date AS day, 0 AS is_event FROM cp_plan_periods
    UNION ALL
    SELECT p.plan_no, r.held_date, 1
    FROM cp_plan_periods p
    JOIN held_reviews r ON r.subject_id = p.plan_id AND r.review_type = 'cp'
     AND r.held_date > p.start_date AND (p.end_date IS NULL OR r.held_date <= p.end_date)
),
chain AS (
    SELECT plan_no, day, is_event,
           LEAD(day) OVER (PARTITION BY plan_no ORDER BY day, is_event) AS next_day
    FROM links
)
SELECT p.plan_id AS subject, p.child_id, c.day AS start_date, c.next_day AS stop_date, p.end_date AS void_date,
       CASE WHEN c.is_event = 0 THEN 'first' ELSE 'later' END AS limit_name
FROM chain c
JOIN cp_plan_periods p ON p.plan_no = c.plan_no
-- Of links on one day the last begins a clock; where the source holds only the latest events, its start begins none
-- once one of them is known.
WHERE (c.next_day IS NULL OR c.next_day > c.day)
  AND (c.is_event = 1 OR c.next_day IS NULL OR p.latest_only IS NULL OR p.latest_only <> 'Y')
