"""Running a measure's query: rows of text in, settled clocks as columns out."""

import re
import sqlite3
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from caseworkbench.calendar.days import NEVER, from_iso
from caseworkbench.calendar.working_calendar import WorkingCalendar
from caseworkbench.clocks.columns import NO_CODE, NO_TIME, ClockColumns, Codes, joined
from caseworkbench.clocks.settle import settle
from caseworkbench.errors import WorkbenchError
from caseworkbench.measures.catalogue import Measure
from caseworkbench.measures.guard import guarded

CHUNK = 100_000
_POINTED_AT = re.compile(r'near "([^"]+)"|no such \w+: (?:\w+\.)?(\w+)')
_REQUIRED = ("subject", "child_id", "start_date")
_OPTIONAL = (
    "start_time",
    "stop_date",
    "stop_time",
    "void_date",
    "declined_date",
    "limit_name",
    "team",
    "worker",
)


@dataclass
class Names:
    """Codes for texts: the same text always has the same code; none is NO_CODE."""

    texts: list[str] = field(default_factory=list)
    codes: dict[str | None, int] = field(default_factory=lambda: {None: NO_CODE, "": NO_CODE})

    def encode(self, values: tuple[Any, ...]) -> Codes:
        """The codes of a column of texts, new ones added."""
        for value in sorted(set(values) - self.codes.keys(), key=str):
            self.codes[value] = len(self.texts)
            self.texts.append(str(value))
        return np.fromiter(map(self.codes.__getitem__, values), dtype=np.int32, count=len(values))


@dataclass
class Directory:
    """The names that all measures share: children, teams, workers."""

    children: Names = field(default_factory=Names)
    teams: Names = field(default_factory=Names)
    workers: Names = field(default_factory=Names)


@dataclass(frozen=True)
class Doubt:
    """A row that makes no clock, for a data question."""

    measure: str
    subject: str
    child_id: str | None
    start: str
    stop: str | None
    why: str


@dataclass(frozen=True)
class Built:
    """A measure's clocks, the subjects that their ``subject`` column points into, and the rows in doubt."""

    clocks: ClockColumns
    subjects: list[str]
    doubts: list[Doubt]


def _columns(cursor: sqlite3.Cursor, measure: Measure) -> dict[str, int]:
    names = {str(column[0]).lower(): place for place, column in enumerate(cursor.description)}
    for name in _REQUIRED:
        if name not in names:
            raise WorkbenchError(f"{measure.path}: the SELECT yields no column {name}; name one so.")
    strange = sorted(set(names) - set(_REQUIRED) - set(_OPTIONAL))
    if strange:
        raise WorkbenchError(f"{measure.path}: the SELECT yields {', '.join(strange)}, which no clock has.")
    return names


def _seconds(values: tuple[Any, ...]) -> Codes:
    known: dict[Any, int] = {None: NO_TIME, "": NO_TIME}
    for value in set(values) - known.keys():
        hours, minutes, seconds = (str(value) + ":00").split(":")[:3]
        known[value] = int(hours) * 3600 + int(minutes) * 60 + int(seconds)
    return np.fromiter(map(known.__getitem__, values), dtype=np.int32, count=len(values))


def build_clocks(
    connection: sqlite3.Connection, measure: Measure, calendar: WorkingCalendar, directory: Directory
) -> Built:
    """Run the measure's SELECT on a connection that has the vocabulary, and settle what it yields.

    Raises WorkbenchError naming the query's file where it fails, yields wrong columns or runs too long.
    """
    what = f"The query {measure.path}"
    parts: list[ClockColumns] = []
    subjects: list[str] = []
    doubts: list[Doubt] = []
    try:
        with guarded(connection, what) if measure.own else nullcontext():
            cursor = connection.execute(measure.sql)
            places = _columns(cursor, measure)
            while rows := cursor.fetchmany(CHUNK):
                columns = list(zip(*rows, strict=True))
                found = {name: columns[place] for name, place in places.items()}
                raw = _raw(found, measure, directory, len(subjects))
                settled = settle(raw, measure.limits or (), calendar)
                subjects.extend(map(str, found["subject"]))
                parts.append(settled.clocks)
                doubts += _doubts(measure.id, found, settled.stopped_before_start, "stop before start")
                doubts += _doubts(measure.id, found, settled.outside_calendar, "outside the calendar")
    except sqlite3.Error as error:
        raise WorkbenchError(f"{what}{_where(measure, str(error))} does not run: {error}.") from error
    except (ValueError, TypeError) as error:
        raise WorkbenchError(f"{what} yields a value that is no date or time: {error}.") from error
    return Built(joined(parts), subjects, doubts)


def _where(measure: Measure, error: str) -> str:
    """The line of the query's file that SQLite's message points at by a word, as far as it does."""
    words = _POINTED_AT.search(error)
    word = next((group for group in words.groups() if group), None) if words else None
    lines = measure.path.read_text(encoding="utf-8").splitlines() if word and measure.path.is_file() else []
    for number, line in enumerate(lines, 1):
        if not line.startswith("--") and word and word.casefold() in line.casefold():
            return f", line {number},"
    return ""


def _raw(found: dict[str, tuple[Any, ...]], measure: Measure, directory: Directory, first: int) -> ClockColumns:
    count = len(found["subject"])
    nothing: tuple[Any, ...] = (None,) * count

    def days(name: str) -> Any:
        return from_iso(found[name]) if name in found else np.full(count, NEVER, dtype=np.int32)

    def times(name: str) -> Codes:
        return _seconds(found[name]) if name in found else np.full(count, NO_TIME, dtype=np.int32)

    return ClockColumns(
        child=directory.children.encode(found["child_id"]),
        start=days("start_date"),
        start_time=times("start_time"),
        stop=days("stop_date"),
        stop_time=times("stop_time"),
        void=days("void_date"),
        declined=days("declined_date"),
        limit=_limit_codes(found.get("limit_name"), measure, count),
        due=np.full(count, NEVER, dtype=np.int32),
        in_time=np.zeros(count, dtype=bool),
        team=directory.teams.encode(found.get("team", nothing)),
        worker=directory.workers.encode(found.get("worker", nothing)),
        subject=np.arange(first, first + count, dtype=np.int32),
    )


def _limit_codes(names: tuple[Any, ...] | None, measure: Measure, count: int) -> Any:
    codes = {limit.name: code for code, limit in enumerate(measure.limits)}
    if names is None:
        if len(measure.limits) != 1:
            raise WorkbenchError(f"{measure.path}: with several limits the SELECT must yield limit_name.")
        return np.zeros(count, dtype=np.int16)
    unknown = set(names) - set(codes)
    if unknown:
        raise WorkbenchError(f"{measure.path}: limit_name {unknown.pop()!r} is none of {', '.join(codes)}.")
    return np.array([codes[name] for name in names], dtype=np.int16)


def _doubts(measure: str, found: dict[str, tuple[Any, ...]], mask: Any, why: str) -> list[Doubt]:
    stops = found.get("stop_date")
    return [
        Doubt(
            measure,
            str(found["subject"][row]),
            found["child_id"][row],
            found["start_date"][row],
            stops[row] if stops else None,
            why,
        )
        for row in np.flatnonzero(mask).tolist()
    ]
