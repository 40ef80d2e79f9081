"""Coverage: where a measure's figure comes from, given which tables were loaded and how far back they reach."""

import sqlite3
from datetime import date

from caseworkbench.measures.catalogue import Measure

CASES, PUBLISHED, NONE = "cases", "published", "none"
PUBLISHED_ONLY = "published"
_SNAPSHOTS = ("running", "count")


class Coverage:
    """The tables ever loaded, the earliest date each vouches for, and since when snapshots of it were kept."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        rows = connection.execute("SELECT table_name, covers_from, running_from FROM coverage").fetchall()
        self._covers = {table: covers for table, covers, _ in rows}
        self._running = {table: running for table, _, running in rows if running}
        self.provided = frozenset(self._covers)

    def has_data(self, measure: Measure) -> bool:
        """Whether the tables that the measure needs were ever loaded."""
        if measure.kind == PUBLISHED_ONLY:
            return False
        return measure.has_data(self.provided)

    def source(self, measure: Measure, day: date) -> str:
        """``cases``, or ``none`` where the tables are missing or do not reach back to the day.

        From Annex A, which holds only the latest event, figures over what is running are not shown for dates
        before the first such load (data.md, section 2).
        """
        if not self.has_data(measure):
            return NONE
        on = day.isoformat()
        tables = [table for table in (*measure.needs, *measure.any_of) if table in self.provided]
        reached = [covers for table in tables if (covers := self._covers[table])]
        if reached and min(reached) > on:
            return NONE
        if (measure.basis in _SNAPSHOTS or measure.is_snapshot) and any(
            self._running.get(table, "") > on for table in tables
        ):
            return NONE
        return CASES
