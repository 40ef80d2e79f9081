"""Running somebody's SQL safely: read only, nothing but reading allowed, and not for ever."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager

from caseworkbench.errors import WorkbenchError

SECONDS = 60.0
_STEPS_BETWEEN_LOOKS = 20_000
_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}


@contextmanager
def guarded(connection: sqlite3.Connection, what: str, seconds: float = SECONDS) -> Iterator[None]:
    """Let only reading through on the connection while the block runs, for at most ``seconds``.

    Raises WorkbenchError naming ``what`` where the time is up.
    """
    until = time.monotonic() + seconds

    def authorise(action: int, *_: object) -> int:
        return sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY

    connection.set_authorizer(authorise)
    connection.set_progress_handler(lambda: int(time.monotonic() > until), _STEPS_BETWEEN_LOOKS)
    try:
        yield
    except sqlite3.OperationalError as error:
        if "interrupted" in str(error):
            raise WorkbenchError(
                f"{what} ran for more than {seconds:.0f} seconds and was stopped: make it cheaper."
            ) from error
        raise
    finally:
        connection.set_authorizer(None)
        connection.set_progress_handler(None, 0)
