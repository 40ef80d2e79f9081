-- kind = "share"
-- title = "Contacts received"
-- question = "How many contacts were received"
-- rule = """
-- Every contact, on the day it was received."""
-- source = "Sefton's scorecard, May 2023"
-- standing = "local"
-- basis = "rows"
-- period = "rolling12"
-- unit = "count"
-- who = "own"
-- needs = ["contacts"]
-- noun = "contact/contacts"
-- order = 310
SELECT contact_id AS subject, child_id, received_at AS event_date, 1 AS met, team, worker
FROM contacts
