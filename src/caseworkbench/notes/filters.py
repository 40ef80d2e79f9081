"""Filters that a person keeps by name, each for one kind of list."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime

from caseworkbench.errors import WorkbenchError, nearest
from caseworkbench.notes.file import NotesFile

LONGEST = 60


class SavedFilters:
    """The filters of one writer; ``what`` they hold is the list's own business (texts by name)."""

    def __init__(self, file: NotesFile, writer: str) -> None:
        self._file = file
        self._writer = writer

    def names(self, of: str) -> list[str]:
        """The names of the filters of a list, in order."""
        return list(self.all(of))

    def all(self, of: str) -> dict[str, dict[str, str]]:
        """The filters of a list by name."""
        connection = self._file.reading()
        if connection is None:
            return {}
        with self._file.told():
            rows = connection.execute(
                "SELECT name, content FROM saved_filters WHERE written_by = ? AND list = ? ORDER BY name",
                (self._writer, of),
            ).fetchall()
        return {name: json.loads(content) for name, content in rows}

    def get(self, of: str, name: str) -> dict[str, str]:
        """One filter. Raises WorkbenchError that names the nearest ones."""
        known = self.all(of)
        if name not in known:
            near = nearest(name, list(known))
            hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(known) or 'none yet'}."
            raise WorkbenchError(f"There is no saved filter {name!r} here: {hint}")
        return known[name]

    def save(self, of: str, name: str, what: Mapping[str, str]) -> None:
        """Keep a filter; one of the same name is replaced. Raises WorkbenchError for a name that cannot be."""
        name = " ".join(name.split())
        if not 0 < len(name) <= LONGEST:
            raise WorkbenchError(f"A filter's name has 1 to {LONGEST} characters: choose another.")
        with self._file.writing() as connection:
            connection.execute(
                "INSERT INTO saved_filters (written_by, list, name, content, kept_at) VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT (written_by, list, name) DO UPDATE SET content = excluded.content, "
                "kept_at = excluded.kept_at",
                (
                    self._writer,
                    of,
                    name,
                    json.dumps(dict(what), ensure_ascii=False),
                    datetime.now(UTC).isoformat(timespec="seconds"),
                ),
            )

    def forget(self, of: str, name: str) -> None:
        """Forget a filter. Raises WorkbenchError where there is none of that name."""
        self.get(of, name)
        with self._file.writing() as connection:
            connection.execute(
                "DELETE FROM saved_filters WHERE written_by = ? AND list = ? AND name = ?", (self._writer, of, name)
            )
