-- says = "Child in need plans up to their end or the first higher plan after their start; none where a higher plan was open when they started. plan_no numbers them."
-- indexes = [["child_id", "start_date"], ["plan_id"]]
-- number = "plan_no"
-- after = ["higher_plans"]
WITH plans AS (
    SELECT p.plan_id, p.child_id, p.start_date, p.end_date, p.latest_only, p.start_estimated,
           (SELECT MIN(h.start_date) FROM higher_plans h
            WHERE h.child_id = p.child_id AND h.start_date > p.start_date) AS overtaken
    FROM cin_plans p
    WHERE (p.end_date IS NULL OR p.end_date > p.start_date)
      AND NOT EXISTS (
          SELECT 1 FROM higher_plans h
          WHERE h.child_id = p.child_id AND h.start_date <= p.start_date
            AND (h.end_date IS NULL OR h.end_date > p.start_date))
)
SELECT ROW_NUMBER() OVER (ORDER BY plan_id) AS plan_no, plan_id, child_id, start_date,
       CASE WHEN overtaken IS NULL THEN end_date
            WHEN end_date IS NULL OR overtaken < end_date THEN overtaken
            ELSE end_date END AS end_date,
       latest_only, start_estimated
FROM plans
