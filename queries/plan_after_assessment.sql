-- title = "A plan in place after assessment"
-- question = "Assessed as needing help, and a plan in place within {limit}"
-- rule = """
-- Starts when an assessment that did not end in no further action is authorised, unless a plan was open already or the
-- referral had closed; stopped by the child's first child in need plan, child protection plan or period of care that
-- starts on or after it; void when the referral closes."""
-- source = "Local standard: Sefton's plans authorised within 20 working days; Bradford's children open with no plan"
-- standing = "local"
-- basis = "due"
-- period = "month"
-- better = "high"
-- limit = "20 working days"
-- done = "planned"
-- who = "own"
-- needs = ["assessments"]
-- any_of = ["cin_plans", "cp_plans", "care_episodes"]
-- noun = "plan/plans/made"
-- order = 190
WITH plans AS (
    SELECT child_id, start_date, end_date FROM cin_plans WHERE end_date IS NULL OR end_date > start_date
    UNION ALL
    SELECT child_id, start_date, end_date FROM higher_plans
),
in_need AS (
    SELECT a.assessment_id, a.child_id, a.authorised_date, r.closed_date, a.team, a.worker
    FROM assessments a
    LEFT JOIN referrals r ON r.referral_id = a.referral_id
    WHERE a.authorised_date IS NOT NULL AND (a.nfa IS NULL OR a.nfa <> 'Y')
      AND (r.closed_date IS NULL OR r.closed_date > a.authorised_date)
),
followed AS (
    SELECT a.assessment_id,
           MIN(CASE WHEN p.start_date >= a.authorised_date THEN p.start_date END) AS next_plan,
           MAX(CASE WHEN p.start_date < a.authorised_date
                     AND (p.end_date IS NULL OR p.end_date > a.authorised_date) THEN 1 ELSE 0 END) AS had_one
    FROM in_need a
    JOIN plans p ON p.child_id = a.child_id
    GROUP BY a.assessment_id
)
SELECT a.assessment_id AS subject, a.child_id, a.authorised_date AS start_date, f.next_plan AS stop_date,
       a.closed_date AS void_date, a.team, a.worker
FROM in_need a
LEFT JOIN followed f ON f.assessment_id = a.assessment_id
WHERE f.had_one IS NULL OR f.had_one = 0
