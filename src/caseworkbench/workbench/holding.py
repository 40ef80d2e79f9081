"""Who has which children on a day: those with an allocated worker, those who wait for one, and what plan they have.

All of it is read from the stored rows of measures, as at any date: allocated children are those that ``caseload``
counts, children who wait the running clocks of ``unallocated``, whatever their days; plans come from the measures of
open plans.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from caseworkbench.calendar.days import NEVER, Days, to_day
from caseworkbench.clocks.columns import NO_CODE, Codes
from caseworkbench.clocks.responsibility import EVER
from caseworkbench.clocks.status import elapsed, running
from caseworkbench.figures.tallied import TalliedColumns, counted
from caseworkbench.workbench.caseload_fields import OTHER, PLANS
from caseworkbench.workbench.clock_book import ClockBook
from caseworkbench.workbench.coverage import CASES, Coverage
from caseworkbench.workbench.groups import Choice, Groups, Responsible
from caseworkbench.workbench.levels import LEVELS

ALLOCATED, WAITING = "caseload", "unallocated"
_BITS = 21

Names = tuple[str | None, str | None, str | None]
"""Service, team and worker of a group; None above its level."""


@dataclass(frozen=True)
class Held:
    """Children with whoever has them, a row for each two: since which day (NEVER: not known), for how many days."""

    child: Codes
    since: Days
    days: npt.NDArray[np.int32]
    who: Responsible

    def __len__(self) -> int:
        return len(self.child)

    def take(self, rows: npt.NDArray[Any]) -> "Held":
        """The rows given, by mask or by index."""
        who = Responsible(self.who.service[rows], self.who.team[rows], self.who.worker[rows])
        return Held(self.child[rows], self.since[rows], self.days[rows], who)

    def once(self) -> "Held":
        """Each child once for whoever has it, since the earliest day."""
        since = np.where(self.since == NEVER, EVER, self.since)
        order = np.argsort(since, kind="stable")
        _, first = np.unique(np.stack(self._columns(LEVELS[-1]), axis=1)[order], axis=0, return_index=True)
        return self.take(order[np.sort(first)])

    def _columns(self, by: str) -> list[Codes]:
        who = (self.who.service, self.who.team, self.who.worker)
        return [self.child, *who[: LEVELS.index(by)]]

    def keys(self, by: str) -> npt.NDArray[np.int64]:
        """The group of each row as one number."""
        keys = np.zeros(len(self), dtype=np.int64)
        depth = LEVELS.index(by)
        for place, column in enumerate((self.who.service, self.who.team, self.who.worker)):
            keys <<= _BITS
            if place < depth:
                keys += column.astype(np.int64) + 1
        return keys


def unpack(key: int) -> tuple[int, int, int]:
    """The codes of service, team and worker of a group's key."""
    mask = (1 << _BITS) - 1
    return (key >> 2 * _BITS) - 1, (key >> _BITS & mask) - 1, (key & mask) - 1


@dataclass(frozen=True)
class Plans:
    """``ranks``: by the child's code, the place among ``names`` of the highest plan it has; the last name is none."""

    names: tuple[str, ...]
    ranks: npt.NDArray[np.int64]

    def of(self, children: Codes) -> list[str]:
        """The highest plan of each child."""
        return [self.names[rank] for rank in self.ranks[children].tolist()]

    def counts(self, children: Codes) -> dict[str, int]:
        """How many of the children have each plan as their highest."""
        counts = np.bincount(self.ranks[children], minlength=len(self.names)).tolist()
        return dict(zip(self.names, counts, strict=True))


class Holding:
    """Looks up who has which children."""

    def __init__(self, book: ClockBook, groups: Groups, coverage: Coverage) -> None:
        self._book = book
        self._groups = groups
        self._coverage = coverage

    def reaches(self, measure: str, day: date) -> bool:
        """Whether the measure has data at the date."""
        known = self._book.catalogue.measures.get(measure)
        return known is not None and self._coverage.source(known, day) == CASES

    def held(self, day: date, choice: Choice) -> Held:
        """The children that have an allocated worker on the day, exactly as the average caseload counts them."""
        rows = self._standing(ALLOCATED, day)
        who = self._groups.responsible_for(rows, True, to_day(day))
        everyone = Held(rows.child, rows.event, np.zeros(len(rows), dtype=np.int32), who)
        return everyone.take(self._groups.mask(who, choice))

    def waiting(self, day: date, choice: Choice) -> Held:
        """The children without an allocated worker on the day, with the working days that they have waited."""
        measure = self._book.catalogue.get(WAITING)
        on = to_day(day)
        clocks = self._book.clocks_where(measure, lambda dates: running(dates, on))
        who = self._groups.responsible(clocks, on)
        days, _ = elapsed(clocks, on, measure.limits, self._book.calendar(measure))
        return Held(clocks.child, clocks.start, days, who).take(self._groups.mask(who, choice))

    def plans(self, day: date) -> Plans:
        """The highest plan that each child has open on the day, of those that there is data about."""
        known = [plan for plan, measure in PLANS.items() if self.reaches(measure, day)]
        ranks = np.full(len(self._book.directory.children.texts), len(known), dtype=np.int64)
        for rank in reversed(range(len(known))):
            children = self._standing(PLANS[known[rank]], day).child
            ranks[children[children != NO_CODE]] = rank
        return Plans((*known, OTHER), ranks)

    def _standing(self, measure: str, day: date) -> TalliedColumns:
        rows = self._book.tallied(self._book.catalogue.get(measure))
        on = to_day(day)
        return rows.take(counted(rows, True, on, on))

    def split(self, held: Held, by: str) -> Iterator[tuple[Names, Held]]:
        """The rows group by group, with the group's names."""
        if not len(held):
            return
        keys = held.keys(by)
        order = np.argsort(keys, kind="stable")
        distinct, starts = np.unique(keys[order], return_index=True)
        for key, rows in zip(distinct.tolist(), np.split(order, starts[1:]), strict=True):
            yield self._groups.names(by, *unpack(key)), held.take(rows)
