"""The two points between which changes are looked for: what was known (a load), as at which evening."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from caseworkbench.errors import WorkbenchError
from caseworkbench.figures.periods import period_start
from caseworkbench.store.folder import Entry, StoreFolder
from caseworkbench.workbench.figuring import Line
from caseworkbench.workbench.groups import Choice
from caseworkbench.workbench.open import open_workbench
from caseworkbench.workbench.wording import day_words

if TYPE_CHECKING:
    from caseworkbench.workbench.workbench import Workbench

Said = int | date
"""How a point is named: a load by its number, or the open load as at a date."""


@dataclass(frozen=True)
class Point:
    """What a load knew of the evening of a day."""

    workbench: Workbench
    day: date

    @property
    def load(self) -> int:
        """The number of the load."""
        return self.workbench.generation


@dataclass(frozen=True)
class Asked:
    """Which figure: a board's line, and of whom."""

    line: Line
    choice: Choice

    def first(self, day: date) -> date:
        """The first day of the figure's period that ends on the day."""
        return period_start(self.line.period, day)


@contextmanager
def two_points(
    workbench: Workbench, start: Said | None = None, end: Said | None = None, as_at: date | None = None
) -> Iterator[tuple[Point, Point]]:
    """The two points asked for; generations that are opened for them are closed again at the end.

    Without ``end`` the load that is open; without ``start`` the last kept one before it. A load stands for what it
    knew of its own as-at date, or of ``as_at``; a date for what the open load knows of it. Raises WorkbenchError for
    a load that is not kept, for points in the wrong order, and for one point twice.
    """
    if as_at is not None and (isinstance(start, date) or isinstance(end, date)):
        raise WorkbenchError("--as-at holds the date still between two loads: name loads with --from and --to.")
    opened: list[Workbench] = []

    def point(said: Said | None) -> Point:
        if said is None or isinstance(said, date):
            return Point(workbench, said or as_at or workbench.as_at)
        if said == workbench.generation:
            return Point(workbench, as_at or workbench.as_at)
        opened.append(open_workbench(workbench.store, workbench.settings, known_at=said))
        return Point(opened[-1], as_at or opened[-1].as_at)

    try:
        last = point(end)
        first = point(start if start is not None else _before(last.workbench))
        _check(first, last)
        yield first, last
    finally:
        for one in opened:
            one.close()


def _before(workbench: Workbench) -> int:
    kept = StoreFolder(workbench.store).pointer().generations
    before = [entry.load_id for entry in kept if entry.load_id < workbench.generation]
    if not before:
        raise WorkbenchError(
            f"No load before load {workbench.generation} is kept, so there is nothing to compare it with: load again "
            "when there are newer extracts, or name a date to compare with."
        )
    return max(before)


def _check(first: Point, last: Point) -> None:
    if first.load > last.load:
        raise WorkbenchError(f"Load {first.load} came after load {last.load}: turn --from and --to round.")
    if first.load == last.load and first.day > last.day:
        raise WorkbenchError(f"{day_words(first.day)} is later than {day_words(last.day)}: turn --from and --to round.")
    if first.load == last.load and first.day == last.day:
        raise WorkbenchError(
            f"Both ends are load {first.load} as at {day_words(first.day)}: name another load or date with --from."
        )


def loads_between(first: Point, last: Point) -> list[Entry]:
    """The kept loads after the first point's up to the second's, in order."""
    kept = StoreFolder(last.workbench.store).pointer().generations
    return [entry for entry in kept if first.load < entry.load_id <= last.load]
