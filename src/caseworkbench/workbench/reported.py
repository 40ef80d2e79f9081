"""As reported beside as recorded: what a figure would be if what people say were recorded.

A case that was done but not recorded counts as done on the day given; one to which the duty does not apply is left
out. Sandwell's visits (2018) were 79 % as recorded and 94 % when somebody had looked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from caseworkbench.calendar.days import NEVER, to_day
from caseworkbench.clocks.columns import NO_TIME, ClockColumns, ClockDates, joined
from caseworkbench.clocks.limits import due_column
from caseworkbench.clocks.settle import in_time
from caseworkbench.errors import WorkbenchError
from caseworkbench.figures.tallied import TalliedColumns
from caseworkbench.measures.catalogue import Measure
from caseworkbench.notes.reasons import DONE, NOT_APPLICABLE, Reason
from caseworkbench.notes.standing import Standing
from caseworkbench.workbench.clock_book import ClockBook
from caseworkbench.workbench.noted import Noted

_IN_TURN = ("first", "second")
"""Limits of a chain that hold for one clock only: the next clock has the next limit of the header."""


@dataclass(frozen=True)
class Claim:
    """What is said of one case: its rows, the effect, the day it was done, the last day on which it is believed."""

    case: str
    rows: tuple[int, ...]
    effect: str
    done: int
    until: int


class Reported:
    """The rows of measures as people report them. ``expire_after``: days for which what is said is believed."""

    def __init__(self, noted: Noted, book: ClockBook, reasons: Mapping[str, Reason], expire_after: int) -> None:
        self._noted = noted
        self._book = book
        self._reasons = reasons
        self._expire_after = expire_after

    def effect(self, now: Standing | None) -> str | None:
        """What a case's reason does to the reported figure; None for nothing."""
        reason = self._reasons.get(now.reason) if now and now.reason else None
        return reason.effect if reason else None

    def expires(self, now: Standing | None) -> date | None:
        """The last day on which a reason that changes the reported figure is believed; None for other reasons."""
        if now is None or now.reason_at is None or self.effect(now) is None:
            return None
        return now.reason_at.astimezone().date() + timedelta(days=self._expire_after)

    def expired(self, now: Standing, on: date) -> bool:
        """Whether a reason that changed the reported figure is believed no more on the evening of a day."""
        until = self.expires(now)
        return until is not None and until < on

    def rows(self, measure: Measure, on: date) -> ClockColumns | TalliedColumns | None:
        """The measure's rows as reported on the evening of a day; None where they are as recorded."""
        claims = self._claims(measure, to_day(on))
        if not claims:
            return None
        rows = self._book.rows(measure)
        if isinstance(rows, ClockColumns):
            return self._clocks(measure, rows, claims)
        return _tallied(measure, rows, claims)

    def cases(self, measure: Measure, on: date) -> frozenset[str]:
        """The cases that make the reported figure differ from the recorded one on the evening of a day."""
        return frozenset(claim.case for claim in self._claims(measure, to_day(on)))

    def _claims(self, measure: Measure, day: int) -> list[Claim]:
        try:
            threads = self._noted.of(measure)
        except WorkbenchError:
            return []
        found = []
        for case, thread in threads.items():
            effect, until = self.effect(thread.standing), self.expires(thread.standing)
            if thread.standing is None or effect is None or until is None or to_day(until) < day:
                continue
            done = to_day(thread.standing.done_on) if thread.standing.done_on else NEVER
            claim = Claim(case, thread.rows, effect, done, to_day(until))
            if effect == NOT_APPLICABLE or (done <= day and self._holds(measure, claim)):
                found.append(claim)
        return found

    def _holds(self, measure: Measure, claim: Claim) -> bool:
        """Whether what is said to be done is not recorded by now: what is recorded wins."""
        rows = self._book.rows(measure)
        if not isinstance(rows, ClockColumns):
            # A case whose answer changed has several rows: the last one is what is recorded by now.
            known = list(claim.rows)
            last = rows.until[known] == rows.until[known].max()
            return bool((rows.met[known][last] == (measure.better == "low")).any())
        row = claim.rows[0]
        start, stop, void = int(rows.start[row]), int(rows.stop[row]), int(rows.void[row])
        if not start <= claim.done <= void or (measure.recurs and claim.done == start):
            return False
        return claim.done < stop if measure.recurs else stop == NEVER

    def _clocks(self, measure: Measure, clocks: ClockColumns, claims: list[Claim]) -> ClockColumns:
        stop, void, stop_time = clocks.stop.copy(), clocks.void.copy(), clocks.stop_time.copy()
        kept = np.ones(len(clocks), dtype=bool)
        begun: list[int] = []
        for claim in claims:
            row = claim.rows[0]
            if claim.effect == NOT_APPLICABLE:
                kept[row] = False
                continue
            stop[row], void[row], stop_time[row] = claim.done, NEVER, NO_TIME
            begun.append(row)
        ended = clocks.with_columns(stop=stop, void=void, stop_time=stop_time)
        ended = ended.with_columns(in_time=in_time(ended, measure.limits)).take(kept)
        if not measure.recurs:
            return ended
        return joined([ended, self._next(measure, clocks, begun, [c.done for c in claims if c.effect == DONE])])

    def _next(self, measure: Measure, clocks: ClockColumns, rows: list[int], days: list[int]) -> ClockColumns:
        """The clocks that begin where an unrecorded event ended the ones before them; they end as those did."""
        following = clocks.take(np.array(rows, dtype=np.int64))
        names = [limit.name for limit in measure.limits]
        step = [code + 1 if name in _IN_TURN and code + 1 < len(names) else code for code, name in enumerate(names)]
        limit = np.array(step, dtype=np.int16)[following.limit]
        start = np.array(days, dtype=np.int32)
        due = due_column(start, limit, measure.limits, self._book.calendar(measure))
        nobody = np.full(len(rows), NO_TIME, dtype=np.int32)
        following = following.with_columns(start=start, start_time=nobody, due=due, limit=limit)
        alive = (following.void > following.start) | (following.stop != NEVER)
        return following.with_columns(in_time=in_time(following, measure.limits)).take(alive)


def _tallied(measure: Measure, rows: TalliedColumns, claims: list[Claim]) -> TalliedColumns:
    """A share's rows: left out where they do not apply, counted the better way where they are said to be done."""
    met = rows.met.copy()
    kept = np.ones(len(rows), dtype=bool)
    for claim in claims:
        if claim.effect == NOT_APPLICABLE:
            kept[list(claim.rows)] = False
        else:
            met[list(claim.rows)] = measure.better != "low"
    columns = {name: getattr(rows, name) for name in TalliedColumns.__dataclass_fields__} | {"met": met}
    return TalliedColumns(**columns).take(kept)


class ReportedBook(ClockBook):
    """A clock book in which one measure's rows are as reported: counted in the same way as those recorded."""

    def __init__(self, book: ClockBook, rows: ClockColumns | TalliedColumns) -> None:
        self.__dict__.update(book.__dict__)
        self._reported = rows

    def clocks(self, measure: Measure) -> ClockColumns:
        """The measure's clocks as reported."""
        assert isinstance(self._reported, ClockColumns)
        return self._reported

    def dates(self, measure: Measure) -> ClockDates:
        """The same, for counting the whole."""
        return self.clocks(measure)

    def tallied(self, measure: Measure) -> TalliedColumns:
        """A share's rows as reported."""
        assert isinstance(self._reported, TalliedColumns)
        return self._reported
