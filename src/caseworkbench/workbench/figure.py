"""A figure as screens and commands show it: the fields of ``board`` in cli.md."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure's figure for one group as at a date.

    ``service``, ``team``, ``worker``: None above the group's level. ``group``: the children's characteristic, where
    the figure is broken down by one. ``reported_…``: the same as people report it, where that differs from what is
    recorded. ``unit``: percent, count, rate_per_10000 or average. ``numerator`` and the other
    counts are None where a table that the measure needs was never loaded.
    """

    measure: str
    title: str
    limit: int | None
    limit_unit: str | None
    service: str | None
    team: str | None
    worker: str | None
    as_at: date
    period: str
    period_start: date
    period_end: date
    numerator: float | None
    denominator: float | None
    value: float | None
    unit: str
    better: str | None
    overdue: int | None
    due_soon: int | None
    previous: float | None
    previous_three: float | None
    change: str | None
    change_three: str | None
    source: str
    comparators: Mapping[str, Any] = field(default_factory=dict)
    target: float | None = None
    rag: str | None = None
    group: str | None = None
    reported_value: float | None = None
    reported_numerator: float | None = None
    reported_denominator: float | None = None
    reported_overdue: int | None = None

    def as_dict(self) -> dict[str, Any]:
        """The figure in values that JSON knows: dates as ISO text, the value not rounded."""
        shown = {item.name: getattr(self, item.name) for item in fields(self)}
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in shown.items()}


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One measure's figure for one group at one month end."""

    measure: str
    month_end: date
    service: str | None
    team: str | None
    worker: str | None
    numerator: float | None
    denominator: float | None
    value: float | None
    source: str
    group: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """The point in values that JSON knows."""
        shown = {item.name: getattr(self, item.name) for item in fields(self)}
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in shown.items()}
