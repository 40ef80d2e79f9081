"""The workbench's answers on what was loaded, turned away and withdrawn, and on what contradicts itself."""

import sqlite3
from datetime import date
from typing import Any

from caseworkbench.calendar.days import to_day
from caseworkbench.errors import WorkbenchError
from caseworkbench.measures.catalogue import Catalogue
from caseworkbench.workbench import history
from caseworkbench.workbench.asked import asked
from caseworkbench.workbench.groups import Groups


class WhatWasLoaded:
    """Part of the workbench, which sets what is named here."""

    as_at: date
    generation: int
    _connection: sqlite3.Connection
    _groups: Groups
    _catalogue: Catalogue

    def loads(self) -> list[dict[str, Any]]:
        """The loads, the latest first, with their files, tables and messages."""
        return history.loads(self._connection)

    def rejects(self, load_id: int | None = None) -> list[dict[str, Any]]:
        """What a load (by default the last) turned away. Raises WorkbenchError for an unknown load."""
        return history.rejects(self._connection, self._load(load_id))

    def withdrawn(self, load_id: int | None = None) -> list[dict[str, Any]]:
        """The rows that a load (by default the last) withdrew."""
        return history.withdrawn(self._connection, self._load(load_id))

    def questions(self) -> list[dict[str, Any]]:
        """What in the data contradicts itself, and who is responsible on the last load's as-at date (``asked``)."""
        return asked(self._connection, self._groups, self._catalogue.measures, to_day(self.as_at))

    def _load(self, load_id: int | None) -> int:
        known = [load["load_id"] for load in self.loads()]
        if load_id is None:
            return self.generation
        if load_id not in known:
            raise WorkbenchError(f"There is no load {load_id}: the loads are {', '.join(map(str, known))}.")
        return load_id
