"""Codes for names, so that columns of children, teams and workers are columns of numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from caseworkbench.clocks.columns import NO_CODE, Codes


@dataclass
class Names:
    """Codes for texts: the same text always has the same code; none is NO_CODE."""

    texts: list[str] = field(default_factory=list)
    codes: dict[str | None, int] = field(default_factory=lambda: {None: NO_CODE, "": NO_CODE})

    def encode(self, values: Sequence[Any]) -> Codes:
        """The codes of a column of texts, new ones added."""
        try:
            return np.fromiter(map(self.codes.__getitem__, values), dtype=np.int32, count=len(values))
        except KeyError:
            for value in sorted(set(values) - self.codes.keys(), key=str):
                self.codes[value] = len(self.texts)
                self.texts.append(str(value))
            return np.fromiter(map(self.codes.__getitem__, values), dtype=np.int32, count=len(values))


@dataclass
class Directory:
    """The names that all measures share: children, teams, workers."""

    children: Names = field(default_factory=Names)
    teams: Names = field(default_factory=Names)
    workers: Names = field(default_factory=Names)
