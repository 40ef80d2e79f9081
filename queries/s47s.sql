-- kind = "share"
-- title = "Section 47 enquiries started"
-- question = "How many section 47 enquiries were started"
-- rule = """
-- Every section 47 enquiry, on the day it started."""
-- source = "Sefton's scorecard, May 2023"
-- standing = "local"
-- basis = "rows"
-- period = "rolling12"
-- unit = "count"
-- who = "own"
-- needs = ["section47s"]
-- noun = "enquiry/enquiries"
-- order = 400
SELECT s47_id AS subject, child_id, start_date AS event_date, 1 AS met, team, worker
FROM section47s
