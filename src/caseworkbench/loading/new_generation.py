"""Writing a new generation: a SQLite file that nobody reads until it is complete."""

import os
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from caseworkbench.errors import WorkbenchError
from caseworkbench.extracts.native_tables import BY_NAME, TABLES
from caseworkbench.extracts.rows import CheckedRows
from caseworkbench.loading.beside import meanwhile
from caseworkbench.store.folder import Entry, StoreFolder, finished, sync_folder
from caseworkbench.store.generation import file_digest, read_only_uri, verify
from caseworkbench.store.history import carry_history, copy_table, create_history_tables
from caseworkbench.store.schema import create_native_tables, index_native_tables

BEFORE = "before"
"""The name under which the generation before is attached."""
WAITING = "waiting"
"""The name under which the file is attached in which rows wait until the as-at date is settled."""
_ROWS_AT_ONCE = 100
_PRAGMAS = (
    # The file is thrown away unless it is finished, so it needs no journal and one flush at the end.
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "PRAGMA locking_mode = EXCLUSIVE",
    "PRAGMA cache_size = -65536",
    # Sorting for the indexes stays in memory: no part of a child's record goes to a temporary folder.
    "PRAGMA temp_store = MEMORY",
    "PRAGMA threads = 2",
)
_WAITING_PRAGMAS = (
    f"PRAGMA {WAITING}.journal_mode = OFF",
    f"PRAGMA {WAITING}.synchronous = OFF",
    f"PRAGMA {WAITING}.cache_size = -16384",
)


class NewGeneration:
    """The file of a generation while it is being made, in the store's folder under a temporary name."""

    def __init__(self, folder: StoreFolder) -> None:
        self._folder = folder
        self.path = folder.generations / f".loading-{os.getpid()}.sqlite"
        self._waiting = folder.generations / f".loading-{os.getpid()}.waiting.sqlite"
        # Clocks are built with it in another thread: one thread at a time.
        self.connection = sqlite3.connect(_new_file(self.path), uri=True, isolation_level=None, check_same_thread=False)
        for pragma in _PRAGMAS:
            self.connection.execute(pragma)
        self.connection.execute(f"ATTACH ? AS {WAITING}", (_new_file(self._waiting),))
        for pragma in _WAITING_PRAGMAS:
            self.connection.execute(pragma)

    def begin(self, before: Entry | None) -> None:
        """Create the tables, with the history of the generation before.

        Raises ``WorkbenchError`` where that generation is damaged.
        """
        if before is not None:
            path = self._folder.file(before)
            try:
                verify(path, before)
            except FileNotFoundError:
                raise WorkbenchError(
                    f"The store is damaged: its file {path} is missing; go back with `caseworkbench undo-load`, or "
                    "load into a new store."
                ) from None
            self.connection.execute(f"ATTACH ? AS {BEFORE}", (read_only_uri(path),))
        self.connection.execute("BEGIN")
        create_native_tables(self.connection)
        create_history_tables(self.connection)
        if before is not None:
            carry_history(self.connection, BEFORE)

    def carry_over(self, but: Iterable[str]) -> None:
        """Copy every native table of the generation before, but those that this load replaces."""
        left_out = set(but)
        for table in TABLES:
            if table.name not in left_out:
                copy_table(self.connection, BEFORE, table.name)

    def index(self) -> None:
        """Index the native tables, once their rows are in."""
        index_native_tables(self.connection, BY_NAME)

    def prove(self, accepted: dict[str, int]) -> None:
        """Count the rows of the tables that full extracts filled once more, in the file itself.

        Raises ``WorkbenchError`` where they are not as many as were accepted.
        """
        for name, rows in accepted.items():
            (held,) = self.connection.execute(f"SELECT count(*) FROM {name}").fetchone()
            if held != rows:
                raise WorkbenchError(
                    f"The load came out wrong ({name}: {held:,} rows written of {rows:,}), so the store is as it was: "
                    "load again, and look at the machine's disk and memory if it happens twice."
                )

    def commit(self) -> None:
        """Write everything to the file."""
        if self.connection.in_transaction:
            self.connection.execute("COMMIT")

    def finish(self, load_id: int, as_at: str, loaded_at: str) -> Entry:
        """Close the file, flush it to disk and give it its name; it is in the store when the pointer says so."""
        self.commit()
        self.connection.close()
        self._waiting.unlink()
        with meanwhile(lambda: file_digest(self.path)) as digest:
            _flush(self.path)
        sha256 = digest()
        final = self._folder.generations / f"{load_id}.sqlite"
        self.path.replace(final)
        sync_folder(self._folder.generations)
        return finished(load_id, as_at, loaded_at, final, sha256)

    def discard(self) -> None:
        """Throw the file away, and what waits beside it."""
        self.connection.close()
        self.path.unlink(missing_ok=True)
        self._waiting.unlink(missing_ok=True)


class FullTable:
    """The rows of a table that a full extract provides: appended in order, the last of each key kept."""

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self._connection = connection
        self._table = BY_NAME[name]
        self._keys: set[Any] = set()
        self._written = 0

    def add(self, checked: CheckedRows) -> None:
        """Append accepted rows."""
        if not checked.count:
            return
        insert_rows(self._connection, f"main.{self._table.name}", checked.columns)
        key: Sequence[Sequence[Any]] = [
            checked.columns.get(column) or [None] * checked.count for column in self._table.key
        ]
        self._keys.update(key[0] if len(key) == 1 else zip(*key, strict=True))
        self._written += checked.count

    def finish(self) -> tuple[int, int]:
        """Drop the rows whose key came again; gives (rows kept, rows dropped)."""
        kept, dropped = len(self._keys), self._written - len(self._keys)
        self._keys = set()
        if dropped:
            name, key = self._table.name, ", ".join(self._table.key)
            self._connection.execute(
                f"DELETE FROM {name} WHERE rowid NOT IN (SELECT max(rowid) FROM {name} GROUP BY {key})"
            )
        return kept, dropped


def insert_rows(connection: sqlite3.Connection, table: str, columns: dict[str, Sequence[Any]]) -> None:
    """Append rows given as columns: a hundred to a statement, which takes a third less time than one by one."""
    width, count = len(columns), len(next(iter(columns.values())))
    values: list[Any] = [None] * (width * count)
    for place, column in enumerate(columns.values()):
        values[place::width] = column
    insert = f"INSERT INTO {table} ({', '.join(columns)}) VALUES "
    row = f"({', '.join('?' * width)})"
    step = width * _ROWS_AT_ONCE
    whole = len(values) // step * step
    many = insert + ", ".join([row] * _ROWS_AT_ONCE)
    connection.executemany(many, [values[at : at + step] for at in range(0, whole, step)])
    if rest := values[whole:]:
        connection.execute(insert + ", ".join([row] * (len(rest) // width)), rest)


def _new_file(path: Path) -> str:
    """Make an empty file that only this account reads; gives its address for SQLite."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    return f"file:{quote(os.fsencode(path.absolute()))}"


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
