"""Merging lists that hold whole cases (``case``): a return of a year, of which a large county's fills no memory.

The rows wait in a table beside the store's own until the as-at date is settled, and are merged some thousand at a time.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from caseworkbench.extracts.mapped import History
from caseworkbench.extracts.mapping import RowRule
from caseworkbench.extracts.native_tables import BY_NAME
from caseworkbench.extracts.rows import CheckedRows
from caseworkbench.loading.keyed_rows import Key, KeyedRows, Row, StoredRow
from caseworkbench.loading.new_generation import insert_rows
from caseworkbench.loading.withdrawing import SUBJECTS, Withdrawn, key_day, withdrawn_row

_AT_ONCE = 20_000


class Cases:
    """The accepted rows of one native table in a load, as they wait."""

    def __init__(self, connection: sqlite3.Connection, table: str, history: History) -> None:
        self.table = BY_NAME[table]
        self.history = history
        self.rules = case_rules(history, table)
        self._connection = connection
        self._names = [name for name, _ in self.table.stored]
        self._given: dict[str, list[str]] = {}
        self._beside = f"cases_{table}"
        self._key = self.table.key[0]
        self._fresh: list[tuple[str, str]] = []
        connection.execute(f"CREATE TEMP TABLE {self._beside} ({', '.join(self._names)})")

    def add(self, checked: CheckedRows) -> None:
        """Take in a chunk of accepted rows, all from one list."""
        if checked.count:
            self._given.setdefault(str(checked.columns["origin"][0]), list(checked.columns))
            insert_rows(self._connection, f"temp.{self._beside}", checked.columns)

    def keep_last(self) -> int:
        """Of a key that came again the last row counts; gives how many were dropped."""
        self._connection.execute(f"CREATE INDEX temp.by_{self._beside} ON {self._beside} ({self._key})")
        return self._connection.execute(
            f"DELETE FROM temp.{self._beside} WHERE rowid NOT IN "
            f"(SELECT max(rowid) FROM temp.{self._beside} GROUP BY {self._key})"
        ).rowcount

    def first_days(self) -> Iterator[tuple[str, str]]:
        """(child, day) of every row."""
        for child, key in self._connection.execute(f"SELECT child_id, {self._key} FROM temp.{self._beside}"):
            day = key_day((key,))
            if day is not None:
                yield str(child), day

    def batches(self) -> Iterator[dict[Key, Row]]:
        """The rows by key, with the columns that their lists give, so many at a time."""
        last = 0
        while True:
            columns = ", ".join(self._names)
            rows = self._connection.execute(
                f"SELECT rowid, {columns} FROM temp.{self._beside} WHERE rowid > ? ORDER BY rowid LIMIT ?",
                (last, _AT_ONCE),
            ).fetchall()
            if not rows:
                return
            last = rows[-1][0]
            batch: dict[Key, Row] = {}
            for _, *values in rows:
                row = dict(zip(self._names, values, strict=True))
                key = tuple(row[name] for name in self.table.key)
                batch[key] = {name: row[name] for name in self._given[str(row["origin"])]}
            yield batch

    def note_fresh(self, batch: Mapping[Key, Row], stored: Mapping[Key, StoredRow]) -> None:
        """Remember which plans are new, should the history of a corrected one have to move to them."""
        if self.table.name in SUBJECTS:
            self._fresh += [(str(row.get("child_id")), str(key[0])) for key, row in batch.items() if key not in stored]

    def withdraw(self, keyed: KeyedRows, as_at: str, first_days: Mapping[str, str]) -> list[Withdrawn]:
        """Delete what an earlier return had and this one should have, and has not."""
        withdrawn: list[Withdrawn] = []
        gone: list[StoredRow] = []
        for row in self._lacking():
            origin, key = str(row.values["origin"]), keyed.key(row.values)
            unsure = self.history.unsure.get(origin, ())
            if row.values.get("child_id") in unsure or key in self.history.keys.get((self.table.name, origin), ()):
                continue
            reason = self._reason(row.values, self.rules[origin], as_at, first_days)
            if reason:
                gone.append(row)
                withdrawn.append(withdrawn_row(keyed, row.values, origin, reason))
        keyed.delete(gone)
        self._move_history(gone)
        return withdrawn

    def close(self) -> None:
        """Forget the rows."""
        self._connection.execute(f"DROP TABLE temp.{self._beside}")

    def _lacking(self) -> list[StoredRow]:
        """The stored rows of these lists that the load has not."""
        origins = list(self.rules)
        cursor = self._connection.execute(
            f"SELECT t.rowid, {', '.join(f't.{name}' for name in self._names)} FROM {self.table.name} AS t "
            f"WHERE t.origin IN ({', '.join('?' * len(origins))}) AND NOT EXISTS "
            f"(SELECT 1 FROM temp.{self._beside} AS c WHERE c.{self._key} = t.{self._key}) ORDER BY t.{self._key}",
            origins,
        )
        return [StoredRow(row[0], dict(zip(self._names, row[1:], strict=True))) for row in cursor]

    def _reason(self, row: Row, rule: RowRule, as_at: str, first_days: Mapping[str, str]) -> str | None:
        """A return holds every case of its year: what was open in it, and all of the children it lists since."""
        day = key_day((row[self._key],))
        if day is None or day > as_at:
            return None
        ended = row.get(rule.ends) if rule.ends else None
        if ended is not None and str(ended) < first_of_april(as_at):
            return None
        since = first_days.get(str(row.get("child_id")))
        if since is not None and since <= day:
            return f"is not on it any more, though it holds the child's record from {since}"
        if self.table.name == "referrals":
            return f"is not on it any more, though it holds every case of the year to {as_at}"
        return None

    def _move_history(self, gone: Iterable[StoredRow]) -> None:
        """Where a plan's start was corrected, its earlier reviews belong to the corrected plan."""
        for row in gone if self.table.name in SUBJECTS else ():
            child = str(row.values.get("child_id"))
            followers = [key for of, key in self._fresh if of == child]
            if len(followers) == 1:
                for table, column in SUBJECTS[self.table.name]:
                    self._connection.execute(
                        f"UPDATE {table} SET {column} = ? WHERE {column} = ?", (followers[0], row.values[self._key])
                    )


def case_rules(history: History, table: str) -> dict[str, RowRule]:
    """List -> rule, where every list that fills a table holds whole cases; else nothing."""
    rules = {origin: rule for (name, origin), rule in history.rules.items() if name == table}
    whole = all(rule.merge == "case" for rule in rules.values()) and len(BY_NAME[table].key) == 1
    return rules if whole else {}


def first_of_april(day: str) -> str:
    """The 1 April on or before a date: the census year begins on it."""
    year = int(day[:4]) - (day[5:] < "04-01")
    return f"{year:04d}-04-01"
