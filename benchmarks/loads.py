"""How long loading takes, beside the database's own import of the same file."""

from __future__ import annotations

import csv
import shutil
import sqlite3
import statistics
import sys
import time
from pathlib import Path

from benchmarks.extracts import LAST_DAY
from benchmarks.results import Result
from benchmarks.running import CASEWORKBENCH, timed


def measure(visits: Path, county: Path, folder: Path) -> list[Result]:
    """Load the million visits and the large county into stores of their own under ``folder``."""
    imported = statistics.median(_import(visits / "visits.csv", folder / "import.sqlite") for _ in range(3))
    seconds, _ = load(visits, folder / "store-visits")
    whole, memory = load(county, folder / "store-county")
    yardstick = f"sqlite3 .import of the same file: {imported:.2f} s, times 4"
    return [
        Result("load 1,000,000 visits", seconds, 4 * imported, "s", yardstick),
        Result("load a large county (40,000 children, six years)", whole, 60, "s"),
        Result("memory of that load", memory, 1500, "MB"),
    ]


def load(extract: Path, store: Path) -> tuple[float, float]:
    """Load an extract into a new store: seconds and greatest memory in MB."""
    shutil.rmtree(store, ignore_errors=True)
    return timed([*CASEWORKBENCH, "--store", store, "load", extract, "--as-at", LAST_DAY.isoformat()])


def _import(file: Path, target: Path) -> float:
    target.unlink(missing_ok=True)
    if shutil.which("sqlite3"):
        return timed(["sqlite3", target], stdin=f".import --csv {file} visits\n")[0]
    # No shell of the database on this machine: the same import through Python, in a process of its own.
    return timed([sys.executable, "-m", "benchmarks.loads", file, target])[0]


def _import_by_python(file: Path, target: Path) -> float:
    started = time.perf_counter()
    with sqlite3.connect(target) as connection, file.open(newline="", encoding="utf-8") as stream:
        rows = csv.reader(stream)
        headings = next(rows)
        connection.execute(f"CREATE TABLE visits ({', '.join(headings)})")
        connection.executemany(f"INSERT INTO visits VALUES ({', '.join('?' * len(headings))})", rows)
    return time.perf_counter() - started


if __name__ == "__main__":
    _import_by_python(Path(sys.argv[1]), Path(sys.argv[2]))
