-- title = "Return interviews in time"
-- question = "Return interviews within {limit} of return from a missing episode"
-- rule = """
-- Starts when the child returns from a missing episode (absences are none); stopped by the earliest interview. Where
-- none was held and the child declined one: offered in time, the clock is void that day; offered late, the offer is
-- the stop, late. To the minute where both times are known, else by date."""
-- source = "Statutory guidance on children who run away or go missing from home or care (2014)"
-- standing = "guidance"
-- basis = "due"
-- period = "month"
-- better = "high"
-- limit = "72 hours"
-- done = "interviewed"
-- who = "own"
-- needs = ["missing_episodes", "return_interviews"]
-- needs_columns = ["return_interviews.interviewed_at"]
-- noun = "return interview/return interviews/held"
-- order = 170
WITH ended AS (
    SELECT episode_id, child_id, ended_at, ended_at_time, team, worker
    FROM missing_episodes
    WHERE episode_type = 'missing' AND ended_at IS NOT NULL
),
interviews AS (
    -- A moment as text: the date, then the time; a date without a time sorts before the same date with one.
    SELECT e.episode_id,
           MIN(CASE WHEN i.interviewed_at >= e.ended_at
                    THEN i.interviewed_at || COALESCE('T' || i.interviewed_at_time, '') END) AS first_held,
           MIN(i.interviewed_at) AS any_held,
           MIN(CASE WHEN i.accepted = 'N'
                    THEN CASE WHEN i.offered_at > e.ended_at THEN i.offered_at ELSE e.ended_at END END) AS declined
    FROM ended e
    JOIN return_interviews i ON i.episode_id = e.episode_id
    GROUP BY e.episode_id
)
SELECT e.episode_id AS subject, e.child_id, e.ended_at AS start_date, e.ended_at_time AS start_time,
       COALESCE(SUBSTR(i.first_held, 1, 10), i.any_held) AS stop_date,
       NULLIF(SUBSTR(i.first_held, 12), '') AS stop_time,
       CASE WHEN i.any_held IS NULL THEN i.declined END AS declined_date,
       e.team, e.worker
FROM ended e
LEFT JOIN interviews i ON i.episode_id = e.episode_id
