"""Merging a load's checked rows, by key, into the tables that the new generation carries over.

Native rows take the place of stored ones as they come. Rows of a mapped format wait until the as-at date is settled:
several lists may speak of one row (list 3 and list 6 of one referral), lists that show only the latest event are
history in the making, and what a later file no longer has is withdrawn. The ``merge`` of each rule in the mapping:

``window``      the list holds what lies between its earliest date and the as-at date
``case``        the list holds every case of its year (from 1 April) with all that belongs to it
``latest``      only the latest event of each child is shown (visits, reviews); earlier ones are kept as history
``placement``   as ``latest``; each one ends when the next begins
``allocation``  who is responsible today; a change is dated by the load that first shows it
``snapshot``    a row exists while the list shows it, and ends when it no longer does (child in need plans)
``current``     only what the list shows exists (care leavers)
``gather``      what any list of any load says of a child is kept, never withdrawn, never emptied (children)
``keep``        never withdrawn
"""

import sqlite3
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date

from caseworkbench.extracts.mapped import History
from caseworkbench.extracts.rows import CheckedRows
from caseworkbench.loading.allocated import merge_allocations
from caseworkbench.loading.cases import Cases, FirstDays, case_rules
from caseworkbench.loading.incoming import Incoming, Kept, about_repeats, as_rows, is_kept
from caseworkbench.loading.keyed_rows import Key, KeyedRows, Row, StoredRow
from caseworkbench.loading.latest_only import chain_placements, estimate_cin_starts, expect_births, settle_cin_plans
from caseworkbench.loading.withdrawing import Withdrawing, Withdrawn

_FIRST = ("cp_plans", "care_episodes", "referrals")
"""Merged before the others: child in need plans look at the plans and episodes that came before them."""


@dataclass
class MergeResult:
    """What a merge did, per table.

    ``accepted``: rows that reached the store, one per key; ``replaced``: those of them that the store had already;
    ``withdrawn``: rows that an earlier file had and this one should have; ``latest_only``: tables whose history
    begins with loads of this kind; ``notes``: sentences for the person who loads.
    """

    accepted: dict[str, int] = field(default_factory=dict)
    replaced: dict[str, int] = field(default_factory=dict)
    withdrawn: list[Withdrawn] = field(default_factory=list)
    latest_only: frozenset[str] = frozenset()
    notes: list[str] = field(default_factory=list)

    def count(self, table: str, accepted: int, replaced: int) -> None:
        """Add to a table's counts."""
        self.accepted[table] = self.accepted.get(table, 0) + accepted
        self.replaced[table] = self.replaced.get(table, 0) + replaced


