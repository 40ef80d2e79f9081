"""The published figures that a store holds, other than its own authority's: what figures are compared with."""

from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from caseworkbench.store.generation import open_generation

FIELDS = ("measure", "area", "period_end", "value")


def comparators(store: Path) -> list[dict[str, Any]]:
    """Every figure of another area, by measure, area and period, the latest period first.

    ``area``: ``england``, ``region`` or ``statistical_neighbours``; ``value`` in the measure's own unit. Raises
    ``WorkbenchError`` where there is no store to read.
    """
    _, connection = open_generation(store)
    with closing(connection):
        rows = connection.execute(
            f"SELECT {', '.join(FIELDS)} FROM published_figures WHERE area <> 'local' "
            "ORDER BY measure, area, period_end DESC"
        ).fetchall()
    return [{**dict(zip(FIELDS, row, strict=True)), "period_end": date.fromisoformat(row[2])} for row in rows]
