"""Native extracts: which table a CSV file holds, and its rows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from caseworkbench.errors import WorkbenchError, at_most, nearest
from caseworkbench.extracts.delimited import Chunk, DelimitedFile
from caseworkbench.extracts.native_tables import BY_NAME, TABLES, Table
from caseworkbench.extracts.rows import RawRows, Reject
from caseworkbench.extracts.sources import TextSource
from caseworkbench.extracts.statistics_known import is_statistics

SUFFIXES = frozenset({".csv", ".txt", ".tsv"})
"""Endings of the files that may hold a native table."""


_OF_ONES_OWN = ", or, where it is a report of your own, see `caseworkbench formats FILE` for a mapping to fill in"


@dataclass(frozen=True)
class NativeFile:
    """A file that holds a native table. ``positions``: native column -> its place in a row."""

    table: Table
    file: DelimitedFile
    positions: dict[str, int]
    others: tuple[str, ...]
    """Headings of the further columns, which are kept out."""

    def rows(self) -> Iterator[RawRows]:
        """The file's rows as native columns, chunk by chunk; rows of the wrong width among the rejects."""
        headings = {name: " ".join(self.file.headings[place].split()) for name, place in self.positions.items()}
        name = self.file.source.name
        for chunk in self.file.chunks():
            yield RawRows(
                table=self.table.name,
                file=name,
                columns={column: chunk.columns[place] for column, place in self.positions.items()},
                lines=chunk.lines,
                headings=headings,
                rejects=self._ragged(chunk),
                done=chunk.done,
            )

    def _ragged(self, chunk: Chunk) -> list[Reject]:
        width = len(self.file.headings)
        return [
            Reject(
                self.table.name,
                self.file.source.name,
                ragged.line,
                "",
                None,
                f"The row has {ragged.cells} cells where the headings have {width}: look for a comma too many, or a "
                "quotation mark that is missing.",
            )
            for ragged in chunk.ragged
        ]


def fold_heading(heading: str) -> str:
    """A heading as it is compared: lower case, underscores for spaces and hyphens, nothing around it."""
    return re.sub(r"[\s\-_]+", "_", heading.strip().strip("\ufeff").strip().lower())


def named_tables(path: Path) -> list[str]:
    """The native tables that a file's name speaks of: its very name first, then the longest name inside it."""
    stem = fold_heading(path.stem)
    if is_exact(path):
        return [stem]
    return sorted((table.name for table in TABLES if table.name in stem), key=len, reverse=True)


def is_exact(path: Path) -> bool:
    """Whether a file is named as a native table is."""
    return fold_heading(path.stem) in BY_NAME


def headed_table(headings: Sequence[str]) -> Table | None:
    """The native table that headings alone speak for; among several the one they fill best.

    All of its required columns are there, and at least two of its columns and half of the headings are its own:
    a child_id by itself is not yet the children's table.
    """
    folded = {fold_heading(heading) for heading in headings}
    fitting = [
        table
        for table in TABLES
        if not _lacking(table, folded) and len(folded & table.by_name.keys()) >= max(2, len(folded) / 2)
    ]
    return max(fitting, key=lambda table: len(folded & table.by_name.keys()), default=None)


def open_native(source: TextSource) -> NativeFile | None:
    """Open a file as a native table, known by its name or else by its headings; None if it is none.

    Raises ``WorkbenchError`` where the name says which table it is but a required column is missing, or where
    two columns have one heading.
    """
    file = DelimitedFile(source)
    folded = [fold_heading(heading) for heading in file.headings]
    if is_statistics(folded):
        return None
    named = [BY_NAME[name] for name in named_tables(source.path)]
    table = next((table for table in named if not _lacking(table, folded)), None) or headed_table(file.headings)
    if table is None:
        if named:
            raise WorkbenchError(_missing_column(source, named[0], file.headings))
        return None
    positions: dict[str, int] = {}
    for place, name in enumerate(folded):
        if name in positions:
            raise WorkbenchError(f"{source.name} has two columns headed {name!r}: take one of them out.")
        if name in table.by_name:
            positions[name] = place
    others = tuple(
        heading.strip()
        for heading, name in zip(file.headings, folded, strict=True)
        if name and name not in table.by_name
    )
    return NativeFile(table, file, positions, others)


def _lacking(table: Table, folded: Sequence[str] | set[str]) -> list[str]:
    return [column.name for column in table.columns if column.required and column.name not in folded]


def _missing_column(source: TextSource, table: Table, headings: Sequence[str]) -> str:
    missing = _lacking(table, [fold_heading(heading) for heading in headings])
    near = list(dict.fromkeys(heading for name in missing for heading in nearest_headings(name, table, headings)))
    wanted = " and ".join(f"'{name}'" for name in missing)
    shown = ", ".join(f"'{at_most(name, 40)}'" for name in near[:6])
    columns = "column" if len(missing) == 1 else "columns"
    return (
        f"{source.name} lacks the {columns} {wanted} that {table.title} need; the nearest headings found are "
        f"{shown}: rename the heading or export the column{'' if is_exact(source.path) else _OF_ONES_OWN}."
    )


def nearest_headings(name: str, table: Table, headings: Sequence[str]) -> list[str]:
    """The headings most like a column's name, best first, whatever the order of their words.

    Headings that are columns of the table themselves are not offered, unless there is nothing else to show.
    """
    shown = [" ".join(heading.split()) for heading in headings if heading.strip()]
    free = [heading for heading in shown if fold_heading(heading) not in table.by_name] or shown
    by_words = {_words_in_order(heading): heading for heading in reversed(free)}
    near = nearest(_words_in_order(name), list(by_words))
    return [by_words[words] for words in near] or free[:3]


def _words_in_order(heading: str) -> str:
    return " ".join(sorted(fold_heading(heading).split("_")))
