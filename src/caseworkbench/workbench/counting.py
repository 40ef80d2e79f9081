"""Counting measures over groups and dates: the one way in which any figure is made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from caseworkbench.calendar.days import to_day
from caseworkbench.clocks.columns import Bools, ClockColumns, ClockDates, Codes
from caseworkbench.clocks.status import soon_until
from caseworkbench.figures.basis import Counted, alive_between, count
from caseworkbench.figures.periods import period_start
from caseworkbench.figures.tallied import TalliedColumns, counted
from caseworkbench.measures.catalogue import Measure
from caseworkbench.workbench.characteristics import Characteristics
from caseworkbench.workbench.clock_book import ClockBook
from caseworkbench.workbench.groups import Choice, Groups, Responsible
from caseworkbench.workbench.levels import CHARACTERISTICS, LEVELS

GroupKey = tuple[int, int, int]
"""Codes of service, team and worker (those below the level asked for are NO_CODE), or of a characteristic alone."""

WHOLE: GroupKey = (-1, -1, -1)
_BITS = 21


@dataclass(frozen=True)
class Tally:
    """The counts of one group: numerator, denominator, and of clocks those overdue and due soon."""

    met: float
    counted: float
    overdue: int | None
    due_soon: int | None


NOTHING = Tally(0, 0, 0, 0)
NO_ROWS = Tally(0, 0, None, None)


class Counting:
    """Counts clocks by group as at dates."""

    def __init__(self, book: ClockBook, groups: Groups, characteristics: Characteristics) -> None:
        self._book = book
        self._groups = groups
        self._characteristics = characteristics
        self._soon: dict[tuple[bool, int], int] = {}

    def soon(self, measure: Measure, day: int) -> int:
        """The day until which what is due on or after ``day`` is due soon."""
        calendar = self._book.calendar(measure)
        key = (calendar is self._book.calendars.england, day)
        if key not in self._soon:
            self._soon[key] = soon_until(day, calendar)
        return self._soon[key]

    def tallies(
        self, measure: Measure, period: str, dates: Sequence[date], by: str, choice: Choice
    ) -> list[dict[GroupKey, Tally]]:
        """For each date, the counts of every group that has any. One pass over the clocks alive at any of them."""
        if not dates:
            return []
        if not measure.is_clock:
            return [self._shared(measure, period, day, by, choice) for day in dates]
        first = min(to_day(period_start(period, day)) for day in dates)
        last = to_day(max(dates))
        if by == LEVELS[0] and not choice.anything:
            dated = self._book.dates(measure)
            alive = dated.take(alive_between(dated, first, last))
            return [{WHOLE: _whole(self._count(measure, alive, period, day))} for day in dates]
        clocks = self._book.clocks(measure)
        clocks = clocks.take(alive_between(clocks, first, last))
        return [self._grouped(measure, clocks, period, day, by, choice) for day in dates]

    def _count(self, measure: Measure, clocks: ClockDates, period: str, on: date) -> Counted:
        day, first = to_day(on), to_day(period_start(period, on))
        return count(clocks, measure.basis, first, day, self.soon(measure, day))  # type: ignore[arg-type]

    def _grouped(
        self, measure: Measure, clocks: ClockColumns, period: str, on: date, by: str, choice: Choice
    ) -> dict[GroupKey, Tally]:
        found = self._count(measure, clocks, period, on)
        rows = np.flatnonzero(found.counted | found.overdue | found.due_soon)
        who = self._groups.responsible(clocks.take(rows), to_day(on))
        taken = self.taken(clocks.take(rows), who, choice, to_day(on))
        keys = self._keys(clocks.take(rows), who, taken, by, to_day(on))
        distinct, places = np.unique(keys, return_inverse=True)
        sums = [
            np.bincount(places, weights=column[rows][taken], minlength=len(distinct)).astype(int).tolist()
            for column in _columns(found)
        ]
        return {_unpack(key): Tally(*(column[place] for column in sums)) for place, key in enumerate(distinct.tolist())}

    def _shared(self, measure: Measure, period: str, on: date, by: str, choice: Choice) -> dict[GroupKey, Tally]:
        rows = self._book.tallied(measure)
        day = to_day(on)
        rows = rows.take(counted(rows, measure.is_snapshot, to_day(period_start(period, on)), day))
        if by == LEVELS[0] and not choice.anything:
            return {WHOLE: _tally(measure, rows)}
        who = self._groups.responsible_for(rows, measure.is_snapshot, day)
        taken = self.taken(rows, who, choice, day)
        keys = self._keys(rows, who, taken, by, day)
        rows = rows.take(taken)
        distinct, places = np.unique(keys, return_inverse=True)
        found = {}
        for place, key in enumerate(distinct.tolist()):
            found[_unpack(key)] = _tally(measure, rows.take(places == place))
        return found

    def taken(self, rows: ClockColumns | TalliedColumns, who: Responsible, choice: Choice, day: int) -> Bools:
        """Which of the rows the choice takes, by who is responsible for them and by who the children are on the day."""
        taken = self._groups.mask(who, choice)
        return taken & self._characteristics.mask(choice.children, rows.child, day) if choice.children else taken

    def _keys(
        self, rows: ClockColumns | TalliedColumns, who: Responsible, taken: Bools, by: str, day: int
    ) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
        """The group of each row taken as one number: its service, team and worker, or its characteristic."""
        if by in CHARACTERISTICS:
            levels: tuple[Codes | None, ...] = (self._characteristics.of(by, rows.child, day), None, None)
        else:
            depth = LEVELS.index(by)
            everyone = (who.service, who.team, who.worker)
            levels = tuple(column if place < depth else None for place, column in enumerate(everyone))
        keys = np.zeros(int(np.count_nonzero(taken)), dtype=np.int64)
        for column in levels:
            keys <<= _BITS
            if column is not None:
                keys += column[taken].astype(np.int64) + 1
        return keys


def _columns(found: Counted) -> tuple[Bools, ...]:
    return found.met, found.counted, found.overdue, found.due_soon


def _whole(found: Counted) -> Tally:
    return Tally(*(int(np.count_nonzero(column)) for column in _columns(found)))


def _tally(measure: Measure, rows: TalliedColumns) -> Tally:
    if measure.unit == "average":
        return Tally(_how_many(rows.child), _how_many(rows.worker), None, None)
    met, every = (round(float(rows.weight[mask].sum()), 6) for mask in (rows.met, slice(None)))
    return Tally(_plain(met), _plain(every), None, None)


def _plain(weight: float) -> float:
    """Whole numbers as such: only full-time equivalents have parts."""
    return int(weight) if weight.is_integer() else weight


def _how_many(codes: Codes) -> int:
    return len(np.unique(codes))


def _unpack(key: int) -> GroupKey:
    mask = (1 << _BITS) - 1
    return (key >> 2 * _BITS) - 1, (key >> _BITS & mask) - 1, (key & mask) - 1
