"""Limits: how long a clock may run, and due dates from them."""

import re
from dataclasses import dataclass
from typing import Literal, cast, get_args

import numpy as np
import numpy.typing as npt

from caseworkbench.calendar.days import NEVER, Days
from caseworkbench.calendar.months import add_months, whole_months
from caseworkbench.calendar.working_calendar import WorkingCalendar
from caseworkbench.errors import WorkbenchError

Unit = Literal["working_days", "days", "months", "hours"]
UNITS: tuple[Unit, ...] = get_args(Unit)
HOURS_A_DAY = 24
MOST = {"working_days": 2_500, "days": 3_650, "months": 120, "hours": 24 * 365}

_WORDS = {"working_days": "working day", "days": "day", "months": "month", "hours": "hour"}
_WRITTEN = re.compile(r"^\s*(\d+)\s*(working[ _]days?|wd|days?|months?|hours?)\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Limit:
    """One limit of a measure: ``n`` units. ``name`` is what the query calls it where there are several."""

    name: str
    n: int
    unit: Unit

    def words(self) -> str:
        """The limit in words: ``15 working days``."""
        return f"{self.n} {_WORDS[self.unit]}{'' if self.n == 1 else 's'}"

    def changed(self, n: int) -> "Limit":
        """The same limit with another number. Raises WorkbenchError for a number that cannot be meant."""
        if not 0 <= n <= MOST[self.unit]:
            raise WorkbenchError(
                f"A limit of {n} {self.unit.replace('_', ' ')} cannot be meant: "
                f"give a number from 0 to {MOST[self.unit]}."
            )
        if self.unit == "hours" and n % HOURS_A_DAY:
            raise WorkbenchError(f"A limit of {n} hours is not a multiple of 24: give 24, 48, 72 and so on.")
        return Limit(self.name, n, self.unit)


def parse_limit(name: str, written: str) -> Limit:
    """``15 working days``, ``3 months``, ``72 hours`` as a Limit. Raises WorkbenchError for anything else."""
    found = _WRITTEN.match(written)
    if not found:
        raise WorkbenchError(
            f"The limit {written!r} is not understood: write a number and working days, days, months or hours."
        )
    word = found[2].lower().replace("_", " ")
    unit = "working_days" if word.startswith(("working", "wd")) else f"{word.rstrip('s')}s"
    return Limit(name, 0, cast(Unit, unit)).changed(int(found[1]))


def due_dates(starts: Days, limit: Limit, calendar: WorkingCalendar) -> Days:
    """The last date on which each clock can still be stopped in time (measures.md, "Due dates")."""
    if limit.unit == "working_days":
        return calendar.add_days(starts, limit.n)
    if limit.unit == "months":
        return add_months(starts, limit.n)
    days = limit.n if limit.unit == "days" else limit.n // HOURS_A_DAY
    result: Days = (starts + days).astype(np.int32)
    return result


def due_column(
    starts: Days, codes: npt.NDArray[np.int16], limits: tuple[Limit, ...], calendar: WorkingCalendar
) -> Days:
    """Due dates of a column of clocks whose limits are ``limits[code]``."""
    due = np.full(len(starts), NEVER, dtype=np.int32)
    for code, limit in enumerate(limits):
        mask = codes == code
        if mask.any():
            due[mask] = due_dates(starts[mask], limit, calendar)
    return due


def time_between(earlier: Days, later: Days, unit: Unit, calendar: WorkingCalendar) -> npt.NDArray[np.int32]:
    """How long from one column of dates to the other: working days, whole months, else calendar days."""
    if unit == "working_days":
        return calendar.between_days(earlier, later)
    if unit == "months":
        return whole_months(earlier, later)
    return (later - earlier).astype(np.int32)
