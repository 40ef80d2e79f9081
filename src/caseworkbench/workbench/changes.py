"""What changed between two points, measure by measure: the figure at each, the cases that differ, what each did."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from caseworkbench.workbench import changes_words as words
from caseworkbench.workbench.changes_clocks import ClockSide, compare_clocks
from caseworkbench.workbench.changes_effects import Counts, Weighing
from caseworkbench.workbench.changes_found import CODES, Found
from caseworkbench.workbench.changes_kinds import CHANGE, KINDS, SUMMARY, check_kinds
from caseworkbench.workbench.changes_point import Asked, Point, two_points
from caseworkbench.workbench.changes_rows import Rows
from caseworkbench.workbench.changes_shares import ShareSide, compare_shares
from caseworkbench.workbench.coverage import CASES
from caseworkbench.workbench.figure import TrendPoint

__all__ = ["CHANGE", "KINDS", "SUMMARY", "Asked", "MeasureChanges", "Point", "check_kinds", "two_points"]


_Read = tuple[ClockSide | None, ClockSide | None]


@dataclass(frozen=True)
class _Compared:
    found: Found
    rows: Rows
    read: _Read = (None, None)


class MeasureChanges:
    """What changed in one measure. The points' workbenches must stay open while it is asked."""

    def __init__(self, asked: Asked, first: Point, last: Point, read: _Read = (None, None)) -> None:
        """``read``: what has been read already of the first and of the second point's load."""
        self.asked, self.points = asked, (first, last)
        self.measure = asked.line.measure
        self.figures = tuple(_figure(asked, point) for point in self.points)
        before, after = self.figures
        self.known = [_known(asked, point) for point in self.points]
        counts = [Counts(point.numerator or 0, point.denominator) for point in self.figures]
        self.weighing = Weighing(counts[0], counts[1], self.measure.unit)
        self._compared = self._compare(*read) if all(self.known) else None
        both = before.value is not None and after.value is not None
        self.difference = after.value - before.value if both else None  # type: ignore[operator]

    def _compare(self, before: ClockSide | None, after: ClockSide | None) -> _Compared:
        first, last = self.points
        if self.measure.is_clock:
            sides = before or ClockSide(self.asked, first), ClockSide(self.asked, last, after)
            found = compare_clocks(self.asked, *sides)
            return _Compared(found, Rows(self.asked, self.points, sides, found, self.weighing), sides)
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

    @cached_property
    def restated_value(self) -> float | None:
        """The figure of the first point's date as the second point's load knows it."""
        first, last = self.points
        if first.day == last.day:
            return self.figures[1].value
        if first.load == last.load:
            return self.figures[0].value
        return _figure(self.asked, Point(last.workbench, first.day)).value

    def restated(self) -> MeasureChanges | None:
        """What the first figure has become since, its date held still; None where that is nothing else."""
        first, last = self.points
        if first.day == last.day or self._compared is None or self.restated_value == self.figures[0].value:
            return None
        return MeasureChanges(self.asked, first, Point(last.workbench, first.day), self._compared.read)

    def sentences(self) -> list[str]:
        """What became of the overdue, what the figure was and is, and what was reported where that has changed."""
        again = self.restated()
        reported = again.figure_sentence() if again is not None else ""
        return [part for part in (self.overdue_sentence(), self.figure_sentence(), reported) if part]

    def summary(self) -> dict[str, Any]:
        """The measure's changes as one row with the fields of SUMMARY."""
        first, last = self.points
        before, after = self.figures
        choice, sums, found = self.asked.choice, self.sums(), self.found
        outcomes = found.outcomes if found is not None else {}
        became = found.overdue if found is not None else {}
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
            "restated_value": self.restated_value,
            "sentence": " ".join(self.sentences()),
        }
        return {name: row[name] for name in SUMMARY}


def _figure(asked: Asked, point: Point) -> TrendPoint:
    return point.workbench.parts.figuring.trend(asked.line, "authority", asked.choice, [point.day])[0]


def _known(asked: Asked, point: Point) -> bool:
    """Whether the measure is counted from cases at the point."""
    parts, measure = point.workbench.parts, asked.line.measure
    return parts.book.runs(measure) and parts.coverage.source(measure, point.day) == CASES
