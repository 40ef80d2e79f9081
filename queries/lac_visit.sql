-- title = "Looked after children visited"
-- question = "Looked after children visited as regulation 28 requires"
-- rule = """
-- A chain over each placement (which ends with its period of care where that is earlier): each visit of type lac at
-- which the child was seen stops the running clock and starts the next. How often depends on the placement: within a
-- week of its start, then every six weeks; after a year every three months where it is intended to last until 18, every
-- six months in a long-term foster placement with the child's agreement; weekly until the first review where the child
-- is with parents before assessment or with a temporary carer, then every six or four weeks. Short breaks (V3, V4) are
-- left out."""
-- source = "Regulation 28, Care Planning, Placement and Case Review (England) Regulations 2010, as amended"
-- standing = "statutory"
-- basis = "running"
-- period = "asat"
-- better = "high"
-- limits = { first = "7 days", standard = "42 days", until_18_after_a_year = "3 months", long_term_after_a_year = "6 months", before_review = "7 days", with_parents = "42 days", temporary_carer = "28 days" }
-- done = "visited"
-- recurs = true
-- who = "allocated"
-- needs = ["placements", "visits"]
-- noun = "visit/visits/made"
-- order = 100
WITH links AS (
    SELECT plan_no, start_date AS day, 0 AS is_event FROM placement_periods
    UNION ALL
    SELECT p.plan_no, v.visit_date, 1
    FROM placement_periods p
    JOIN seen_visits v ON v.child_id = p.child_id AND v.visit_type = 'lac'
     AND v.visit_date >= p.start_date AND (p.end_date IS NULL OR v.visit_date <= p.end_date)
),
chain AS (
    SELECT plan_no, day, is_event,
           LEAD(day) OVER (PARTITION BY plan_no ORDER BY day, is_event) AS next_day
    FROM links
),
ruled AS (
    SELECT p.plan_no, p.placement_id, p.child_id, p.end_date, p.latest_only, p.visit_rule,
           k.date_in_12_months AS a_year_on,
           (SELECT MIN(r.held_date) FROM held_reviews r
            WHERE r.subject_id = p.care_id AND r.review_type = 'lac' AND r.held_date > p.care_start) AS first_review
    FROM placement_periods p
    LEFT JOIN calendar k ON k.date = p.start_date
)
SELECT p.placement_id AS subject, p.child_id, c.day AS start_date, c.next_day AS stop_date, p.end_date AS void_date,
       CASE WHEN p.visit_rule = 'parents_assessment'
                 THEN CASE WHEN p.first_review IS NULL OR c.day < p.first_review THEN 'before_review'
                           ELSE 'with_parents' END
            WHEN p.visit_rule = 'temporary_carer'
                 THEN CASE WHEN p.first_review IS NULL OR c.day < p.first_review THEN 'before_review'
                           ELSE 'temporary_carer' END
            WHEN c.is_event = 0 THEN 'first'
            WHEN p.visit_rule = 'until_18' AND c.day >= p.a_year_on THEN 'until_18_after_a_year'
            WHEN p.visit_rule = 'long_term_agreed' AND c.day >= p.a_year_on THEN 'long_term_after_a_year'
            ELSE 'standard' END AS limit_name
FROM chain c
JOIN ruled p ON p.plan_no = c.plan_no
-- Of links on one day the last begins a clock; where the source holds only the latest events, its start begins none
-- once one of them is known.
WHERE (c.next_day IS NULL OR c.next_day > c.day)
  AND (c.is_event = 1 OR c.next_day IS NULL OR p.latest_only IS NULL OR p.latest_only <> 'Y')
