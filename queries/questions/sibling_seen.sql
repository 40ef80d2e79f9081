-- title = "A sibling was seen and this child was not"
-- needs = ["children", "visits"]
-- rule = """
-- Both children of the family are on an open child protection plan, or both on a child in need plan; on a day of both plans
-- one was seen on a visit of that kind and the other was not. The latest such day is listed. Looked after siblings often
-- live apart and are left out."""
WITH apart AS (
    SELECT o.child_id, o.plan_id, o.table_name, o.called, v.visit_date, MIN(s.child_id) AS sibling
    FROM open_plans o
    JOIN children c ON c.child_id = o.child_id
    JOIN children s ON s.family_id = c.family_id AND s.child_id <> c.child_id
    JOIN open_plans t ON t.child_id = s.child_id AND t.kind = o.kind
    JOIN parameters p ON p.name = 'as_at'
    JOIN seen_visits v ON v.child_id = s.child_id AND v.visit_type = o.kind
     AND v.visit_date >= o.start_date AND v.visit_date >= t.start_date AND v.visit_date <= p.value
    WHERE o.kind IN ('cp', 'cin') AND NOT EXISTS (
        SELECT 1 FROM seen_visits u
        WHERE u.child_id = o.child_id AND u.visit_type = o.kind AND u.visit_date = v.visit_date)
    GROUP BY o.child_id, o.plan_id, o.table_name, o.called, v.visit_date
), latest AS (
    SELECT child_id, plan_id, table_name, visit_date, sibling,
           ROW_NUMBER() OVER (PARTITION BY child_id, plan_id ORDER BY visit_date DESC) AS place,
           COUNT(*) OVER (PARTITION BY child_id, plan_id) AS days
    FROM apart
)
SELECT child_id, plan_id AS subject, table_name, visit_date AS event_date,
       'sibling ' || sibling || ' seen ' || visit_date || ', this child not'
       || CASE WHEN days > 1 THEN '; ' || days || ' such days' ELSE '' END AS detail
FROM latest
WHERE place = 1
