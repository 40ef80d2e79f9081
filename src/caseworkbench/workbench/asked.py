"""Data questions with who is responsible: the child's team, else the team that the record itself names."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from caseworkbench.extracts.native_tables import BY_NAME, Table
from caseworkbench.measures.catalogue import Measure
from caseworkbench.workbench import history
from caseworkbench.workbench.groups import UNALLOCATED, Groups

_AT_ONCE = 500
"""Keys that one statement asks for: fewer than SQLite takes parameters."""

_NOT_OF_RECORDS = frozenset({"teams", "workers", "allocations"})
"""Tables whose team says where somebody works or who was allocated once, not who answers for a record."""


def asked(
    connection: sqlite3.Connection, groups: Groups, measures: Mapping[str, Measure], day: int
) -> list[dict[str, Any]]:
    """Every data question with ``service``, ``team`` and ``worker``.

    They are those of the child's lead allocation on the day. Where the child has none, the team is the one that the
    question's own row names, where its table has teams; else Unallocated. A question about a team is that team's.
    """
    found = history.questions(connection)
    who = groups.of_children([question["child_id"] for question in found], day)
    for question, (service, team, worker) in zip(found, who, strict=True):
        question |= {"service": service, "team": team, "worker": worker}
    for question in found:
        if question["table"] == "teams":
            question["team"] = question["subject"]
    without = [question for question in found if question["team"] == UNALLOCATED]
    for question, team in _with_their_records_team(connection, measures, without):
        question |= {"service": groups.service_of(team, day), "team": team}
    return found


def _with_their_records_team(
    connection: sqlite3.Connection, measures: Mapping[str, Measure], questions: Sequence[dict[str, Any]]
) -> Iterator[tuple[dict[str, Any], str]]:
    """The questions whose row names a team, with it."""
    by_table: dict[str, list[tuple[str, dict[str, Any]]]] = defaultdict(list)
    for question in questions:
        for table, key in _rows_of(question, measures):
            by_table[table.name].append((key, question))
    done: set[int] = set()
    for name, wanted in by_table.items():
        teams = _teams(connection, BY_NAME[name], sorted({key for key, _ in wanted}))
        for key, question in wanted:
            if key in teams and id(question) not in done:
                done.add(id(question))
                yield question, teams[key]


def _rows_of(question: Mapping[str, Any], measures: Mapping[str, Measure]) -> Iterator[tuple[Table, str]]:
    """The table and key of the row that a question is about; of a clock's question, of each table of its measure."""
    subject = str(question["subject"])
    tables: Sequence[str] = [question["table"]] if question["table"] else ()
    if not tables:
        measure, _, subject = subject.partition(":")
        tables = measures[measure].needs if measure in measures else ()
    for name in tables:
        table = BY_NAME.get(name)
        if table and name not in _NOT_OF_RECORDS and len(table.key) == 1 and "team" in table.by_name:
            yield table, subject


def _teams(connection: sqlite3.Connection, table: Table, keys: Sequence[str]) -> dict[str, str]:
    """Key -> team of the rows that name one."""
    key = table.key[0]
    found: dict[str, str] = {}
    for first in range(0, len(keys), _AT_ONCE):
        some = keys[first : first + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        found |= dict(
            connection.execute(
                f"SELECT {key}, team FROM {table.name} WHERE {key} IN ({marks}) AND team IS NOT NULL AND team <> ?",
                [*some, UNALLOCATED],
            )
        )
    return found
