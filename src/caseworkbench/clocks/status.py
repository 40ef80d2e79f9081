"""How each clock stands on the evening of a date (measures.md, "Status as at a date D")."""

from typing import Literal

import numpy as np
import numpy.typing as npt

from caseworkbench.calendar.days import NEVER, Days
from caseworkbench.calendar.working_calendar import WorkingCalendar
from caseworkbench.clocks.columns import Bools, ClockColumns, ClockDates
from caseworkbench.clocks.limits import Limit, time_between

Status = Literal["in_time", "late", "void", "overdue", "due_soon", "running"]
STATUSES: tuple[Status, ...] = ("in_time", "late", "void", "overdue", "due_soon", "running")
OPEN_STATUSES: tuple[Status, ...] = ("overdue", "due_soon", "running")
SOON_WORKING_DAYS = 5


def soon_until(day: int, calendar: WorkingCalendar) -> int:
    """The 5th working day after the day: what is due by then is due soon."""
    return int(calendar.add_days(np.array([day], dtype=np.int32), SOON_WORKING_DAYS)[0])


def running(clocks: ClockDates, day: int) -> Bools:
    """Started by the day, and neither stopped nor void by then."""
    mask: Bools = (clocks.start <= day) & (clocks.stop > day) & (clocks.void > day)
    return mask


def status_codes(clocks: ClockDates, day: int, soon: int) -> npt.NDArray[np.int8]:
    """Each clock's status as an index into STATUSES; -1 where it has not started by the day."""
    codes = np.full(len(clocks), -1, dtype=np.int8)
    started = clocks.start <= day
    stopped = started & (clocks.stop <= day)
    codes[stopped & clocks.in_time] = 0
    codes[stopped & ~clocks.in_time] = 1
    codes[started & (clocks.void <= day)] = 2
    alive = running(clocks, day)
    codes[alive] = 5
    codes[alive & (clocks.due <= soon)] = 4
    codes[alive & (clocks.due < day)] = 3
    return codes


def reached(clocks: ClockDates, day: int) -> Days:
    """The earliest of stop, void and the day: where each clock's elapsed time is measured to."""
    return np.minimum(clocks.end, day).astype(np.int32)


def responsibility_day(clocks: ClockDates, day: int) -> Days:
    """The earliest of the day, the clock's stop, and the day before its void ("Who is responsible")."""
    before_void = np.where(clocks.void == NEVER, NEVER, clocks.void - 1)
    return np.minimum(np.minimum(clocks.stop, before_void), day).astype(np.int32)


def elapsed(
    clocks: ClockColumns, day: int, limits: tuple[Limit, ...], calendar: WorkingCalendar
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """How long each clock has run, and how far past due it is, at the earliest of stop, void and the day.

    Elapsed in working days, calendar days (for days and hours) or whole months; past due in working days for
    working-day limits, else in calendar days, 0 when it is not past.
    """
    ran = np.zeros(len(clocks), dtype=np.int32)
    over = np.zeros(len(clocks), dtype=np.int32)
    until = reached(clocks, day)
    for code, limit in enumerate(limits):
        mask = clocks.limit == code
        if not mask.any():
            continue
        ran[mask] = time_between(clocks.start[mask], until[mask], limit.unit, calendar)
        past = mask & (until > clocks.due)
        unit = "working_days" if limit.unit == "working_days" else "days"
        over[past] = time_between(clocks.due[past], until[past], unit, calendar)  # type: ignore[arg-type]
    return ran, over
