-- kind = "share"
-- title = "Vacancy rate"
-- question = "Posts without a permanent holder, of all posts"
-- rule = """
-- Posts open on the day, by full-time equivalent; met where the holder is not permanent."""
-- source = "Sandwell, October 2018; Sefton's scorecard, May 2023"
-- standing = "local"
-- basis = "rows"
-- period = "asat"
-- better = "low"
-- unit = "percent"
-- who = "own"
-- needs = ["posts"]
-- noun = "post/posts"
-- order = 550
SELECT post_id AS subject, NULL AS child_id, start_date AS event_date, COALESCE(start_date, '1900-01-01') AS since_date,
       end_date AS until_date, CASE WHEN holder <> 'permanent' THEN 1 ELSE 0 END AS met, COALESCE(fte, 1) AS weight, team
FROM posts
WHERE (end_date IS NULL OR start_date IS NULL OR end_date > start_date)
