-- kind = "share"
-- title = "Children in need"
-- question = "How many children have an open referral and neither a child protection plan nor a period of care"
-- rule = """
-- Children with an open referral that is not marked no further action, while they have neither a child protection plan nor a period of being looked after. A child counts once."""
-- source = "Sefton's scorecard, May 2023"
-- standing = "local"
-- basis = "rows"
-- period = "asat"
-- unit = "count"
-- who = "allocated"
-- needs = ["referrals"]
-- noun = "child in need/children in need"
-- order = 430
WITH open_referrals AS (
    SELECT child_id, referral_date AS day, COALESCE(closed_date, '9999-12-31') AS until_day
    FROM referrals
    WHERE (nfa IS NULL OR nfa <> 'Y') AND (closed_date IS NULL OR closed_date > referral_date)
),
steps AS (
    -- What opens and closes on each day: referrals, and the higher plans of children who have one.
    SELECT child_id, day, 1 AS referral, 0 AS higher FROM open_referrals
    UNION ALL
    SELECT child_id, until_day, -1, 0 FROM open_referrals
    UNION ALL
    SELECT child_id, start_date, 0, 1 FROM higher_plans
    UNION ALL
    SELECT child_id, end_date, 0, -1 FROM higher_plans WHERE end_date IS NOT NULL
),
days AS (
    SELECT child_id, day, SUM(referral) AS referral, SUM(higher) AS higher FROM steps GROUP BY child_id, day
),
levels AS (
    SELECT child_id, day,
           SUM(referral) OVER (PARTITION BY child_id ORDER BY day) AS referrals,
           SUM(higher) OVER (PARTITION BY child_id ORDER BY day) AS highers,
           LEAD(day) OVER (PARTITION BY child_id ORDER BY day) AS next_day
    FROM days
)
SELECT child_id AS subject, child_id, day AS event_date, next_day AS until_date, 1 AS met
FROM levels
WHERE referrals > 0 AND highers = 0
