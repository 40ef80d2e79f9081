"""The extracts that are measured on: a million visits, a list of a hundred thousand, a large county."""

import csv
import datetime as dt
import random
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

LAST_DAY = dt.date(2018, 9, 30)


def large_county(folder: Path) -> Path:
    """40,000 children over six years, by the sample's own generator; made once and kept."""
    found = folder / "large-county"
    if not found.exists():
        command = [
            sys.executable,
            "-m",
            "caseworkbench.sample",
            str(found),
            "--children",
            "40000",
            "--years",
            "6",
        ]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    native = found / "native"
    return native if native.is_dir() else found


def million_visits(folder: Path, visits: int = 1_000_000, children: int = 20_000) -> Path:
    """An extract whose visits are the bulk: plans of 20,000 children, each seen fifty times."""
    found = folder / "million-visits"
    if found.exists():
        return found
    chance = random.Random(1)
    starts = [LAST_DAY - dt.timedelta(days=chance.randrange(200, 2000)) for _ in range(children)]
    found.mkdir(parents=True)
    _write(
        found / "children.csv",
        ("child_id", "forename", "surname"),
        ((f"C{n:06}", "Child", f"{n}") for n in range(children)),
    )
    _write(
        found / "cp_plans.csv",
        ("plan_id", "child_id", "start_date", "end_date"),
        ((f"P{n:06}", f"C{n:06}", start, "") for n, start in enumerate(starts)),
    )
    each = visits // children
    _write(
        found / "visits.csv",
        ("visit_id", "child_id", "visit_date", "visit_type", "child_seen", "seen_alone", "worker"),
        (
            (
                f"V{n * each + k:07}",
                f"C{n:06}",
                start + dt.timedelta(days=(LAST_DAY - start).days * k // each),
                "cp",
                "Y",
                "N",
                f"W{n % 400:03}",
            )
            for n, start in enumerate(starts)
            for k in range(each)
        ),
    )
    return found


def long_list(folder: Path, children: int = 100_000) -> Path:
    """100,000 children with an open plan: a work list of a hundred thousand cases."""
    found = folder / "long-list"
    if found.exists():
        return found
    chance = random.Random(2)
    found.mkdir(parents=True)
    numbers = range(children)
    _write(
        found / "children.csv",
        ("child_id", "forename", "surname", "family_id"),
        ((f"C{n:06}", f"Forename{n % 700}", f"Surname{n % 1300}", f"F{n // 2:06}") for n in numbers),
    )
    starts = [LAST_DAY - dt.timedelta(days=chance.randrange(1, 700)) for _ in numbers]
    _write(
        found / "cin_plans.csv",
        ("plan_id", "child_id", "start_date"),
        ((f"P{n:06}", f"C{n:06}", start) for n, start in enumerate(starts)),
    )
    _write(
        found / "allocations.csv",
        ("allocation_id", "child_id", "worker", "team", "start_date"),
        ((f"A{n:06}", f"C{n:06}", f"Worker {n % 900}", f"Team {n % 60}", start) for n, start in enumerate(starts)),
    )
    _write(
        found / "visits.csv",
        ("visit_id", "child_id", "visit_date", "visit_type"),
        ((f"V{n:06}", f"C{n:06}", start + (LAST_DAY - start) // 2, "cin") for n, start in enumerate(starts)),
    )
    return found


def _write(path: Path, headings: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(headings)
        writer.writerows(rows)
