"""The national statistics that are known: which table gives which measure from which columns, read from small files."""

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent / "statistics"

_BETWEEN = re.compile(r"[\s_\-\u2010-\u2015\u2212]+")


@dataclass(frozen=True)
class StatisticsFigure:
    """How a row of a table gives one measure; the columns are named as the department names them.

    ``value``: the column of the figure itself. Where a table lacks it, or none is named, the figure is the share in
    percent of ``part`` in ``part`` and ``rest`` together, or in ``total`` where there is no ``rest``.
    """

    measure: str
    value: str | None = None
    part: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()
    total: str | None = None

    def missing(self, present: Collection[str]) -> list[str]:
        """The columns without which there is no figure; ``present`` are folded headings."""
        if self.value and (fold_heading(self.value) in present or not self.part):
            return [] if fold_heading(self.value) in present else [self.value]
        needed = [*self.part, *self.rest, *([self.total] if self.total and not self.rest else [])]
        lacking = [name for name in needed if fold_heading(name) not in present]
        return [self.value] if lacking and self.value else lacking

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that may be looked at."""
        return tuple(name for name in (self.value, *self.part, *self.rest, self.total) if name)

    def of(self, row: Mapping[str, float | None]) -> float | None:
        """The figure of one row, given by folded heading (absent: no such column; None: unknown). None if unknown."""
        if self.value and fold_heading(self.value) in row:
            value = row[fold_heading(self.value)]
            return None if value is not None and value > 100 and self.part else value
        part = _added([row[fold_heading(name)] for name in self.part])
        total = row.get(fold_heading(self.total)) if self.total else None
        if not self.rest:
            return _share(part, total)
        rest = _added([row[fold_heading(name)] for name in self.rest])
        if total is not None and part is None and rest is not None:
            part = total - rest
        elif total is not None and rest is None and part is not None:
            rest = total - part
        if part is None or rest is None or rest < 0:
            return None
        return _share(part, part + rest)


@dataclass(frozen=True)
class StatisticsTable:
    """A table of the department, and the measures it gives."""

    name: str
    title: str
    figures: tuple[StatisticsFigure, ...]

    def missing(self, present: Collection[str]) -> list[str]:
        """The columns that a file with these folded headings lacks to be this table."""
        return list(dict.fromkeys(name for figure in self.figures for name in figure.missing(present)))

    def found(self, present: Collection[str]) -> int:
        """How many of the table's columns there are among folded headings."""
        return len({fold_heading(name) for figure in self.figures for name in figure.columns} & set(present))


def fold_heading(heading: str) -> str:
    """A heading as it is compared: lower case, one underscore for spaces, underscores, hyphens and dashes."""
    return _BETWEEN.sub("_", heading.strip().casefold())


@lru_cache(maxsize=1)
def statistics_tables() -> tuple[StatisticsTable, ...]:
    """The tables that are known."""
    found: list[StatisticsTable] = []
    for path in sorted(FOLDER.glob("*.toml")):
        written = tomllib.loads(path.read_text(encoding="utf-8"))
        found += [_table(table) for table in written["table"]]
    return tuple(found)


def _table(written: Mapping[str, Any]) -> StatisticsTable:
    figures = tuple(
        StatisticsFigure(
            figure["measure"],
            figure.get("value"),
            tuple(figure.get("part", ())),
            tuple(figure.get("rest", ())),
            figure.get("total"),
        )
        for figure in written["figure"]
    )
    return StatisticsTable(written["name"], written["title"], figures)


def _added(values: Collection[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


def _share(part: float | None, whole: float | None) -> float | None:
    """``part`` in percent of ``whole``; unknown where there is nothing to share or the two contradict each other."""
    if part is None or whole is None or whole <= 0 or not 0 <= part <= whole:
        return None
    return 100 * part / whole
