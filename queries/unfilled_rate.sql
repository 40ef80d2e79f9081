-- kind = "share"
-- title = "Unfilled posts"
-- question = "Posts vacant or whose holder is absent, of all posts"
-- rule = """
-- Posts open on the day, by full-time equivalent; met where the post is vacant or its holder is absent (long-term sickness, maternity)."""
-- source = "Sandwell, October 2018"
-- standing = "local"
-- basis = "rows"
-- period = "asat"
-- better = "low"
-- unit = "percent"
-- who = "own"
-- needs = ["posts"]
-- noun = "post/posts"
-- order = 560
SELECT post_id AS subject, NULL AS child_id, start_date AS event_date, COALESCE(start_date, '1900-01-01') AS since_date,
       end_date AS until_date, CASE WHEN holder = 'vacant' OR absent = 'Y' THEN 1 ELSE 0 END AS met, COALESCE(fte, 1) AS weight, team
FROM posts
WHERE (end_date IS NULL OR start_date IS NULL OR end_date > start_date)
