"""The department's statistics as published figures: England, the region, and the mean of statistical neighbours."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from caseworkbench.errors import WorkbenchError, nearest
from caseworkbench.extracts.rows import Mode, RawRows, SourceFile
from caseworkbench.extracts.sources import examine_text, find_files, shown_name
from caseworkbench.extracts.statistics_file import (
    StatisticsFile,
    StatisticsRow,
    UnknownTableError,
    fold_place,
    read_statistics,
)
from caseworkbench.extracts.statistics_tables import statistics_tables

FORMAT = "dfe_statistics"
"""The name of the format in the history, and the `origin` of the figures imported."""
TABLE = "published_figures"


class Key(NamedTuple):
    """What a published figure is known by (``period_end`` is an ISO date)."""

    measure: str
    period_end: str
    area: str


@dataclass(frozen=True)
class Compared:
    """Whom to compare with, as the configuration names them."""

    region: str | None = None
    neighbours: tuple[str, ...] = ()


@dataclass
class _Figures:
    """The figures of one file: None where the file says that they are not known. ``lines``: where they stand."""

    values: dict[Key, float | None] = field(default_factory=dict)
    lines: dict[Key, int] = field(default_factory=dict)

    def put(self, key: Key, value: float | None, line: int) -> None:
        self.values[key] = value
        self.lines[key] = line


class ComparatorExtract:
    """Statistics files, read and turned into figures (see ``rows.Extract``).

    ``unknown``: the figures that the files speak of and do not give. A figure that an earlier download gave and this
    one does not is no longer known.
    """

    format = FORMAT
    mode: Mode = "merge"
    reference_date: date | None = None
    tables = frozenset({TABLE})

    def __init__(self, files: Sequence[StatisticsFile], compared: Compared) -> None:
        # Where two downloads of a table overlap, the one that reaches further holds the revised figures.
        self._read = sorted(files, key=lambda file: file.latest)
        self.files: list[SourceFile] = [file.source.file for file in self._read]
        self.notes: list[str] = [note for file in self._read for note in file.notes]
        self._figures = [_figures(file, compared, self.notes) for file in self._read]
        self._settle()
        self.notes += _about(compared, self._read)
        self.notes = list(dict.fromkeys(self.notes))
        if not any(value is not None for figures in self._figures for value in figures.values.values()):
            names = ", ".join(file.name for file in self.files)
            raise WorkbenchError(
                f"No figure is known in {names} for England or for the region and neighbours configured, so "
                "nothing was imported."
            )

    def _settle(self) -> None:
        """Leave each figure to the last file that speaks of it."""
        last: dict[Key, float | None] = {}
        differing = 0
        for figures in reversed(self._figures):
            for key in list(figures.values):
                if key in last:
                    value = figures.values.pop(key)
                    differing += value != last[key]
                else:
                    last[key] = figures.values[key]
        self.unknown = frozenset(key for key, value in last.items() if value is None)
        if differing:
            many = "figure differs" if differing == 1 else "figures differ"
            self.notes.append(f"{differing:,} {many} between the files: the file that reaches furthest was believed.")

    def rows(self) -> Iterator[RawRows]:
        """The figures that are known, file by file."""
        for number, (file, figures) in enumerate(zip(self._read, self._figures, strict=True), 1):
            known = [(key, value) for key, value in figures.values.items() if value is not None]
            columns: dict[str, Sequence[object]] = {
                "measure": [key.measure for key, _ in known],
                "period_end": [key.period_end for key, _ in known],
                "area": [key.area for key, _ in known],
                "value": [value for _, value in known],
            }
            lines = [figures.lines[key] for key, _ in known]
            yield RawRows(TABLE, file.source.name, columns, lines, origin=FORMAT, done=number / len(self._read))


def read_comparators(sources: Sequence[Path], compared: Compared) -> ComparatorExtract:
    """Open statistics files as they are downloaded, or the folder of a whole release.

    Raises ``WorkbenchError`` for any that is none of the tables known; in a folder such files are passed over.
    """
    files = [read_statistics(examine_text(path)) for path in find_files(path for path in sources if not path.is_dir())]
    others: list[str] = []
    for path in find_files(path for path in sources if path.is_dir()):
        if path.suffix.lower() != ".csv":
            others.append(shown_name(path))
            continue
        try:
            files.append(read_statistics(examine_text(path)))
        except UnknownTableError:
            others.append(shown_name(path))
    if not files:
        known = "; ".join(table.title for table in statistics_tables())
        raise WorkbenchError(f"None of the files ({', '.join(others[:5])}) is a statistics table known: {known}.")
    extract = ComparatorExtract(files, compared)
    if others:
        extract.notes.append(f"Passed over, being none of the tables known: {', '.join(others)}.")
    return extract


def _figures(file: StatisticsFile, compared: Compared, notes: list[str]) -> _Figures:
    figures = _Figures()
    region = fold_place(str(compared.region)) if compared.region else None
    for row in file.rows:
        if row.level == "national":
            _put_row(figures, file, row, "england")
        elif row.level == "regional" and region in row.words:
            _put_row(figures, file, row, "region")
    _Neighbours(file, compared.neighbours).put(figures, notes)
    return figures


def _put_row(figures: _Figures, file: StatisticsFile, row: StatisticsRow, area: str) -> None:
    for figure in file.figures:
        key = Key(figure.measure, row.period_end.isoformat(), area)
        figures.put(key, figure.of(row.values), row.line)


class _Neighbours:
    """The statistical neighbours' rows of one file."""

    def __init__(self, file: StatisticsFile, neighbours: Sequence[str]) -> None:
        self._file = file
        wanted = {fold_place(str(name)) for name in neighbours} - {""}
        self._rows = [row for row in file.rows if row.level == "local authority" and row.words & wanted]
        # An authority that is named twice (by name and by code), that changed its name, or that has a new code since a
        # reorganisation, is one.
        latest = {row.place: row.name or row.codes[0] for row in sorted(self._rows, key=lambda row: row.period_end)}
        self._name_of = {row.line: latest[row.place] for row in self._rows}
        self._names = sorted(set(latest.values()))

    def put(self, figures: _Figures, notes: list[str]) -> None:
        """The mean of each year over the authorities whose figure is known; a note on those left out."""
        by_year: dict[date, list[StatisticsRow]] = {}
        for row in self._rows:
            by_year.setdefault(row.period_end, []).append(row)
        years = sorted({row.period_end for row in self._file.rows}) if self._rows else []
        for figure in self._file.figures:
            left_out: dict[str, list[str]] = {}
            for year in years:
                known = {
                    self._name_of[row.line]: value
                    for row in by_year.get(year, ())
                    if (value := figure.of(row.values)) is not None
                }
                mean = sum(known.values()) / len(known) if known else None
                line = by_year[year][0].line if year in by_year else 1
                figures.put(Key(figure.measure, year.isoformat(), "statistical_neighbours"), mean, line)
                for name in self._names:
                    if name not in known:
                        left_out.setdefault(name, []).append(str(year.year))
            if left_out:
                shown = "; ".join(f"{name} in {_years(missing)}" for name, missing in left_out.items())
                notes.append(
                    f"Statistical neighbours, {figure.measure}: {shown} left out of the mean, because the figure is "
                    "not known."
                )