class Merger:
    """Merges the rows of one extract. ``history``: of a mapped format; None for native rows."""

    def __init__(self, connection: sqlite3.Connection, history: History | None = None) -> None:
        self._connection = connection
        self._history = history
        self._waited: dict[str, Incoming | Kept] = {}
        self._cases: dict[str, Cases] = {}
        self._keyed: dict[str, KeyedRows] = {}
        self._late: list[str] = []
        self._result = MergeResult()

    def add(self, checked: CheckedRows) -> None:
        """Take in a chunk of accepted rows."""
        table = checked.table
        if self._history is None:
            self._replace(table, as_rows(checked))
        elif case_rules(self._history, table):
            if table not in self._cases:
                self._cases[table] = Cases(self._connection, table, self._history)
            self._cases[table].add(checked)
        else:
            if table not in self._waited:
                kept = is_kept(self._history, table)
                self._waited[table] = (
                    Kept(self._connection, table, self._history) if kept else Incoming(table, self._history)
                )
            self._waited[table].take(checked)

    def finish(self, as_at: date) -> MergeResult:
        """Settle what waited for the as-at date. Call once, when every row of the load is in."""
        if self._history is not None:
            for table in sorted(self._waited, key=lambda name: (name not in _FIRST, name)):
                one = self._waited[table]
                if isinstance(one, Kept):
                    self._settle_kept(one, as_at.isoformat())
                else:
                    self._settle(one, as_at.isoformat())
            self._settle_cases(as_at.isoformat())
            self._result.latest_only = self._history.mapping.latest_only & self._history.tables
            self._result.notes += [
                note for table, one in self._waited.items() for note in about_repeats(table, one.again)
            ]
            self._result.notes += [*self._about_late(as_at), *self._beside_native_rows()]
            self._history.keys.clear()  # nobody asks again, and what follows needs the memory
        for keyed in self._keyed.values():
            keyed.close()
        return self._result

    @property
    def _incoming(self) -> dict[str, Incoming]:
        """The tables whose rows must be seen together: what they lack is withdrawn, or one row follows from another."""
        return {table: one for table, one in self._waited.items() if isinstance(one, Incoming)}

    def _rows_of(self, table: str) -> KeyedRows:
        if table not in self._keyed:
            self._keyed[table] = KeyedRows(self._connection, table)
        return self._keyed[table]

    def _about_late(self, as_at: date) -> list[str]:
        assert self._history is not None
        if not self._late:
            return []
        tables = ", ".join(table.replace("_", " ") for table in sorted(self._late))
        return [
            f"The store already holds a later {self._history.mapping.title} than this one of {as_at}: what it lacked "
            f"was added, and nothing else was changed in {tables}."
        ]

    def _beside_native_rows(self) -> list[str]:
        """A warning where the store holds the same kind of rows from native files: nothing matches the two."""
        assert self._history is not None
        waited: dict[str, Incoming | Cases] = {**self._incoming, **self._cases}
        doubled = [
            table
            for table, one in waited.items()
            if {rule.merge for rule in one.rules.values()} & {"window", "case", "snapshot", "placement"}
            and self._connection.execute(f"SELECT 1 FROM {table} WHERE origin IS NULL LIMIT 1").fetchone()
        ]
        if not doubled:
            return []
        return [
            f"The store also holds {' and '.join(table.replace('_', ' ') for table in sorted(doubled))} from native "
            f"files, which {self._history.mapping.title} cannot find again by its own keys: what both hold counts "
            "twice, so keep them in stores of their own, or load with --mode replace."
        ]

    def _replace(self, table: str, rows: list[Row]) -> None:
        """Native rows: each takes the place of the stored row with its key, in the columns that the file has."""
        keyed = self._rows_of(table)
        latest = {keyed.key(row): row for row in rows}
        _, replaced = _write(keyed, latest, keyed.find(latest.keys()))
        self._result.count(table, len(latest), replaced)

    def _settle(self, incoming: Incoming, as_at: str) -> None:
        keyed = self._rows_of(incoming.table)
        late = self._is_late(incoming.table, as_at)
        merges = {rule.merge for rule in incoming.rules.values()}
        if "allocation" in merges:
            merge_allocations(keyed, incoming, as_at, late, self._earlier_dates(as_at), self._result)
            return
        if "snapshot" in merges:
            estimate_cin_starts(self._connection, incoming, as_at)
        if incoming.table == "children":
            expect_births(incoming, as_at)
        rows = incoming.rows()
        stored = keyed.find(rows.keys())
        if late and "gather" not in merges:
            rows = _what_is_lacking(incoming, stored)
            self._late.append(incoming.table)
        new, replaced = _write(keyed, rows, stored, incoming.fills, coalesce="gather" in merges)
        self._result.count(incoming.table, new + replaced, replaced)
        if not late:
            withdrawing = Withdrawing(self._connection, keyed, incoming, self._incoming, as_at)
            self._result.withdrawn += withdrawing.run(set(rows) - set(stored))
            if "snapshot" in merges:
                self._result.withdrawn += settle_cin_plans(keyed, incoming, self._incoming, as_at)
        if "placement" in merges:
            chain_placements(keyed, incoming)

    def _settle_kept(self, kept: Kept, as_at: str) -> None:
        """Merge what is never withdrawn, some thousand keys at a time."""
        keyed = self._rows_of(kept.table)
        gather = any(rule.merge == "gather" for rule in kept.rules)
        late = self._is_late(kept.table, as_at) and not gather
        for incoming in kept.batches():
            if kept.table == "children":
                expect_births(incoming, as_at)
            rows = incoming.rows()
            stored = keyed.find(rows.keys())
            if late:
                rows = _what_is_lacking(incoming, stored)
            new, replaced = _write(keyed, rows, stored, incoming.fills, coalesce=gather)
            self._result.count(kept.table, new + replaced, replaced)
        if late:
            self._late.append(kept.table)

    def _settle_cases(self, as_at: str) -> None:
        """Merge the lists that hold whole cases, some thousand rows at a time; one without rows withdraws too."""
        assert self._history is not None
        for table in self._history.tables - self._cases.keys():
            if case_rules(self._history, table):
                self._cases[table] = Cases(self._connection, table, self._history)
        whole = [self._cases[table] for table in sorted(self._cases, key=lambda name: (name not in _FIRST, name))]
        for cases in whole:
            again = cases.keep_last()
            if again:
                self._result.notes.append(
                    f"{again:,} of the {cases.table.title} had the child and date of another row; the last of each was "
                    "kept."
                )
        first = FirstDays(self._connection, whole)
        for cases in whole:
            keyed = self._rows_of(cases.table.name)
            late = self._is_late(cases.table.name, as_at)
            for batch in cases.batches():
                stored = keyed.find(batch.keys())
                rows = _only_lacking(batch, stored) if late else batch
                new, replaced = _write(keyed, rows, stored)
                self._result.count(cases.table.name, new + replaced, replaced)
                cases.note_fresh(batch, stored)
            if late:
                self._late.append(cases.table.name)
            else:
                self._result.withdrawn += cases.withdraw(keyed, as_at, first)
        for cases in whole:
            cases.close()
        first.close()

    def _is_late(self, table: str, as_at: str) -> bool:
        """Whether the store already holds a later load of this format for the table."""
        dates = self._loads_of(table)
        holds_rows = self._connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone()
        return bool(dates) and max(dates) > as_at and holds_rows is not None

    def _earlier_dates(self, as_at: str) -> bool:
        """Whether an earlier load of this format spoke for an earlier date."""
        return any(day < as_at for day in self._loads_of("allocations"))

    def _loads_of(self, table: str) -> list[str]:
        assert self._history is not None
        return [
            str(row[0])
            for row in self._connection.execute(
                "SELECT DISTINCT loads.as_at FROM loads JOIN load_tables USING (load_id) "
                "WHERE load_tables.table_name = ? AND load_tables.accepted > 0 "
                "AND (' ' || loads.format || ' ') LIKE ?",
                (table, f"% {self._history.mapping.name} %"),
            )
        ]


