-- kind = "share"
-- title = "Child protection plans reviewed, as the Department counts"
-- question = "Of child protection plans open for three months or more, those whose every review was held in time"
-- rule = """
-- Child protection plans open for three months or more; met while every review that has fallen due was held in time."""
-- source = "Department for Education, characteristics of children in need, table D6"
-- standing = "statutory"
-- basis = "rows"
-- period = "asat"
-- better = "high"
-- unit = "percent"
-- who = "allocated"
-- needs = ["cp_plans", "reviews"]
-- noun = "plan/plans"
-- order = 480
WITH events AS (
    SELECT DISTINCT p.plan_id, r.held_date AS day
    FROM cp_plan_periods p
    JOIN held_reviews r ON r.subject_id = p.plan_id AND r.review_type = 'cp'
     AND r.held_date > p.start_date AND (p.end_date IS NULL OR r.held_date <= p.end_date)
),
links AS (
    SELECT p.plan_id, p.start_date AS day, 0 AS is_event
    FROM cp_plan_periods p
    WHERE p.latest_only IS NULL OR p.latest_only <> 'Y'
       OR NOT EXISTS (SELECT 1 FROM events e WHERE e.plan_id = p.plan_id)
    UNION ALL
    SELECT plan_id, day, 1 FROM events
),
chain AS (
    SELECT l.plan_id, CASE WHEN l.is_event = 0 THEN k.date_in_3_months ELSE k.date_in_6_months END AS due,
           LEAD(l.day) OVER (PARTITION BY l.plan_id ORDER BY l.day) AS held
    FROM links l
    JOIN calendar k ON k.date = l.day
),
failed AS (
    SELECT plan_id, MIN(due) AS day FROM chain WHERE held IS NULL OR held > due GROUP BY plan_id
),
plans AS (
    SELECT p.plan_id, p.child_id, p.start_date, k.date_in_3_months AS since_day, p.end_date, f.day AS failed_on
    FROM cp_plan_periods p
    JOIN calendar k ON k.date = p.start_date
    LEFT JOIN failed f ON f.plan_id = p.plan_id
    WHERE p.end_date IS NULL OR p.end_date > k.date_in_3_months
)
SELECT plan_id AS subject, child_id, start_date AS event_date, since_day AS since_date,
       CASE WHEN failed_on IS NOT NULL AND (end_date IS NULL OR failed_on < end_date) THEN failed_on
            ELSE end_date END AS until_date,
       1 AS met
FROM plans
WHERE failed_on IS NULL OR failed_on > since_day
UNION ALL
SELECT plan_id, child_id, start_date, CASE WHEN failed_on > since_day THEN failed_on ELSE since_day END, end_date, 0
FROM plans
WHERE failed_on IS NOT NULL AND (end_date IS NULL OR failed_on < end_date)
