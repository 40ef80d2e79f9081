"""Building a generation's clocks from its tables, when a load finishes."""

import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache, partial
from typing import NamedTuple

from caseworkbench.calendar.days import NEVER, from_iso
from caseworkbench.calendar.england import england
from caseworkbench.calendar.working_calendar import FIRST_YEAR, LAST_YEAR, WorkingCalendar
from caseworkbench.clocks.columns import empty
from caseworkbench.clocks.responsibility import EVER, Open, Steps, steps
from caseworkbench.errors import WorkbenchError
from caseworkbench.extracts.rows import Extract
from caseworkbench.loading.beside import beside
from caseworkbench.loading.format_limits import limits_told
from caseworkbench.loading.questions import ask_of_clocks, ask_questions
from caseworkbench.measures.catalogue import Measure
from caseworkbench.measures.clock_rows import Doubt, build_clocks, find_clocks
from caseworkbench.measures.names import Directory
from caseworkbench.measures.run import Found
from caseworkbench.measures.sources import Calendars, catalogue, definitions, fingerprint
from caseworkbench.measures.tallied_rows import build_tallied, find_tallied
from caseworkbench.measures.vocabulary import calendar_rows, create_vocabulary
from caseworkbench.settings import Settings
from caseworkbench.store import clock_columns

Progress = Callable[[str, float], None]
Rows = tuple[str, int, dict[str, bytes], dict[str, object]]
"""A measure's rows for ``clock_columns.write_rows``."""
_MANY = 250_000
"""Rows that are found ahead of those that are settled: enough to keep both cores at work, few enough for memory."""


class Prepared(NamedTuple):
    """What every load needs, whatever its rows: England's working days, and the rows of ``calendar``."""

    working: WorkingCalendar
    days: list[tuple[object, ...]]


@cache
def prepare() -> Prepared:
    """Make it, once, beside something that leaves Python idle."""
    working = england()
    return Prepared(working, calendar_rows({day.isoformat() for day in working.named}, FIRST_YEAR, LAST_YEAR))


def build(
    connection: sqlite3.Connection,
    settings: Settings,
    as_at: date,
    progress: Progress,
    extracts: Sequence[Extract] = (),
    prepared: Prepared | None = None,
) -> list[str]:
    """Time every measure's clocks and ask every data question, into the connection's own tables.

    The tables are in and indexed. Replaces what an earlier build left. A query with a mistake leaves its measure
    without clocks and the mistake kept beside it; the rest works. Gives back what the person who loads should know.
    """
    working, days = prepared or prepare()
    calendars = Calendars(working, settings)
    measures = list(catalogue(settings).measures.values())
    shared = definitions()
    clock_columns.create(connection)
    connection.executemany(
        "INSERT INTO non_working_days VALUES (?, ?)",
        [(day.isoformat(), name) for day, name in working.named.items()],
    )
    progress("definitions", 0.0)
    create_vocabulary(connection, shared, days, {"as_at": as_at.isoformat()})
    directory = Directory()
    write_responsibility(connection, directory)
    told = [*limits_told(connection, extracts, measures), *unsaid(connection, measures)]
    doubts = _time(connection, measures, calendars, directory, progress)
    for name in ("children", "teams", "workers"):
        clock_columns.write_texts(connection, "", name, getattr(directory, name).texts)
    ask_of_clocks(connection, doubts)
    return told


def _time(
    connection: sqlite3.Connection,
    measures: Sequence[Measure],
    calendars: Calendars,
    directory: Directory,
    progress: Progress,
) -> list[Doubt]:
    """Store each measure's rows, and the data questions. While some measures are settled the next ones' queries run."""
    doubts: list[Doubt] = []
    shared = definitions()
    waiting = deque(measures)
    find_some = partial(_find_some, connection, waiting)
    with beside(connection) as ask:
        following, written = ask(find_some), _nothing
        while some := following():
            following = ask(find_some)
            rows: list[Rows] = []
            for measure, found in some:
                progress(f"timing {measure.title.lower()}", measures.index(measure) / len(measures))
                about: dict[str, object] = {
                    "fingerprint": fingerprint(measure, shared),
                    "counted_by": calendars.counted_by(measure),
                    "mistake": None,
                }
                try:
                    length, columns, doubtful = _packed(found, measure, calendars, directory)
                except WorkbenchError as error:
                    if not measure.own:
                        raise
                    length, columns, doubtful = 0, clock_columns.packed(empty(), []), []
                    about["mistake"] = str(error)
                rows.append((measure.id, length, columns, about))
                doubts += doubtful
            written()
            written = ask(partial(_write, connection, rows))
        progress("data questions", 1.0)
        written()
    return doubts


