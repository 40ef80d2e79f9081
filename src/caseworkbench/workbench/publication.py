"""Figures for publication: without what a child could be known by."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from caseworkbench.calendar.months import previous_month_ends
from caseworkbench.workbench.blocks import Key, is_small, key_of, shown
from caseworkbench.workbench.boards import BoardLine
from caseworkbench.workbench.figure import Figure, TrendPoint
from caseworkbench.workbench.levels import LEVELS

if TYPE_CHECKING:
    from caseworkbench.workbench.workbench import Workbench

MONTHS_BEFORE = 3


def publishable_figures(
    workbench: "Workbench",
    lines: Sequence[BoardLine] | None,
    *,
    by: str = "authority",
    service: str | None = None,
    team: str | None = None,
    worker: str | None = None,
    children: Mapping[str, str] | None = None,
    period: str | None = None,
    as_at: date | None = None,
) -> list[Figure]:
    """The figures of ``Workbench.figures`` as they may be published, in their order.

    Left out is what a small count stands behind, now or in a month that a change tells of; and as many other groups,
    the smallest first, as it takes that none is its service's or the whole figure less what is shown.
    """
    under = workbench.settings.suppress_under
    day = as_at or workbench.as_at
    whose: dict[str, Any] = {"service": service, "team": team, "worker": worker, "children": children, "period": period}
    published: list[Figure] = []
    for line in [BoardLine(one.id) for one in workbench.measures()] if lines is None else lines:
        points = workbench.trend([line], months=MONTHS_BEFORE + 1, by=by, as_at=day, **whose)
        months: dict[Key, list[TrendPoint]] = {}
        for point in points:
            months.setdefault((point.service, point.team, point.worker, point.group), []).append(point)
        figures = workbench.figures([line], by=by, as_at=day, **whose)
        open_ = [publishable(figure, months.get(key_of(figure), []), under)[0] for figure in figures]
        if by != LEVELS[0]:
            ends = [day, *previous_month_ends(day, MONTHS_BEFORE)]
            boards = [shown(partial(_table, workbench, line, end, whose), by, under) for end in ends]
            open_ = _without_reported([_beside_others(figure, boards) for figure in open_], figures)
        published += open_
    return published


def _table(workbench: "Workbench", line: BoardLine, day: date, whose: Mapping[str, Any], by: str) -> list[Figure]:
    return workbench.figures([line], by=by, as_at=day, **whose)


def _beside_others(figure: Figure, boards: Sequence[Mapping[Key, bool]]) -> Figure:
    """The figure as it may stand among the others of its table, and beside the tables of the months before.

    What the table of a month before leaves out must not come back as the previous figure of this one.
    """
    now, *before = (board.get(key_of(figure), True) for board in boards)
    if not now:
        return _left_out(figure)
    if not before[0]:
        figure = replace(figure, previous=None, change=None)
    if not all(before):
        figure = replace(figure, previous_three=None, change_three=None)
    return figure


def _without_reported(open_: list[Figure], figures: Sequence[Figure]) -> list[Figure]:
    """Without any reported figure where one of a group has to be left out: the others would tell it."""
    if all(fit.reported_value == one.reported_value for fit, one in zip(open_, figures, strict=True)):
        return open_
    return [
        replace(figure, reported_value=None, reported_numerator=None, reported_denominator=None, reported_overdue=None)
        for figure in open_
    ]


def publishable(figure: Figure, months: Sequence[TrendPoint], under: int) -> tuple[Figure, list[TrendPoint]]:
    """The figure as it may be published, and its months by the same rule; the last month is the figure's own.

    A change from a month that is left out is left out too: it would tell the figure of that month.
    """
    kept = [_month(point, figure.unit, under) for point in months]
    open_ = for_publication(figure, under)
    if open_ is not figure and kept:
        kept[-1] = _without_figure(kept[-1])
    gone = [point.value is not None and fit.value is None for point, fit in zip(months, kept, strict=True)][:-1]
    if any(gone[-1:]):
        open_ = replace(open_, previous=None, change=None)
    if any(gone[-MONTHS_BEFORE:]):
        open_ = replace(open_, previous_three=None, change_three=None)
    if _tells_of_few(open_, under):
        open_ = replace(open_, reported_value=None, reported_numerator=None, reported_denominator=None)
    return open_, kept


def _tells_of_few(figure: Figure, under: int) -> bool:
    """Whether what is reported differs from what is recorded by so few cases that a child could be known by them."""
    pairs = (
        (figure.numerator, figure.reported_numerator),
        (figure.denominator, figure.reported_denominator),
    )
    return any(
        recorded is not None and reported is not None and 0 < abs(recorded - reported) < under
        for recorded, reported in pairs
    )


def _month(point: TrendPoint, unit: str, under: int) -> TrendPoint:
    counts = [point.numerator, point.denominator]
    if unit == "percent" and point.numerator is not None and point.denominator is not None:
        counts.append(point.denominator - point.numerator)
    if not any(count is not None and 0 < count < under for count in counts):
        return point
    return _without_figure(point)


def _without_figure(point: TrendPoint) -> TrendPoint:
    return replace(point, numerator=None, denominator=None, value=None)


def for_publication(figure: Figure, under: int) -> Figure:
    """The figure with what a child could be known by left out: every number, where a count lies from 1 to ``under``."""
    return _left_out(figure) if is_small(figure, under) else figure


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