def _write(
    keyed: KeyedRows,
    rows: dict[Key, Row],
    stored: dict[Key, StoredRow],
    fills: Callable[[Key], Collection[str]] | None = None,
    *,
    coalesce: bool = False,
) -> tuple[int, int]:
    """Insert and update; gives (rows new, rows that the store had).

    A column that the row has takes the place of the stored value, even where it is empty: the file says so. Not so
    with ``coalesce``, and not for the columns that ``fills`` gives for a key, where the store has a value. A native
    row stays one (``origin`` empty): no later list withdraws it.
    """
    changed: list[StoredRow] = []
    for key, old in stored.items():
        row = rows.get(key)
        if row is None:
            continue
        kept = {"origin"} if old.values["origin"] is None else set()
        kept |= {name for name in (fills(key) if fills else ()) if old.values[name] is not None}
        values = {
            **old.values,
            **{name: value for name, value in row.items() if name not in kept and not (coalesce and value is None)},
        }
        if values != old.values:
            changed.append(StoredRow(old.rowid, values))
    keyed.update(changed)
    fresh = [row for key, row in rows.items() if key not in stored]
    keyed.insert(fresh)
    return len(fresh), len(rows) - len(fresh)


def _only_lacking(rows: dict[Key, Row], stored: dict[Key, StoredRow]) -> dict[Key, Row]:
    """Of rows older than the store's only those that it has not."""
    return {key: {} if key in stored else row for key, row in rows.items()}


def _what_is_lacking(incoming: Incoming, stored: dict[Key, StoredRow]) -> dict[Key, Row]:
    """Of rows older than the store's: the new ones, and what another list says of a row that the store has."""
    lacking: dict[Key, Row] = {}
    for key, row in incoming.rows().items():
        old = stored.get(key)
        if old is None:
            lacking[key] = row
        elif old.values["origin"] in incoming.lists_of(key):
            lacking[key] = {}
        else:
            lacking[key] = {
                name: value for name, value in row.items() if value is not None and old.values[name] is None
            }
    return lacking
