"""A figure and its months without what a child could be known by."""

from collections.abc import Sequence
from dataclasses import replace

from caseworkbench.workbench.figure import Figure, TrendPoint, for_publication

MONTHS_BEFORE = 3


def publishable(figure: Figure, months: Sequence[TrendPoint], under: int) -> tuple[Figure, list[TrendPoint]]:
    """The figure as it may be published, and its months by the same rule.

    A change from a month that is left out is left out too: it would tell the figure of that month.
    """
    kept = [_month(point, figure.unit, under) for point in months]
    open_ = for_publication(figure, under)
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
    return replace(point, numerator=None, denominator=None, value=None)
