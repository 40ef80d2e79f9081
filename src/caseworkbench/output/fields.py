"""The fields of every machine-readable output, in their order. They are a contract: add, never rename."""

from caseworkbench.workbench.case_list import FIELDS, NOTE_FIELDS

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

GROUP = "group"
"""The children's characteristic, in a breakdown by one: the only field that not every figure has."""

__all__ = ["CASE", "CLOCK", "EVENT", "FIGURE", "GROUP", "TREND"]
