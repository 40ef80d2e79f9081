"""A figure as screens and commands show it: the fields of ``board`` in cli.md."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
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


def for_publication(figure: Figure, under: int) -> Figure:
    """The figure with what a child could be known by left out: every number, where a count lies from 1 to ``under``.

    The cases not met count too: 20 of 21 tells of one child as surely as 1 of 21 does.
    """
    counts = [figure.numerator, figure.denominator, figure.overdue, figure.due_soon]
    if figure.unit == "percent" and figure.numerator is not None and figure.denominator is not None:
        counts.append(figure.denominator - figure.numerator)
    small = any(count is not None and 0 < count < under for count in counts)
    return _left_out(figure) if small else figure


def for_publication_together(figures: Sequence[Figure], under: int) -> list[Figure]:
    """The figures of one table for publication, in their order.

    Where a single group of a measure is left out, the smallest of the others is left out too: else it would be the
    whole less what is shown.
    """
    shown = [for_publication(figure, under) for figure in figures]
    groups: dict[tuple[str, str, int | None], list[int]] = {}
    for place, figure in enumerate(figures):
        groups.setdefault((figure.measure, figure.title, figure.limit), []).append(place)
    for places in groups.values():
        left = [place for place in places if shown[place] is not figures[place]]
        others = [place for place in places if place not in left and _size(figures[place])]
        if len(left) == 1 and others:
            smallest = min(others, key=lambda place: _size(figures[place]))
            shown[smallest] = _left_out(figures[smallest])
    return shown


def _size(figure: Figure) -> float:
    """How many cases a figure tells of."""
    counted = figure.numerator if figure.unit == "rate_per_10000" else figure.denominator
    return counted or 0


def _left_out(figure: Figure) -> Figure:
    return replace(
        figure,
        numerator=None,
        denominator=None,
        value=None,
        overdue=None,
        due_soon=None,
        previous=None,
        previous_three=None,
        change=None,
        change_three=None,
        rag=None,
        comparators={},
        reported_value=None,
        reported_numerator=None,
        reported_denominator=None,
        reported_overdue=None,
    )


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
