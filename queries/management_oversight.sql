-- title = "Management oversight on all open plans"
-- question = "Management oversight across all open plans"
-- rule = """
-- A chain over each child protection plan, effective child in need plan and period of care: each supervision or oversight of any kind
-- of the child stops the running clock and starts the next."""
-- source = "Local standard: Sefton's open cases with appropriate management oversight"
-- standing = "local"
-- basis = "running"
-- period = "asat"
-- better = "high"
-- limits = { child_protection = "28 days", child_in_need = "42 days", looked_after = "42 days" }
-- done = "overseen"
-- recurs = true
-- who = "allocated"
-- needs = ["supervisions"]
-- any_of = ["cp_plans", "cin_plans", "care_episodes"]
-- noun = "oversight note/oversight notes/written"
-- order = 160
WITH links AS (
    SELECT plan_no, start_date AS day, 0 AS is_event FROM supervised_plans
    UNION ALL
    SELECT p.plan_no, s.supervision_date, 1
    FROM supervised_plans p
    JOIN supervisions s ON s.child_id = p.child_id
     AND s.supervision_date >= p.start_date AND (p.end_date IS NULL OR s.supervision_date <= p.end_date)
),
chain AS (
    SELECT plan_no, day, is_event,
           LEAD(day) OVER (PARTITION BY plan_no ORDER BY day, is_event) AS next_day
    FROM links
)
SELECT p.subject AS subject, p.child_id, c.day AS start_date, c.next_day AS stop_date, p.end_date AS void_date,
       p.limit_name
FROM chain c
JOIN supervised_plans p ON p.plan_no = c.plan_no
-- Of links on one day the last begins a clock; where the source holds only the latest events, its start begins none
-- once one of them is known.
WHERE (c.next_day IS NULL OR c.next_day > c.day)
  AND (c.is_event = 1 OR c.next_day IS NULL OR p.latest_only IS NULL OR p.latest_only <> 'Y')
