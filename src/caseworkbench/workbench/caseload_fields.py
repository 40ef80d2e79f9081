"""The fields of caseloads. No arithmetic, so that a command can name them without importing any."""

PLANS = {"looked_after": "lac_open", "child_protection": "cp_open", "child_in_need": "cin_plans_open"}
"""The plans, the highest first, and the measure that says which children have one."""
OTHER = "assessment_or_other"
PLAN_FIELDS = (*PLANS, OTHER)
FIELDS = (
    "service",
    "team",
    "worker",
    "worker_name",
    "unallocated",
    "children",
    "workers",
    "fte",
    "per_fte",
    "average_six_months",
    "change",
    *PLAN_FIELDS,
    "new_this_month",
    "longest_unallocated",
)
"""The fields of a row. ``children``: with a lead allocation on the day, the numerator of the average caseload.
``workers``: those who have any of them, its denominator; ``fte``: their full-time equivalent, 0 of one who is not at
work on the day, None where the workers extract lacks it for one. ``average_six_months``: over the six month ends before
the date's month, as far as the data reaches back. The plans (None: no data) and ``assessment_or_other`` add up to
``children``. ``new_this_month``: children whom the group had not got at the end of the month before. ``unallocated``:
the row of children who have no worker, with ``longest_unallocated``, the working days of the longest wait."""

CHILD_FIELDS = (
    "child_id",
    "child_name",
    "family_id",
    "service",
    "team",
    "worker",
    "worker_name",
    "unallocated",
    "plan",
    "since",
    "new_this_month",
    "unallocated_days",
)
"""The fields of a child. ``plan``: one of PLAN_FIELDS. ``since``: the day on which its worker (or its wait for one)
began, None where that is not known."""
