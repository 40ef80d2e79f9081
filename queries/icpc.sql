-- title = "Initial child protection conferences held in time"
-- question = "Initial child protection conferences held within {limit} of the strategy discussion that initiated the enquiry"
-- rule = """
-- Starts with the strategy discussion that initiated the section 47 enquiry; stopped by the earliest initial
-- conference of the enquiry, transfers in left out. No clock where no conference was required. Where that is not
-- known, none was held and the enquiry has ended, the clock is void on the day the enquiry ended. Where one was
-- required, or the enquiry is open, the clock runs: a conference that never happened stays visible."""
-- source = "Working Together to Safeguard Children: within 15 working days of the strategy discussion that initiated the enquiry"
-- standing = "statutory"
-- basis = "completed"
-- period = "month"
-- better = "high"
-- limit = "15 working days"
-- done = "held"
-- who = "own"
-- needs = ["section47s", "initial_conferences"]
-- noun = "conference/conferences/held"
-- order = 20
SELECT s.s47_id AS subject, s.child_id, s.start_date,
       COALESCE(MIN(CASE WHEN c.held_date >= s.start_date THEN c.held_date END), MIN(c.held_date)) AS stop_date,
       CASE WHEN s.icpc_required IS NULL AND MIN(c.held_date) IS NULL THEN s.end_date END AS void_date,
       s.team, s.worker
FROM section47s s
LEFT JOIN initial_conferences c
       ON c.s47_id = s.s47_id AND c.held_date IS NOT NULL AND (c.transfer_in IS NULL OR c.transfer_in <> 'Y')
WHERE s.icpc_required IS NULL OR s.icpc_required <> 'N'
GROUP BY s.s47_id, s.child_id, s.start_date, s.icpc_required, s.end_date, s.team, s.worker
