"""The tables of a generation, created through sqlite-utils."""

import sqlite3
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from caseworkbench.extracts.native_tables import BY_NAME, TABLES


def create_native_tables(connection: sqlite3.Connection) -> None:
    """Create every native table, empty and without indexes (rows are loaded first, then indexed)."""
    with without_pandas():
        from sqlite_utils import Database

    kinds = {"TEXT": str, "REAL": float, "INTEGER": int}
    database = Database(connection, execute_plugins=False)
    for table in TABLES:
        database.table(table.name).create({name: kinds[kind] for name, kind in table.stored})


@contextmanager
def without_pandas() -> Iterator[None]:
    """Import as where pandas is not installed: sqlite-utils would import it (0.4 s) only to know its types."""
    if "pandas" in sys.modules:
        yield
        return
    sys.modules["pandas"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules["pandas"]


def index_native_tables(connection: sqlite3.Connection, tables: Iterable[str]) -> None:
    """Index the named native tables by the columns that the queries look rows up by."""
    for name in tables:
        for columns in BY_NAME[name].indexes:
            index = f"{name}_by_{'_'.join(columns)}"
            connection.execute(f"CREATE INDEX IF NOT EXISTS {index} ON {name} ({', '.join(columns)})")
