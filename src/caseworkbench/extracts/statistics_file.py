"""Reading one of the department's statistics files: recognised by its columns, its rows placed and dated."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from caseworkbench.errors import WorkbenchError
from caseworkbench.extracts.delimited import DelimitedFile
from caseworkbench.extracts.sources import TextSource
from caseworkbench.extracts.statistics_tables import StatisticsFigure, StatisticsTable, fold_heading, statistics_tables

PLACING = ("time_period", "time_identifier", "geographic_level")
"""Columns that every table of the department has: they say when a row is and of what level. Those that name a region or
an authority are only in the tables that have such rows."""

UNKNOWN = frozenset({"", "c", "x", "z", ":", "low", "k", "u", "~", "-", ".", "..", "n/a"})
"""Suppressed, not available, not applicable, too low to show: unknown, and never nought."""

_NUMBER = re.compile(r"\d+(\.\d*)?|\.\d+|\d{1,3}(,\d{3})+(\.\d*)?", re.ASCII)
_ONE_YEAR = re.compile(r"\d{4}", re.ASCII)
_TWO_YEARS = re.compile(r"(\d{4})\s*[-/\u2010-\u2015]?\s*(\d{2}|\d{4})", re.ASCII)


class UnknownTableError(WorkbenchError):
    """A file is none of the tables known: another table of the department, or something else altogether."""


@dataclass(frozen=True)
class StatisticsRow:
    """One place in one year. ``level``: ``national``, ``regional`` or ``local authority``; ``codes``: old and new."""

    line: int
    period_end: date
    level: str
    name: str
    codes: tuple[str, ...]
    values: Mapping[str, float | None]

    @property
    def place(self) -> tuple[str, str]:
        """What tells the place from others."""
        return self.level, self.codes[0] if self.codes else fold_place(self.name)

    @property
    def words(self) -> set[str]:
        """What the place may be called by: its name and its codes, folded."""
        return {fold_place(word) for word in (self.name, *self.codes)}


@dataclass
class StatisticsFile:
    """A file that is one or more of the known tables, read whole. ``notes``: what was left out of it, and why."""

    source: TextSource
    tables: list[StatisticsTable]
    rows: list[StatisticsRow] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def figures(self) -> list[StatisticsFigure]:
        """The figures that its rows give."""
        return [figure for table in self.tables for figure in table.figures]

    @property
    def latest(self) -> date:
        """The last year it reaches to."""
        return max(row.period_end for row in self.rows)


def read_statistics(source: TextSource) -> StatisticsFile:
    """Read a file. Raises ``WorkbenchError``, naming the missing columns, where it lacks any.

    ``UnknownTableError`` is raised for a file that is none of the known tables.
    """
    file = DelimitedFile(source)
    headings = [fold_heading(heading) for heading in file.headings]
    doubled = sorted({name for name in headings if name and headings.count(name) > 1})
    if doubled:
        raise WorkbenchError(
            f"{source.name} has the column {doubled[0]} more than once: download the file again as it is published."
        )
    read = StatisticsFile(source, _recognise(source, headings))
    _Rows(read, headings).take(file)
    if not read.rows:
        why = f": {read.notes[0]}" if read.notes else "."
        raise WorkbenchError(f"{source.name} holds no row of a reporting or financial year that could be read{why}")
    return read


def _recognise(source: TextSource, headings: Sequence[str]) -> list[StatisticsTable]:
    present = set(headings)
    tables = [table for table in statistics_tables() if not table.missing(present)]
    placing = [name for name in PLACING if name not in present]
    if tables and not placing:
        return tables
    nearest = max(statistics_tables(), key=lambda table: table.found(present))
    if not nearest.found(present) and placing:
        known = "; ".join(table.title for table in statistics_tables())
        raise UnknownTableError(
            f"{source.name} is no table of the Department for Education's statistics: it lacks the columns "
            f"{', '.join(placing)}. Those known are {known}."
        )
    if not nearest.found(present):
        known = "; ".join(f"{table.title}, by {table.missing(present)[0]}" for table in statistics_tables())
        raise UnknownTableError(f"{source.name} is none of the statistics tables known, which it would be: {known}.")
    lacking = [*placing, *(() if tables else nearest.missing(present))]
    columns = "column" if len(lacking) == 1 else "columns"
    raise WorkbenchError(
        f"{source.name} looks like the table of {nearest.title}, but lacks the {columns} {', '.join(lacking)}: "
        "download it again with all its columns."
    )


class _Rows:
    """Takes in the rows of a file."""

    def __init__(self, read: StatisticsFile, headings: Sequence[str]) -> None:
        self._read = read
        self._name = read.source.name
        self._at = {heading: column for column, heading in enumerate(headings)}
        wanted = {fold_heading(name) for figure in read.figures for name in figure.columns}
        self._values = sorted(wanted & self._at.keys())
        self._seen: dict[tuple[tuple[str, str], date], StatisticsRow] = {}
        self._other_times: dict[str, int] = {}
        self._odd: list[str] = []

    def take(self, file: DelimitedFile) -> None:
        """Read to the end, and say what was left out."""
        for chunk in file.chunks():
            if chunk.ragged:
                ragged = chunk.ragged[0]
                raise WorkbenchError(
                    f"{self._name}, line {ragged.line}: the row has {ragged.cells} cells where the headings are "
                    f"{len(file.headings)}, so its values may have shifted; download the file again."
                )
            for line, *cells in zip(chunk.lines, *chunk.columns, strict=True):
                self._take(line, [cell.strip() for cell in cells])
        self._read.notes += self._notes()

    def _take(self, line: int, cells: Sequence[str]) -> None:
        level = fold_place(self._cell(cells, "geographic_level"))
        if level not in ("national", "regional", "local authority") or not self._is_england(level, cells):
            return
        when, kind = self._cell(cells, "time_period"), self._cell(cells, "time_identifier")
        ends = year_end(when, kind)
        if ends is None:
            said = f"{kind or 'no time identifier'} {when}"
            self._other_times[said] = self._other_times.get(said, 0) + 1
            return
        name, codes = self._place(level, cells)
        if not name and not codes:
            raise WorkbenchError(f"{self._name}, line {line}: the row names no place; download the file again.")
        values = {heading: self._number(line, heading, cells[self._at[heading]]) for heading in self._values}
        row = StatisticsRow(line, ends, level, name, codes, values)
        before = self._seen.setdefault((row.place, ends), row)
        if before is not row and before.values != values:
            raise WorkbenchError(
                f"{self._name} has two different rows for {name or codes[0]} in {when} (lines {before.line} and "
                f"{line}): keep only the rows that stand for the whole."
            )
        if before is row:
            self._read.rows.append(row)

    def _is_england(self, level: str, cells: Sequence[str]) -> bool:
        said = {self._cell(cells, "country_name").casefold(), self._cell(cells, "country_code").casefold()} - {""}
        return level != "national" or not said or bool(said & {"england", "e92000001"})

    def _place(self, level: str, cells: Sequence[str]) -> tuple[str, tuple[str, ...]]:
        if level == "national":
            return "England", ()
        names = ("region_name", "region_code") if level == "regional" else ("la_name", "new_la_code", "old_la_code")
        name, *codes = (self._cell(cells, heading) for heading in names)
        known = tuple(code for code in codes if code.casefold() not in UNKNOWN)
        return ("" if name.casefold() in UNKNOWN else name), known

    def _cell(self, cells: Sequence[str], heading: str) -> str:
        return cells[self._at[heading]] if heading in self._at else ""

    def _number(self, line: int, heading: str, cell: str) -> float | None:
        if cell.casefold() in UNKNOWN or (cell.startswith("[") and cell.strip("[]").casefold() in UNKNOWN):
            return None
        if not _NUMBER.fullmatch(cell):
            self._odd.append(f"'{cell[:40]}' in column {heading}, line {line}")
            return None
        return float(cell.replace(",", ""))

    def _notes(self) -> Iterator[str]:
        if self._other_times:
            rows = sum(self._other_times.values())
            shown = ", ".join(sorted(self._other_times)[:4])
            yield (
                f"{self._name}: {rows:,} {'row was' if rows == 1 else 'rows were'} left out, of another time than a "
                f"reporting or financial year ({shown})."
            )
        if self._odd:
            yield (
                f"{self._name}: {len(self._odd):,} of the values are neither a number nor a sign for an unknown one "
                f"and count as unknown ({'; '.join(self._odd[:3])})."
            )


def year_end(period: str, identifier: str) -> date | None:
    """The last day of a reporting or financial year: 31 March. None for any other time.

    ``2024`` of a reporting year is the year to 31 March 2024; ``201718``, ``2017-18`` and ``2017/2018`` are the year to
    31 March 2018. A financial year that is named by one year alone could be either, and is not read.
    """
    kind = fold_place(identifier)
    if kind not in ("reporting year", "financial year"):
        return None
    if _ONE_YEAR.fullmatch(period) and kind == "reporting year":
        year = int(period)
    elif match := _TWO_YEARS.fullmatch(period):
        year = int(match[1]) + 1
        if not str(year).endswith(match[2]):
            return None
    else:
        return None
    return date(year, 3, 31) if 1900 <= year <= 2200 else None


def fold_place(text: str) -> str:
    """A place's name or code as it is compared: lower case, without punctuation, ``and`` for ``&``."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold().replace("&", " and ").replace("'", "").replace("’", "")))
