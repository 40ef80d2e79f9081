"""The shared vocabulary of the queries: ``calendar``, and the definitions in ``queries/shared``.

A definition (an effective child in need plan, a visit at which the child was seen) is one SELECT in a file of
its own, so that every measure means the same by the same words. It becomes a temporary view, or a temporary
table where its header asks for indexes.
"""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from caseworkbench.measures.header import read_query


@dataclass(frozen=True)
class Definition:
    """One shared definition: its name, SELECT, and the column lists it is to be indexed by (none: a view)."""

    name: str
    sql: str
    indexes: tuple[tuple[str, ...], ...]
    after: tuple[str, ...]


def read_definitions(folder: Path) -> list[Definition]:
    """The definitions of ``folder/shared``, each after those that its header names in ``after``."""
    waiting: dict[str, Definition] = {}
    for path in sorted((folder / "shared").glob("*.sql")):
        header, sql = read_query(path)
        indexes = tuple(tuple(columns) for columns in header.get("indexes", ()))
        waiting[path.stem] = Definition(path.stem, sql, indexes, tuple(header.get("after", ())))
    ordered: list[Definition] = []
    while waiting:
        ready = [one for one in waiting.values() if not set(one.after) & set(waiting)]
        if not ready:
            raise ValueError(f"the shared definitions {', '.join(waiting)} wait for one another")
        for one in ready:
            ordered.append(waiting.pop(one.name))
    return ordered


CALENDAR_SQL = "CREATE TEMP TABLE calendar (date TEXT PRIMARY KEY, is_working INTEGER, working_day_no INTEGER, "
CALENDAR_SQL += "year INTEGER, month INTEGER, day INTEGER, month_no INTEGER, date_in_12_months TEXT)"


def calendar_rows(non_working: set[str], first_year: int, last_year: int) -> list[tuple[object, ...]]:
    """The rows of ``calendar``: one per day, with the number of working days up to and with it.

    ``non_working``: the named days as ISO text; weekends are left out anyway.
    """
    from datetime import date, timedelta

    from caseworkbench.calendar.working_calendar import SATURDAY

    rows: list[tuple[object, ...]] = []
    day, working_days = date(first_year, 1, 1), 0
    while day.year <= last_year:
        text = day.isoformat()
        working = day.weekday() < SATURDAY and text not in non_working
        working_days += working
        length_day = 28 if (day.month, day.day) == (2, 29) else day.day
        later = f"{day.year + 1}-{day.month:02d}-{length_day:02d}"
        rows.append((text, int(working), working_days, day.year, day.month, day.day, day.year * 12 + day.month, later))
        day += timedelta(days=1)
    return rows


def create_vocabulary(
    connection: sqlite3.Connection,
    definitions: list[Definition],
    calendar: list[tuple[object, ...]],
    parameters: dict[str, str],
) -> None:
    """Create ``calendar``, ``parameters`` (name, value) and the shared definitions as temporary tables and views."""
    connection.execute(CALENDAR_SQL)
    connection.executemany("INSERT INTO calendar VALUES (?, ?, ?, ?, ?, ?, ?, ?)", calendar)
    connection.execute("CREATE TEMP TABLE parameters (name TEXT PRIMARY KEY, value TEXT)")
    connection.executemany("INSERT INTO parameters VALUES (?, ?)", parameters.items())
    for definition in definitions:
        kind = "TABLE" if definition.indexes else "VIEW"
        connection.execute(f"CREATE TEMP {kind} {definition.name} AS {definition.sql}")
        for number, columns in enumerate(definition.indexes):
            connection.execute(
                f"CREATE INDEX temp.{definition.name}_{number} ON {definition.name} ({', '.join(columns)})"
            )
