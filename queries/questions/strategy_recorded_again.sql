-- title = "A strategy discussion recorded again within 15 working days: is the conference counted from the second?"
-- rule = """
-- An earlier discussion of the same child lies at most 15 working days before it; days are shown from the first of all that
-- follow one another so. Where an initial conference was held after it (within 30), its days are counted from both. Where
-- no strategy discussions are loaded, the starts of section 47 enquiries stand for them."""
WITH discussions AS (
    SELECT strategy_id AS subject, 'strategy_discussions' AS table_name, child_id, held_date FROM strategy_discussions
    UNION ALL
    SELECT s47_id, 'section47s', child_id, start_date
    FROM section47s
    WHERE NOT EXISTS (SELECT 1 FROM strategy_discussions)
), dated AS (
    SELECT d.subject, d.table_name, d.child_id, d.held_date, c.working_day_no,
           LAG(c.working_day_no) OVER (PARTITION BY d.child_id ORDER BY d.held_date, d.subject) AS before
    FROM discussions d
    JOIN calendar c ON c.date = d.held_date
    JOIN parameters p ON p.name = 'as_at'
    WHERE d.held_date <= p.value
), numbered AS (
    SELECT subject, table_name, child_id, held_date, working_day_no,
           SUM(CASE WHEN working_day_no - before <= 15 THEN 0 ELSE 1 END)
               OVER (PARTITION BY child_id ORDER BY held_date, subject) AS run_no
    FROM dated
), again AS (
    SELECT subject, table_name, child_id, held_date, working_day_no,
           MIN(held_date) OVER (PARTITION BY child_id, run_no) AS first_date,
           MIN(working_day_no) OVER (PARTITION BY child_id, run_no) AS first_no
    FROM numbered
), met AS (
    SELECT a.subject, MIN(c.held_date) AS conference_date
    FROM again a
    JOIN initial_conferences c ON c.child_id = a.child_id AND c.held_date >= a.held_date
     AND (c.transfer_in IS NULL OR c.transfer_in <> 'Y')
    JOIN calendar held ON held.date = c.held_date
    WHERE a.held_date > a.first_date AND held.working_day_no - a.working_day_no <= 30
    GROUP BY a.subject
)
SELECT a.child_id, a.subject, a.table_name, a.held_date AS event_date,
       'first held ' || a.first_date || ', again ' || a.held_date || ', ' || (a.working_day_no - a.first_no)
       || CASE WHEN a.working_day_no - a.first_no = 1 THEN ' working day' ELSE ' working days' END
       || ' from the first'
       || COALESCE('; conference ' || m.conference_date || ', '
                   || (held.working_day_no - a.working_day_no) || ' from this one and '
                   || (held.working_day_no - a.first_no) || ' from the first', '') AS detail
FROM again a
LEFT JOIN met m ON m.subject = a.subject
LEFT JOIN calendar held ON held.date = m.conference_date
WHERE a.held_date > a.first_date
