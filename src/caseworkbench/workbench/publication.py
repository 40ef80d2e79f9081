"""Figures for publication: without what a child could be known by."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from caseworkbench.workbench.boards import BoardLine
from caseworkbench.workbench.figure import Figure, TrendPoint

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

    Left out is what a small count stands behind, now or in a month that a change tells of. Where a single group of a
    measure is left out, the smallest of the others is left out too: else it would be the whole less what is shown.
    """
    under = workbench.settings.suppress_under
    shown: list[Figure] = []
    for line in [BoardLine(one.id) for one in workbench.measures()] if lines is None else lines:
        figures = workbench.figures(
            [line], by=by, service=service, team=team, worker=worker, children=children, period=period, as_at=as_at
        )
        points = workbench.trend(
            [line],
            months=MONTHS_BEFORE + 1,
            by=by,
            service=service,
            team=team,
            worker=worker,
            children=children,
            period=period,
            as_at=as_at,
        )
        months: dict[tuple[str | None, ...], list[TrendPoint]] = {}
        for point in points:
            months.setdefault(_group(point), []).append(point)
        open_ = [publishable(figure, months.get(_group(figure), []), under)[0] for figure in figures]
        left = [place for place, one in enumerate(open_) if one.numerator is None and figures[place].numerator]
        others = [place for place, one in enumerate(open_) if one.numerator is not None and _size(one)]
        if len(left) == 1 and others:
            smallest = min(others, key=lambda place: _size(figures[place]))
            open_[smallest] = _left_out(open_[smallest])
        shown += open_
    return shown


def _group(one: Figure | TrendPoint) -> tuple[str | None, ...]:
    return one.service, one.team, one.worker, one.group


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
    """The figure with what a child could be known by left out: every number, where a count lies from 1 to ``under``.

    The cases not met count too: 20 of 21 tells of one child as surely as 1 of 21 does.
    """
    counts = [figure.numerator, figure.denominator, figure.overdue, figure.due_soon]
    if figure.unit == "percent" and figure.numerator is not None and figure.denominator is not None:
        counts.append(figure.denominator - figure.numerator)
    small = any(count is not None and 0 < count < under for count in counts)
    return _left_out(figure) if small else figure


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
