"""How long the commands take on a large county, from the shell."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from pathlib import Path

from benchmarks.results import Result
from benchmarks.running import CASEWORKBENCH, median_time


def measure(store: Path) -> list[Result]:
    """``board``, and ``cases`` for the team with the most of them."""
    where = ["--store", str(store)]
    whole = median_time([*CASEWORKBENCH, *where, "board", "--format", "json"])
    past = statistics.median(_past_imports([*where, "board", "--format", "json"]) for _ in range(3))
    team = _busiest_team(where)
    listed = ["team", team, "--format", "json"]
    whole_list = median_time([*CASEWORKBENCH, *where, *listed])
    list_past = statistics.median(_past_imports([*where, *listed]) for _ in range(3))
    cases = median_time([*CASEWORKBENCH, *where, "cases", "cp_visit", "--team", team, "--format", "json"])
    return [
        Result("`board` on it, from the shell", whole, 1.2, "s"),
        Result("… of which past the imports", past, 0.3, "s"),
        Result("`cases` for one team on it", cases, 1.0, "s"),
        Result("`team` for it, over all measures", whole_list, 1.2, "s"),
        Result("… of which past the imports", list_past, 0.8, "s"),
    ]


def _past_imports(command: list[str]) -> float:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.past_imports", *command],
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout)


def _busiest_team(where: list[str]) -> str:
    command = [*CASEWORKBENCH, *where, "board", "--measure", "cp_visit", "--by", "team", "--format", "json"]
    rows = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return str(max(rows, key=lambda row: row["denominator"] or 0)["team"])
