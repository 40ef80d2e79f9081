"""The clocks of one measure, as columns of equal length."""

from dataclasses import dataclass, fields, replace
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from caseworkbench.calendar.days import Days

Codes = npt.NDArray[np.int32]
Bools = npt.NDArray[np.bool_]

NO_TIME = -1
"""Stands for "no time of day"."""
NO_CODE = -1
"""Stands for "none given" in a column of codes."""


@dataclass(frozen=True)
class ClockDates:
    """What counting alone needs of some clocks: when they start, end and are due (columns as in ClockColumns)."""

    start: Days
    stop: Days
    void: Days
    due: Days
    in_time: Bools

    def __len__(self) -> int:
        return len(self.start)

    def take(self, rows: npt.NDArray[Any]) -> Self:
        """The rows given, by mask or by index."""
        return type(self)(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})

    @property
    def end(self) -> Days:
        """The day on which each clock ended, stopped or void; NEVER while it has done neither."""
        return np.minimum(self.stop, self.void)


@dataclass(frozen=True)
class ClockColumns(ClockDates):
    """Settled clocks: at most one of ``stop`` and ``void`` is a date, the other is NEVER.

    Dates are day numbers; times of day are seconds since midnight or NO_TIME. ``child``, ``team`` and ``worker``
    are codes into lists of names (team and worker: those the source record itself gives, or NO_CODE).
    ``limit`` is the index of the row's limit among the measure's. ``declined`` is the day on which what the clock
    waits for was declined (NEVER where it was not). ``in_time``: stopped on or before due, times of day considered.
    """

    child: Codes
    start_time: Codes
    stop_time: Codes
    declined: Days
    limit: npt.NDArray[np.int16]
    team: Codes
    worker: Codes
    subject: Codes

    def with_columns(self, **columns: npt.NDArray[Any]) -> "ClockColumns":
        """The same clocks with some columns replaced."""
        return replace(self, **columns)


DTYPES: dict[str, str] = {
    "child": "int32",
    "start": "int32",
    "start_time": "int32",
    "stop": "int32",
    "stop_time": "int32",
    "void": "int32",
    "declined": "int32",
    "limit": "int16",
    "due": "int32",
    "in_time": "bool",
    "team": "int32",
    "worker": "int32",
    "subject": "int32",
}
"""The type of each column, for whoever builds or stores them."""


def empty() -> ClockColumns:
    """No clocks at all."""
    return ClockColumns(**{name: np.empty(0, dtype=dtype) for name, dtype in DTYPES.items()})


def joined(parts: list[ClockColumns]) -> ClockColumns:
    """The clocks of several parts, one after the other."""
    if not parts:
        return empty()
    return ClockColumns(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in DTYPES})
