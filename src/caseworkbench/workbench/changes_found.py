"""What was found to have changed in one measure between two points: columns, and what they come to."""

import dataclasses
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from caseworkbench.calendar.days import NEVER, Days
from caseworkbench.clocks.columns import Bools
from caseworkbench.workbench.changes_kinds import KINDS

CODES = {name: code for code, name in enumerate(KINDS)}
NAMES = list(KINDS)
FIELDS = ("started", "stopped", "voided", "due", "stop_time", "status", "team", "answer", "ended", "")
"""What of a case changed."""
FIELD_CODES = {name: code for code, name in enumerate(FIELDS)}
NO_ROW = -1


@dataclass(frozen=True)
class Found:
    """The changed cases of a measure as columns of equal length.

    ``before``, ``after``: places among the rows of each point (NO_ROW where it has none). ``kind`` and ``field``:
    codes into NAMES and FIELDS. ``was`` and ``now``: the date that changed, NEVER where none. ``numerator`` and
    ``denominator``: what the case adds to each from one point to the other; None for averages, which cases do not
    add up to. ``overdue``: of the cases overdue at the first point (``then``), what became of them.
    """

    before: npt.NDArray[np.intp]
    after: npt.NDArray[np.intp]
    kind: npt.NDArray[np.int8]
    field: npt.NDArray[np.int8]
    was: Days
    now: Days
    counted_before: Bools
    met_before: Bools
    counted_after: Bools
    met_after: Bools
    numerator: npt.NDArray[np.float64] | None
    denominator: npt.NDArray[np.float64] | None
    outcomes: dict[str, int] = dataclasses.field(default_factory=dict)
    overdue: dict[str, int] = dataclasses.field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.kind)

    def counts(self) -> dict[str, int]:
        """How many cases changed in each way; kinds that no case has are left out."""
        tallied = np.bincount(self.kind, minlength=len(NAMES)).tolist()
        return {name: number for name, number in zip(NAMES, tallied, strict=True) if number}

    def sums(self) -> dict[str, tuple[float, float]]:
        """What each kind adds to numerator and denominator; nothing for averages."""
        if self.numerator is None or self.denominator is None:
            return {}
        met = np.bincount(self.kind, weights=self.numerator, minlength=len(NAMES)).tolist()
        counted = np.bincount(self.kind, weights=self.denominator, minlength=len(NAMES)).tolist()
        return {name: (_plain(met[CODES[name]]), _plain(counted[CODES[name]])) for name in self.counts()}

    def places(self, kinds: frozenset[str] | None) -> list[int]:
        """The places of the changes of these kinds, or of all."""
        if kinds is None:
            return list(range(len(self)))
        codes = [CODES[name] for name in kinds]
        return np.flatnonzero(np.isin(self.kind, codes)).tolist()


def _plain(weight: float) -> float:
    """Whole numbers as such: only full-time equivalents have parts."""
    exact = round(weight, 6)
    return int(exact) if exact.is_integer() else exact


def spread(values: npt.NDArray[Any], rows: npt.NDArray[np.intp], absent: Any) -> npt.NDArray[Any]:
    """The values at some places, ``absent`` where the place is NO_ROW."""
    if not len(values):
        return np.full(len(rows), absent, dtype=values.dtype)
    return np.where(rows >= 0, values[np.maximum(rows, 0)], np.array(absent, dtype=values.dtype))


def chosen(tests: list[tuple[Bools, int]], default: int) -> npt.NDArray[np.int8]:
    """For each row the code of the first test that it passes."""
    return np.select([mask for mask, _ in tests], [code for _, code in tests], default).astype(np.int8)


def only(mask: Bools, days: Days) -> Days:
    """The dates where the mask holds, else NEVER."""
    return np.where(mask, days, NEVER).astype(np.int32)
