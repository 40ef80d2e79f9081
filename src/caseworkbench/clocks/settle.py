"""Settling: which of stop and void ends each clock, and which clocks never ran (measures.md, section 1).

Settled on the whole history, as it stands now; what is later than an as-at date is hidden afterwards.
"""

from dataclasses import dataclass

import numpy as np

from caseworkbench.calendar.days import NEVER, Days
from caseworkbench.calendar.working_calendar import WorkingCalendar
from caseworkbench.clocks.columns import NO_TIME, Bools, ClockColumns
from caseworkbench.clocks.limits import HOURS_A_DAY, Limit, due_column

A_DAY = 86_400
LONGEST_DAYS = 3_700
"""A clock that starts in the calendar's last ten years may be due beyond its end."""


@dataclass(frozen=True)
class Settled:
    """The clocks that run, and those not believed: rows (of the column given) for a data question each."""

    clocks: ClockColumns
    stopped_before_start: Bools
    outside_calendar: Bools


def in_time(clocks: ClockColumns, limits: tuple[Limit, ...]) -> Bools:
    """Whether each clock stopped on or before it was due; to the second for hours with both times of day."""
    on_time: Bools = (clocks.stop <= clocks.due) & (clocks.stop != NEVER)
    for code, limit in enumerate(limits):
        if limit.unit != "hours":
            continue
        timed = (clocks.limit == code) & (clocks.start_time != NO_TIME) & (clocks.stop_time != NO_TIME)
        timed &= clocks.stop != NEVER
        if timed.any():
            allowed = limit.n // HOURS_A_DAY * A_DAY
            on_time[timed] = seconds_run(clocks.take(timed)) <= allowed
    return on_time


def seconds_run(clocks: ClockColumns) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """Seconds from start to stop, for clocks that have both with times of day."""
    days = clocks.stop.astype(np.int64) - clocks.start
    return days * A_DAY + clocks.stop_time - clocks.start_time


def settle(clocks: ClockColumns, limits: tuple[Limit, ...], calendar: WorkingCalendar) -> Settled:
    """Settle clocks as a query yields them: raw ``stop``, ``void`` and ``declined``, no ``due`` yet.

    - A stop before the start is not believed: no clock, and a data question.
    - What was declined on or before the due date voids the clock that day, even on its first day; declined later,
      that date is the stop (statutory guidance on children who run away or go missing, 2014).
    - Otherwise the earlier of stop and void ends the clock; on one day the stop wins.
    - A clock that void ends on or before its start never ran.
    """
    outside = ~calendar.covers(clocks.start) | ~calendar.covers(clocks.start + LONGEST_DAYS)
    unbelieved = (clocks.stop < clocks.start) & ~outside
    kept = clocks.take(~(unbelieved | outside))
    due = due_column(kept.start, kept.limit, limits, calendar)
    kept = _end_once(kept.with_columns(due=due))
    return Settled(kept.with_columns(in_time=in_time(kept, limits)), unbelieved, outside)


def _end_once(clocks: ClockColumns) -> ClockColumns:
    stop, void = clocks.stop.copy(), clocks.void.copy()
    # What ended before it was declined, or was done, has nothing left to decline: not under any other limit either.
    declined = (clocks.declined != NEVER) & (stop == NEVER) & (clocks.declined <= void)
    clocks = clocks.with_columns(declined=_where(declined, clocks.declined, NEVER))
    void[declined] = NEVER
    in_good_time = declined & (clocks.declined <= clocks.due)
    too_late = declined & ~in_good_time
    stop[too_late] = clocks.declined[too_late]
    void_wins = void < stop
    never_ran = void_wins & (void <= clocks.start) & ~in_good_time
    void[in_good_time] = clocks.declined[in_good_time]
    void_wins |= in_good_time
    stop_time = np.where(void_wins | too_late, NO_TIME, clocks.stop_time).astype(np.int32)
    ended = clocks.with_columns(
        stop=_where(void_wins, NEVER, stop), void=_where(void_wins, void, NEVER), stop_time=stop_time
    )
    return ended.take(~never_ran)


def _where(mask: Bools, this: Days | int, that: Days | int) -> Days:
    return np.where(mask, this, that).astype(np.int32)


def with_limits(clocks: ClockColumns, limits: tuple[Limit, ...], calendar: WorkingCalendar) -> ClockColumns:
    """Settled clocks counted with other limits: due dates anew, and what follows from them."""
    due = due_column(clocks.start, clocks.limit, limits, calendar)
    undone = clocks.declined != NEVER
    fresh = clocks.with_columns(
        due=due,
        stop=_where(undone, NEVER, clocks.stop),
        void=_where(undone, NEVER, clocks.void),
    )
    ended = _end_once(fresh)
    return ended.with_columns(in_time=in_time(ended, limits))
