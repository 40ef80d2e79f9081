"""What travels from a reader to the store: rows as read, rows as checked, and the rows turned away."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple, Protocol

Mode = Literal["replace", "merge"]


class Reject(NamedTuple):
    """A row that was turned away: where it stands, the value at fault and what to do about it."""

    table: str
    file: str
    line: int
    column: str
    value: str | None
    message: str


@dataclass(frozen=True)
class SourceFile:
    """A file of a load: ``name`` is what a person calls it, ``size`` is in bytes."""

    name: str
    path: Path
    size: int
    sha256: str

    @property
    def shown_path(self) -> str:
        """Where it is, as text that can be printed and stored whatever bytes its name is made of."""
        return os.fsencode(self.path.absolute()).decode("utf-8", errors="replace")


@dataclass
class RawRows:
    """A chunk (at most about 100,000 rows) of one native table as it was read, before checking.

    ``columns``: native column -> its values: text, a date or number (workbooks) or None; all of one length.
    ``lines``: the line (or sheet row) of each row in the file, from 1. ``headings``: native column -> heading
    as it stands in the file. ``rejects``: rows of this chunk that could not even be split into columns.
    ``done``: how much of its extract has been read when this chunk has, 0 to 1.
    """

    table: str
    file: str
    columns: dict[str, Sequence[object]]
    lines: Sequence[int]
    origin: str | None = None
    headings: dict[str, str] = field(default_factory=dict)
    rejects: list[Reject] = field(default_factory=list)
    done: float = 0.0


@dataclass
class CheckedRows:
    """A chunk of accepted rows of one native table, and the rejected ones of the same chunk.

    ``columns``: stored column -> its values as the store keeps them (``Table.stored`` names and types; columns
    that the source lacks are left out and stay empty). ``read``: rows looked at, blank ones left out.
    """

    table: str
    columns: dict[str, Sequence[object]]
    count: int
    read: int
    rejects: list[Reject]


class Extract(Protocol):
    """Sources of one format, opened and recognised: what they provide, and their rows when asked.

    Opening checks whatever can be refused before the store is touched (headings, encodings, truncation).
    Where its format has limits (``mapping.Limit``), it gives them as ``limits``, and its ``title``.
    ``tables``: the native tables that it provides, with rows or without. ``notes``: sentences for the person
    who loads (columns kept out, files read past), complete once ``rows`` is exhausted.
    """

    format: str
    mode: Mode
    reference_date: date | None
    tables: frozenset[str]
    files: list[SourceFile]
    notes: list[str]

    def rows(self) -> Iterator[RawRows]:
        """The rows, chunk by chunk, in the order of the files."""
        ...
