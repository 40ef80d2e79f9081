"""The store's folder: which generation is current, who may write, and what a killed load left behind.

``current.json`` is the pointer: it lists the generations that are kept, the current one last, with the size, time
of change and SHA-256 each had when it was finished. It is only ever replaced whole, by an atomic rename.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from caseworkbench.errors import WorkbenchError

POINTER = "current.json"
GENERATIONS = "generations"
LOCK = "lock"
_LAYOUT = 2
_MAY_STAND_ALONE = {LOCK, GENERATIONS, ".current.json.new", "caseworkbench.toml", "queries", "boards"}
_NETWORK = {
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "ncpfs",
    "afs",
    "ceph",
    "glusterfs",
    "lustre",
    "fuse.sshfs",
}


@dataclass(frozen=True)
class Entry:
    """A kept generation: its load's number and dates, and what its file was when it was finished.

    ``loaded_at`` is UTC, ISO text; ``as_at`` an ISO date; ``size`` in bytes; ``mtime_ns`` in nanoseconds.
    """

    load_id: int
    file: str
    as_at: str
    loaded_at: str
    size: int
    mtime_ns: int
    sha256: str


@dataclass(frozen=True)
class Pointer:
    """The kept generations, the current one last, and the highest load number ever given."""

    generations: tuple[Entry, ...] = ()
    last_load_id: int = 0

    @property
    def current(self) -> Entry | None:
        """The generation that readers open; None before the first load."""
        return self.generations[-1] if self.generations else None


class StoreFolder:
    """The folder of a store: reading the pointer needs nothing, changing it needs ``writing``."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.generations = path / GENERATIONS

    def file(self, entry: Entry) -> Path:
        """Where a generation's file is."""
        return self.generations / entry.file

    def pointer(self) -> Pointer:
        """What is kept. Raises ``WorkbenchError`` where the folder is no store or its pointer is damaged."""
        try:
            text = (self.path / POINTER).read_text(encoding="utf-8")
        except FileNotFoundError:
            self.refuse_other_folders()
            self._refuse_lost_pointer()
            return Pointer()
        except NotADirectoryError:
            raise WorkbenchError(f"{self.path} is a file, not a store: name a folder with --store.") from None
        except (OSError, UnicodeDecodeError) as problem:
            raise WorkbenchError(self._damaged(problem)) from None
        try:
            return _parse(json.loads(text))
        except (ValueError, KeyError, TypeError) as problem:
            raise WorkbenchError(self._damaged(problem)) from None

    def refuse_other_folders(self) -> None:
        """Refuse a folder that holds something else, or lies where locks and atomic renames are not to be had."""
        if self.path.is_dir():
            try:
                held = {entry.name for entry in self.path.iterdir()}
            except PermissionError:
                raise WorkbenchError(f"The store {self.path} may not be read by this account.") from None
            if not held <= _MAY_STAND_ALONE and POINTER not in held:
                raise WorkbenchError(
                    f"{self.path} is not a store, and holds other files ({', '.join(sorted(held)[:3])}): name an "
                    "empty or new folder with --store."
                )
        elif self.path.exists():
            raise WorkbenchError(f"{self.path} is a file, not a store: name a folder with --store.")
        kind = filesystem(self.path)
        if kind in _NETWORK:
            raise WorkbenchError(
                f"{self.path} is on a network filesystem ({kind}), where a store could be damaged: name a folder on "
                "this machine's own disk with --store."
            )

    def _refuse_lost_pointer(self) -> None:
        """Refuse a store that has generations but no pointer any more: a load into it would write over them.

        A first generation alone may be what a first load left that was killed just before its end.
        """
        if self.generations.is_dir():
            left = {path.stem for path in self.generations.glob("*.sqlite") if path.stem.isdigit()} - {"1"}
            if left:
                raise WorkbenchError(
                    f"The store is damaged: its pointer {self.path / POINTER} is missing, though loads are there; "
                    "restore it from a backup, or load the extracts into a new store."
                )

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the writer's lock; make the folder where there is none, and clear what a killed load left.

        Raises ``WorkbenchError`` where another load holds it. A folder that was made here, and in which nothing
        was finished, is taken away again.
        """
        self.refuse_other_folders()
        made = self._make()
        try:
            handle = os.open(self.path / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as problem:
            raise WorkbenchError(f"The store {self.path} cannot be written to: {problem.strerror}.") from None
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                made = []
                raise WorkbenchError(
                    f"Another load is running on {self.path}: wait until it is done, then load again."
                ) from None
            except OSError as problem:
                raise WorkbenchError(
                    f"The store {self.path} cannot be locked ({problem.strerror}): name a folder on this machine's own "
                    "disk with --store."
                ) from None
            self.clear()
            yield
        finally:
            if made and not (self.path / POINTER).exists():
                self._unmake(made)
            os.close(handle)

    def switch(self, pointer: Pointer) -> None:
        """Make this the pointer: written beside the old one, flushed to disk, and renamed over it."""
        new = self.path / ".current.json.new"
        content = {
            "layout": _LAYOUT,
            "last_load_id": pointer.last_load_id,
            "generations": [asdict(entry) for entry in pointer.generations],
        }
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(content, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self.path / POINTER)
        sync_folder(self.path)

    def clear(self) -> None:
        """Remove every file under ``generations`` that the pointer does not list."""
        kept = {entry.file for entry in self.pointer().generations}
        for path in self.generations.iterdir():
            if path.name not in kept:
                with suppress(OSError):
                    path.unlink()
        with suppress(FileNotFoundError):
            (self.path / ".current.json.new").unlink()

    def _make(self) -> list[Path]:
        """Make the folder and ``generations`` in it; gives back the folders that were made, outermost first."""
        missing = [path for path in (self.path, *self.path.parents) if not path.exists()]
        missing.reverse()
        try:
            for path in missing:
                path.mkdir(mode=0o700)
            if not self.generations.exists():
                self.generations.mkdir(mode=0o700)
                if not missing:
                    self.path.chmod(0o700)
        except OSError as problem:
            raise WorkbenchError(f"The store {self.path} cannot be made: {problem.strerror}.") from None
        return missing

    def _unmake(self, made: list[Path]) -> None:
        """Take away what a first load made that came to nothing."""
        with suppress(OSError):
            for path in (*self.generations.iterdir(), self.path / LOCK):
                path.unlink()
            for path in (self.generations, *reversed(made)):
                path.rmdir()

    def _damaged(self, problem: Exception) -> str:
        return (
            f"The store's pointer {self.path / POINTER} cannot be read ({type(problem).__name__}): restore it from a "
            "backup, or load the extracts into a new store."
        )


def finished(load_id: int, as_at: str, loaded_at: str, path: Path, sha256: str) -> Entry:
    """The entry of a generation whose file is complete and will not be written again."""
    status = path.stat()
    return Entry(load_id, path.name, as_at, loaded_at, status.st_size, status.st_mtime_ns, sha256)


def with_new(pointer: Pointer, entry: Entry) -> Pointer:
    """The pointer with a new current generation."""
    return replace(
        pointer,
        generations=(*pointer.generations, entry),
        last_load_id=max(pointer.last_load_id, entry.load_id),
    )


def sync_folder(path: Path) -> None:
    """Flush a folder's names to disk, so that a rename in it survives a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def filesystem(path: Path, mounts: Path = Path("/proc/mounts")) -> str:
    """The kind of filesystem that a path is (or would be) on; empty where the system does not say."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    place = path.absolute()
    while not place.exists():
        place = place.parent
    place = place.resolve()
    best, kind = -1, ""
    for line in lines:
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        mount = Path(fields[1].replace("\\040", " "))
        if place.is_relative_to(mount) and len(mount.parts) >= best:
            best, kind = len(mount.parts), fields[2]
    return kind


def _parse(content: Any) -> Pointer:
    if content["layout"] > _LAYOUT:
        raise WorkbenchError("The store was made by a newer caseworkbench: use that version.")
    if content["layout"] < _LAYOUT:
        raise WorkbenchError(
            "The store was made by an earlier caseworkbench, which kept its figures otherwise: load the extracts again "
            "into a new store."
        )
    entries = tuple(Entry(**entry) for entry in content["generations"])
    for entry in entries:
        if Path(entry.file).name != entry.file:
            raise ValueError(entry.file)
    return Pointer(entries, int(content["last_load_id"]))
