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
-- recurs = true
-- who = "allocated"
-- needs = ["cin_plans", "visits"]
-- noun = "visit/visits/made"
-- order = 90
WITH links AS (
    SELECT plan_no, start_date AS day, 0 AS is_event FROM effective_cin_plans
    UNION ALL
    SELECT p.plan_no, v.visit_date, 1
    FROM effective_cin_plans p
    JOIN seen_visits v ON v.child_id = p.child_id AND v.visit_type = 'cin'
     AND v.visit_date >= p.start_date AND (p.end_date IS NULL OR v.visit_date <= p.end_date)
),
chain AS (
    SELECT plan_no, day, is_event,
           LEAD(day) OVER (PARTITION BY plan_no ORDER BY day, is_event) AS next_day
    FROM links
)
SELECT p.plan_id AS subject, p.child_id, c.day AS start_date, c.next_day AS stop_date, p.end_date AS void_date
FROM chain c
JOIN effective_cin_plans p ON p.plan_no = c.plan_no
-- Of links on one day the last begins a clock; where the source holds only the latest events, its start begins none
-- once one of them is known.
WHERE (c.next_day IS NULL OR c.next_day > c.day)
  AND (c.is_event = 1 OR c.next_day IS NULL OR p.latest_only IS NULL OR p.latest_only <> 'Y')
