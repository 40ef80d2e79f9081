-- title = "Two open plans of one kind at once"
-- rule = "The later one is listed, with the one before it."
WITH plans AS (
    SELECT child_id, plan_id, table_name, called, start_date,
           LAG(plan_id) OVER (PARTITION BY child_id, kind ORDER BY start_date, plan_id) AS other_id,
           LAG(start_date) OVER (PARTITION BY child_id, kind ORDER BY start_date, plan_id) AS other_start
    FROM open_plans
)
SELECT child_id, plan_id AS subject, table_name, start_date AS event_date,
       called || ' since ' || start_date || ' beside ' || other_id || ' since ' || other_start AS detail
FROM plans
WHERE other_id IS NOT NULL
