"""Writing and reading entries. Nothing is ever changed or taken out: undoing is an entry too."""

import os
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from caseworkbench.errors import WorkbenchError
from caseworkbench.notes.entry import COLUMNS, FIGURE, SAID, About, Entry, Said, checked, entry_of
from caseworkbench.notes.file import NotesFile
from caseworkbench.notes.standing import undone

_INSERT = f"INSERT INTO entries ({', '.join(COLUMNS[1:])}) VALUES ({', '.join('?' * (len(COLUMNS) - 1))})"
_SELECT = f"SELECT {', '.join(COLUMNS)} FROM entries"


def usual_writer() -> str:
    """Who is writing: ``CASEWORKBENCH_USER`` (where people share an account), else the account's name."""
    import getpass

    named = os.environ.get("CASEWORKBENCH_USER", "").strip()
    if named:
        return named[:100]
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "unknown"


class NoteBook:
    """The entries of a store. ``writer``: who writes. Not for use from two threads at once."""

    def __init__(self, store: Path, writer: str | None = None) -> None:
        self.file = NotesFile(store)
        self.writer = writer or usual_writer()
        self._entries: list[Entry] = []
        self._read: tuple[bool, int] | None = None
        self._written = 0

    def version(self) -> tuple[int, int]:
        """Something that differs after anybody, here or elsewhere, has written an entry; drafts do not count."""
        return len(self.entries()), self._written

    def entries(self) -> list[Entry]:
        """Every entry, the earliest first; kept until somebody writes. Raises WorkbenchError for a damaged file."""
        connection = self.file.reading()
        if connection is None:
            return []
        version = (True, self.file.version())
        if version != self._read:
            # Entries are only ever added, and numbered in order: those known need no second reading.
            known = self._entries[-1].entry_id if self._entries else 0
            with self.file.told():
                rows = connection.execute(f"{_SELECT} WHERE entry_id > ? ORDER BY entry_id", (known,)).fetchall()
            self._entries = [*self._entries, *map(entry_of, rows)]
            self._read = version
        return self._entries

    def write(self, abouts: Sequence[About], said: Said) -> list[Entry]:
        """Write one entry about each case or figure, all or none. Raises WorkbenchError for what cannot be said."""
        return self.write_each([(about, said) for about in abouts])

    def write_each(self, each: Sequence[tuple[About, Said]]) -> list[Entry]:
        """The same where not all are told the same, for example each its own owner."""
        rows: list[tuple[About, int | None, list[str | None]]] = []
        for about, said in each:
            tidy = checked(said, "comment" if about.kind == FIGURE else "note")
            if not tidy.anything:
                raise WorkbenchError("Nothing was said: give a reason, a note, an owner or an action.")
            rows.append((about, None, [getattr(tidy, name) for name in SAID]))
        if not rows:
            raise WorkbenchError("No case was named: name at least one.")
        return self._add(rows)

    def undo(self, numbers: Sequence[int], load_id: int) -> list[Entry]:
        """Undo entries by number, each as a further entry.

        Raises WorkbenchError where one is not there, or was undone meanwhile: then nothing is written.
        """
        known = {entry.entry_id: entry for entry in self.entries()}
        nothing: list[str | None] = [None] * len(SAID)
        rows: list[tuple[About, int | None, list[str | None]]] = []
        for number in numbers:
            if number not in known:
                raise WorkbenchError(f"There is no entry {number}: `caseworkbench notes --history` lists them.")
            about = known[number].about
            now = About(about.kind, about.key, about.measure, about.child_id, about.subject, about.start, load_id)
            rows.append((now, number, nothing))
        return self._add(rows)

    def _add(self, rows: Sequence[tuple[About, int | None, list[str | None]]]) -> list[Entry]:
        at = datetime.now(UTC).isoformat(timespec="seconds")
        batch = uuid.uuid4().hex
        with self.file.writing() as connection:
            wanted = [undoes for _, undoes, _ in rows if undoes is not None]
            if wanted:
                there = [entry_of(row) for row in connection.execute(_SELECT)]
                for number in undone(there) & set(wanted):
                    raise WorkbenchError(f"Entry {number} is undone already: there is nothing to undo.")
            for about, undoes, words in rows:
                start = about.start.isoformat() if about.start else None
                connection.execute(
                    _INSERT,
                    (
                        at,
                        self.writer,
                        batch,
                        about.kind,
                        about.key,
                        about.measure,
                        about.child_id,
                        about.subject,
                        start,
                        about.load_id,
                        undoes,
                        *words,
                    ),
                )
        self._written += 1
        self._read = None
        return [entry for entry in self.entries() if entry.batch == batch]

    def close(self) -> None:
        """Close the file."""
        self.file.close()
