"""Rows on their way from the extracts into a new generation: checked, written, counted, and dated."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from caseworkbench.extracts.native_tables import BY_NAME
from caseworkbench.extracts.rows import CheckedRows, Extract, Reject
from caseworkbench.loading.imported import Figure, withdraw_unknown
from caseworkbench.loading.new_generation import FullTable
from caseworkbench.loading.reading import Reading
from caseworkbench.store.history import record_rejects, record_withdrawn
from caseworkbench.store.record import SHOWN_REJECTS, TableCount

if TYPE_CHECKING:
    from caseworkbench.loading.merge import Merger

NATIVE = "native"
AS_AT_COLUMNS = (
    "received_at",
    "decision_at",
    "referral_date",
    "authorised_date",
    "held_date",
    "visit_date",
    "supervision_date",
    "interviewed_at",
)
"""Things that have happened: the latest of them on or before today is how recent an extract is."""


class ComingIn:
    """Takes in the extracts of one load, and knows afterwards what came.

    ``counts``: per table provided; ``full``: rows of each table that full extracts filled; ``rejects``: the first
    hundred; ``latest``: the latest of ``AS_AT_COLUMNS`` on or before today; ``earliest``: per table the earliest
    date of the column that dates it; ``latest_only``: tables whose source keeps only the latest event.
    """

    def __init__(self, connection: sqlite3.Connection, load_id: int, today: date) -> None:
        self._connection = connection
        self._load_id = load_id
        self._today = today.isoformat()
        self._full: dict[str, FullTable] = {}
        self._mergers: list[Merger] = []
        self._unknown: frozenset[Figure] = frozenset()
        self.counts: dict[str, TableCount] = {}
        self.full: dict[str, int] = {}
        self.rejects: list[Reject] = []
        self.rejected = 0
        self.latest: str | None = None
        self.earliest: dict[str, str] = {}
        self.latest_only: set[str] = set()
        self._said: dict[str, set[str]] = {}
        self.messages: list[str] = []

    def take(self, reading: Reading, merging: bool, tell: Callable[[float], None]) -> None:
        """Read an extract to its end; ``tell`` is given how much of it has been read, 0 to 1."""
        extract = reading.extract
        for table in sorted(extract.tables):
            self.counts.setdefault(table, TableCount(table))
        self._unknown |= getattr(extract, "unknown", frozenset())
        history = getattr(extract, "history", None)
        add: Callable[[CheckedRows], None] = self._add_full
        if merging or history is not None:
            from caseworkbench.loading.merge import Merger

            merger = Merger(self._connection, history)
            self._mergers.append(merger)
            add = merger.add
        if extract.format == NATIVE:
            self._say_all(extract.tables)
        for checked, done in reading.rows():
            self._said.setdefault(checked.table, set()).update(checked.columns)
            self._note(checked)
            add(checked)
            tell(done)
        self.messages += extract.notes

    def lacks(self, table: str) -> set[str]:
        """The columns of a table that none of this load's formats says anything of.

        A native extract may leave columns out and still speaks of them all: they are empty.
        """
        return set(BY_NAME[table].by_name) - self._said.get(table, set())

    def _say_all(self, tables: Iterable[str]) -> None:
        for table in tables:
            self._said[table] = set(BY_NAME[table].by_name)

    def finish_full(self) -> None:
        """Settle keys that came more than once in full extracts; call before the rows of a merge come in."""
        for name, full in self._full.items():
            count = self.counts[name]
            count.accepted, count.replaced = full.finish()
            if count.replaced:
                rows = "row was" if count.replaced == 1 else "rows were"
                self.messages.append(
                    f"{BY_NAME[name].file}: {count.replaced:,} {rows} replaced by a later one with the same "
                    f"{' and '.join(BY_NAME[name].key)}; the last of each was kept."
                )
            self.full[name] = count.accepted
        self._full = {}

    def finish_merges(self, as_at: date) -> None:
        """Bring merged rows into their tables, and record what a later file no longer has."""
        for merger in self._mergers:
            result = merger.finish(as_at)
            for name, rows in result.accepted.items():
                self._count(name).accepted += rows
            for name, rows in result.replaced.items():
                self._count(name).replaced += rows
            for row in result.withdrawn:
                self._count(row[0]).withdrawn += 1
            record_withdrawn(self._connection, self._load_id, result.withdrawn)
            self.latest_only |= result.latest_only
            self.messages += result.notes
        self._mergers = []
        unknown = withdraw_unknown(self._connection, self._unknown)
        for row in unknown:
            self._count(row[0]).withdrawn += 1
        record_withdrawn(self._connection, self._load_id, unknown)

    def _add_full(self, checked: CheckedRows) -> None:
        if checked.table not in self._full:
            self._full[checked.table] = FullTable(self._connection, checked.table)
        self._full[checked.table].add(checked)

    def _count(self, table: str) -> TableCount:
        return self.counts.setdefault(table, TableCount(table))

    def _note(self, checked: CheckedRows) -> None:
        count = self._count(checked.table)
        count.read += checked.read
        if checked.rejects:
            count.rejected += len(checked.rejects)
            self.rejected += len(checked.rejects)
            self.rejects += checked.rejects[: SHOWN_REJECTS - len(self.rejects)]
            record_rejects(self._connection, self._load_id, checked.rejects)
        for column in BY_NAME[checked.table].dates:
            days = checked.columns.get(column, ())
            known = [day for day in days if day is not None] if None in days else days
            if known:
                self._note_dates(checked.table, column, known)

    def _note_dates(self, table: str, name: str, known: Sequence[Any]) -> None:
        """Dates in ISO text, whose order is that of the days."""
        earliest = min(known)
        self.earliest[table] = min(earliest, self.earliest.get(table, earliest))
        if name in AS_AT_COLUMNS:
            latest = max(known)
            if latest > self._today:
                latest = max((day for day in known if day <= self._today), default="")
            self.latest = max(latest, self.latest or "") or None


def settle_as_at(asked: date | None, extracts: Sequence[Extract], latest: str | None, otherwise: date) -> date:
    """The date a load speaks for: asked for, or the files' own, or of the latest event in them.

    ``otherwise``: for files that tell of no event (teams, published figures): the as-at date the store has.
    """
    own = [extract.reference_date for extract in extracts if extract.reference_date is not None]
    if asked is not None:
        return asked
    if own:
        return max(own)
    return date.fromisoformat(latest) if latest else otherwise