def _nothing() -> None:
    """Nothing has been written yet."""


def _find_some(connection: sqlite3.Connection, waiting: deque[Measure]) -> list[tuple[Measure, Found | WorkbenchError]]:
    """Run queries until they have yielded many rows; with none left, ask the data questions."""
    some: list[tuple[Measure, Found | WorkbenchError]] = []
    if not waiting:
        ask_questions(connection)
    many = 0
    while waiting and many < _MANY:
        measure = waiting.popleft()
        try:
            found = find_clocks(connection, measure) if measure.is_clock else find_tallied(connection, measure)
        except WorkbenchError as error:
            some.append((measure, error))
        else:
            some.append((measure, found))
            many += len(found)
    return some


def _write(connection: sqlite3.Connection, rows: Iterable[Rows]) -> None:
    for one in rows:
        clock_columns.write_rows(connection, *one)


def unsaid(connection: sqlite3.Connection, measures: Sequence[Measure]) -> list[str]:
    """A sentence for each measure that asks what no format of its table can say, so that it reads worse than it is."""
    rows = connection.execute("SELECT table_name, lacks FROM coverage").fetchall()
    lacking = {f"{table}.{column}" for table, lacks in rows for column in lacks.split()}
    return [
        f"{measure.title}: what was loaded cannot say {name.split('.')[1].replace('_', ' ')}, so none counts as known; "
        f"load {name.split('.')[0]}.csv {_how_to_load(connection, name.split('.')[0])}."
        for measure in measures
        for name in measure.needs_columns
        if name in lacking and measure.has_data(frozenset(table for table, _ in rows))
    ]


def _how_to_load(connection: sqlite3.Connection, table: str) -> str:
    """Rows that are known by child and date cannot be found again by native keys: beside them all would count twice."""
    merged = connection.execute(f"SELECT 1 FROM {table} WHERE origin IS NOT NULL LIMIT 1").fetchone()
    return "in its place" if merged else "beside it"


def _packed(
    found: Found | WorkbenchError, measure: Measure, calendars: Calendars, directory: Directory
) -> tuple[int, dict[str, bytes], list[Doubt]]:
    """How many rows, their columns as they are stored (a third of what they take while they are worked on), doubts."""
    if isinstance(found, WorkbenchError):
        raise found
    if measure.is_clock:
        built = build_clocks(found, measure, calendars.of(measure), directory)
        return len(built.clocks), clock_columns.packed(built.clocks, built.subjects), built.doubts
    rows, subjects = build_tallied(found, measure, directory)
    return len(rows), clock_columns.packed(rows, subjects), []


def write_responsibility(connection: sqlite3.Connection, directory: Directory) -> None:
    """Store who was responsible for each child on each day: one step function for teams, one for workers."""
    for name, names in (("team", directory.teams), ("worker", directory.workers)):
        found = connection.execute(
            f"SELECT child_id, start_date, end_date, allocation_id, {name} FROM lead_allocations "
            f"WHERE {name} IS NOT NULL"
        ).fetchall()
        columns = list(zip(*found, strict=True)) or [(), (), (), (), ()]
        children = directory.children.encode(columns[0]).tolist()
        starts = from_iso(columns[1]).tolist()
        ends = from_iso(columns[2]).tolist()
        values = names.encode(columns[4]).tolist()
        allocations: dict[int, list[Open]] = {}
        for row, child in enumerate(children):
            start = EVER if starts[row] == NEVER else starts[row]
            allocations.setdefault(child, []).append((start, ends[row], str(columns[3][row]), values[row]))
        clock_columns.write_steps(connection, name, _in_order(allocations))


def _in_order(allocations: dict[int, list[Open]]) -> Steps:
    def by_child() -> Iterator[tuple[int, list[Open]]]:
        for child in sorted(allocations):
            yield child, allocations[child]

    return steps(by_child())
