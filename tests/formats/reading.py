"""Reading files for the tests: the native rows that come of a source, and the tables of a store."""

import sqlite3
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from caseworkbench.extracts.checking import Checker
from caseworkbench.extracts.read import read
from caseworkbench.extracts.rows import Reject
from caseworkbench.loading.load import load
from caseworkbench.store.folder import StoreFolder
from caseworkbench.store.record import LoadRecord

Row = dict[str, Any]


class Came:
    """What a source gives: accepted rows by native table, rejects, notes."""

    def __init__(self, sources: Sequence[Path], format: str | None = None) -> None:
        self.rows: dict[str, list[Row]] = {}
        self.rejects: list[Reject] = []
        self.notes: list[str] = []
        self.formats: list[str] = []
        checker = Checker()
        for extract in read(list(sources), format):
            self.formats.append(extract.format)
            for raw in extract.rows():
                checked = checker.check(raw)
                self.rejects += checked.rejects
                names = list(checked.columns)
                self.rows.setdefault(raw.table, []).extend(
                    dict(zip(names, values, strict=True)) for values in zip(*checked.columns.values(), strict=True)
                )
            self.notes += extract.notes

    def __getitem__(self, table: str) -> list[Row]:
        return self.rows.get(table, [])

    def one(self, table: str) -> Row:
        """The only row of a table."""
        (row,) = self[table]
        return row


class Weeks:
    """A store that is loaded week after week."""

    def __init__(self, store: Path) -> None:
        self.store = store
        self.records: list[LoadRecord] = []

    def load(self, source: Path, as_at: date, **options: Any) -> LoadRecord:
        """Load a source."""
        self.records.append(load([source], self.store, as_at=as_at, today=date(2030, 1, 1), **options))
        return self.records[-1]

    def rows(self, table: str, order: str = "rowid") -> list[Row]:
        """The rows of a table of the current generation."""
        folder = StoreFolder(self.store)
        entry = folder.pointer().current
        assert entry is not None
        connection = sqlite3.connect(folder.file(entry))
        connection.row_factory = sqlite3.Row
        try:
            return [dict(row) for row in connection.execute(f"SELECT * FROM {table} ORDER BY {order}")]
        finally:
            connection.close()

    def tuples(self, table: str, *columns: str) -> list[tuple[Any, ...]]:
        """Some columns of a table, sorted."""
        return sorted(
            (tuple(row[name] for name in columns) for row in self.rows(table)),
            key=lambda row: tuple(str(value) for value in row),
        )

    def withdrawn(self) -> list[tuple[str, str]]:
        """(table, key) of every withdrawn row of any load."""
        return self.tuples("withdrawn", "table_name", "key")

    def everything(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every native table's rows, to compare."""
        from caseworkbench.extracts.native_tables import TABLES

        return {table.name: self.tuples(table.name, *(name for name, _ in table.stored)) for table in TABLES}
