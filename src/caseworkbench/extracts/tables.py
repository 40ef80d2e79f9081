"""The tables of a report before anybody knows what they are: sheets of a workbook, or a CSV, as rows of cells."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from caseworkbench.errors import WorkbenchError
from caseworkbench.extracts.rows import SourceFile
from caseworkbench.extracts.sources import TextSource, describe, examine_text, unchanged
from caseworkbench.extracts.workbook import Workbook, is_workbook

_LINES_IN_A_CELL = 100
"""A last cell of more lines than that is the rest of a file behind a quotation mark that was never closed."""


@dataclass
class SourceTable:
    """One sheet or CSV. ``name``: the sheet's or the file's own; ``label``: what a person calls it.

    ``rows``: from the top of the file, blank ones left out; ``lines``: the line or sheet row of each, from 1.
    """

    file: SourceFile
    name: str
    label: str
    rows: list[Sequence[object]]
    lines: list[int]
    notes: tuple[str, ...] = ()


def source_tables(path: Path) -> Iterator[SourceTable]:
    """Every table of a file. Raises ``WorkbenchError`` where the file cannot be read."""
    if is_workbook(path):
        yield from _sheets(path)
    else:
        yield csv_table(examine_text(path))


def _sheets(path: Path) -> Iterator[SourceTable]:
    book = Workbook(path)
    file = describe(path)
    try:
        for name in book.sheet_names:
            sheet = book.sheet(name)
            lines = [line for line, row in enumerate(sheet.rows, start=1) if _filled(row)]
            rows: list[Sequence[object]] = [sheet.rows[line - 1] for line in lines]
            yield SourceTable(file, " ".join(name.split()), f"{file.name}, {' '.join(name.split())}", rows, lines)
    finally:
        book.close()


def csv_table(source: TextSource, most: int | None = None) -> SourceTable:
    """A comma, semicolon or tab separated file. Refused where it ends inside a row or a quotation mark.

    ``most``: no more than so many rows, from the top.
    """
    with source.path.open(encoding=source.encoding, newline="") as file:
        sample = file.read(65_536)
        delimiter = max(",;\t", key=sample.count)
        file.seek(0)
        rows: list[Sequence[object]] = []
        lines: list[int] = []
        reader = csv.reader(file, delimiter=delimiter)
        line, width, last = 1, 0, 0
        try:
            for row in reader:
                if _filled(row):
                    rows.append(row)
                    lines.append(line)
                    width = max(width, len(row))
                    last = len(row)
                line = reader.line_num + 1
                if len(rows) == most:
                    break
        except csv.Error as problem:
            raise WorkbenchError(
                f"{source.name} cannot be split into rows at line {reader.line_num} ({problem}): "
                "look for a quotation mark that is never closed."
            ) from None
    if most is None:
        _refuse_cut_off(source, rows, last < width)
    unchanged(source)
    notes = {"cp1252": "Windows-1252", "utf-16": "UTF-16"}
    said = (f"{source.name} was read as {notes[source.encoding]}, not UTF-8.",) if source.encoding in notes else ()
    return SourceTable(source.file, source.path.stem, source.name, rows, lines, said)


def _refuse_cut_off(source: TextSource, rows: Sequence[Sequence[object]], short: bool) -> None:
    ends_line = source.tail.rstrip(b"\0").endswith((b"\n", b"\r"))
    last_cell = str(rows[-1][-1]) if rows else ""
    if short and not ends_line:
        raise WorkbenchError(
            f"{source.name} looks cut off: it ends in the middle of a row, without a line end, so fetch the file again."
        )
    if "\n" in last_cell or "\r" in last_cell or not ends_line:
        tail = source.tail.decode("utf-8", errors="replace").rstrip()
        odd = tail.count('"') % 2 and source.file.size <= len(source.tail)
        if odd or last_cell.count("\n") > _LINES_IN_A_CELL:
            raise WorkbenchError(
                f"{source.name} looks cut off: it ends inside a quotation mark that was opened and not closed, "
                "so fetch the file again."
            )


def _filled(row: Sequence[object]) -> bool:
    return any(cell is not None and cell != "" and (not isinstance(cell, str) or not cell.isspace()) for cell in row)
