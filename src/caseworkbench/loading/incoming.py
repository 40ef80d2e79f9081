"""The rows of a mapped format that wait for the as-at date: what its lists say of each row, brought together."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from caseworkbench.extracts.mapped import History
from caseworkbench.extracts.mapping import RowRule
from caseworkbench.extracts.native_tables import BY_NAME
from caseworkbench.extracts.rows import CheckedRows
from caseworkbench.loading.keyed_rows import Key, Row
from caseworkbench.loading.waiting import Waiting


class Incoming:
    """The accepted rows of one native table in a load, by key and by the list they came from."""

    def __init__(self, table: str, history: History) -> None:
        self.table = table
        self.history = history
        self.rules: dict[str, RowRule] = {
            origin: rule for (name, origin), rule in history.rules.items() if name == table
        }
        self._fills = {origin: frozenset(rule.fills) for origin, rule in self.rules.items()}
        self._key = BY_NAME[table].key
        self.dated_by = BY_NAME[table].dated_by or ""
        self._said: dict[Key, dict[str, Row]] = {}
        self._again: dict[str, int] = {}
        self._rows: dict[Key, Row] | None = None
        self.every: list[Row] = []
        """The rows as they came (allocations, of which one child may have several)."""

    def take(self, checked: CheckedRows) -> None:
        """Take in a chunk of accepted rows, before any is asked for."""
        self.add(as_rows(checked))

    def add(self, rows: Iterable[Row]) -> None:
        """Take in rows, before any is asked for. The same key again in one list: the last row wins."""
        keeps_all = any(rule.merge == "allocation" for rule in self.rules.values())
        for row in rows:
            if keeps_all:
                self.every.append(row)
                continue
            key = tuple(row.get(name) for name in self._key)
            said = self._said.setdefault(key, {})
            origin = row["origin"]
            if origin in said:
                if self.rules[origin].merge in ("window", "case", "current", "keep"):
                    self._again[origin] = self._again.get(origin, 0) + 1
                elif self.rules[origin].merge == "gather":
                    row = _coalesced([row, said[origin]])  # noqa: PLW2901 - a child on several rows of a list
            said[origin] = row

    def fills(self, key: Key) -> frozenset[str]:
        """Columns of a row of which a stored value stands: every list that speaks of the row says so."""
        return frozenset.intersection(*(self._fills[origin] for origin in self._said[key]))

    @property
    def origins(self) -> list[str]:
        """The lists of this load that hold rows of this table, or could hold them and have other rows."""
        return [origin for origin in self.rules if self.history.rows.get(origin)]

    def rows(self) -> dict[Key, Row]:
        """One row per key: of each column the first value that a list gives, in the order of the lists."""
        if self._rows is None:
            self._rows = {key: _coalesced(list(said.values())) for key, said in self._said.items()}
        return self._rows

    def lists_of(self, key: Key) -> list[str]:
        """The lists that speak of a row."""
        return list(self._said[key])

    def rows_of(self, origin: str) -> dict[Key, Row]:
        """The rows of one list."""
        return {key: said[origin] for key, said in self._said.items() if origin in said}

    def change(self, changed: dict[Key, Row]) -> None:
        """Give rows other values, a key perhaps among them."""
        for key, row in changed.items():
            said = self._said.pop(key)
            new = tuple(row.get(name) for name in self._key)
            self._said[new] = dict.fromkeys(said, row)
        self._rows = None

    @property
    def again(self) -> Mapping[str, int]:
        """List -> rows whose key came again further down."""
        return self._again


class Kept:
    """The accepted rows of a native table of which nothing is withdrawn: each key by itself, so some at a time."""

    def __init__(self, connection: sqlite3.Connection, table: str, history: History) -> None:
        self.table = table
        self.history = history
        self._waiting = Waiting(connection, table)
        self._key = BY_NAME[table].key
        self.rules = [rule for (name, _), rule in history.rules.items() if name == table]
        self.again: dict[str, int] = {}
        """List -> rows whose key came again further down, once the batches have been read."""

    def take(self, checked: CheckedRows) -> None:
        """Take in a chunk of accepted rows, all from one list."""
        self._waiting.add(checked)
        if checked.count:
            keys = zip(*(checked.columns[name] for name in self._key), strict=True)
            self.history.forget(self.table, str(checked.columns["origin"][0]), keys)

    def batches(self) -> Iterator[Incoming]:
        """All rows of some keys at a time; to be read once."""
        for rows in self._waiting.batches_by_key():
            incoming = Incoming(self.table, self.history)
            incoming.add(row for _, row in rows)
            for origin, count in incoming.again.items():
                self.again[origin] = self.again.get(origin, 0) + count
            yield incoming
        self._waiting.close()


def as_rows(checked: CheckedRows) -> list[Row]:
    """The rows of a chunk, each in the columns that its source has."""
    names = list(checked.columns)
    return [dict(zip(names, values, strict=True)) for values in zip(*checked.columns.values(), strict=True)]


def is_kept(history: History, table: str) -> bool:
    """Whether nothing of a table is ever withdrawn, and no other table's merge looks at the rows that came for it."""
    merges = {rule.merge for (name, _), rule in history.rules.items() if name == table}
    looked_at = table == "referrals" and any(rule.merge == "snapshot" for rule in history.rules.values())
    return merges <= {"keep", "gather"} and not looked_at


def about_repeats(table: str, again: Mapping[str, int]) -> list[str]:
    """A sentence for each list in which a key came more than once. ``again``: list -> rows that were dropped."""
    words = BY_NAME[table].title
    return [
        f"{origin.partition(':')[2].capitalize()}: {count:,} of the {words} had the child and date of another row; "
        "the last of each was kept."
        for origin, count in again.items()
    ]


def _coalesced(rows: list[Row]) -> Row:
    if len(rows) == 1:
        return rows[0]
    whole: Row = {}
    for row in rows:
        for name, value in row.items():
            if whole.get(name) is None:
                whole[name] = value
    return whole
