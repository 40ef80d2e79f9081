"""A measure's clocks: what its query yields, settled."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from caseworkbench.calendar.days import NEVER, from_iso
from caseworkbench.calendar.working_calendar import WorkingCalendar
from caseworkbench.clocks.columns import NO_CODE, NO_TIME, ClockColumns, Codes
from caseworkbench.clocks.settle import settle
from caseworkbench.errors import WorkbenchError
from caseworkbench.measures.catalogue import Measure
from caseworkbench.measures.names import Directory, Names
from caseworkbench.measures.run import Found, find, named_mistakes

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


def _seconds(values: Sequence[Any]) -> Codes:
    known: dict[Any, int] = {None: NO_TIME, "": NO_TIME}
    for value in set(values) - known.keys():
        hours, minutes, seconds = (str(value) + ":00").split(":")[:3]
        known[value] = int(hours) * 3600 + int(minutes) * 60 + int(seconds)
    return np.fromiter(map(known.__getitem__, values), dtype=np.int32, count=len(values))


def find_clocks(connection: sqlite3.Connection, measure: Measure) -> Found:
    """What a clock measure's SELECT yields, on a connection that has the vocabulary; raises as ``run.find`` does."""
    return find(connection, measure, _REQUIRED, _OPTIONAL)


def build_clocks(found: Found, measure: Measure, calendar: WorkingCalendar, directory: Directory) -> Built:
    """Settle what the measure's SELECT yielded.

    Raises WorkbenchError naming the query's file where a value is no date, no time or no known limit.
    """
    with named_mistakes(measure):
        settled = settle(_raw(found, measure, directory), measure.limits, calendar)
        doubts = [
            *_doubts(measure.id, found, settled.stopped_before_start, "stop before start"),
            *_doubts(measure.id, found, settled.outside_calendar, "outside the calendar"),
        ]
        return Built(settled.clocks, list(map(str, found["subject"])), doubts)


def _raw(found: Found, measure: Measure, directory: Directory) -> ClockColumns:
    count = len(found)

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
        subject=np.arange(count, dtype=np.int32),
    )


def _limit_codes(names: Sequence[Any] | None, measure: Measure, count: int) -> Any:
    codes = {limit.name: code for code, limit in enumerate(measure.limits)}
    if names is None:
        if len(measure.limits) != 1:
            raise WorkbenchError(f"{measure.path}: with several limits the SELECT must yield limit_name.")
        return np.zeros(count, dtype=np.int16)
    unknown = set(names) - set(codes)
    if unknown:
        raise WorkbenchError(f"{measure.path}: limit_name {unknown.pop()!r} is none of {', '.join(codes)}.")
    return np.array([codes[name] for name in names], dtype=np.int16)


def _doubts(measure: str, found: Found, mask: Any, why: str) -> list[Doubt]:
    rows = np.flatnonzero(mask).tolist()
    if not rows:
        return []
    subjects, children, starts = found["subject"], found["child_id"], found["start_date"]
    stops = found.get("stop_date")
    return [
        Doubt(measure, str(subjects[row]), children[row], starts[row], stops[row] if stops else None, why)
        for row in rows
    ]
