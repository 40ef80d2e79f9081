"""The fields of every machine-readable output, in their order. They are a contract: add, never rename."""

from caseworkbench.workbench.case_list import FIELDS, NOTE_FIELDS
from caseworkbench.workbench.caseload_fields import CHILD_FIELDS as CASELOAD_CHILD
from caseworkbench.workbench.caseload_fields import FIELDS as CASELOAD
from caseworkbench.workbench.changes_kinds import CHANGE
from caseworkbench.workbench.changes_kinds import SUMMARY as CHANGES_SUMMARY

CASE = (*FIELDS, *NOTE_FIELDS)

FIGURE = (
    "measure",
    "title",
    "limit",
    "limit_unit",
    "service",
    "team",
    "worker",
    "as_at",
    "period_start",
    "period_end",
    "numerator",
    "denominator",
    "value",
    "unit",
    "better",
    "overdue",
    "due_soon",
    "previous",
    "previous_three",
    "change",
    "change_three",
    "comparators",
    "target",
    "rag",
    "source",
    "reported_value",
    "reported_numerator",
    "reported_denominator",
    "reported_overdue",
)

CLOCK = (*CASE, "explanation")
"""A case on the child's page: with its arithmetic in words."""

EVENT = ("date", "kind", "what")

TREND = ("measure", "month_end", "service", "team", "worker", "numerator", "denominator", "value", "source")

TEAM_CHILD = (
    "child_id",
    "child_name",
    "family_id",
    "service",
    "team",
    "worker",
    "allocated_team",
    "allocated_worker",
    "lists",
    "overdue",
    "due_today",
    "due_this_week",
    "new",
    "worst_case",
    "worst_measure",
    "worst_title",
    "worst_status",
    "worst_due",
    "worst_days_over",
    "reason",
    "note",
    "owner",
    "action",
    "action_due",
    "cases",
)
"""A child of a team's list; ``cases``: the fields of a case, ``title`` and ``new``."""

GROUP = "group"
"""The children's characteristic, in a breakdown by one: the only field that not every figure has."""

__all__ = [
    "CASE",
    "CASELOAD",
    "CASELOAD_CHILD",
    "CHANGE",
    "CHANGES_SUMMARY",
    "CLOCK",
    "EVENT",
    "FIGURE",
    "GROUP",
    "TEAM_CHILD",
    "TREND",
]
