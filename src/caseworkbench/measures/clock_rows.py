"""A measure's clocks: what its query yields, settled."""

import sqlite3
from dataclasses import dataclass
from typing import Any

import numpy as np

from caseworkbench.calendar.days import NEVER, from_iso
from caseworkbench.calendar.working_calendar import WorkingCalendar
from caseworkbench.clocks.columns import NO_CODE, NO_TIME, ClockColumns, Codes, joined
from caseworkbench.clocks.settle import settle
from caseworkbench.errors import WorkbenchError
from caseworkbench.measures.catalogue import Measure
from caseworkbench.measures.names import Directory, Names
from caseworkbench.measures.run import Chunk, chunks, named_mistakes

_REQUIRED = ("subject", "child_id", "start_date")
_OPTIONAL = ("start_time", "stop_date", "stop_time", "void_date", "declined_date", "limit_name", "team", "worker")


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
    parts: list[ClockColumns] = []
    subjects: list[str] = []
    doubts: list[Doubt] = []
    with named_mistakes(measure):
        for found in chunks(connection, measure, _REQUIRED, _OPTIONAL):
            raw = _raw(found, measure, directory, len(subjects))
            settled = settle(raw, measure.limits, calendar)
            subjects.extend(map(str, found["subject"]))
            parts.append(settled.clocks)
            doubts += _doubts(measure.id, found, settled.stopped_before_start, "stop before start")
            doubts += _doubts(measure.id, found, settled.outside_calendar, "outside the calendar")
    return Built(joined(parts), subjects, doubts)


def _raw(found: Chunk, measure: Measure, directory: Directory, first: int) -> ClockColumns:
    count = len(found["subject"])

    def days(name: str) -> Any:
        return from_iso(found[name]) if name in found else np.full(count, NEVER, dtype=np.int32)

    def times(name: str) -> Codes:
        return _seconds(found[name]) if name in found else np.full(count, NO_TIME, dtype=np.int32)

    def names(name: str, known: Names) -> Codes:
        return known.encode(found[name]) if name in found else np.full(count, NO_CODE, dtype=np.int32)

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
        team=names("team", directory.teams),
        worker=names("worker", directory.workers),
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


def _doubts(measure: str, found: Chunk, mask: Any, why: str) -> list[Doubt]:
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
