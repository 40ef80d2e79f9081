"""The written files, read back as rows of texts."""

import csv
from datetime import date
from pathlib import Path

Rows = list[dict[str, str]]


def read_folder(folder: Path) -> dict[str, Rows]:
    return {path.stem: read_rows(path) for path in sorted(folder.glob("*.csv"))}


def read_rows(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def by(rows: Rows, column: str) -> dict[str, Rows]:
    found: dict[str, Rows] = {}
    for row in rows:
        found.setdefault(row[column], []).append(row)
    return found


def day(text: str) -> date:
    return date.fromisoformat(text[:10])


def is_open(row: dict[str, str]) -> bool:
    return not row["end_date"]
