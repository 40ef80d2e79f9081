"""Dates as whole numbers: days since 1 January 1970, so that a column of dates is a column of integers."""

from datetime import date

import numpy as np
import numpy.typing as npt

Days = npt.NDArray[np.int32]

NEVER = int(np.iinfo(np.int32).max)
"""Stands for "no date": later than every date, so that "not happened by D" needs no separate mask."""

_EPOCH = date(1970, 1, 1).toordinal()


def to_day(value: date) -> int:
    """The day number of a date."""
    return value.toordinal() - _EPOCH


def to_date(day: int) -> date:
    """The date of a day number."""
    return date.fromordinal(int(day) + _EPOCH)


def to_dates(days: Days) -> list[date | None]:
    """A column of day numbers as dates, ``None`` where there is none."""
    cache: dict[int, date | None] = {NEVER: None}
    found: list[date | None] = []
    for day in days.tolist():
        if day not in cache:
            cache[day] = date.fromordinal(day + _EPOCH)
        found.append(cache[day])
    return found


def from_iso(values: list[str | None]) -> Days:
    """A column of ``YYYY-MM-DD`` text (``None`` or empty: no date) as day numbers."""
    cache: dict[str | None, int] = {None: NEVER, "": NEVER}
    days = np.empty(len(values), dtype=np.int32)
    for index, value in enumerate(values):
        day = cache.get(value)
        if day is None:
            day = cache[value] = date.fromisoformat(str(value)).toordinal() - _EPOCH
        days[index] = day
    return days
