-- kind = "share"
-- title = "Referrals per 10,000 children"
-- question = "How many referrals were received, per 10,000 children"
-- rule = """
-- Every referral, on its date, per 10,000 of the population aged 0 to 17 that the configuration gives."""
-- source = "Sefton's scorecard, May 2023"
-- standing = "local"
-- basis = "rows"
-- period = "rolling12"
-- better = "low"
-- unit = "rate_per_10000"
-- who = "own"
-- needs = ["referrals"]
-- noun = "referral/referrals"
-- order = 330
SELECT referral_id AS subject, child_id, referral_date AS event_date, 1 AS met, team, worker
FROM referrals
