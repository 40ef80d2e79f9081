"""Reading delimited text in chunks, with true line numbers, and refusing what is cut off."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import chain, islice
from typing import TYPE_CHECKING, TextIO

from caseworkbench.errors import WorkbenchError
from caseworkbench.extracts.separators import MARKS, said_separator
from caseworkbench.extracts.sources import TextSource, unchanged

if TYPE_CHECKING:
    from _csv import Reader

CHUNK = 1_000
"""Rows read at a time: enough for whole-column work, few enough to stay in the processor's cache (measured: chunks
of 100,000 rows take half as long again)."""

BLOCK = 32_000
"""Characters read at a time where rows are split without the csv module: about as many rows."""


@dataclass
class Ragged:
    """A row that has more cells than the heading line."""

    line: int
    cells: int


@dataclass
class Chunk:
    """Rows of a delimited file as columns, one per heading. ``done``: the part of the file that has been read."""

    columns: Sequence[Sequence[str]]
    lines: Sequence[int]
    ragged: list[Ragged]
    done: float


class DelimitedFile:
    """A CSV (or a file separated by semicolons, tabs or bars), opened at its heading line.

    ``headings``: as they stand in the file. Blank lines above the headings are passed over, and Excel's ``sep=;``.
    """

    def __init__(self, source: TextSource) -> None:
        self.source = source
        with self._open() as file:
            self._delimiter, self._skipped = self._find_headings(file)
        with self._open() as file:
            for _ in range(self._skipped):
                file.readline()
            reader = csv.reader(file, delimiter=self._delimiter)
            try:
                self.headings: list[str] = next(reader)
            except csv.Error as problem:
                raise WorkbenchError(self._unsplit(self._skipped + 1, problem)) from None
            except StopIteration:
                raise WorkbenchError(f"{source.name} is empty: fetch the file again, or leave it out.") from None
            self._heading_lines = self._skipped + reader.line_num

    def chunks(self) -> Iterator[Chunk]:
        """The rows after the headings, chunk by chunk.

        Blank lines are passed over. Raises ``WorkbenchError`` for a file that is cut off inside a row or that
        changed since it was looked through.
        """
        last: list[str] = []
        with self._open() as file:
            for _ in range(self._heading_lines):
                file.readline()
            line = self._heading_lines
            while block := file.read(BLOCK):
                block += file.readline()
                done = self._done(file)
                chunk = None if '"' in block else self._split(block, line, done)
                if chunk is None:
                    break
                line += len(chunk.lines)
                yield chunk
                last = [column[-1] for column in chunk.columns]
            if block:
                yield from self._read_carefully(file, block, line)
                last = self._last
        if last:
            self._refuse_cut_off(last)
        unchanged(self.source)

    def _split(self, block: str, line: int, done: float) -> Chunk | None:
        """Whole lines without quotation marks, straight to columns; None where any has not the right width.

        Several times as fast as the csv module: no list is made per row.
        """
        width = len(self.headings)
        block = block.replace("\r\n", "\n")
        if "\r" in block:
            return None
        if not block.endswith("\n"):
            block += "\n"
        mark = self._delimiter
        # Each line end becomes a cell of its own; if those cells stand at regular places, every row is whole.
        cells = block.replace("\n", f"{mark}\n{mark}").split(mark)
        ends = cells[width :: width + 1]
        rows = block.count("\n")
        if len(cells) != rows * (width + 1) + 1 or ends.count("\n") != rows:
            return None
        cells.pop()
        columns = [cells[place :: width + 1] for place in range(width)]
        return Chunk(columns, range(line + 1, line + rows + 1), [], done)

    def _read_carefully(self, file: TextIO, block: str, line: int) -> Iterator[Chunk]:
        """The rest of the file from ``block`` on, through the csv module: quotation marks, blank and ragged lines."""
        width = len(self.headings)
        reader = csv.reader(chain(StringIO(block, newline=""), file), delimiter=self._delimiter)
        before = line
        while rows := self._next_rows(reader, line):
            lines = _line_numbers(rows, before, line + reader.line_num)
            before = line + reader.line_num
            self._last = rows[-1]
            yield _even(rows, lines, width, self._done(file))

    def _done(self, file: TextIO) -> float:
        return min(1.0, file.buffer.tell() / max(1, self.source.file.size))

    def _next_rows(self, reader: "Reader", skipped: int) -> list[list[str]]:
        try:
            return list(islice(reader, CHUNK))
        except csv.Error as problem:
            raise WorkbenchError(self._unsplit(skipped + reader.line_num, problem)) from None

    def _unsplit(self, line: int, problem: csv.Error) -> str:
        return (
            f"{self.source.name} cannot be split into rows at line {line} ({problem}): look for a quotation mark "
            "that is never closed."
        )

    def _refuse_cut_off(self, last: list[str]) -> None:
        width = len(self.headings)
        tail = self.source.tail.decode(self._tail_encoding(), errors="replace")
        whole = tail.endswith(("\n", "\r"))
        if not whole and 0 < len(last) < width:
            raise WorkbenchError(
                f"{self.source.name} looks cut off: it ends in the middle of a row, with {len(last)} of {width} "
                "cells and no line end, so fetch the file again."
            )
        breaks = sum(_breaks(cell) for cell in last)
        lines = tail.splitlines(keepends=True)[-(breaks + 1) :]
        try:
            list(csv.reader(lines, delimiter=self._delimiter, strict=True))
        except csv.Error as problem:
            if "unexpected end" in str(problem):
                raise WorkbenchError(
                    f"{self.source.name} looks cut off: it ends inside a quotation mark that was opened and not "
                    "closed, so fetch the file again."
                ) from None

    def _tail_encoding(self) -> str:
        encoding = self.source.encoding
        if encoding != "utf-16":
            return encoding
        with self.source.path.open("rb") as file:
            return "utf-16-le" if file.read(2) == b"\xff\xfe" else "utf-16-be"

    def _open(self) -> TextIO:
        return self.source.path.open(encoding=self.source.encoding, newline="")

    @staticmethod
    def _find_headings(file: TextIO) -> tuple[str, int]:
        """The delimiter, and how many lines stand above the headings: blank ones, and one that names the delimiter."""
        said: str | None = None
        above = 0
        for above, line in enumerate(file):
            if not line.strip():
                continue
            if said is not None:
                return said, above
            said = said_separator(line)
            if said is None:
                return next((mark for mark in MARKS if mark in line), ","), above
        return (said, above + 1) if said else (",", 0)


def _line_numbers(rows: Sequence[list[str]], before: int, after: int) -> Sequence[int]:
    """The line each row begins on; rows with quoted line breaks take more than one line."""
    if after - before == len(rows):
        return range(before + 1, after + 1)
    numbers = []
    line = before + 1
    for row in rows:
        numbers.append(line)
        line += 1 + sum(_breaks(cell) for cell in row)
    return numbers


def _breaks(cell: str) -> int:
    if "\n" not in cell and "\r" not in cell:
        return 0
    return cell.count("\n") + cell.count("\r") - cell.count("\r\n")


def _even(rows: list[list[str]], lines: Sequence[int], width: int, done: float) -> Chunk:
    """Even rows out: cells that a line leaves off at its end are empty, empty ones past the last column are cut off.

    Blank lines are passed over. A row with something past the last column is ragged: its values may have shifted.
    """
    if set(map(len, rows)) == {width}:
        return Chunk(list(zip(*rows, strict=True)), lines, [], done)
    kept: list[Sequence[str]] = []
    numbers: list[int] = []
    ragged: list[Ragged] = []
    for row, line in zip(rows, lines, strict=True):
        if len(row) > width and not any(cell.strip() for cell in row[width:]):
            row = row[:width]  # noqa: PLW2901 - spreadsheets write empty cells past the last column
        if not any(cell.strip() for cell in row):
            continue
        if len(row) <= width:
            kept.append([*row, *[""] * (width - len(row))])
            numbers.append(line)
        else:
            ragged.append(Ragged(line, len(row)))
    columns = list(zip(*kept, strict=True)) if kept else [()] * width
    return Chunk(columns, numbers, ragged, done)
