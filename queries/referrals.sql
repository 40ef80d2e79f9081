-- kind = "share"
-- title = "Referrals received"
-- question = "How many referrals were received"
-- rule = """
-- Every referral, on its date."""
-- source = "Sefton's scorecard, May 2023"
-- standing = "local"
-- basis = "rows"
-- period = "rolling12"
-- unit = "count"
-- who = "own"
-- needs = ["referrals"]
-- noun = "referral/referrals"
-- order = 320
SELECT referral_id AS subject, child_id, referral_date AS event_date, 1 AS met, team, worker
FROM referrals
