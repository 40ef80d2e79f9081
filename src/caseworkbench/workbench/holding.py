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
from caseworkbench.clocks.columns import Codes
from caseworkbench.clocks.responsibility import EVER
from caseworkbench.clocks.status import elapsed, running
from caseworkbench.figures.tallied import TalliedColumns, counted
from caseworkbench.workbench.caseload_fields import PLANS
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

    def plans(self, day: date) -> dict[str, Codes]:
        """The children who have each of PLANS open on the day; without those that there is no data about."""
        return {
            plan: self._standing(measure, day).child for plan, measure in PLANS.items() if self.reaches(measure, day)
        }

    def _standing(self, measure: str, day: date) -> TalliedColumns:
        rows = self._book.tallied(self._book.catalogue.get(measure))
        on = to_day(day)
        return rows.take(counted(rows, True, on, on))

    def split(self, held: Held, by: str) -> Iterator[tuple[Names, Held]]:
        """The rows group by group, with the group's names."""
        keys = held.keys(by)
        order = np.argsort(keys, kind="stable")
        distinct, starts = np.unique(keys[order], return_index=True)
        for key, rows in zip(distinct.tolist(), np.split(order, starts[1:]), strict=True):
            yield self._groups.names(by, *unpack(key)), held.take(rows)
