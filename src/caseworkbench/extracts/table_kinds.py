"""What a native table is: its key, its columns, their kinds of value and codes."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

Kind = Literal["text", "date", "moment", "flag", "code", "number", "whole"]
"""``moment`` is a date that may carry a time of day, kept in a second column named ``<column>_time``."""


@dataclass(frozen=True)
class Column:
    """One column of a native table.

    ``required``: a row without it is rejected. ``codes``: the values a code may take, in lower case (empty: any).
    ``decides``: a flag, code or number that decides a figure, so a row with an unknown one is rejected; others
    are kept as they were written. ``upper``: codes of this column are stored in upper case, not lower. ``least``:
    a number below it is none.
    """

    name: str
    kind: Kind = "text"
    required: bool = False
    codes: tuple[str, ...] = ()
    decides: bool = False
    upper: bool = False
    least: float | None = None


@dataclass(frozen=True)
class Table:
    """One native table. ``key``: the columns that name a row; ``dated_by``: the column that places a row in time.

    ``indexes``: column lists the queries look rows up by.
    """

    name: str
    title: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    dated_by: str | None = None
    indexes: tuple[tuple[str, ...], ...] = ()
    extra: tuple[str, ...] = ()
    """Text columns that only some formats fill (``latest_only``: the source keeps only the latest event)."""

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """The columns by name."""
        return {column.name: column for column in self.columns}

    @cached_property
    def dates(self) -> tuple[str, ...]:
        """The columns that say when something happened: none in tables of people and teams."""
        if self.dated_by is None:
            return ()
        return tuple(column.name for column in self.columns if column.kind in ("date", "moment"))

    @property
    def file(self) -> str:
        """The native file name."""
        return f"{self.name}.csv"

    @cached_property
    def stored(self) -> tuple[tuple[str, str], ...]:
        """Every column of the store's table as (name, SQLite type): times after their dates, ``origin`` last.

        ``origin`` names the format and list a row came from (empty for native and SSD rows).
        """
        types = {"number": "REAL", "whole": "INTEGER"}
        names: list[tuple[str, str]] = []
        for column in self.columns:
            names.append((column.name, types.get(column.kind, "TEXT")))
            if column.kind == "moment":
                names.append((f"{column.name}_time", "TEXT"))
        names += [(name, "TEXT") for name in self.extra]
        names.append(("origin", "TEXT"))
        return tuple(names)
