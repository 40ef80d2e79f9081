"""Finding the files of a load, and looking through each once: size, digest, encoding, and whether it is whole."""

import codecs
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from caseworkbench.errors import WorkbenchError
from caseworkbench.extracts.rows import SourceFile

_BLOCK = 1 << 20
_TAIL = 1 << 20
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\x0b\x0c\x1b"))
_KNOWN_BODIES = (
    (b"PK\x03\x04", "a workbook or another zip file"),
    (b"\xd0\xcf\x11\xe0", "an old-style or password-protected workbook"),
    (b"%PDF", "a PDF document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"SQLite format 3", "a database"),
)


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
    return SourceFile(path.name, path, size, digest.hexdigest())


def examine_text(path: Path) -> TextSource:
    """Look through a text file once: size, SHA-256, encoding.

    UTF-8 with or without a byte order mark, UTF-16 with one, and Windows-1252 are read. Raises
    ``WorkbenchError`` for a file that is empty, cut off inside a character, binary, or cannot be read.
    """
    stamp = _stamp(path)
    digest = hashlib.sha256()
    utf8 = codecs.getincrementaldecoder("utf-8")()
    is_utf8, has_nul, blank, size, tail, head = True, False, True, 0, b"", b""
    for block in _blocks(path):
        digest.update(block)
        head = head or block
        size += len(block)
        tail = (tail + block)[-_TAIL:]
        blank = blank and not block.strip()
        has_nul = has_nul or b"\0" in block
        if is_utf8:
            try:
                utf8.decode(block)
            except UnicodeDecodeError:
                is_utf8 = False
    if blank or not head.lstrip(codecs.BOM_UTF8).strip():
        raise WorkbenchError(_empty(path))
    cut_inside = is_utf8 and bool(utf8.getstate()[0])
    encoding = _encoding(path, head, is_utf8 and not cut_inside, has_nul)
    if cut_inside and encoding == "cp1252" and _multibyte(path):
        raise WorkbenchError(f"{path.name} ends inside a character: it looks cut off, fetch the file again.")
    return TextSource(SourceFile(path.name, path, size, digest.hexdigest()), encoding, tail, stamp)


def unchanged(source: TextSource) -> None:
    """Refuse a file that was written to since it was looked through."""
    if _stamp(source.path) != source.stamp:
        raise WorkbenchError(f"{source.name} changed while it was being read: load it again when it is complete.")


def _encoding(path: Path, head: bytes, is_utf8: bool, has_nul: bool) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    for start, what in _KNOWN_BODIES:
        if head.startswith(start):
            raise WorkbenchError(f"{path.name} is {what}, not a CSV file: save it as CSV (UTF-8) and load that.")
    sample = head[:65536]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if has_nul or controls > len(sample) // 20:
        raise WorkbenchError(f"{path.name} is not text: save it as CSV (UTF-8) and load that.")
    if is_utf8:
        return "utf-8-sig"
    if not _is_windows_1252(path):
        raise WorkbenchError(
            f"{path.name} is neither UTF-8 nor Windows-1252 text: save it as CSV (UTF-8) and load that."
        )
    return "cp1252"


def _is_windows_1252(path: Path) -> bool:
    undefined = bytes([0x81, 0x8D, 0x8F, 0x90, 0x9D])
    return all(len(block) == len(block.translate(None, undefined)) for block in _blocks(path))


def _multibyte(path: Path) -> bool:
    """Whether a file that is UTF-8 but for its end holds a character that only UTF-8 explains."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    return any(not decoder.decode(block).isascii() for block in _blocks(path))


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
