"""Finding the files of a load, and looking through each once: size, digest, encoding."""

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from caseworkbench.errors import WorkbenchError
from caseworkbench.extracts.encodings import BytesSeen
from caseworkbench.extracts.rows import SourceFile

_BLOCK = 1 << 20
_TAIL = 1 << 20


@dataclass(frozen=True)
class TextSource:
    """A text file that has been looked through once.

    ``encoding``: what to open it with. ``tail``: its last bytes (up to a megabyte). ``stamp``: size and time of
    change, to notice a file that is written to while it is read.
    """

    file: SourceFile
    encoding: str
    tail: bytes
    stamp: tuple[int, int]

    @property
    def path(self) -> Path:
        """Where it is."""
        return self.file.path

    @property
    def name(self) -> str:
        """What a person calls it."""
        return self.file.name

    @property
    def oddities(self) -> list[str]:
        """A sentence on what is odd about it as text: another encoding than UTF-8, no line end after the last row."""
        shown = {"cp1252": "Windows-1252", "utf-16": "UTF-16"}.get(self.encoding)
        said = [f"{self.name} was read as {shown}, not UTF-8."] if shown else []
        if not self.tail.rstrip(b"\0").endswith((b"\n", b"\r")):
            said.append(f"{self.name} has no line end after its last row: if it was cut off, that row is not whole.")
        return said


def find_files(sources: Iterable[Path]) -> list[Path]:
    """The files that the sources name: a file itself, a folder's files by name, hidden and lock files left out.

    Raises ``WorkbenchError`` for a source that is missing or may not be read.
    """
    found: list[Path] = []
    for source in sources:
        try:
            if source.is_dir():
                inside = sorted(path for path in source.iterdir() if path.is_file() and _wanted(path))
                if not inside:
                    raise WorkbenchError(f"The folder {source} holds no files: name the folder of the extract.")
                found += inside
            elif source.is_file():
                found.append(source)
            elif source.exists():
                raise WorkbenchError(f"{source} is neither a file nor a folder: name the extract's files.")
            else:
                raise WorkbenchError(f"There is no file or folder {source}: check the name.")
        except PermissionError:
            raise WorkbenchError(_unreadable(source)) from None
    return list(dict.fromkeys(found))


def describe(path: Path) -> SourceFile:
    """Size and SHA-256 of any file. Raises ``WorkbenchError`` where it is empty or cannot be read."""
    digest = hashlib.sha256()
    size = 0
    for block in _blocks(path):
        digest.update(block)
        size += len(block)
    if not size:
        raise WorkbenchError(_empty(path))
    return SourceFile(shown_name(path), path, size, digest.hexdigest())


def shown_name(path: Path) -> str:
    """A file's name as text that can be printed and stored, whatever bytes it is made of."""
    return os.fsencode(path.name).decode("utf-8", errors="replace")


def examine_text(path: Path) -> TextSource:
    """Look through a text file once: size, SHA-256, encoding.

    UTF-8 with or without a byte order mark, UTF-16 with one, and Windows-1252 are read. Raises
    ``WorkbenchError`` for a file that is empty, cut off inside a character, binary, or cannot be read.
    """
    stamp = _stamp(path)
    name = shown_name(path)
    digest = hashlib.sha256()
    bytes_seen = BytesSeen()
    size, tail = 0, b""
    for block in _blocks(path):
        digest.update(block)
        bytes_seen.look(block)
        size += len(block)
        tail = (tail + block)[-_TAIL:]
    if bytes_seen.blank:
        raise WorkbenchError(_empty(path))
    return TextSource(SourceFile(name, path, size, digest.hexdigest()), bytes_seen.encoding(name), tail, stamp)


def unchanged(source: TextSource) -> None:
    """Refuse a file that was written to since it was looked through."""
    if _stamp(source.path) != source.stamp:
        raise WorkbenchError(f"{source.name} changed while it was being read: load it again when it is complete.")


def _blocks(path: Path) -> Iterable[bytes]:
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                yield block
    except PermissionError:
        raise WorkbenchError(_unreadable(path)) from None
    except FileNotFoundError:
        raise WorkbenchError(f"There is no file {path}: check the name.") from None
    except OSError as problem:
        raise WorkbenchError(f"{path} could not be read ({problem.strerror}): copy it again.") from None


def _stamp(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except FileNotFoundError:
        raise WorkbenchError(f"There is no file {path}: check the name.") from None
    except OSError:
        raise WorkbenchError(_unreadable(path)) from None
    return status.st_size, status.st_mtime_ns


def _wanted(path: Path) -> bool:
    return not path.name.startswith((".", "~$"))


def _empty(path: Path) -> str:
    return f"{path.name} is empty: fetch the file again, or leave it out."


def _unreadable(path: Path) -> str:
    return f"{path} may not be read by this account: ask for permission to read it."
