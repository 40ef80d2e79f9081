"""The file that holds what people write: ``notes.sqlite`` beside the generations, which no load touches.

In WAL mode with a busy timeout: readers never wait, writers take turns.
"""

import os
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from caseworkbench.errors import WorkbenchError
from caseworkbench.notes.schema import LAYOUT, bring_up_to_date

NAME = "notes.sqlite"
BUSY_SECONDS = 10.0


class NotesFile:
    """The file of a store's notes, made when first written to. Not for use from two threads at once."""

    def __init__(self, store: Path) -> None:
        self.path = store / NAME
        self._connection: sqlite3.Connection | None = None
        self._may_write = False

    @property
    def exists(self) -> bool:
        """Whether anybody has written yet."""
        return self.path.exists()

    def reading(self) -> sqlite3.Connection | None:
        """A connection to read from; None before anybody has written. Raises WorkbenchError for a damaged file."""
        if self._connection is None and self.exists:
            self._connection = self._open()
        return self._connection

    @contextmanager
    def told(self) -> Iterator[None]:
        """What SQLite says while the file is read or written, as a sentence that says what to do."""
        try:
            yield
        except sqlite3.OperationalError as problem:
            raise WorkbenchError(self._words(str(problem))) from None
        except sqlite3.DatabaseError as problem:
            raise WorkbenchError(self._damaged(str(problem))) from None

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A connection on which everything is written, or nothing. Raises WorkbenchError where it cannot be."""
        with self.told():
            if not self.exists:
                self._make()
            connection = self.reading()
            assert connection is not None
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
                raise

    def version(self) -> int:
        """A number that changes when somebody else has written."""
        connection = self.reading()
        if connection is None:
            return 0
        with self.told():
            return int(connection.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Close the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _open(self) -> sqlite3.Connection:
        address = f"file:{quote(os.fsencode(self.path.absolute()))}"
        writable = os.access(self.path, os.W_OK) and os.access(self.path.parent, os.W_OK)
        # Who may not write to the folder cannot share in the log of changes either: they read what is settled.
        ways = ("?mode=rw",) if writable else ("?mode=ro", "?mode=ro&immutable=1")
        for way in ways:
            connection: sqlite3.Connection | None = None
            try:
                connection = sqlite3.connect(
                    address + way, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
                )
                layout = int(connection.execute("PRAGMA user_version").fetchone()[0])
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            except sqlite3.OperationalError as problem:
                if connection is not None:
                    connection.close()
                if way == ways[-1]:
                    raise WorkbenchError(self._words(str(problem))) from None
                continue
            except sqlite3.DatabaseError as problem:
                if connection is not None:
                    connection.close()
                raise WorkbenchError(self._damaged(str(problem))) from None
            if layout > LAYOUT:
                connection.close()
                raise WorkbenchError(f"The notes {self.path} were made by a newer caseworkbench: use that version.")
            return connection
        raise AssertionError("unreachable")

    def _make(self) -> None:
        """Make the file whole under another name, then give it its own unless somebody was quicker."""
        new = self.path.with_name(f".{NAME}.{uuid.uuid4().hex}.new")
        try:
            os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            connection = sqlite3.connect(new)
            try:
                connection.execute("PRAGMA journal_mode = WAL")
                bring_up_to_date(connection)
            finally:
                connection.close()
            with suppress(FileExistsError):
                os.link(new, self.path)
        except OSError as problem:
            raise WorkbenchError(
                f"Notes cannot be written in {self.path.parent} ({problem.strerror}): ask for the right to write there."
            ) from None
        finally:
            for left in (new, *(new.with_name(new.name + end) for end in ("-wal", "-shm", "-journal"))):
                with suppress(OSError):
                    left.unlink()

    def _words(self, problem: str) -> str:
        if "locked" in problem or "busy" in problem:
            return f"Somebody else has been writing to {self.path} for {BUSY_SECONDS:.0f} seconds: try again."
        if "readonly" in problem or "read-only" in problem:
            return f"Notes cannot be written to {self.path}, which this account may only read: nothing was written."
        if "unable to open" in problem and not os.access(self.path, os.R_OK):
            return f"The notes {self.path} may not be read by this account: ask whoever owns the file for the right to."
        if "full" in problem:
            return f"There is no room left to write to {self.path}: nothing was written; make room and try again."
        return f"The notes {self.path} cannot be used ({problem}): nothing was written; check the file and its folder."

    def _damaged(self, problem: str) -> str:
        return (
            f"The notes {self.path} are damaged ({problem}): restore the file from a backup, or move it away to go on "
            "without them."
        )
