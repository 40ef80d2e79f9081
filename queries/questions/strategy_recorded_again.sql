-- title = "A strategy discussion recorded again within 15 working days: is the conference counted from the second?"
-- needs = ["strategy_discussions"]
-- rule = """
-- An earlier discussion of the same child lies at most 15 working days before it. Where an initial conference was held
-- after it (within 30), its days are counted from both."""
WITH again AS (
    SELECT d.strategy_id, d.child_id, d.held_date, later.working_day_no, MIN(first.held_date) AS first_date
    FROM strategy_discussions d
    JOIN calendar later ON later.date = d.held_date
    JOIN strategy_discussions first ON first.child_id = d.child_id AND first.held_date < d.held_date
    JOIN calendar earlier ON earlier.date = first.held_date
    JOIN parameters p ON p.name = 'as_at'
    WHERE d.held_date <= p.value AND later.working_day_no - earlier.working_day_no <= 15
    GROUP BY d.strategy_id, d.child_id, d.held_date, later.working_day_no
), met AS (
    SELECT a.strategy_id, MIN(c.held_date) AS conference_date
    FROM again a
    JOIN initial_conferences c ON c.child_id = a.child_id AND c.held_date >= a.held_date
     AND (c.transfer_in IS NULL OR c.transfer_in <> 'Y')
    JOIN calendar held ON held.date = c.held_date
    WHERE held.working_day_no - a.working_day_no <= 30
    GROUP BY a.strategy_id
)
SELECT a.child_id, a.strategy_id AS subject, 'strategy_discussions' AS table_name, a.held_date AS event_date,
       'first held ' || a.first_date || ', again ' || a.held_date || ', '
       || (a.working_day_no - first.working_day_no)
       || CASE WHEN a.working_day_no - first.working_day_no = 1 THEN ' working day' ELSE ' working days' END
       || ' from the first'
       || COALESCE('; conference ' || m.conference_date || ', '
                   || (held.working_day_no - a.working_day_no) || ' from this one and '
                   || (held.working_day_no - first.working_day_no) || ' from the first', '') AS detail
FROM again a
JOIN calendar first ON first.date = a.first_date
LEFT JOIN met m ON m.strategy_id = a.strategy_id
LEFT JOIN calendar held ON held.date = m.conference_date
