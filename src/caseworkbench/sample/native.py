"""Writes the tables as native CSV files."""

import csv
from collections.abc import Sequence
from pathlib import Path

from caseworkbench.extracts.native_tables import TABLES
from caseworkbench.sample.world import Columns


def write_native(tables: dict[str, Columns], folder: Path) -> None:
    """One CSV file per native table into ``folder`` (made if need be); ``_name`` columns stay out."""
    folder.mkdir(parents=True, exist_ok=True)
    for table in TABLES:
        columns = tables.get(table.name)
        if columns is None:
            continue
        names = [column.name for column in table.columns if column.name in columns]
        values: list[Sequence[object]] = [list(columns[name]) for name in names]
        with (folder / table.file).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(names)
            writer.writerows(zip(*values, strict=True))
