"""Published figures: history from before the extracts, comparators, and what no child-level extract can hold."""

import sqlite3
from bisect import bisect_right
from datetime import date
from pathlib import Path
from typing import Any

from caseworkbench.figures.compare import AREAS, reads
from caseworkbench.measures.catalogue import Measure
from caseworkbench.workbench.coverage import PUBLISHED_ONLY

LOCAL = "local"


class Published:
    """The published figures of a generation, by measure (whatever its case) and area."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._values: dict[tuple[str, str], dict[str, float]] = {}
        for measure, area, day, value in connection.execute(
            "SELECT measure, area, period_end, value FROM published_figures ORDER BY period_end"
        ):
            self._values.setdefault((measure.lower(), area), {})[day] = value

    def local(self, measure: str, day: date) -> float | None:
        """The authority's own published figure for the period that ends on the day, or None."""
        return self._values.get((measure.lower(), LOCAL), {}).get(day.isoformat())

    def comparators(self, measure: str, value: float | None, day: date, near: float) -> dict[str, Any]:
        """Per area that has one: its latest figure on or before the day, and how ours reads against it."""
        found: dict[str, Any] = {}
        for area in AREAS:
            values = self._values.get((measure.lower(), area), {})
            days = sorted(values)
            place = bisect_right(days, day.isoformat())
            if place:
                against = values[days[place - 1]]
                found[area] = {"value": against, "reads": reads(value, against, near)}
        return found

    def only(self, known: frozenset[str]) -> list[Measure]:
        """The measures that nothing but published figures tells of, such as sickness."""
        measures = {measure.lower() for measure in known}
        names = sorted({measure for measure, area in self._values if area == LOCAL} - measures)
        return [_published_only(name) for name in names]


def _published_only(name: str) -> Measure:
    title = name.replace("_", " ").capitalize()
    return Measure(
        id=name,
        kind=PUBLISHED_ONLY,
        title=title,
        asks=title,
        rule="Published by the authority; there are no cases behind it here.",
        source="published_figures.csv",
        standing="local",
        basis="rows",
        period="asat",
        better=None,
        unit="percent",
        limits=(),
        who="own",
        needs=(),
        any_of=(),
        needs_columns=(),
        order=10_000,
        done="done",
        target=None,
        sql="",
        path=Path("published_figures.csv"),
    )
