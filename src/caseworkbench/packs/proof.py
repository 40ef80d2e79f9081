"""Every number opens into cases: the sum is proved before anything is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from caseworkbench.errors import WorkbenchError
from caseworkbench.output.words import count_of
from caseworkbench.packs.words import number

if TYPE_CHECKING:
    from caseworkbench.measures.catalogue import Measure
    from caseworkbench.workbench.case_list import CaseList
    from caseworkbench.workbench.figure import Figure

_WEIGHT = re.compile(r"\bAS\s+weight\b", re.IGNORECASE)


def prove(figure: Figure, measure: Measure, running: CaseList | None, counted: CaseList) -> str:
    """How the listed cases add up to the figure, as a sentence; empty where nothing is counted from cases.

    Clocks and plain shares: the counted rows are the denominator, those met the numerator, those overdue the number
    overdue. Rates and averages: the rows are the numerator. Posts are counted by full-time equivalent, which a list
    of posts does not add up to. Raises WorkbenchError where the sum is wrong.
    """
    if figure.source != "cases" or figure.numerator is None:
        return ""
    met = sum(counted.columns["met"])
    if measure.is_clock:
        overdue = 0 if running is None else sum(status == "overdue" for status in running.columns["status"])
        _same(figure, "overdue", overdue, figure.overdue)
    if measure.unit in ("rate_per_10000", "average"):
        _same(figure, "met", met, figure.numerator)
        return f"{count_of(len(counted), 'counted row')} below: the {number(figure.numerator)} of the figure."
    if _WEIGHT.search(measure.sql):
        rows = count_of(len(counted), "counted row")
        return f"{rows} below; the figure counts them by full-time equivalent ({number(figure.denominator)} in all)."
    _same(figure, "counted", len(counted), figure.denominator)
    _same(figure, "met", met, figure.numerator)
    return (
        f"{count_of(len(counted), 'counted row')} below, {met:,} of them met: the {number(figure.numerator)} of "
        f"{number(figure.denominator)} of the figure."
    )


def _same(figure: Figure, what: str, listed: int, wanted: float | None) -> None:
    if wanted is not None and listed != wanted:
        raise WorkbenchError(
            f"The {listed:,} cases of {figure.measure} listed as {what} are not the {number(wanted)} of its figure: "
            "no pack was written; load the extracts again, and report it if it stays so."
        )
