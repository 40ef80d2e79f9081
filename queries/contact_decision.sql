-- title = "Contacts decided in time"
-- question = "Contacts decided within {limit}"
-- rule = """
-- Starts on the day the contact is received; stopped by the decision on what happens next.
-- Counted in the month in which the decision was due, decided or not. Nothing voids it."""
-- source = "Working Together to Safeguard Children: a decision within one working day of a referral being received"
-- standing = "statutory"
-- basis = "due"
-- period = "month"
-- better = "high"
-- limit = "1 working day"
-- done = "decided"
-- who = "own"
-- needs = ["contacts"]
-- needs_columns = ["contacts.decision_at"]
-- noun = "contact/contacts/decided"
-- order = 10
SELECT contact_id AS subject, child_id, received_at AS start_date, decision_at AS stop_date, team, worker
FROM contacts
