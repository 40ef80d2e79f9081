"""A share's rows: what its query yields, as columns to count."""

import sqlite3
from typing import Any

import numpy as np

from caseworkbench.calendar.days import from_iso
from caseworkbench.figures.tallied import TalliedColumns, joined
from caseworkbench.measures.catalogue import Measure
from caseworkbench.measures.names import Directory
from caseworkbench.measures.run import Chunk, chunks, named_mistakes

_REQUIRED = ("subject", "child_id", "event_date", "met")
_OPTIONAL = ("since_date", "until_date", "weight", "team", "worker")


def build_tallied(
    connection: sqlite3.Connection, measure: Measure, directory: Directory
) -> tuple[TalliedColumns, list[str]]:
    """Run the measure's SELECT on a connection that has the vocabulary: its rows, and their subjects.

    ``since_date`` is the event's where the query yields none. A row that is true for no day at all is left out.
    Raises WorkbenchError naming the query's file where it fails, yields wrong columns or runs too long.
    """
    parts: list[TalliedColumns] = []
    subjects: list[str] = []
    with named_mistakes(measure):
        for found in chunks(connection, measure, _REQUIRED, _OPTIONAL):
            rows = _rows(found, directory, len(subjects))
            parts.append(rows.take(rows.since < rows.until))
            subjects.extend(map(str, found["subject"]))
    return joined(parts), subjects


def _rows(found: Chunk, directory: Directory, first: int) -> TalliedColumns:
    count = len(found["subject"])
    if strange := set(found["met"]) - {0, 1, None}:
        raise ValueError(f"met is 1 or 0, not {strange.pop()!r}")
    nothing: tuple[Any, ...] = (None,) * count
    return TalliedColumns(
        event=from_iso(found["event_date"]),
        since=from_iso(found.get("since_date", found["event_date"])),
        until=from_iso(found.get("until_date", nothing)),
        met=np.array(found["met"], dtype=bool),
        weight=np.array(found.get("weight", (1,) * count), dtype=np.float64),
        child=directory.children.encode(found["child_id"]),
        team=directory.teams.encode(found.get("team", nothing)),
        worker=directory.workers.encode(found.get("worker", nothing)),
        subject=np.arange(first, first + count, dtype=np.int32),
    )
