-- kind = "share"
-- title = "Care leavers in education, employment or training"
-- question = "Care leavers aged 19 to 21 in education, employment or training"
-- rule = """
-- Care leavers aged 19 to 21; met where their activity is full-time (F) or part-time (P) education, employment or training: the
-- letter with or without its number, or the words full or part time. Unknown is not, nor is any other word (pregnancy, prison)."""
-- source = "Sefton's scorecard, May 2023"
-- standing = "local"
-- basis = "rows"
-- period = "asat"
-- better = "high"
-- unit = "percent"
-- who = "own"
-- needs = ["care_leavers", "children"]
-- noun = "care leaver/care leavers"
-- order = 530
WITH born AS (
    SELECT l.child_id, l.activity, l.team, l.worker,
           CAST(SUBSTR(c.date_of_birth, 1, 4) AS INTEGER) AS year, SUBSTR(c.date_of_birth, 6) AS day
    FROM care_leavers l
    JOIN children c ON c.child_id = l.child_id
    -- 0001-01-01, which some systems write for no date, is the birth of nobody who is asked about.
    WHERE c.date_of_birth >= '1900-01-01' AND c.date_of_birth < '2100-01-01'
)
SELECT child_id AS subject, child_id, NULL AS event_date,
       CAST(year + 19 AS VARCHAR(4)) || '-' || CASE WHEN day = '02-29' AND (year + 19) % 4 <> 0 THEN '03-01' ELSE day END
           AS since_date,
       CAST(year + 22 AS VARCHAR(4)) || '-' || CASE WHEN day = '02-29' AND (year + 22) % 4 <> 0 THEN '03-01' ELSE day END
           AS until_date,
       CASE WHEN UPPER(SUBSTR(activity, 1, 1)) IN ('F', 'P') AND UPPER(SUBSTR(activity, 2, 1)) NOT BETWEEN 'A' AND 'Z'
              OR UPPER(activity) LIKE 'FULL_TIME%' OR UPPER(activity) LIKE 'FULLTIME%'
              OR UPPER(activity) LIKE 'PART_TIME%' OR UPPER(activity) LIKE 'PARTTIME%'
            THEN 1 ELSE 0 END AS met, team, worker
FROM born
