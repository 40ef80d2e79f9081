"""Dates as whole days: working days of England, month ends and ISO text, for whole columns.

The arithmetic is the program's own (``calendar``); it is looked up in tables here, because the generator asks for
millions of days.

A day is the number of days since 1 January 1970; ``NEVER`` stands for a date that is not there, so that an
open end compares as later than everything.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from caseworkbench.calendar import months
from caseworkbench.calendar.days import to_day
from caseworkbench.calendar.england import england

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Texts = npt.NDArray[np.object_]

NEVER = 10**7
_FIRST = date(1990, 1, 1)
_LAST = date(2030, 12, 31)


def day(year: int, month: int, of_month: int) -> int:
    """The day number of a date."""
    return to_day(date(year, month, of_month))


AS_AT = day(2018, 9, 30)
"""The date at which every sample is drawn up: Sunday 30 September 2018."""


@lru_cache(maxsize=1)
def _tables() -> tuple[Ints, Ints, Texts]:
    """(working days, how many working days there are up to each day, ISO text of each day)."""
    first, last = to_day(_FIRST), to_day(_LAST)
    days = np.arange(first, last + 1, dtype=np.int32)
    # New Year's Day, where the tables begin, is not worked: so the count up to it is 0
    upto = england().between_days(np.full(len(days), first, dtype=np.int32), days).astype(np.int64)
    working = days[np.diff(upto, prepend=0) == 1].astype(np.int64)
    return working, upto, days.astype("datetime64[D]").astype(str).astype(object)


def add_working(days: Any, n: Any) -> Ints:
    """The n-th working day after each day (before it, counted from the last working day, where n < 0)."""
    working, upto, _ = _tables()
    first = to_day(_FIRST)
    result: Ints = working[upto[np.asarray(days, dtype=np.int64) - first] - 1 + np.asarray(n, dtype=np.int64)]
    return result


def working_on_or_before(days: Any) -> Ints:
    """Each day itself where it is a working day, else the last working day before it."""
    return add_working(days, 0)


def working_on_or_after(days: Any) -> Ints:
    """Each day itself where it is a working day, else the next one."""
    days = np.asarray(days, dtype=np.int64)
    back = working_on_or_before(days)
    return np.where(back == days, days, add_working(days, 1))


def add_months(days: Any, n: Any) -> Ints:
    """The same day n calendar months later, clipped to the month's end."""
    moved = months.add_months(np.asarray(days, dtype=np.int32), np.asarray(n, dtype=np.int32))
    return moved.astype(np.int64)


def iso(days: Ints) -> Texts:
    """ISO text of each day, empty for ``NEVER``."""
    _, _, text = _tables()
    first = to_day(_FIRST)
    there = days < NEVER
    out = np.full(len(days), "", dtype=object)
    out[there] = text[days[there] - first]
    return out


@dataclass(frozen=True)
class Month:
    """One calendar month: its first and last day."""

    year: int
    month: int
    start: int
    end: int

    @property
    def key(self) -> tuple[int, int]:
        """(year, month)."""
        return self.year, self.month


def month_of(year: int, month: int) -> Month:
    """The calendar month."""
    following = day(year + month // 12, month % 12 + 1, 1)
    return Month(year, month, day(year, month, 1), following - 1)


def months_until_as_at(count: int) -> list[Month]:
    """The last ``count`` calendar months up to September 2018, in order."""
    last = 2018 * 12 + 8
    return [month_of(n // 12, n % 12 + 1) for n in range(last - count + 1, last + 1)]
