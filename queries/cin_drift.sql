-- title = "Children in need plans that drift"
-- question = "Children in need plans open for more than {limit}"
-- rule = """
-- Starts with the effective child in need plan and is void when it ends: nothing stops it. A plan whose start is only
-- an estimate (Annex A) has no clock."""
-- source = "Local standard: Bradford's review of long-term child in need planning"
-- standing = "local"
-- basis = "count"
-- period = "asat"
-- better = "low"
-- limit = "12 months"
-- who = "allocated"
-- needs = ["cin_plans"]
-- noun = "plan/plans/ended"
-- order = 200
SELECT plan_id AS subject, child_id, start_date, end_date AS void_date
FROM effective_cin_plans
WHERE start_estimated IS NULL OR start_estimated <> 'Y'
