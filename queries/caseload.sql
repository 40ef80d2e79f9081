-- kind = "share"
-- title = "Average caseload"
-- question = "Children with an allocated worker, per worker who has any"
-- rule = """
-- Children with an open lead allocation to a worker, divided by the workers with at least one. A child with two workers is one
-- child; a lead allocation to a team alone is in no caseload."""
-- source = "Sandwell, October 2018; Sefton's scorecard, May 2023"
-- standing = "local"
-- basis = "rows"
-- period = "asat"
-- better = "low"
-- unit = "average"
-- who = "own"
-- needs = ["allocations"]
-- noun = "allocation/allocations"
-- order = 540
SELECT allocation_id AS subject, child_id, start_date AS event_date, COALESCE(start_date, '1900-01-01') AS since_date,
       end_date AS until_date, 1 AS met, team, worker
FROM lead_allocations
WHERE worker IS NOT NULL
