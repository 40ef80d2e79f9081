"""Dates as whole numbers: days since 1 January 1970, so that a column of dates is a column of integers."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import numpy.typing as npt

Days = npt.NDArray[np.int32]

NEVER = int(np.iinfo(np.int32).max)
"""Stands for "no date": later than every date, so that "not happened by D" needs no separate mask."""

_EPOCH = date(1970, 1, 1).toordinal()
_KNOWN: dict[str | None, int] = {None: NEVER, "": NEVER}
"""Dates read before: extracts name the same few thousand days a million times over."""


def to_day(value: date) -> int:
    """The day number of a date."""
    return value.toordinal() - _EPOCH


def to_date(day: int) -> date:
    """The date of a day number."""
    return date.fromordinal(int(day) + _EPOCH)


def to_dates(days: Days) -> list[date | None]:
    """A column of day numbers as dates, ``None`` where there is none."""
    known: dict[int, date | None] = {NEVER: None}
    listed = days.tolist()
    for day in set(listed) - known.keys():
        known[day] = to_date(day)
    return list(map(known.__getitem__, listed))


def from_iso(values: Sequence[str | None]) -> Days:
    """A column of ``YYYY-MM-DD`` text (``None`` or empty: no date) as day numbers."""
    try:
        return np.fromiter(map(_KNOWN.__getitem__, values), dtype=np.int32, count=len(values))
    except KeyError:
        for value in set(values) - _KNOWN.keys():
            _KNOWN[value] = date.fromisoformat(str(value)).toordinal() - _EPOCH
        return np.fromiter(map(_KNOWN.__getitem__, values), dtype=np.int32, count=len(values))
