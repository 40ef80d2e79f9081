"""Rows of a native table by key: finding the stored ones, and writing new and changed ones, in whole sets."""

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from caseworkbench.extracts.native_tables import BY_NAME

Key = tuple[Any, ...]
Row = dict[str, Any]


@dataclass
class StoredRow:
    """A row as the store has it. ``rowid``: where it is."""

    rowid: int
    values: Row


class KeyedRows:
    """One native table of the generation that is being made.

    Stored keys may be missing in part (a team without a ``from_date``), so that keys are compared with ``IS``. It
    keeps an index of the keys until ``close``.
    """

    def __init__(self, connection: sqlite3.Connection, table: str) -> None:
        self._connection = connection
        self.table = BY_NAME[table]
        self.names = [name for name, _ in self.table.stored]
        self._index = f"merging_{table}"
        self._connection.execute(f"CREATE INDEX IF NOT EXISTS {self._index} ON {table} ({', '.join(self.table.key)})")

    def close(self) -> None:
        """Drop the index: readers of the generation look rows up by others."""
        self._connection.execute(f"DROP INDEX IF EXISTS {self._index}")

    def key(self, row: Row) -> Key:
        """The key of a row."""
        return tuple(row.get(name) for name in self.table.key)

    def find(self, keys: Collection[Key]) -> dict[Key, StoredRow]:
        """The stored rows with these keys."""
        if not keys:
            return {}
        columns = ", ".join(self.table.key)
        places = ", ".join("?" * len(self.table.key))
        self._connection.execute(f"CREATE TEMP TABLE wanted ({columns})")
        self._connection.executemany(f"INSERT INTO temp.wanted VALUES ({places})", keys)
        same = " AND ".join(f"t.{name} IS w.{name}" for name in self.table.key)
        found = self._select(f"temp.wanted AS w CROSS JOIN {self.table.name} AS t WHERE {same}")
        self._connection.execute("DROP TABLE temp.wanted")
        return {self.key(row.values): row for row in found}

    def of_origins(self, origins: Iterable[str], columns: Iterable[str] = ()) -> list[StoredRow]:
        """The stored rows that came from these lists, in the order of their keys.

        ``columns``: with these columns and the key only (such rows can be deleted, not written back).
        """
        wanted = list(origins)
        places = ", ".join("?" * len(wanted))
        keys = ", ".join(self.table.key)
        names = list(dict.fromkeys([*self.table.key, *columns])) if columns else self.names
        return self._select(f"{self.table.name} AS t WHERE origin IN ({places}) ORDER BY {keys}", wanted, names)

    def insert(self, rows: Sequence[Row]) -> None:
        """Append rows; columns they lack stay empty."""
        places = ", ".join("?" * len(self.names))
        self._connection.executemany(
            f"INSERT INTO {self.table.name} ({', '.join(self.names)}) VALUES ({places})",
            ([row.get(name) for name in self.names] for row in rows),
        )

    def update(self, rows: Sequence[StoredRow]) -> None:
        """Write changed rows back to where they are."""
        changes = ", ".join(f"{name} = ?" for name in self.names)
        self._connection.executemany(
            f"UPDATE {self.table.name} SET {changes} WHERE rowid = ?",
            ([*(row.values.get(name) for name in self.names), row.rowid] for row in rows),
        )

    def delete(self, rows: Iterable[StoredRow]) -> None:
        """Delete rows."""
        self._connection.executemany(f"DELETE FROM {self.table.name} WHERE rowid = ?", [(row.rowid,) for row in rows])

    def _select(self, source: str, values: Sequence[Any] = (), names: Sequence[str] = ()) -> list[StoredRow]:
        wanted = names or self.names
        columns = ", ".join(f"t.{name}" for name in wanted)
        cursor = self._connection.execute(f"SELECT t.rowid, {columns} FROM {source}", values)
        return [StoredRow(row[0], dict(zip(wanted, row[1:], strict=True))) for row in cursor]
