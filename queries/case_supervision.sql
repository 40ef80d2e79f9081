-- title = "Case supervision on all open plans"
-- question = "Case supervision across all open plans"
-- rule = """
-- A chain over each child protection plan, effective child in need plan and period of care: each supervision (not mere oversight)
-- of the child stops the running clock and starts the next."""
-- source = "Local standard: Sefton's open cases with appropriate case supervision; Telford's records with none on 56 %"
-- standing = "local"
-- basis = "running"
-- period = "asat"
-- better = "high"
-- limits = { child_protection = "28 days", child_in_need = "42 days", looked_after = "42 days" }
-- done = "supervised"
-- who = "allocated"
-- needs = ["supervisions"]
-- any_of = ["cp_plans", "cin_plans", "care_episodes"]
-- order = 150
WITH plans AS (
    SELECT subject, child_id, start_date, end_date, limit_name, latest_only FROM supervised_plans
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
SELECT c.subject, p.child_id, c.day AS start_date, c.next_day AS stop_date, p.end_date AS void_date,
       p.limit_name
FROM chain c
JOIN plans p ON p.subject = c.subject
