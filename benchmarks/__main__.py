"""Measure everything and print it: ``make bench`` (some minutes; the data is made once and kept)."""

import sys
from pathlib import Path

from benchmarks import commands, extracts, loads, results, screens

OUT = Path(__file__).resolve().parent / "out"


def say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def main() -> None:
    OUT.mkdir(exist_ok=True)
    say("making the extracts")
    visits, county, long_list = (
        extracts.million_visits(OUT),
        extracts.large_county(OUT),
        extracts.long_list(OUT),
    )
    say("loading")
    found = loads.measure(visits, county, OUT)
    say("the commands")
    found += commands.measure(OUT / "store-county")
    say("the screens")
    loads.load(long_list, OUT / "store-list")
    found += screens.measure(OUT / "store-county", OUT / "store-list")
    results.write(found, OUT)
    print(results.as_table(found))


if __name__ == "__main__":
    main()
