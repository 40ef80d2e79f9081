"""Measure and print: ``make bench`` (two minutes; the extracts are kept); ``make bench PARTS=screens`` for a part."""

import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks import commands, extracts, loads, results, screens

OUT = Path(__file__).resolve().parent / "out"


def say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def main(parts: Sequence[str]) -> None:
    """Measure ``parts`` (``loads``, ``commands``, ``screens``), or all; stores of an earlier run are used again."""
    OUT.mkdir(exist_ok=True)
    say("making the extracts")
    visits, county, long_list = extracts.million_visits(OUT), extracts.large_county(OUT), extracts.long_list(OUT)
    county_store, list_store = OUT / "store-county", OUT / "store-list"
    found: list[results.Result] = []
    if "loads" in parts or not county_store.exists():
        say("loading")
        found += loads.measure(visits, county, OUT)
    if "commands" in parts:
        say("the commands")
        found += commands.measure(county_store)
    if "screens" in parts:
        say("the screens")
        loads.load(long_list, list_store)
        found += screens.measure(county_store, list_store)
    results.write(found, OUT)
    print(results.as_table(found))


if __name__ == "__main__":
    main(sys.argv[1:] or ["loads", "commands", "screens"])
