-- kind = "share"
-- title = "Referred again within a year"
-- question = "Referrals of a child with an earlier referral less than 12 months before"
-- rule = """
-- Every referral; met where the same child has a referral on an earlier day that is no more than twelve months before."""
-- source = "Sefton's scorecard, May 2023; Herefordshire 2016"
-- standing = "local"
-- basis = "rows"
-- period = "rolling12"
-- better = "low"
-- unit = "percent"
-- who = "own"
-- needs = ["referrals"]
-- noun = "referral/referrals"
-- order = 350
SELECT r.referral_id AS subject, r.child_id, r.referral_date AS event_date,
       CASE WHEN EXISTS (
           SELECT 1 FROM referrals e
           WHERE e.child_id = r.child_id AND e.referral_date < r.referral_date
             AND e.referral_date >= k.date_12_months_before) THEN 1 ELSE 0 END AS met,
       r.team, r.worker
FROM referrals r
LEFT JOIN calendar k ON k.date = r.referral_date
