-- kind = "share"
-- title = "Contacts that became referrals"
-- question = "Contacts with the outcome referral, of those received"
-- rule = """
-- Every contact received; met where its outcome is a referral."""
-- source = "Sefton's scorecard, May 2023; Herefordshire 2016"
-- standing = "local"
-- basis = "rows"
-- period = "rolling12"
-- unit = "percent"
-- who = "own"
-- needs = ["contacts"]
-- needs_columns = ["contacts.outcome"]
-- noun = "contact/contacts"
-- order = 340
SELECT contact_id AS subject, child_id, received_at AS event_date,
       CASE WHEN outcome = 'referral' THEN 1 ELSE 0 END AS met, team, worker
FROM contacts
