-- title = "Children without an allocated worker"
-- question = "Children without an allocated worker for more than {limit}"
-- rule = """
-- For each referral not marked no further action, every gap between its date and its closure that no lead allocation
-- with a worker covers. A gap starts on its first uncovered day (Day 0), is stopped by the next allocation and void
-- when the referral closes. A handover on one day leaves no gap."""
-- source = "Local standard: Sandwell, unallocated for longer than five working days"
-- standing = "local"
-- basis = "count"
-- period = "asat"
-- better = "low"
-- limit = "5 working days"
-- done = "allocated"
-- apart = true
-- who = "own_team"
-- needs = ["referrals", "allocations"]
-- noun = "allocation/allocations/made"
-- order = 180
WITH cover AS (
    SELECT child_id, start_date, end_date FROM lead_allocations WHERE worker IS NOT NULL
),
open_referrals AS (
    SELECT referral_id, child_id, referral_date, closed_date, team
    FROM referrals
    WHERE (nfa IS NULL OR nfa <> 'Y') AND (closed_date IS NULL OR closed_date > referral_date)
),
first_days AS (
    SELECT referral_id, child_id, closed_date, team, referral_date AS day FROM open_referrals
    UNION
    SELECT r.referral_id, r.child_id, r.closed_date, r.team, c.end_date
    FROM open_referrals r
    JOIN cover c ON c.child_id = r.child_id AND c.end_date > r.referral_date
     AND (r.closed_date IS NULL OR c.end_date < r.closed_date)
    -- An end beyond the calendar (31 December 9999) is how some systems write "no end".
    JOIN calendar k ON k.date = c.end_date
)
SELECT f.referral_id AS subject, f.child_id, f.day AS start_date,
       (SELECT MIN(c.start_date) FROM cover c
        WHERE c.child_id = f.child_id AND c.start_date > f.day
          AND (f.closed_date IS NULL OR c.start_date < f.closed_date)) AS stop_date,
       f.closed_date AS void_date, f.team
FROM first_days f
WHERE NOT EXISTS (
    SELECT 1 FROM cover c
    WHERE c.child_id = f.child_id AND (c.start_date IS NULL OR c.start_date <= f.day)
      AND (c.end_date IS NULL OR c.end_date > f.day))
