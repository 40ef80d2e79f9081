-- title = "Children seen after a strategy discussion"
-- question = "Children seen within {limit} of the strategy discussion"
-- rule = """
-- Starts with the strategy discussion that initiated the section 47 enquiry; stopped by the child's first visit of
-- any type on or after it at which the child was seen; void when the enquiry ends without one."""
-- source = "Local standard; Sandwell's audits of section 47 enquiries look for a visit within 24 hours"
-- standing = "local"
-- basis = "due"
-- period = "month"
-- better = "high"
-- limit = "1 working day"
-- done = "seen"
-- who = "own"
-- needs = ["section47s", "visits"]
-- noun = "visit/visits/made"
-- order = 30
SELECT s.s47_id AS subject, s.child_id, s.start_date,
       (SELECT MIN(v.visit_date) FROM seen_visits v
        WHERE v.child_id = s.child_id AND v.visit_date >= s.start_date) AS stop_date,
       s.end_date AS void_date, s.team, s.worker
FROM section47s s
