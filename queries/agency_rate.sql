-- kind = "share"
-- title = "Agency rate"
-- question = "Posts held by agency workers, of posts that are held"
-- rule = """
-- Posts open on the day that somebody holds, by full-time equivalent; met where the holder is an agency worker."""
-- source = "Herefordshire 2016; Sefton's scorecard, May 2023"
-- standing = "local"
-- basis = "rows"
-- period = "asat"
-- better = "low"
-- unit = "percent"
-- who = "own"
-- needs = ["posts"]
-- noun = "post/posts"
-- order = 570
SELECT post_id AS subject, NULL AS child_id, start_date AS event_date, COALESCE(start_date, '1900-01-01') AS since_date,
       end_date AS until_date, CASE WHEN holder = 'agency' THEN 1 ELSE 0 END AS met, COALESCE(fte, 1) AS weight, team
FROM posts
WHERE holder <> 'vacant' AND (end_date IS NULL OR start_date IS NULL OR end_date > start_date)
