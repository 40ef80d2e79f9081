"""A share's rows: what its query yields, as columns to count."""

import sqlite3

import numpy as np

from caseworkbench.calendar.days import NEVER, Days, from_iso
from caseworkbench.clocks.columns import NO_CODE, Codes
from caseworkbench.figures.tallied import TalliedColumns
from caseworkbench.measures.catalogue import Measure
from caseworkbench.measures.names import Directory, Names
from caseworkbench.measures.run import Found, find, named_mistakes

_REQUIRED = ("subject", "child_id", "event_date", "met")
_OPTIONAL = ("since_date", "until_date", "weight", "team", "worker")


def find_tallied(connection: sqlite3.Connection, measure: Measure) -> Found:
    """What a share's SELECT yields, on a connection that has the vocabulary; raises as ``run.find`` does."""
    return find(connection, measure, _REQUIRED, _OPTIONAL)


def build_tallied(found: Found, measure: Measure, directory: Directory) -> tuple[TalliedColumns, list[str]]:
    """What the measure's SELECT yielded as rows to count, and their subjects.

    ``since_date`` is the event's where the query yields none. A row that is true for no day at all is left out.
    Raises WorkbenchError naming the query's file where a value is no date or no number.
    """
    with named_mistakes(measure):
        rows = _rows(found, directory)
        return rows.take(rows.since < rows.until), list(map(str, found["subject"]))


def _rows(found: Found, directory: Directory) -> TalliedColumns:
    count = len(found)
    met = found["met"]
    if strange := set(met) - {0, 1, None}:
        raise ValueError(f"met is 1 or 0, not {strange.pop()!r}")

    def names(name: str, known: Names) -> Codes:
        return known.encode(found[name]) if name in found else np.full(count, NO_CODE, dtype=np.int32)

    event = from_iso(found["event_date"])
    never: Days = np.full(count, NEVER, dtype=np.int32)
    return TalliedColumns(
        event=event,
        since=from_iso(found["since_date"]) if "since_date" in found else event,
        until=from_iso(found["until_date"]) if "until_date" in found else never,
        met=np.array(met, dtype=bool),
        weight=np.array(found["weight"] if "weight" in found else np.ones(count), dtype=np.float64),
        child=directory.children.encode(found["child_id"]),
        team=names("team", directory.teams),
        worker=names("worker", directory.workers),
        subject=np.arange(count, dtype=np.int32),
    )
