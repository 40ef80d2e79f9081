"""Rows that wait for the as-at date: in a file beside the new generation, so that a large return fills no memory."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count
from operator import itemgetter
from typing import Any

from caseworkbench.extracts.native_tables import BY_NAME
from caseworkbench.extracts.rows import CheckedRows
from caseworkbench.loading.keyed_rows import Key, Row
from caseworkbench.loading.new_generation import WAITING, insert_rows

AT_ONCE = 5_000
"""Rows (or keys) that are brought back into memory together."""

_numbers = count(1)  # two returns of one load have a table each
_SAID = "said_columns"


class Waiting:
    """The accepted rows of one native table of an extract, in the order they came.

    The connection has a database attached as ``new_generation.WAITING``.
    """

    def __init__(self, connection: sqlite3.Connection, table: str) -> None:
        self.table = BY_NAME[table]
        self._connection = connection
        self._names = [name for name, _ in self.table.stored]
        self._name = f"{table}_{next(_numbers)}"
        self.place = f"{WAITING}.{self._name}"
        self._said: dict[tuple[str, ...], int] = {}
        self._rows: list[tuple[tuple[str, ...], Callable[[Sequence[Any]], tuple[Any, ...]]]] = []
        connection.execute(f"CREATE TABLE {self.place} ({_SAID}, {', '.join(self._names)})")

    def add(self, checked: CheckedRows) -> None:
        """Take in a chunk of accepted rows."""
        if checked.count:
            said = self._shape(tuple(checked.columns))
            insert_rows(self._connection, self.place, {_SAID: [said] * checked.count, **checked.columns})

    def index(self, columns: Sequence[str]) -> None:
        """Let rows be found by these columns; call when all of them are in."""
        name = f"{self._name}_by_{'_'.join(columns)}"
        self._connection.execute(f"CREATE INDEX {WAITING}.{name} ON {self._name} ({', '.join(columns)})")

    def batches(self) -> Iterator[list[tuple[Key, Row]]]:
        """The rows as they came, each with its key and in the columns that its list gives, so many at a time."""
        last = 0
        while True:
            found = self._connection.execute(
                f"SELECT rowid, {self._columns('r')} FROM {self.place} AS r WHERE rowid > ? ORDER BY rowid LIMIT ?",
                (last, AT_ONCE),
            ).fetchall()
            if not found:
                return
            last = found[-1][0]
            yield self._as_rows(found)

    def batches_by_key(self) -> Iterator[list[tuple[Key, Row]]]:
        """The same, the rows of one key together (in the order they came), keys in the order they first came in."""
        self.index(self.table.key)
        firsts = f"{self.place}_firsts"
        self._connection.execute(f"CREATE TABLE {firsts} (first INTEGER PRIMARY KEY)")
        self._connection.execute(
            f"INSERT INTO {firsts} SELECT min(rowid) FROM {self.place} GROUP BY {', '.join(self.table.key)}"
        )
        same = " AND ".join(f"r.{name} IS k.{name}" for name in self.table.key)
        last = 0
        while True:
            found = self._connection.execute(
                f"SELECT f.first, {self._columns('r')} "
                f"FROM (SELECT first FROM {firsts} WHERE first > ? ORDER BY first LIMIT ?) AS f "
                f"CROSS JOIN {self.place} AS k ON k.rowid = f.first CROSS JOIN {self.place} AS r ON {same} "
                "ORDER BY f.first, r.rowid",
                (last, AT_ONCE),
            ).fetchall()
            if not found:
                break
            last = found[-1][0]
            yield self._as_rows(found)
        self._connection.execute(f"DROP TABLE {firsts}")

    def close(self) -> None:
        """Forget the rows."""
        self._connection.execute(f"DROP TABLE {self.place}")

    def _columns(self, alias: str) -> str:
        return ", ".join(f"{alias}.{name}" for name in (_SAID, *self._names))

    def _shape(self, names: tuple[str, ...]) -> int:
        """A number for the columns that a chunk gives: what a list does not speak of is not the same as empty."""
        if names not in self._said:
            self._said[names] = len(self._rows)
            self._rows.append((names, _picked([2 + self._names.index(name) for name in names])))
        return self._said[names]

    def _as_rows(self, found: Iterable[Sequence[Any]]) -> list[tuple[Key, Row]]:
        keyed = _picked([2 + self._names.index(name) for name in self.table.key])
        rows: list[tuple[Key, Row]] = []
        for values in found:
            names, picked = self._rows[values[1]]
            rows.append((keyed(values), dict(zip(names, picked(values), strict=True))))
        return rows


def _picked(places: list[int]) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
    """Picks values out of a row, as a tuple also where it is one."""
    if len(places) == 1:
        place = places[0]
        return lambda values: (values[place],)
    return itemgetter(*places)
