"""What the bytes of a text file say about its encoding, and whether they are text at all."""

import codecs

from caseworkbench.errors import WorkbenchError

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\x0b\x0c\x1b"))
_NOT_IN_WINDOWS_1252 = bytes([0x81, 0x8D, 0x8F, 0x90, 0x9D])
_LONGEST_LINE = 16 << 20
_KNOWN_BODIES = (
    (b"PK\x03\x04", "a workbook or another zip file"),
    (b"\xd0\xcf\x11\xe0", "an old-style or password-protected workbook"),
    (b"%PDF", "a PDF document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"SQLite format 3", "a database"),
)
_PAGES = (b"<!doctype html", b"<html", b"<table", b"<head", b"<body")
"""How a web page begins, in lower case: many a system saves one where it says that it saves a table."""


def known_body(start: bytes) -> str | None:
    """What a file is that begins so, where that is something else than text."""
    return next((what for begins, what in _KNOWN_BODIES if start.startswith(begins)), None)


class BytesSeen:
    """Collects what speaks for one encoding or another while a file goes by in blocks."""

    def __init__(self) -> None:
        self.blank = True
        self._head = b""
        self._has_nul = False
        self._in_windows_1252 = True
        self._line = 0
        self._too_long = False
        self._utf8: codecs.IncrementalDecoder | None = codecs.getincrementaldecoder("utf-8-sig")()
        self._utf16: codecs.IncrementalDecoder | None = codecs.getincrementaldecoder("utf-16")()
        self._is_utf16 = False
        self._beyond_ascii = False

    def look(self, block: bytes) -> None:
        """Take in the next block of the file."""
        if not self._head:
            self._head = block
            self._is_utf16 = block.startswith(_UTF16_MARKS)
        if self._is_utf16:
            self._look_at_utf16(block)
            return
        self._has_nul = self._has_nul or b"\0" in block
        self._measure_line(block)
        if self._utf8 is not None:
            try:
                text = self._utf8.decode(block)
            except UnicodeDecodeError:
                self._utf8 = None
            else:
                self.blank = self.blank and not text.strip()
                self._beyond_ascii = self._beyond_ascii or not text.isascii()
        if self._utf8 is None:
            self.blank = self.blank and not block.strip()
            defined = len(block.translate(None, _NOT_IN_WINDOWS_1252)) == len(block)
            self._in_windows_1252 = self._in_windows_1252 and defined

    def encoding(self, name: str) -> str:
        """What to open the file with. Raises ``WorkbenchError`` where it is not text, or cut off in a character."""
        if self._is_utf16:
            if self._utf16 is None or self._utf16.getstate()[0]:
                raise WorkbenchError(
                    f"{name} begins as UTF-16 text and does not go on as such: it looks cut off or damaged, fetch it "
                    "again."
                )
            return "utf-16"
        what = known_body(self._head)
        if what is not None:
            raise WorkbenchError(f"{name} is {what}, not a CSV file: save it as CSV (UTF-8) and load that.")
        begins = self._head[:200].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
        if begins.startswith(b"<?xml"):
            raise WorkbenchError(f"{name} is XML, not a CSV file: give it the ending .xml and load that.")
        if begins.startswith(_PAGES):
            raise WorkbenchError(
                f"{name} is a web page, not a CSV file: open it in Excel, save it as CSV (UTF-8) and load that."
            )
        sample = self._head[:65536]
        controls = len(sample) - len(sample.translate(None, _CONTROLS))
        if self._has_nul or controls > len(sample) // 20 or self._too_long:
            raise WorkbenchError(f"{name} is not text in lines: save it as CSV (UTF-8) and load that.")
        if self._utf8 is not None and not self._utf8.getstate()[0]:
            return "utf-8-sig"
        if self._utf8 is not None and self._beyond_ascii:
            raise WorkbenchError(f"{name} ends inside a character: it looks cut off, fetch the file again.")
        if not self._in_windows_1252:
            raise WorkbenchError(
                f"{name} is neither UTF-8 nor Windows-1252 text: save it as CSV (UTF-8) and load that."
            )
        return "cp1252"

    def _look_at_utf16(self, block: bytes) -> None:
        if self._utf16 is None:
            return
        try:
            text = self._utf16.decode(block)
            self.blank = self.blank and not text.strip()
        except UnicodeDecodeError:
            self._utf16, self.blank = None, False

    def _measure_line(self, block: bytes) -> None:
        """A file without line ends is no table, and would have to be held in memory whole."""
        first, last = max(block.find(b"\n"), block.find(b"\r")), max(block.rfind(b"\n"), block.rfind(b"\r"))
        self._too_long = self._too_long or self._line + (len(block) if first < 0 else first) > _LONGEST_LINE
        self._line = self._line + len(block) if last < 0 else len(block) - last
