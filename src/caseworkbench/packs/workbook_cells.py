"""Writing single cells of the workbook: values as what they are, text as text whatever it looks like."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

FIRST_DATE = dt.date(1900, 3, 1)
"""Excel's calendar is wrong before this day; an earlier date is written in words."""
LINE_POINTS = 13.5
TITLE_POINTS, HEAD_POINTS, MOST_POINTS = 22.0, 28.0, 400.0
"""How high rows are; Excel allows 409."""
CELL_LETTERS = 32_000
"""A cell holds 32,767 letters."""
NUMBERS = {
    "percent": "0.0 %",
    "count": "#,##0",
    "rate_per_10000": "#,##0.0",
    "average": "#,##0.0",
    "whole": "#,##0",
    "parts": "#,##0.0",
    "date": "ddd dd mmm yyyy",
    "month": "mmm yyyy",
}
"""What a number is -> how Excel shows it."""
FILLS: dict[str, dict[str, object]] = {
    "green": {"bg_color": "#D5EFD9"},
    "amber": {"bg_color": "#FFEFC2"},
    "red": {"bg_color": "#F9D3D3"},
    "head": {
        "bg_color": "#E4E7EA",
        "bold": True,
        "text_wrap": True,
        "valign": "bottom",
        "border": 1,
        "border_color": "#777777",
    },
    "bold": {"bold": True},
    "title": {"bold": True, "font_size": 16, "border": 0},
    "quiet": {"font_color": "#444444", "border": 0},
    "said": {"text_wrap": True, "border": 0},
    "written": {"text_wrap": True, "border": 0, "bold": True},
    "written_line": {"bold": True, "border": 0},
    "better": {"font_color": "#00591B", "bold": True},
    "worse": {"font_color": "#9A0010", "bold": True},
    "wrap": {"text_wrap": True},
    "link": {"font_color": "#0B3C6F", "underline": 1, "text_wrap": True},
    "": {},
}
_COMMON: dict[str, object] = {
    "font_name": "Arial",
    "font_size": 10,
    "valign": "top",
    "border": 1,
    "border_color": "#BBBBBB",
}
_HOSTILE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)


def cell_text(text: str) -> str:
    """Text that a cell shows as it is: control and reordering characters visible, cut to what a cell holds."""
    shown = _HOSTILE.sub(lambda match: _visible(ord(match.group())), text.replace("\r\n", "\n"))
    return shown if len(shown) <= CELL_LETTERS else shown[:CELL_LETTERS] + "…"


def _visible(code: int) -> str:
    return chr(0x2400 + code) if code < 0x20 else f"<{code:04X}>"


class Cells:
    """Writes cells into the sheets of one workbook; each combination of styles is made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._formats: dict[tuple[str, str], Format] = {}

    def style(self, number: str = "", fill: str = "") -> Format:
        """The format for a kind of number with a style of FILLS."""
        found = self._formats.get((number, fill))
        if found is None:
            properties: dict[str, Any] = {**_COMMON, **FILLS[fill]}
            if number:
                properties["num_format"] = NUMBERS[number]
            if number == "date":
                properties["align"] = "right"
            found = self._formats[number, fill] = self._book.add_format(properties)
        return found

    def put(self, sheet: Worksheet, row: int, column: int, value: object, number: str = "", fill: str = "") -> None:
        """A value: a number with its format, a date, anything else as text; None is an empty cell."""
        if value is None or value == "":
            sheet.write_blank(row, column, None, self.style(number, fill))
        elif isinstance(value, bool):
            sheet.write_string(row, column, "yes" if value else "no", self.style("", fill))
        elif isinstance(value, int | float):
            shown = value / 100 if number == "percent" else value
            sheet.write_number(row, column, shown, self.style(number or "whole", fill))
        elif isinstance(value, dt.date) and value >= FIRST_DATE:
            at = dt.datetime(value.year, value.month, value.day)
            sheet.write_datetime(row, column, at, self.style(number or "date", fill))
        elif isinstance(value, dt.date):
            sheet.write_string(row, column, value.isoformat(), self.style("", fill))
        else:
            sheet.write_string(row, column, cell_text(str(value)), self.style("", fill))

    def lead(
        self, sheet: Worksheet, row: int, column: int, value: object, number: str, fill: str, to: str, tip: str
    ) -> None:
        """A value as ``put`` writes it that leads to a place of the workbook. ``tip``: what is there, in words."""
        sheet.write_url(row, column, f"internal:{to}", self.style(number, fill), "", cell_text(tip)[:255])
        self.put(sheet, row, column, value, number, fill)

    def link(self, sheet: Worksheet, row: int, column: int, to: str, words: str) -> None:
        """Words that lead to the top of another sheet."""
        sheet.write_url(row, column, f"internal:{quoted(to)}!A1", self.style("", "link"), cell_text(words)[:255])


def lines_of(text: str, letters: float) -> int:
    """How many lines a text takes in a cell that wraps, so many letters wide."""
    return sum(1 + int(len(line) * 1.1 / letters) for line in text.split("\n")) if text else 1


def quoted(sheet: str) -> str:
    """A sheet's name as references want it."""
    return "'" + sheet.replace("'", "''") + "'"
