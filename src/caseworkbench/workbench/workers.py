"""The names of workers, as the workers extract has them. Figures and lists go by the identifier."""

import sqlite3
from functools import cached_property


class Workers:
    """Looks up workers' names; the table is read once, when a name is first asked for."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @cached_property
    def _names(self) -> dict[str, str]:
        rows = self._connection.execute("SELECT worker, name FROM workers WHERE name IS NOT NULL")
        return {worker: name for worker, name in rows if name != worker}

    def name(self, worker: str) -> str | None:
        """The worker's name; None where the extract has none."""
        return self._names.get(worker)

    @property
    def all_names(self) -> frozenset[str]:
        """Every name that a worker has."""
        return frozenset(self._names.values())
