"""What the parts of the generator share: the size and span of the authority, its families and children."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from caseworkbench.sample.days import AS_AT, NEVER, Ints, Month, Texts, months_until_as_at
from caseworkbench.sample.picking import Random
from caseworkbench.sample.targets import Targets

DEFAULT_MONTHS = 16
"""June 2017 to September 2018: thirteen month ends, with three months of lead-in."""

Columns = dict[str, Any]
"""A native table: column name to a sequence of texts or of day numbers, all of one length."""


@dataclass
class World:
    """One made-up authority while it is being made.

    ``months`` are simulated one by one; what is open when they begin has a history of its own before them.
    ``first`` and ``sizes``: a family's first child and number of children (children lie side by side).
    """

    seed: int
    children: int
    months: list[Month]
    stock_months: float
    family_of: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    first: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    sizes: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    born: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    tables: dict[str, Columns] = field(default_factory=dict)

    @property
    def arrivals(self) -> float:
        """Children new to the authority in a month."""
        return self.children / (self.stock_months + len(self.months))

    @property
    def targets(self) -> Targets:
        """What the figures are to be, for an authority of this size."""
        return Targets(self.scale)

    @property
    def scale(self) -> float:
        """The size against the ordinary sample's."""
        return self.arrivals * self.stock_months / (1440 / 34 * 18)

    def random(self, part: str) -> Random:
        """The stream of chance of one part: what one part draws does not change what another gets."""
        return np.random.default_rng([self.seed, *part.encode()])

    def members(self, families: Ints) -> tuple[Ints, Ints]:
        """(position in ``families``, child) for every child of every family named, in order."""
        counts = self.sizes[families]
        position = np.repeat(np.arange(len(families), dtype=np.int64), counts)
        within = np.arange(int(counts.sum()), dtype=np.int64) - np.repeat(np.cumsum(counts) - counts, counts)
        return position, self.first[families][position] + within

    @cached_property
    def child_ids(self) -> Texts:
        """The children's identifiers."""
        return numbered("N", 100_000, len(self.family_of))


def new_world(seed: int, children: int, years: int | None) -> World:
    """The empty authority: thirteen months and a lead-in, or so many years."""
    if years is None:
        return World(seed, children, months_until_as_at(DEFAULT_MONTHS), 18.0)
    return World(seed, children, months_until_as_at(12 * years + 3), 30.0 if years > 3 else 18.0)


def numbered(prefix: str, start: int, count: int) -> Texts:
    """Identifiers in a row: ``numbered("S", 100, 2)`` is S000100, S000101."""
    return np.array([f"{prefix}{number:06d}" for number in range(start, start + count)], dtype=object)


def known(days: Ints) -> Ints:
    """Days as the extract shows them: what is later than the as-at date has not happened yet."""
    return np.where(days > AS_AT, NEVER, days)