def _years(years: Sequence[str]) -> str:
    """Years in a sentence: ``2014 to 2016, 2018 and 2019``."""
    spans: list[list[int]] = []
    for year in map(int, years):
        if spans and spans[-1][1] == year - 1:
            spans[-1][1] = year
        else:
            spans.append([year, year])
    shown: list[str] = []
    for first, last in spans:
        shown += [f"{first} to {last}"] if last - first > 1 else [str(year) for year in range(first, last + 1)]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _about(compared: Compared, files: Sequence[StatisticsFile]) -> Iterator[str]:
    """What the configuration leaves open, or names and no file has."""
    if not compared.region:
        yield "No region is configured ([comparators] region), so figures of a region were left out."
    else:
        yield from _unknown_places("region", "regional", [str(compared.region)], files)
    if not compared.neighbours:
        yield (
            "No statistical neighbours are configured ([comparators] statistical_neighbours), so their mean was left "
            "out."
        )
    else:
        names = [str(name) for name in compared.neighbours]
        yield from _unknown_places("statistical neighbour", "local authority", names, files)


def _unknown_places(what: str, level: str, names: Sequence[str], files: Sequence[StatisticsFile]) -> Iterator[str]:
    lacking: dict[tuple[str, ...], list[StatisticsFile]] = {}
    for file in files:
        words = {word for row in file.rows if row.level == level for word in row.words}
        missing = tuple(name for name in dict.fromkeys(names) if fold_place(name) not in words)
        if missing:
            lacking.setdefault(missing, []).append(file)
    for missing, where in lacking.items():
        known = sorted({row.name for file in where for row in file.rows if row.level == level})
        near = list(dict.fromkeys(word for name in missing for word in _like(name, known)))
        perhaps = f"; did you mean {', '.join(near)}?" if near else "."
        many = f"The {what} {missing[0]} is" if len(missing) == 1 else f"The {what}s {', '.join(missing)} are"
        names = ", ".join(file.source.name for file in where)
        place = "any of the files" if len(where) == len(files) > 1 else names
        yield f"{many} not in {place}, and left out{perhaps}"


def _like(name: str, known: list[str]) -> list[str]:
    """What a name may mean: the place with all its words (``County Durham`` for ``Durham``), else the nearest."""
    words = set(fold_place(name).split())
    fuller = [place for place in known if words and words <= set(fold_place(place).split())]
    return fuller[:1] or nearest(name, known, 1)
