"""Reading Excel workbooks: the sheets as rows of values, or one sentence on why a file cannot be read.

A workbook is a zip file from outside, so it is looked through before anything unpacks it: how large it says it is,
whether its parts are whole, and how many cells a sheet would take in memory.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING

from caseworkbench.errors import WorkbenchError

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

SUFFIXES = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})
"""Endings of the files that are read as workbooks."""

LARGEST = 2 << 30
"""Bytes that a workbook may unpack to."""
LARGEST_RATIO = 150
"""How many times its own size a workbook of more than ``SMALL`` bytes may unpack to (sheets of text come to 40)."""
SMALL = 64 << 20
MOST_CELLS = 60_000_000
"""Cells of the rectangle that one sheet spans: a stray cell in the last row and column would span 17 billion."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_BLOCK = 1 << 20
_CELL = re.compile(rb' r="([A-Z]{1,3})(\d{1,7})"')
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True)
class Sheet:
    """One sheet: ``rows`` begin at the sheet's first row and column; values are text, float, bool, date, datetime."""

    name: str
    rows: list[list[object]]


def is_stray(path: Path) -> bool:
    """Whether a file that is not called a workbook is none though its body begins as one: a letter, an archive."""
    if path.suffix.lower() in SUFFIXES or not is_workbook(path):
        return False
    try:
        with path.open("rb") as file:
            if file.read(4) != _ZIP:
                return not (_holds(file, _ENCRYPTED) or _holds(file, "Workbook".encode("utf-16-le")))
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            spreadsheet = "mimetype" in names and b"spreadsheet" in archive.read("mimetype")[:200]
            return not (spreadsheet or "xl/workbook.xml" in names or "xl/workbook.bin" in names)
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        return True


def is_workbook(path: Path) -> bool:
    """Whether a file is to be read as a workbook: by its ending, or because its body is one."""
    if path.suffix.lower() in SUFFIXES:
        return True
    if path.suffix.lower() in {".csv", ".txt", ".xml"}:
        return False
    try:
        with path.open("rb") as file:
            return file.read(8).startswith((_ZIP, _OLE))
    except OSError:
        return False


class Workbook:
    """An open workbook. Sheets are read one at a time, when asked for.

    Raises ``WorkbenchError``: empty, password-protected, no workbook, truncated, or unpacking to too much.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._book = _open(path)

    @property
    def sheet_names(self) -> list[str]:
        """The sheets in their order; charts and macros are none."""
        return [sheet.name for sheet in self._book.sheets_metadata if str(sheet.typ).endswith("WorkSheet")]

    def sheet(self, name: str) -> Sheet:
        """One sheet with all its rows, as they are numbered in Excel."""
        try:
            rows = self._book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        except BaseException as problem:
            if not _is_reader_fault(problem):
                raise
            raise WorkbenchError(
                f"The sheet '{name}' of {self.path.name} cannot be read: open the workbook in Excel, save it again "
                "as .xlsx and load that."
            ) from None
        return Sheet(name, [list(row) for row in rows])

    def close(self) -> None:
        """Let go of the file."""
        self._book.close()


def _open(path: Path) -> "CalamineWorkbook":
    from python_calamine import CalamineWorkbook, PasswordError

    try:
        _look_through(path)
    except PermissionError:
        raise WorkbenchError(f"{path} may not be read by this account: ask for permission to read it.") from None
    except OSError as problem:
        raise WorkbenchError(f"{path} could not be read ({problem.strerror}): copy it again.") from None
    try:
        if path.suffix.lower() == ".xls" and _starts_with(path, _ZIP):  # a new workbook under the old ending
            return CalamineWorkbook.from_filelike(BytesIO(path.read_bytes()))
        return CalamineWorkbook.from_path(str(path))
    except PasswordError:
        raise WorkbenchError(_protected(path)) from None
    except BaseException as problem:
        if not _is_reader_fault(problem):
            raise
        raise WorkbenchError(
            f"{path.name} cannot be read as a workbook: open it in Excel, save it again as .xlsx and load that."
        ) from None


def _is_reader_fault(problem: BaseException) -> bool:
    """Whether the workbook library gave up on the file (it can also panic, which is no ``Exception``)."""
    return isinstance(problem, Exception) or type(problem).__name__ == "PanicException"


def _look_through(path: Path) -> None:
    with path.open("rb") as file:
        start = file.read(8)
        if not start:
            raise WorkbenchError(f"{path.name} is empty: fetch the file again, or leave it out.")
        if start == _OLE:
            if _holds(file, _ENCRYPTED):
                raise WorkbenchError(_protected(path))
            return
        if start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
            raise WorkbenchError(
                f"{path.name} is a web page or XML that Excel can show, not a workbook: open it in Excel, save it as "
                ".xlsx or CSV and load that."
            )
        if not start.startswith(_ZIP):
            raise WorkbenchError(
                f"{path.name} is not a workbook, whatever its ending says: save the report as .xlsx or CSV and load "
                "that."
            )
    try:
        with zipfile.ZipFile(path) as archive:
            _refuse_bombs(path, archive)
            _refuse_damage(path, archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
        raise WorkbenchError(
            f"{path.name} is damaged or cut off: fetch the file again, and load it when it is complete."
        ) from None


def _refuse_bombs(path: Path, archive: zipfile.ZipFile) -> None:
    """By the sizes that the zip directory declares; ``_refuse_damage`` holds the parts to what they declared."""
    declared = sum(part.file_size for part in archive.infolist())
    packed = max(path.stat().st_size, 1)
    if declared > LARGEST or (declared > SMALL and declared > LARGEST_RATIO * packed):
        raise WorkbenchError(
            f"{path.name} would unpack to {declared / 1e6:,.0f} MB from {packed / 1e6:,.1f} MB, which no report does: "
            "it was not opened. Ask where it came from, or save the lists as CSV."
        )


def _refuse_damage(path: Path, archive: zipfile.ZipFile) -> None:
    names = set(archive.namelist())
    if "xl/workbook.xml" not in names and "xl/workbook.bin" not in names and "content.xml" not in names:
        raise WorkbenchError(
            f"{path.name} is a zip file but no workbook: unpack it, and load the files that are in it."
        )
    for part in archive.infolist():
        if part.flag_bits & 1:
            raise WorkbenchError(_protected(path))
        widest = deepest = 0
        with archive.open(part) as stream:
            is_sheet = part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml")
            for block in _blocks(stream):  # reading to the end compares size and checksum
                if is_sheet:
                    cells = _CELL.findall(block)
                    if cells:
                        deepest = max(deepest, int(cells[0][1]), int(cells[-1][1]))
                        widest = max(widest, *(_column_number(name) for name in {name for name, _ in cells}))
        if widest * deepest > MOST_CELLS:
            raise WorkbenchError(
                f"A sheet of {path.name} has a cell in row {deepest:,}, column {widest:,}, so that reading it would "
                "take more memory than any report needs: delete the stray cells, or save the list as CSV."
            )


def _starts_with(path: Path, mark: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(mark)) == mark


def _blocks(stream: IO[bytes]) -> Iterator[bytes]:
    kept = b""
    while block := stream.read(_BLOCK):
        yield kept + block
        kept = block[-24:]


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _holds(file: IO[bytes], mark: bytes) -> bool:
    file.seek(0)
    return any(mark in block for block in _blocks(file))


def _protected(path: Path) -> str:
    return f"{path.name} is protected with a password: open it in Excel, save it without the password and load that."
