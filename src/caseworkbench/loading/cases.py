"""Merging lists that hold whole cases (``case``): a return of a year, of which a large county's fills no memory.

The rows wait in a file beside the generation until the as-at date is settled, and are merged some thousand at a time.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from caseworkbench.extracts.mapped import History
from caseworkbench.extracts.mapping import RowRule
from caseworkbench.extracts.native_tables import BY_NAME
from caseworkbench.extracts.rows import CheckedRows
from caseworkbench.loading.keyed_rows import Key, KeyedRows, Row, StoredRow
from caseworkbench.loading.new_generation import WAITING
from caseworkbench.loading.waiting import Waiting
from caseworkbench.loading.withdrawing import SUBJECTS, Withdrawn, key_day, withdrawn_row


class Cases:
    """The accepted rows of one native table in a load, as they wait."""

    def __init__(self, connection: sqlite3.Connection, table: str, history: History) -> None:
        self.table = BY_NAME[table]
        self.history = history
        self.rules = case_rules(history, table)
        self._connection = connection
        self._waiting = Waiting(connection, table)
        self._key = self.table.key[0]
        self._fresh = f"{self._waiting.place}_fresh"
        connection.execute(f"CREATE TABLE {self._fresh} (child_id, key)")

    def add(self, checked: CheckedRows) -> None:
        """Take in a chunk of accepted rows, all from one list."""
        self._waiting.add(checked)
        if checked.count:
            # What was accepted is known by the rows that wait; the history keeps the keys of those turned away.
            origin = str(checked.columns["origin"][0])
            self.history.forget(self.table.name, origin, ((key,) for key in checked.columns[self._key]))

    def keep_last(self) -> int:
        """Of a key that came again the last row counts; gives how many were dropped. Call when all rows are in."""
        self._waiting.index((self._key,))
        place = self._waiting.place
        return self._connection.execute(
            f"DELETE FROM {place} AS earlier WHERE EXISTS "
            f"(SELECT 1 FROM {place} AS later WHERE later.{self._key} IS earlier.{self._key} "
            "AND later.rowid > earlier.rowid)"
        ).rowcount

    def first_days(self) -> Iterator[tuple[str, str]]:
        """(child, day) of every row, or of the first of some rows of a child that follow each other."""
        found = self._connection.execute(f"SELECT child_id, {self._key} FROM {self._waiting.place}")
        for child, rows in groupby(found, lambda row: str(row[0])):
            days = [day for _, key in rows if (day := key_day((key,))) is not None]
            if days:
                yield child, min(days)

    def batches(self) -> Iterator[dict[Key, Row]]:
        """The rows by key, with the columns that their lists give, so many at a time."""
        return map(dict, self._waiting.batches())

    def note_fresh(self, batch: Mapping[Key, Row], stored: Mapping[Key, StoredRow]) -> None:
        """Remember which plans are new, should the history of a corrected one have to move to them."""
        if self.table.name in SUBJECTS:
            self._connection.executemany(
                f"INSERT INTO {self._fresh} VALUES (?, ?)",
                [(str(row.get("child_id")), str(key[0])) for key, row in batch.items() if key not in stored],
            )

    def withdraw(self, keyed: KeyedRows, as_at: str, first_days: "FirstDays") -> list[Withdrawn]:
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
        self._waiting.close()
        self._connection.execute(f"DROP TABLE {self._fresh}")

    def _lacking(self) -> Iterator[StoredRow]:
        """The stored rows of these lists that the load has not, in the columns that say whether it should."""
        origins = list(self.rules)
        wanted = ("child_id", "origin", self.table.dated_by, *(rule.ends for rule in self.rules.values()))
        names = list(dict.fromkeys([self._key, *(name for name in wanted if name)]))
        cursor = self._connection.execute(
            f"SELECT t.rowid, {', '.join(f't.{name}' for name in names)} FROM {self.table.name} AS t "
            f"WHERE t.origin IN ({', '.join('?' * len(origins))}) AND NOT EXISTS "
            f"(SELECT 1 FROM {self._waiting.place} AS c WHERE c.{self._key} = t.{self._key}) ORDER BY t.{self._key}",
            origins,
        )
        return (StoredRow(row[0], dict(zip(names, row[1:], strict=True))) for row in cursor)

    def _reason(self, row: Row, rule: RowRule, as_at: str, first_days: "FirstDays") -> str | None:
        """A return holds every case of its year: what was open in it, and all of the children it lists since."""
        day = key_day((row[self._key],))
        if day is None or day > as_at:
            return None
        ended = row.get(rule.ends) if rule.ends else None
        if ended is not None and str(ended) < first_of_april(as_at):
            return None
        since = first_days.of(str(row.get("child_id")))
        if since is not None and since <= day:
            return f"is not on it any more, though it holds the child's record from {since}"
        if self.table.name == "referrals":
            return f"is not on it any more, though it holds every case of the year to {as_at}"
        return None

    def _move_history(self, gone: Iterable[StoredRow]) -> None:
        """Where a plan's start was corrected, its earlier reviews belong to the corrected plan."""
        moving = list(gone) if self.table.name in SUBJECTS else []
        if moving:
            self._connection.execute(
                f"CREATE INDEX {self._fresh}_by_child ON {self._fresh.partition('.')[2]} (child_id)"
            )
        for row in moving:
            child = str(row.values.get("child_id"))
            found = self._connection.execute(f"SELECT key FROM {self._fresh} WHERE child_id = ? LIMIT 2", (child,))
            followers = [key for (key,) in found.fetchall()]
            if len(followers) == 1:
                for table, column in SUBJECTS[self.table.name]:
                    self._connection.execute(
                        f"UPDATE {table} SET {column} = ? WHERE {column} = ?", (followers[0], row.values[self._key])
                    )


class FirstDays:
    """The earliest date in the record of each child that a return holds; looked up only where something is lacking."""

    def __init__(self, connection: sqlite3.Connection, whole: Sequence[Cases]) -> None:
        self._connection = connection
        self._whole = whole
        self._known = False
        connection.execute(f"CREATE TABLE {WAITING}.first_days (child_id PRIMARY KEY, day) WITHOUT ROWID")

    def of(self, child: str) -> str | None:
        """The earliest date (ISO) of a child; None where the return does not list the child."""
        if not self._known:
            self._known = True
            self._connection.executemany(
                f"INSERT INTO {WAITING}.first_days VALUES (?, ?) "
                "ON CONFLICT (child_id) DO UPDATE SET day = excluded.day WHERE excluded.day < day",
                (pair for cases in self._whole for pair in cases.first_days()),
            )
        row = self._connection.execute(f"SELECT day FROM {WAITING}.first_days WHERE child_id = ?", (child,)).fetchone()
        return None if row is None else str(row[0])

    def close(self) -> None:
        """Forget them."""
        self._connection.execute(f"DROP TABLE {WAITING}.first_days")


def case_rules(history: History, table: str) -> dict[str, RowRule]:
    """List -> rule, where every list that fills a table holds whole cases; else nothing."""
    rules = {origin: rule for (name, origin), rule in history.rules.items() if name == table}
    whole = all(rule.merge == "case" for rule in rules.values()) and len(BY_NAME[table].key) == 1
    return rules if whole else {}


def first_of_april(day: str) -> str:
    """The 1 April on or before a date: the census year begins on it."""
    year = int(day[:4]) - (day[5:] < "04-01")
    return f"{year:04d}-04-01"
