"""A writer that puts an extract into a folder as native CSV files, untidy in every way that must not matter."""

import csv
import random
from datetime import date
from pathlib import Path

from caseworkbench.extracts.native_tables import BY_NAME

from .clock import Row, Tables

FLAGS = {
    "Y": ["Y", "y", "yes", "Yes", "TRUE", "1", "a) Yes"],
    "N": ["N", "n", "no", "No", "false", "0", "b) No"],
}


def native_text(row: Row, column: str, kind: str, rng: random.Random) -> str:
    """A value as an authority might write it."""
    given = row.get(column)
    if given is None:
        return rng.choice(["", "", " "])
    if isinstance(given, date):
        text = given.strftime(rng.choice(["%Y-%m-%d", "%d/%m/%Y"]))
        at = row.get(f"{column}_time")
        if at is not None:
            text += rng.choice([" ", "T"]) + at.strftime("%H:%M" if at.second == 0 else "%H:%M:%S")
        return text
    if kind == "flag":
        return rng.choice(FLAGS[str(given)])
    if kind == "code" and rng.random() < 0.2:
        return str(given).upper()
    return str(given)


def write(tables: Tables, folder: Path, seed: int = 0, leave_out: tuple[str, ...] = ("workers",)) -> Path:
    """Write an extract as a folder of native CSV files; tables named in ``leave_out`` get no file."""
    rng = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in BY_NAME.items():
        if name in leave_out or name == "published_figures":
            continue
        columns = list(table.columns)
        rng.shuffle(columns)
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow([column.name for column in columns])
            for row in with_noise(tables.get(name, []), name, rng):
                writer.writerow([native_text(row, column.name, column.kind, rng) for column in columns])
    return folder


def with_noise(rows: list[Row], name: str, rng: random.Random) -> list[Row]:
    """The rows in any order, among them older copies of some (the last one wins) and some that must be turned away."""
    table = BY_NAME[name]
    dates = [column for column in table.columns if column.kind in ("date", "moment")]
    noisy: list[Row] = []
    for row in rng.sample(rows, len(rows)):
        if rng.random() < 0.05:
            older = dict(row)
            for column in dates:
                if isinstance(older.get(column.name), date) and column.name not in table.key:
                    older[column.name] = date(2018, rng.randint(1, 12), rng.randint(1, 28))
            noisy.append(older)
        noisy.append(row)
        if dates and name != "teams" and rng.random() < 0.05:
            key = {column: f"turned away {len(noisy)}" for column in table.key}
            noisy.append({**row, **key, rng.choice(dates).name: rng.choice(["31/02/2018", "soon", "2018-13-01"])})
    return noisy
