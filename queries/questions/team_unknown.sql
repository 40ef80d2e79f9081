-- title = "A team that the teams' extract lacks: its figures belong to no service"
-- needs = ["teams"]
WITH named AS (
    SELECT team, COUNT(*) AS times, 'contacts' AS table_name FROM contacts GROUP BY team
    UNION ALL
    SELECT team, COUNT(*), 'referrals' FROM referrals GROUP BY team
    UNION ALL
    SELECT team, COUNT(*), 'assessments' FROM assessments GROUP BY team
    UNION ALL
    SELECT team, COUNT(*), 'strategy discussions' FROM strategy_discussions GROUP BY team
    UNION ALL
    SELECT team, COUNT(*), 'section 47 enquiries' FROM section47s GROUP BY team
    UNION ALL
    SELECT team, COUNT(*), 'initial conferences' FROM initial_conferences GROUP BY team
    UNION ALL
    SELECT team, COUNT(*), 'missing episodes' FROM missing_episodes GROUP BY team
    UNION ALL
    SELECT team, COUNT(*), 'allocations' FROM allocations GROUP BY team
    UNION ALL
    SELECT team, COUNT(*), 'workers' FROM workers GROUP BY team
    UNION ALL
    SELECT team, COUNT(*), 'posts' FROM posts GROUP BY team
    UNION ALL
    SELECT team, COUNT(*), 'care leavers' FROM care_leavers GROUP BY team
    UNION ALL
    SELECT team, COUNT(*), 'audits' FROM audits GROUP BY team
)
SELECT NULL AS child_id, n.team AS subject, 'teams' AS table_name, NULL AS event_date,
       'named in ' || CAST(SUM(n.times) AS INTEGER) || CASE WHEN SUM(n.times) = 1 THEN ' row' ELSE ' rows' END
       || ', for example of ' || MIN(n.table_name) AS detail
FROM named n
WHERE n.team IS NOT NULL AND NOT EXISTS (SELECT 1 FROM teams t WHERE t.team = n.team)
GROUP BY n.team
