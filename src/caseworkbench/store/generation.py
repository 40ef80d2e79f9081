"""Opening a generation to read: proved whole first, so that a damaged file is told and never read as figures."""

import hashlib
import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from caseworkbench.errors import WorkbenchError
from caseworkbench.store.folder import Entry, StoreFolder


def current_entry(store: Path) -> Entry:
    """The store's current generation. Raises ``WorkbenchError`` where there is none to read."""
    if not store.exists():
        raise WorkbenchError(
            f"There is no store at {store} yet: load extracts with `caseworkbench load FOLDER`, or look round with "
            "`caseworkbench demo`."
        )
    entry = StoreFolder(store).pointer().current
    if entry is None:
        raise WorkbenchError(f"The store {store} holds nothing yet: load extracts with `caseworkbench load FOLDER`.")
    return entry


def open_generation(store: Path, load_id: int | None = None) -> tuple[Entry, sqlite3.Connection]:
    """Open the current generation (or that of a load) read-only.

    Nothing ever writes to a generation, so it is opened as immutable, without locks. Raises ``WorkbenchError``
    where the store, the load or the file is missing, or the file is not what the load wrote.
    """
    for attempt in (1, 2):
        entry = current_entry(store) if load_id is None else _entry_of(store, load_id)
        path = StoreFolder(store).file(entry)
        try:
            verify(path, entry)
            return entry, connect_read_only(path)
        except FileNotFoundError:
            # A load that finished this moment may have cleared the generation the pointer named before.
            if attempt == 2:
                raise WorkbenchError(
                    f"The store is damaged: its file {path} is missing; go back with `caseworkbench undo-load`, "
                    "or load the extracts again into a new store."
                ) from None
    raise AssertionError("unreachable")


def connect_read_only(path: Path) -> sqlite3.Connection:
    """A connection on which nothing can be written."""
    connection = sqlite3.connect(read_only_uri(path), uri=True, check_same_thread=False, cached_statements=256)
    try:
        connection.execute("PRAGMA query_only = 1")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError as problem:
        connection.close()
        raise WorkbenchError(_damaged(path, str(problem))) from None
    return connection


def read_only_uri(path: Path) -> str:
    """The SQLite address of a file that nobody writes to."""
    return f"file:{quote(os.fsencode(path.absolute()))}?mode=ro&immutable=1"


def verify(path: Path, entry: Entry) -> None:
    """Prove that a generation's file is the one its load wrote.

    By size and time of change; where the time differs (a copied or restored store, or a file that was written
    to) by SHA-256. Raises ``FileNotFoundError`` where it is missing, ``WorkbenchError`` where it differs.
    """
    status = path.stat()
    if status.st_size != entry.size:
        raise WorkbenchError(_damaged(path, f"it has {status.st_size} bytes where the load wrote {entry.size}"))
    if status.st_mtime_ns == entry.mtime_ns:
        return
    try:
        same = file_digest(path) == entry.sha256
    except PermissionError:
        raise WorkbenchError(f"The store's file {path} may not be read by this account.") from None
    if not same:
        raise WorkbenchError(_damaged(path, "its content is not what the load wrote"))


def file_digest(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _entry_of(store: Path, load_id: int) -> Entry:
    current_entry(store)
    kept = StoreFolder(store).pointer().generations
    for entry in kept:
        if entry.load_id == load_id:
            return entry
    known = ", ".join(str(entry.load_id) for entry in kept)
    raise WorkbenchError(f"Load {load_id} is not kept in this store: the loads that are kept are {known}.")


def _damaged(path: Path, why: str) -> str:
    return (
        f"The store is damaged: {path} is not as its load left it ({why}); go back with `caseworkbench undo-load`, "
        "or load the extracts again into a new store."
    )
