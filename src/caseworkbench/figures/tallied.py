"""Tallied rows: shares, counts, rates and averages, which are not clocks but count by the same promise.

A row stands for one case (a referral, a plan, a post). It is true from ``since`` until just before ``until``;
``event`` is the day that places it in a period. A case whose answer changes with time (a strategy discussion that an
enquiry follows three days later) is two rows that meet.
"""

from dataclasses import dataclass, fields
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from caseworkbench.calendar.days import Days
from caseworkbench.clocks.columns import Bools, Codes

Weights = npt.NDArray[np.float64]


@dataclass(frozen=True)
class TalliedColumns:
    """The rows of one measure as columns of equal length; dates are day numbers, ``until`` NEVER while true.

    ``child``, ``team``, ``worker``, ``subject`` are codes as in ClockColumns. ``weight``: what the row counts for
    (1, or a post's full-time equivalent).
    """

    event: Days
    since: Days
    until: Days
    met: Bools
    weight: Weights
    child: Codes
    team: Codes
    worker: Codes
    subject: Codes

    def __len__(self) -> int:
        return len(self.event)

    def take(self, rows: npt.NDArray[Any]) -> Self:
        """The rows given, by mask or by index."""
        return type(self)(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})


DTYPES: dict[str, str] = {
    "event": "int32",
    "since": "int32",
    "until": "int32",
    "met": "bool",
    "weight": "float64",
    "child": "int32",
    "team": "int32",
    "worker": "int32",
    "subject": "int32",
}
"""The type of each column, for whoever builds or stores them."""


def empty() -> TalliedColumns:
    """No rows at all."""
    return TalliedColumns(**{name: np.empty(0, dtype=dtype) for name, dtype in DTYPES.items()})


def counted(rows: TalliedColumns, snapshot: bool, first: int, day: int) -> Bools:
    """The rows that a figure counts: true on the day and, unless it counts what stands that day, placed in the period.

    What stands (plans open, posts) stands whatever the period, as what is running does among clocks.
    """
    true: Bools = (rows.since <= day) & (rows.until > day)
    return true if snapshot else true & (rows.event >= first) & (rows.event <= day)


def responsibility_day(rows: TalliedColumns, snapshot: bool, day: int) -> Days:
    """The day on which responsibility is settled: the day itself for what stands, else that of the event."""
    if snapshot:
        return np.full(len(rows), day, dtype=np.int32)
    return np.minimum(rows.event, day).astype(np.int32)
