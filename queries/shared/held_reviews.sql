-- says = "Reviews that were held and not cancelled."
SELECT review_id, child_id, review_type, subject_id, held_date
FROM reviews
WHERE held_date IS NOT NULL AND (cancelled IS NULL OR cancelled <> 'Y')
