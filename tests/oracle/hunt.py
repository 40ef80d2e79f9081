"""Look for differences over many seeds, and make the first one found as small as it gets.

``python -m oracle.hunt 100 120 [--small] [--except WORDS…]`` from the folder ``tests``: seeds 100 to 119, without
the differences that hold the words. Not part of the suite: it takes as long as it is given.
"""

import random
import sys
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path

from caseworkbench.workbench.open import open_workbench

from .clock import Tables
from .compare import all_differences, dates_to_try, load_into
from .compare_shares import share_differences
from .extracts import days_of, random_extract

PERIODS = ("month", "quarter", "ytd", "rolling12", "asat")


def differences(tables: Tables, seed: int, dates: list[date], periods, levels) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        days = days_of(tables)
        store = load_into(tables, Path(folder), days[-1] if days else date(2018, 9, 30), seed)
        workbench = open_workbench(store)
        try:
            found = all_differences(workbench, tables, dates, periods, levels)
            for d in dates:
                for period in periods:
                    found += share_differences(workbench, tables, d, period, None, levels)
            return found
        finally:
            workbench.close()


def smaller(tables: Tables, still_fails) -> Tables:
    """Drop rows while it still fails."""
    shrunk = True
    while shrunk:
        shrunk = False
        for name in list(tables):
            size = len(tables[name])
            while size >= 1:
                at = 0
                while at < len(tables[name]):
                    candidate = {**tables, name: tables[name][:at] + tables[name][at + size :]}
                    if still_fails(candidate):
                        tables, shrunk = candidate, True
                    else:
                        at += size
                size //= 2
    return tables


def show(tables: Tables) -> str:
    lines = []
    for name, rows in tables.items():
        for row in rows:
            given = {column: str(value) for column, value in row.items() if value is not None}
            lines.append(f"  {name}: {given}")
    return "\n".join(lines)


def kind_of(difference: str) -> str:
    """What sort of difference, without names and dates, to count them by."""
    words = difference.split()
    return " ".join(word.split(":")[0] for word in words[1:8] if not any(part.isdigit() for part in word))


def known(difference: str) -> bool:
    """Whether a word after ``--except`` is in it."""
    said = sys.argv[sys.argv.index("--except") + 1 :] if "--except" in sys.argv else []
    return any(word in difference for word in said)


def main(first: int, last: int, levels: tuple[str, ...] = ("authority", "service", "team", "worker")) -> None:
    for seed in range(first, last):
        rng = random.Random(seed)
        tables = random_extract(seed)
        dates, periods = dates_to_try(tables, 3, rng), (None, rng.choice(PERIODS))
        found = [one for one in differences(tables, seed, dates, periods, levels) if not known(one)]
        if not found:
            continue
        print(f"seed {seed}: {len(found)} differences")
        for kind, count in Counter(map(kind_of, found)).most_common(12):
            print(f"  {count} x {kind}")
        print("\n".join(found[:8]))
        if "--small" in sys.argv:
            wanted = kind_of(found[0])
            at = [d for d in dates if found[0].startswith(str(d))]
            small = smaller(
                tables,
                lambda less, at=at, wanted=wanted, periods=periods, seed=seed: any(
                    kind_of(one) == wanted and not known(one)
                    for one in differences(less, seed, at[:1], periods, levels)
                ),
            )
            print(show(small))
            print("\n".join(differences(small, seed, at[:1], periods, levels)))
        return
    print(f"seeds {first} to {last - 1}: no difference")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
