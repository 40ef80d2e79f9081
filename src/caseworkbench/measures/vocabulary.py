"""The shared vocabulary of the queries: ``calendar``, and the definitions in ``queries/shared``.

A definition (an effective child in need plan, a visit at which the child was seen) is one SELECT in a file of
its own, so that every measure means the same by the same words. It becomes a temporary view, or a temporary
table where its header asks for indexes.
"""

import sqlite3
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from caseworkbench.measures.header import read_query

if TYPE_CHECKING:
    from caseworkbench.calendar.days import Days


@dataclass(frozen=True)
class Definition:
    """One shared definition: its name, SELECT, and the column lists it is to be indexed by (none: a view).

    ``number``: the column that numbers its rows, by which queries order them and find them again; or None.
    """

    name: str
    sql: str
    indexes: tuple[tuple[str, ...], ...]
    after: tuple[str, ...]
    number: str | None = None


def read_definitions(folder: Path) -> list[Definition]:
    """The definitions of ``folder/shared``, each after those that its header names in ``after``."""
    waiting: dict[str, Definition] = {}
    for path in sorted((folder / "shared").glob("*.sql")):
        header, sql = read_query(path)
        indexes = tuple(tuple(columns) for columns in header.get("indexes", ()))
        waiting[path.stem] = Definition(path.stem, sql, indexes, tuple(header.get("after", ())), header.get("number"))
    ordered: list[Definition] = []
    while waiting:
        ready = [one for one in waiting.values() if not set(one.after) & set(waiting)]
        if not ready:
            raise ValueError(f"the shared definitions {', '.join(waiting)} wait for one another")
        for one in ready:
            ordered.append(waiting.pop(one.name))
    return ordered


CALENDAR = (
    "date TEXT PRIMARY KEY",
    "is_working INTEGER",
    "working_day_no INTEGER",
    "year INTEGER",
    "month INTEGER",
    "day INTEGER",
    "month_no INTEGER",
    "date_in_3_months TEXT",
    "date_in_6_months TEXT",
    "date_in_12_months TEXT",
    "date_12_months_before TEXT",
    "out_of_12_months TEXT",
)
"""The columns of ``calendar``. ``working_day_no``: working days up to and with the date. ``out_of_12_months``: the
first date whose last twelve months no longer hold this one."""


def calendar_rows(non_working: set[str], first_year: int, last_year: int) -> list[tuple[object, ...]]:
    """The rows of ``calendar``, one per day of the years. ``non_working``: the named days as ISO text."""
    import numpy as np

    from caseworkbench.calendar.days import to_day
    from caseworkbench.calendar.months import add_months
    from caseworkbench.calendar.working_calendar import SATURDAY

    days = np.arange(to_day(date(first_year, 1, 1)), to_day(date(last_year, 12, 31)) + 1, dtype=np.int32)
    dates = days.astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    texts = dates.astype(str)
    # 1 January 1970 was a Thursday.
    weekday = (days + 3) % 7
    working = (weekday < SATURDAY) & ~np.isin(texts, sorted(non_working))
    year = dates.astype("datetime64[Y]").astype(int) + 1970
    month_no = months.astype(int) + 1970 * 12
    before = add_months(days, -12)
    leaving = days[0] + np.searchsorted(before, days, side="left").astype(np.int32)

    around = np.arange(days[0] - 400, days[-1] + 400).astype("datetime64[D]").astype(str)

    def text(column: "Days") -> list[str]:
        return list(around[column - (days[0] - 400)].tolist())

    return list(
        zip(
            texts.tolist(),
            working.astype(int).tolist(),
            np.cumsum(working).tolist(),
            year.tolist(),
            (month_no % 12 + 1).tolist(),
            ((dates - months.astype("datetime64[D]")).astype(int) + 1).tolist(),
            (month_no + 1).tolist(),
            *(text(add_months(days, count)) for count in (3, 6, 12)),
            text(before),
            text(leaving),
            strict=True,
        )
    )


def create_vocabulary(
    connection: sqlite3.Connection,
    definitions: list[Definition],
    calendar: list[tuple[object, ...]],
    parameters: dict[str, str],
) -> None:
    """Create ``calendar``, ``parameters`` (name, value) and the shared definitions as temporary tables and views."""
    connection.execute("SAVEPOINT vocabulary")  # else each row of the calendar is a transaction of its own
    connection.execute(f"CREATE TEMP TABLE calendar ({', '.join(CALENDAR)})")
    connection.executemany(f"INSERT INTO calendar VALUES ({', '.join('?' * len(CALENDAR))})", calendar)
    connection.execute("CREATE TEMP TABLE parameters (name TEXT PRIMARY KEY, value TEXT)")
    connection.executemany("INSERT INTO parameters VALUES (?, ?)", parameters.items())
    for definition in definitions:
        if definition.number:
            _create_numbered(connection, definition)
        else:
            kind = "TABLE" if definition.indexes else "VIEW"
            connection.execute(f"CREATE TEMP {kind} {definition.name} AS {definition.sql}")
        for number, columns in enumerate(definition.indexes):
            connection.execute(
                f"CREATE INDEX temp.{definition.name}_{number} ON {definition.name} ({', '.join(columns)})"
            )
    connection.execute("RELEASE vocabulary")


def _create_numbered(connection: sqlite3.Connection, definition: Definition) -> None:
    """A table whose rows lie in the order of their number, so that no query has to sort what it reads along it."""
    connection.execute(f"CREATE TEMP TABLE shape AS SELECT * FROM (\n{definition.sql}\n) LIMIT 0")
    columns = connection.execute("PRAGMA temp.table_info(shape)").fetchall()
    connection.execute("DROP TABLE temp.shape")
    kinds = (f"{name} {'INTEGER PRIMARY KEY' if name == definition.number else kind}" for _, name, kind, *_ in columns)
    connection.execute(f"CREATE TEMP TABLE {definition.name} ({', '.join(kinds)})")
    connection.execute(f"INSERT INTO temp.{definition.name} {definition.sql}")
