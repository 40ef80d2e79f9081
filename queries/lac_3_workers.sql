-- kind = "share"
-- title = "Looked after children with three social workers or more"
-- question = "Looked after children with three or more lead workers in the last twelve months"
-- rule = """
-- Children looked after; met where three or more different lead workers were allocated on some day of the twelve months to the date."""
-- source = "Sefton's scorecard, May 2023"
-- standing = "local"
-- basis = "rows"
-- period = "asat"
-- better = "low"
-- unit = "percent"
-- who = "allocated"
-- needs = ["care_episodes", "allocations"]
-- noun = "child/children"
-- order = 520
WITH held AS (
    SELECT a.child_id, a.worker, COALESCE(a.start_date, '1900-01-01') AS day, k.out_of_12_months AS gone
    FROM lead_allocations a
    LEFT JOIN day_before b ON b.date = a.end_date
    LEFT JOIN calendar k ON k.date = b.previous_day
    WHERE a.worker IS NOT NULL
),
marked AS (
    -- One worker's allocations that follow within twelve months are one span.
    SELECT child_id, worker, day, gone,
           MAX(COALESCE(gone, '9999-12-31')) OVER (
               PARTITION BY child_id, worker ORDER BY day, COALESCE(gone, '9999-12-31')
               ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reached
    FROM held
),
numbered AS (
    SELECT child_id, worker, day, gone,
           SUM(CASE WHEN reached IS NULL OR day > reached THEN 1 ELSE 0 END) OVER (
               PARTITION BY child_id, worker ORDER BY day, COALESCE(gone, '9999-12-31')
               ROWS UNBOUNDED PRECEDING) AS span
    FROM marked
),
spans AS (
    SELECT child_id, MIN(day) AS start_date, MAX(COALESCE(gone, '9999-12-31')) AS gone
    FROM numbered GROUP BY child_id, worker, span
),
changes AS (
    SELECT child_id, day, SUM(step) AS step FROM (
        SELECT child_id, start_date AS day, 1 AS step FROM spans
        UNION ALL
        SELECT child_id, gone, -1 FROM spans WHERE gone < '9999-12-31'
    ) AS stepped
    GROUP BY child_id, day
),
levels AS (
    SELECT child_id, day, SUM(step) OVER (PARTITION BY child_id ORDER BY day) AS level,
           LEAD(day) OVER (PARTITION BY child_id ORDER BY day) AS next_day
    FROM changes
),
many AS (
    SELECT child_id, day, next_day FROM levels WHERE level >= 3
),
edges AS (
    -- Every day on which a child's care or answer may change: between two of them nothing does.
    SELECT c.care_id, c.child_id, c.start_date, c.end_date, c.start_date AS day FROM care_periods c
    UNION
    SELECT c.care_id, c.child_id, c.start_date, c.end_date, m.day
    FROM care_periods c JOIN many m ON m.child_id = c.child_id AND m.day > c.start_date
     AND (c.end_date IS NULL OR m.day < c.end_date)
    UNION
    SELECT c.care_id, c.child_id, c.start_date, c.end_date, m.next_day
    FROM care_periods c JOIN many m ON m.child_id = c.child_id AND m.next_day > c.start_date
     AND (c.end_date IS NULL OR m.next_day < c.end_date)
    UNION
    SELECT c.care_id, c.child_id, c.start_date, c.end_date, o.end_date
    FROM care_periods c JOIN care_periods o ON o.child_id = c.child_id AND o.end_date > c.start_date
     AND (c.end_date IS NULL OR o.end_date < c.end_date)
),
pieces AS (
    SELECT care_id, child_id, start_date, day,
           COALESCE(LEAD(day) OVER (PARTITION BY care_id ORDER BY day), end_date) AS next_day
    FROM edges
)
SELECT p.care_id AS subject, p.child_id, p.start_date AS event_date, p.day AS since_date, p.next_day AS until_date,
       CASE WHEN EXISTS (
           SELECT 1 FROM many m
           WHERE m.child_id = p.child_id AND m.day <= p.day AND (m.next_day IS NULL OR m.next_day > p.day))
            THEN 1 ELSE 0 END AS met
FROM pieces p
-- Of two periods of care that are open at once the one that began first stands for the child.
WHERE NOT EXISTS (
    SELECT 1 FROM care_periods o
    WHERE o.child_id = p.child_id AND o.start_date <= p.day AND (o.end_date IS NULL OR o.end_date > p.day)
      AND (o.start_date < p.start_date OR (o.start_date = p.start_date AND o.care_id < p.care_id)))
