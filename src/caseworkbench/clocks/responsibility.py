"""Who is responsible: step functions over dates, one per child (or team), looked up for whole columns at once."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from caseworkbench.calendar.days import NEVER, Days
from caseworkbench.clocks.columns import NO_CODE, Codes

EVER = -(2**30)
"""Stands for "since ever": earlier than every date."""


@dataclass(frozen=True)
class Steps:
    """From ``since`` on, until the owner's next row, the ``value`` (a code, or NO_CODE for none) holds.

    Rows are in order of owner, then since.
    """

    owner: Codes
    since: Days
    value: Codes

    def at(self, owners: Codes, days: Days) -> Codes:
        """The value that holds for each owner on each day; NO_CODE where none does."""
        if not len(self.owner):
            return np.full(len(owners), NO_CODE, dtype=np.int32)
        keys = _key(self.owner, self.since)
        found = np.searchsorted(keys, _key(owners, days), side="right") - 1
        known = (found >= 0) & (self.owner[np.maximum(found, 0)] == owners)
        result: Codes = np.where(known, self.value[np.maximum(found, 0)], NO_CODE).astype(np.int32)
        return result


def _key(owners: Codes, days: Days) -> npt.NDArray[np.int64]:
    return (owners.astype(np.int64) << 32) + (days.astype(np.int64) - EVER)


Open = tuple[int, int, str, int]
"""One allocation of a child: start (EVER where it has none), end (NEVER), allocation_id, value."""


def steps(owned: Iterable[tuple[int, list[Open]]]) -> Steps:
    """Step functions from allocations: on each day the open one with the latest start, then the greatest id.

    An allocation is open on a day when start <= day and it has no end or end > day. ``owned`` comes in order of
    owner (measures.md, "Who is responsible").
    """
    owners: list[int] = []
    since: list[int] = []
    values: list[int] = []
    for owner, spans in owned:
        held = NO_CODE
        for day in sorted({edge for span in spans for edge in span[:2] if edge != NEVER}):
            standing = [(start, name, value) for start, end, name, value in spans if start <= day < end]
            value = max(standing)[2] if standing else NO_CODE
            if value != held:
                owners.append(owner)
                since.append(day)
                values.append(value)
                held = value
    return Steps(*(np.array(column, dtype=np.int32) for column in (owners, since, values)))
