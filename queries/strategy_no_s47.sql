-- kind = "share"
-- title = "Strategy discussions that lead nowhere"
-- question = "Strategy discussions with no section 47 enquiry started within five working days"
-- rule = """
-- Every strategy discussion; met while no section 47 enquiry of the child has started on its day or on one of the five working days after it."""
-- source = "Herefordshire 2016"
-- standing = "local"
-- basis = "rows"
-- period = "month"
-- better = "low"
-- unit = "percent"
-- who = "own"
-- needs = ["strategy_discussions", "section47s"]
-- noun = "strategy discussion/strategy discussions"
-- order = 420
WITH followed AS (
    SELECT d.strategy_id, d.child_id, d.held_date, d.team, d.worker,
           (SELECT MIN(s.start_date) FROM section47s s
            JOIN calendar c ON c.date = s.start_date
            WHERE s.child_id = d.child_id AND s.start_date >= d.held_date
              AND c.working_day_no - k.working_day_no <= 5) AS enquiry
    FROM strategy_discussions d
    JOIN calendar k ON k.date = d.held_date
)
SELECT strategy_id AS subject, child_id, held_date AS event_date, held_date AS since_date, enquiry AS until_date,
       1 AS met, team, worker
FROM followed
WHERE enquiry IS NULL OR enquiry > held_date
UNION ALL
SELECT strategy_id, child_id, held_date, enquiry, NULL, 0, team, worker
FROM followed
WHERE enquiry IS NOT NULL
