"""The tables of a report before anybody knows what they are: sheets of a workbook, or a CSV, as rows of cells."""

import csv
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path

from caseworkbench.errors import WorkbenchError
from caseworkbench.extracts.error_cells import error_cells, told
from caseworkbench.extracts.rows import SourceFile
from caseworkbench.extracts.separators import said_separator, shown_separator
from caseworkbench.extracts.sources import TextSource, describe, examine_text, unchanged
from caseworkbench.extracts.workbook import Workbook, is_workbook

STREAMED_FROM = 8_000_000
"""Bytes from which on a CSV is read piece by piece: a county's visits, not a weekly list."""

PIECE = 20_000
"""Rows in a piece."""

_TOP = 60
"""Rows of such a file that are looked at to recognise it."""

_LINES_IN_A_CELL = 100
"""A last cell of more lines than that is the rest of a file behind a quotation mark that was never closed."""


@dataclass
class SourceTable:
    """One sheet or CSV. ``name``: the sheet's or the file's own; ``label``: what a person calls it.

    ``rows``: from the top of the file, blank ones left out; ``lines``: the line or sheet row of each, from 1.
    ``stream``: gives every row from the top again, piece by piece, where ``rows`` are only the first of many.
    """

    file: SourceFile
    name: str
    label: str
    rows: list[Sequence[object]]
    lines: list[int]
    notes: tuple[str, ...] = ()
    stream: Callable[[], Iterator["Piece"]] | None = None


@dataclass
class Piece:
    """Some rows of a table and their lines; ``done``: how much of the file has been read when they have, 0 to 1."""

    rows: list[Sequence[object]]
    lines: list[int]
    done: float


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
        errors = error_cells(path)
        for name in book.sheet_names:
            sheet = book.sheet(name)
            lines = [line for line, row in enumerate(sheet.rows, start=1) if _filled(row)]
            rows: list[Sequence[object]] = [sheet.rows[line - 1] for line in lines]
            plain = " ".join(name.split())
            label = f"{file.name}, {plain}"
            notes = (told(label, errors[name]),) if name in errors else ()
            yield SourceTable(file, plain, label, rows, lines, notes)
    finally:
        book.close()


def csv_table(source: TextSource, most: int | None = None) -> SourceTable:
    """A file of separated cells. Refused where it ends inside a row or a quotation mark.

    ``most``: no more than so many rows, from the top. A large file gives its top, and its rows as a ``stream``.
    """
    streamed = most is None and source.file.size >= STREAMED_FROM
    size = _TOP if streamed else most
    pieces = _csv_pieces(source, size)
    top = next(pieces, Piece([], [], 1.0))
    pieces.close()
    stream = (lambda: _csv_pieces(source, PIECE)) if streamed else None
    return SourceTable(source.file, source.path.stem, source.name, top.rows, top.lines, tuple(source.oddities), stream)


def _csv_pieces(source: TextSource, size: int | None) -> Generator[Piece, None, None]:
    """The rows of a CSV, so many at a time, or all of them. Whether the file is cut off shows at its end."""
    with source.path.open("rb") as binary, TextIOWrapper(binary, source.encoding, newline="") as file:
        sample = file.read(65_536)
        file.seek(0)
        said = said_separator(file.readline())
        delimiter = said or shown_separator(sample)
        above = 1 if said else 0
        if not said:
            file.seek(0)
        piece = Piece([], [], 0.0)
        reader = csv.reader(file, delimiter=delimiter)
        line, width = above + 1, 0
        last: Sequence[str] = ()
        try:
            for row in reader:
                if row and (row[0].strip() or _filled(row)):
                    piece.rows.append(row)
                    piece.lines.append(line)
                    width = max(width, len(row))
                    last = row
                line = above + reader.line_num + 1
                if len(piece.rows) == size:
                    piece.done = min(1.0, binary.tell() / max(1, source.file.size))
                    yield piece
                    piece = Piece([], [], 0.0)
        except csv.Error as problem:
            raise WorkbenchError(
                f"{source.name} cannot be split into rows at line {above + reader.line_num} ({problem}): "
                "look for a quotation mark that is never closed."
            ) from None
    _refuse_cut_off(source, last, len(last) < width)
    unchanged(source)
    piece.done = 1.0
    if piece.rows or size is None:
        yield piece


def _refuse_cut_off(source: TextSource, last: Sequence[str], short: bool) -> None:
    ends_line = source.tail.rstrip(b"\0").endswith((b"\n", b"\r"))
    last_cell = last[-1] if last else ""
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
