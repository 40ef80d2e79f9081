"""What changed between two points, measure by measure: the figure at each, the cases that differ, what each did."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from caseworkbench.errors import WorkbenchError, nearest
from caseworkbench.workbench import changes_words as words
from caseworkbench.workbench.changes_clocks import ClockSide, compare_clocks
from caseworkbench.workbench.changes_effects import Counts, Weighing
from caseworkbench.workbench.changes_found import CODES, KINDS, Found
from caseworkbench.workbench.changes_point import Asked, Point, two_points
from caseworkbench.workbench.changes_rows import CHANGE, Rows
from caseworkbench.workbench.changes_shares import ShareSide, compare_shares
from caseworkbench.workbench.coverage import CASES
from caseworkbench.workbench.figure import TrendPoint

__all__ = ["CHANGE", "KINDS", "SUMMARY", "Asked", "MeasureChanges", "Point", "check_kinds", "two_points"]

SUMMARY = (
    "measure",
    "title",
    "service",
    "team",
    "worker",
    "period",
    "from_load",
    "from_as_at",
    "from_numerator",
    "from_denominator",
    "from_value",
    "to_load",
    "to_as_at",
    "to_numerator",
    "to_denominator",
    "to_value",
    "unit",
    "better",
    "difference",
    "kinds",
    "numerators",
    "denominators",
    "effects",
    "became_overdue",
    "done_in_time",
    "done_late",
    "void",
    "entered_late",
    "overdue_then",
    "overdue_completed",
    "overdue_void",
    "overdue_gone",
    "overdue_remain",
    "overdue_now",
    "sentence",
    "overdue_sentence",
    "figure_sentence",
)
"""The fields of a measure's summary. ``kinds``, ``numerators``, ``denominators`` and ``effects`` are objects by kind.
The other counts are of states, whatever the kind: a conference entered late is among the done as well."""


def check_kinds(kinds: Sequence[str]) -> frozenset[str]:
    """The kinds as a set. Raises WorkbenchError for one that does not exist."""
    for kind in kinds:
        if kind not in KINDS:
            near = nearest(kind, list(KINDS))
            hint = f"did you mean {near[0]}?" if near else f"they are {', '.join(KINDS)}."
            raise WorkbenchError(f"There is no kind of change {kind!r}: {hint}")
    return frozenset(kinds)


@dataclass(frozen=True)
class _Compared:
    found: Found
    rows: Rows


class MeasureChanges:
    """What changed in one measure. The points' workbenches must stay open while it is asked."""

    def __init__(self, asked: Asked, first: Point, last: Point) -> None:
        self.asked, self.points = asked, (first, last)
        self.measure = asked.line.measure
        self.figures = tuple(_figure(asked, point) for point in self.points)
        before, after = self.figures
        self.known = [_known(asked, point) for point in self.points]
        counts = [Counts(point.numerator or 0, point.denominator) for point in self.figures]
        self.weighing = Weighing(counts[0], counts[1], self.measure.unit)
        self._compared = self._compare() if all(self.known) else None
        both = before.value is not None and after.value is not None
        self.difference = after.value - before.value if both else None  # type: ignore[operator]

    def _compare(self) -> _Compared:
        first, last = self.points
        if self.measure.is_clock:
            sides = ClockSide(self.asked, first), ClockSide(self.asked, last)
            found = compare_clocks(self.asked, *sides)
            return _Compared(found, Rows(self.asked, self.points, sides, found, self.weighing))
        shares = ShareSide(self.asked, first), ShareSide(self.asked, last)
        found = compare_shares(self.asked, *shares)
        return _Compared(found, Rows(self.asked, self.points, shares, found, self.weighing))

    @property
    def found(self) -> Found | None:
        """The changed cases as columns; None where the measure has no data at one of the points."""
        return self._compared.found if self._compared is not None else None

    def cases(self, kinds: frozenset[str] | None = None) -> list[dict[str, Any]]:
        """The changed cases, of these kinds or all, as rows with the fields of CHANGE; most effect first."""
        if self._compared is None:
            return []
        return self._compared.rows.at(self._compared.found.places(kinds))

    def counts(self) -> dict[str, int]:
        """How many cases changed in each way."""
        return self.found.counts() if self.found is not None else {}

    def sums(self) -> dict[str, tuple[float, float]]:
        """What the cases of each kind add to numerator and denominator; empty for averages."""
        return self.found.sums() if self.found is not None else {}

    def effects(self) -> dict[str, float | None]:
        """What each kind did to the figure, in points: together exactly the difference of the two values."""
        return {kind: self.weighing.points(*moved) for kind, moved in self.sums().items()}

    def overdue_sentence(self) -> str:
        """What became of the cases that were overdue; empty for shares and where there is no data."""
        if self.found is None or not self.measure.is_clock:
            return ""
        return words.overdue_sentence(self.measure, self.found.overdue)

    def figure_sentence(self) -> str:
        """What the figure was and is, and why it is not what was reported."""
        if self._compared is None:
            return words.no_data(self.measure, self.points, self.known)
        found = self._compared.found
        moving = (found.counted_before != found.counted_after) | (found.met_before != found.met_after)
        places = moving.nonzero()[0].tolist()
        late = [at for at in places if found.kind[at] == CODES["entered_late"]]
        counts = {kind: sum(1 for at in places if found.kind[at] == code) for kind, code in CODES.items()}
        reasons = words.why(self.measure, counts, self._compared.rows.at(late))
        return words.figure_sentence(self.asked, self.points, [figure.value for figure in self.figures], reasons)

    def sentence(self) -> str:
        """Both sentences, the overdue first."""
        return " ".join(part for part in (self.overdue_sentence(), self.figure_sentence()) if part)

    def summary(self) -> dict[str, Any]:
        """The measure's changes as one row with the fields of SUMMARY."""
        first, last = self.points
        before, after = self.figures
        choice, sums, found = self.asked.choice, self.sums(), self.found
        outcomes = found.outcomes if found is not None else {}
        became = found.overdue if found is not None else {}
        about_overdue, about_figure = self.overdue_sentence(), self.figure_sentence()
        row: dict[str, Any] = {
            "measure": self.measure.id,
            "title": self.asked.line.title,
            "service": choice.service,
            "team": choice.team,
            "worker": choice.worker,
            "period": self.asked.line.period,
            "from_load": first.load,
            "from_as_at": first.day,
            "from_numerator": before.numerator,
            "from_denominator": before.denominator,
            "from_value": before.value,
            "to_load": last.load,
            "to_as_at": last.day,
            "to_numerator": after.numerator,
            "to_denominator": after.denominator,
            "to_value": after.value,
            "unit": self.measure.unit,
            "better": self.measure.better,
            "difference": self.difference,
            "kinds": self.counts(),
            "numerators": {kind: moved[0] for kind, moved in sums.items()},
            "denominators": {kind: moved[1] for kind, moved in sums.items()},
            "effects": self.effects(),
            **{name: outcomes.get(name) for name in ("became_overdue", "done_in_time", "done_late", "void")},
            "entered_late": self.counts().get("entered_late", 0) if found is not None else None,
            **{f"overdue_{name}": became.get(name) for name in ("then", "completed", "void", "gone", "remain", "now")},
            "sentence": " ".join(part for part in (about_overdue, about_figure) if part),
            "overdue_sentence": about_overdue or None,
            "figure_sentence": about_figure,
        }
        return {name: row[name] for name in SUMMARY}


def _figure(asked: Asked, point: Point) -> TrendPoint:
    return point.workbench.parts.figuring.trend(asked.line, "authority", asked.choice, [point.day])[0]


def _known(asked: Asked, point: Point) -> bool:
    """Whether the measure is counted from cases at the point."""
    parts, measure = point.workbench.parts, asked.line.measure
    return parts.book.runs(measure) and parts.coverage.source(measure, point.day) == CASES
