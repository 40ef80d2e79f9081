"""The tables of a generation, created through sqlite-utils."""

import sqlite3
from collections.abc import Iterable

from caseworkbench.extracts.native_tables import BY_NAME, TABLES


def create_native_tables(connection: sqlite3.Connection) -> None:
    """Create every native table, empty and without indexes (rows are loaded first, then indexed)."""
    from sqlite_utils import Database

    kinds = {"TEXT": str, "REAL": float, "INTEGER": int}
    database = Database(connection, execute_plugins=False)
    for table in TABLES:
        database[table.name].create({name: kinds[kind] for name, kind in table.stored})


def index_native_tables(connection: sqlite3.Connection, tables: Iterable[str]) -> None:
    """Index the named native tables by the columns that the queries look rows up by."""
    for name in tables:
        for columns in BY_NAME[name].indexes:
            index = f"{name}_by_{'_'.join(columns)}"
            connection.execute(f"CREATE INDEX IF NOT EXISTS {index} ON {name} ({', '.join(columns)})")
