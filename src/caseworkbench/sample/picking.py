"""Choosing families so that their children add up to a number, and keeping growing lists of records."""

from typing import Any

import numpy as np
import numpy.typing as npt

from caseworkbench.sample.days import Ints

Random = np.random.Generator


def take(random: Random, which: Ints, sizes: Ints, total: int, weights: npt.NDArray[np.float64] | None = None) -> Ints:
    """Some of ``which`` (in random order, the heavier first) whose sizes add up to ``total`` or just under it.

    ``sizes`` and ``weights`` go with ``which``. Exact wherever enough of size one are left to fill up with.
    """
    if total <= 0 or not len(which):
        return which[:0]
    drawn = random.exponential(size=len(which))
    order = np.argsort(drawn if weights is None else drawn / np.maximum(weights, 1e-9), kind="stable")
    running = np.cumsum(sizes[order])
    cut = int(np.searchsorted(running, total, side="right"))
    left = total - (int(running[cut - 1]) if cut else 0)
    chosen = list(order[:cut])
    rest = order[cut:]
    while left and len(rest):
        fitting = np.flatnonzero(sizes[rest] <= left)
        if not len(fitting):
            break
        best = fitting[0]
        chosen.append(rest[best])
        left -= int(sizes[rest[best]])
        rest = np.delete(rest, best)
    result: Ints = which[np.array(chosen, dtype=np.int64)]
    return result


class Log:
    """Records that are added in batches and changed later: columns of whole numbers that grow."""

    def __init__(self, **defaults: int) -> None:
        """``defaults``: the columns and the value a record has where none is given."""
        self._defaults = defaults
        self._columns = {name: np.full(1024, value, dtype=np.int64) for name, value in defaults.items()}
        self.count = 0

    def add(self, count: int, **values: Any) -> Ints:
        """Adds ``count`` records and returns their numbers."""
        need = self.count + count
        for name, default in self._defaults.items():
            column = self._columns[name]
            if need > len(column):
                more = np.full(max(need, 2 * len(column)) - len(column), default, dtype=np.int64)
                self._columns[name] = column = np.concatenate([column, more])
            column[self.count : need] = values.get(name, default)
        numbers = np.arange(self.count, need, dtype=np.int64)
        self.count = need
        return numbers

    def __getitem__(self, name: str) -> Ints:
        """A column, as a view that may be written to."""
        return self._columns[name][: self.count]

    def at(self, name: str, numbers: Ints) -> Ints:
        """The values of the records numbered; anything where the number is negative."""
        result: Ints = self._columns[name][np.maximum(numbers, 0)]
        return result
