"""Dates as whole days: working days of England, month ends and ISO text, all vectorised by looking up tables.

A day is the number of days since 1 January 1970; ``NEVER`` stands for a date that is not there, so that an
open end compares as later than everything.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Texts = npt.NDArray[np.object_]

NEVER = 10**7
_FIRST = date(1990, 1, 1)
_LAST = date(2030, 12, 31)
_BASE = date(1970, 1, 1).toordinal()


def day(year: int, month: int, of_month: int) -> int:
    """The day number of a date."""
    return date(year, month, of_month).toordinal() - _BASE


AS_AT = day(2018, 9, 30)
"""The date at which every sample is drawn up: Sunday 30 September 2018."""


@lru_cache(maxsize=1)
def _tables() -> tuple[Ints, Ints, Texts]:
    """(working days, how many working days there are up to each day, ISO text of each day)."""
    import holidays

    first, last = _FIRST.toordinal() - _BASE, _LAST.toordinal() - _BASE
    days = np.arange(first, last + 1, dtype=np.int64)
    england: Any = holidays.country_holidays("GB", subdiv="ENG", years=range(_FIRST.year, _LAST.year + 1))
    closed = np.array(sorted(d.toordinal() - _BASE for d in england), dtype=np.int64)
    is_working = ((days + 3) % 7 < 5) & ~np.isin(days, closed)
    iso = days.astype("datetime64[D]").astype(str).astype(object)
    return days[is_working], np.cumsum(is_working).astype(np.int64), iso


def add_working(days: Any, n: Any) -> Ints:
    """The n-th working day after each day (before it, counted from the last working day, where n < 0)."""
    working, upto, _ = _tables()
    first = _FIRST.toordinal() - _BASE
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
    dates = np.asarray(days, dtype=np.int64).astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    offset = (dates - months.astype("datetime64[D]")).astype(np.int64)
    target = months + np.asarray(n, dtype=np.int64)
    start = target.astype("datetime64[D]").astype(np.int64)
    length = (target + 1).astype("datetime64[D]").astype(np.int64) - start
    result: Ints = start + np.minimum(offset, length - 1)
    return result


def iso(days: Ints) -> Texts:
    """ISO text of each day, empty for ``NEVER``."""
    _, _, text = _tables()
    first = _FIRST.toordinal() - _BASE
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
