"""The history that every generation carries: its loads, their files, tables, rejects, withdrawn rows, coverage."""

import sqlite3
from collections.abc import Iterable, Sequence

from caseworkbench.extracts.rows import Reject, SourceFile
from caseworkbench.store.record import LoadRecord

_TABLES: dict[str, tuple[str, ...]] = {
    "loads": (
        "load_id INTEGER PRIMARY KEY",
        "loaded_at TEXT",
        "loaded_by TEXT",
        "as_at TEXT",
        "format TEXT",
        "mode TEXT",
        "seconds REAL",
        "authority TEXT",
    ),
    "load_files": ("load_id INTEGER", "name TEXT", "path TEXT", "size INTEGER", "sha256 TEXT"),
    "load_tables": (
        "load_id INTEGER",
        "table_name TEXT",
        "read INTEGER",
        "accepted INTEGER",
        "replaced INTEGER",
        "rejected INTEGER",
        "withdrawn INTEGER",
    ),
    "rejects": (
        "load_id INTEGER",
        "table_name TEXT",
        "file TEXT",
        "line INTEGER",
        "column_name TEXT",
        "value TEXT",
        "message TEXT",
    ),
    "withdrawn": ("load_id INTEGER", "table_name TEXT", "key TEXT", "child_id TEXT", "message TEXT"),
    "messages": ("load_id INTEGER", "message TEXT"),
    "coverage": ("table_name TEXT PRIMARY KEY", "covers_from TEXT", "running_from TEXT", "lacks TEXT"),
    "provided": ("table_name TEXT PRIMARY KEY", "load_id INTEGER"),
    "questions": (
        "rule TEXT",
        "title TEXT",
        "child_id TEXT",
        "subject TEXT",
        "table_name TEXT",
        "event_date TEXT",
        "detail TEXT",
    ),
}
_CARRIED = tuple(name for name in _TABLES if name != "questions")


def create_history_tables(connection: sqlite3.Connection) -> None:
    """Create the tables of the history, empty."""
    for name, columns in _TABLES.items():
        connection.execute(f"CREATE TABLE {name} ({', '.join(columns)})")


def carry_history(connection: sqlite3.Connection, before: str) -> None:
    """Copy the history of the generation attached under the name ``before``."""
    for name in _CARRIED:
        copy_table(connection, before, name)


def copy_table(connection: sqlite3.Connection, schema: str, name: str) -> None:
    """Copy a table of an attached generation; columns that only one of the two has are left empty or out."""
    here, there = _columns(connection, "main", name), _columns(connection, schema, name)
    if here == there:  # SQLite copies whole pages then
        connection.execute(f"INSERT INTO main.{name} SELECT * FROM {schema}.{name}")
    elif common := ", ".join(column for column in here if column in there):
        connection.execute(f"INSERT INTO main.{name} ({common}) SELECT {common} FROM {schema}.{name}")


def _columns(connection: sqlite3.Connection, schema: str, name: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA {schema}.table_info({name})")]


def record_files(connection: sqlite3.Connection, load_id: int, files: Iterable[SourceFile]) -> None:
    """Record the files of a load."""
    connection.executemany(
        "INSERT INTO load_files VALUES (?, ?, ?, ?, ?)",
        [(load_id, file.name, file.shown_path, file.size, file.sha256) for file in files],
    )


def record_rejects(connection: sqlite3.Connection, load_id: int, rejects: Iterable[Reject]) -> None:
    """Record rows that were turned away, in the order given."""
    connection.executemany("INSERT INTO rejects VALUES (?, ?, ?, ?, ?, ?, ?)", ((load_id, *r) for r in rejects))


def record_messages(connection: sqlite3.Connection, load_id: int, messages: Iterable[str]) -> None:
    """Record what the person who loads should know."""
    connection.executemany("INSERT INTO messages VALUES (?, ?)", [(load_id, message) for message in messages])


def record_withdrawn(connection: sqlite3.Connection, load_id: int, rows: Iterable[Sequence[str | None]]) -> None:
    """Record rows that an earlier file had and this one should have: (table, key, child_id, message) each."""
    connection.executemany("INSERT INTO withdrawn VALUES (?, ?, ?, ?, ?)", [(load_id, *row) for row in rows])


def record_coverage(
    connection: sqlite3.Connection,
    load_id: int,
    table: str,
    covers_from: str | None,
    running_from: str | None,
    lacks: Iterable[str],
) -> None:
    """Record since when a table's rows can be vouched for, and which load provided it last.

    ``lacks``: the columns that none of the formats it came in can say anything of.
    """
    values = (table, covers_from, running_from, " ".join(sorted(lacks)))
    connection.execute("INSERT OR REPLACE INTO coverage VALUES (?, ?, ?, ?)", values)
    connection.execute("INSERT OR REPLACE INTO provided VALUES (?, ?)", (table, load_id))


def record_load(connection: sqlite3.Connection, record: LoadRecord, authority: str | None) -> None:
    """Record a load with its files, counts and messages (rejects and withdrawn rows were recorded as they came)."""
    load_id = record.load_id
    connection.execute(
        "INSERT INTO loads VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            load_id,
            record.loaded_at,
            record.loaded_by,
            record.as_at.isoformat(),
            record.format,
            record.mode,
            record.seconds,
            authority,
        ),
    )
    connection.executemany(
        "INSERT INTO load_tables VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(load_id, *vars(count).values()) for count in record.tables],
    )
    record_files(connection, load_id, record.files)
    record_messages(connection, load_id, record.messages)
