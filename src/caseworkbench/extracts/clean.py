"""Values as people and systems write them, to values as the store keeps them.

Everything works on whole columns, with one dictionary per kind of value that remembers what each distinct text
came to: a column of a million dates holds a few thousand different ones.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from caseworkbench.extracts.native_tables import Column

BAD = object()
"""What a remembered value came to when it is none of its kind."""

_MOMENT = re.compile(
    r"(?:(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})|(?P<d2>\d{1,2})/(?P<m2>\d{1,2})/(?P<y2>\d{4}))"
    r"(?:(?: |[Tt]| [Tt] )(?P<H>\d{1,2}):(?P<M>\d{2})(?::(?P<S>\d{2})(?:\.\d+)?)?)?",
    re.ASCII,
)
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
_WHOLE = re.compile(r"\+?(\d{1,9})(?:\.0*)?", re.ASCII)
_LETTER = re.compile(r"[a-z]\) ?")
_FLAGS = {"y": "Y", "yes": "Y", "true": "Y", "1": "Y", "n": "N", "no": "N", "false": "N", "0": "N"}


def as_text(value: object) -> str | None:
    """A value as text: trimmed, any run of spaces (non-breaking ones too) one space; None where nothing is left.

    Whole numbers that a workbook keeps as floats lose their ``.0``; dates become ISO text.
    """
    if value is None:
        return None
    if isinstance(value, str):
        return " ".join(value.split()) or None
    if isinstance(value, bool):
        return "Y" if value else "N"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    return " ".join(str(value).split()) or None


_TOTAL = re.compile(
    r"(?:(?:grand|sub|overall)[ -]?)?totals?(?: *[:=(–-].*| +(?:number|count|of|records|rows|children|cases)\b.*)?",
    re.IGNORECASE | re.ASCII,
)


def is_total(text: str) -> bool:
    """Whether a text is how a line of totals under a list begins: ``Total``, ``Grand total: 29``."""
    return "otal" in text.lower() and _TOTAL.fullmatch(text.strip()) is not None


_ODD_SPACE = re.compile("[\x85\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")


def text_column(values: Sequence[object]) -> tuple[Sequence[str | None], bool]:
    """A column of identifiers, names or free words, each as ``as_text`` gives it; and whether any is empty.

    A column that is tidy already (most are) is recognised by a few searches over the joined text.
    """
    try:
        joined = "\n".join(values)  # type: ignore[arg-type]
    except TypeError:
        texts = [as_text(value) for value in values]
        return texts, None in texts
    if not _is_tidy(joined, len(values)):
        texts = [" ".join(value.split()) or None for value in values]  # type: ignore[attr-defined]
        return texts, None in texts
    if "\n\n" in joined or joined[:1] in ("", "\n") or joined.endswith("\n"):
        return [value or None for value in values], True  # type: ignore[misc]
    return values, False  # type: ignore[return-value]


def _is_tidy(joined: str, count: int) -> bool:
    """Whether values joined by line feeds hold no space at an end, no double one, and no odd one."""
    if joined.count("\n") != count - 1:
        return False
    if " " in joined and (
        "  " in joined or "\n " in joined or " \n" in joined or joined[0] == " " or joined[-1] == " "
    ):
        return False
    if joined.isascii():
        return not any(odd in joined for odd in "\t\r\x0b\x0c\x1c\x1d\x1e\x1f")
    return not any(odd in joined for odd in "\t\r\x0b\x0c\x1c\x1d\x1e\x1f\xa0") and not _ODD_SPACE.search(joined)


_MOST_REMEMBERED = 500_000


class Remembered(dict[Any, Any]):
    """What each distinct value came to; and whether any was none of the kind (``bad``), or ``empty``."""

    def __init__(self) -> None:
        super().__init__()
        self.bad = False
        self.empty = False

    def __missing__(self, value: object) -> object:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        result = self.read(value)
        if result is BAD:
            self.bad = True
        elif result is None:
            self.empty = True
        self[value] = result
        return result

    def read(self, value: object) -> object:
        """What one value comes to."""
        raise NotImplementedError


class Moments(Remembered):
    """Any value to its date and time of day, each None where it has none; BAD where it is no date."""

    def read(self, value: object) -> object:
        """The moment of one value."""
        moment = read_moment(value)
        if moment is BAD:
            self.bad = True
            return BAD, None
        if moment is None:
            self.empty = True
            return None, None
        return moment


class Dates(Remembered):
    """Any value to its date as ``YYYY-MM-DD``; None where empty; BAD where it is no date of the calendar."""

    def read(self, value: object) -> object:
        """The date of one value, day first, whatever time follows it."""
        moment = read_moment(value)
        return moment if moment is BAD or moment is None else moment[0]  # type: ignore[index]


class Codes(Remembered):
    """Any value to the code of one column."""

    def __init__(self, column: Column) -> None:
        super().__init__()
        self.column = column

    def read(self, value: object) -> object:
        """Lower case (upper where the column says so); underscores where the codes are a fixed list."""
        text = as_text(value)
        if text is None:
            return None
        if self.column.upper:
            return text.upper()
        code = text.lower()
        if not self.column.codes:
            return code
        code = re.sub(r"[\s_-]+", "_", code)
        if code in self.column.codes:
            return code
        return BAD if self.column.decides else text


class Flags(Remembered):
    """Any value to ``Y`` or ``N``; words that are neither are BAD where the flag decides a figure."""

    def __init__(self, column: Column) -> None:
        super().__init__()
        self.column = column

    def read(self, value: object) -> object:
        """Y or N from yes/no, true/false, 1/0, with or without Annex A's letter."""
        text = as_text(value)
        if text is None:
            return None
        flag = _FLAGS.get(_LETTER.sub("", text.lower(), count=1))
        return flag or (BAD if self.column.decides else text)


class Numbers(Remembered):
    """Any value to a number, a whole one where the column is of kind ``whole``."""

    def __init__(self, column: Column) -> None:
        super().__init__()
        self.column = column

    def read(self, value: object) -> object:
        """A number written plainly: no percent signs, no thousands commas."""
        text = as_text(value)
        if text is None:
            return None
        if self.column.kind == "whole":
            whole = _WHOLE.fullmatch(text)
            if whole:
                return int(whole[1])
        elif _NUMBER.fullmatch(text) and (self.column.least is None or float(text) >= self.column.least):
            return float(text)
        return BAD if self.column.decides else text


def read_moment(value: object) -> object:
    """One value as (date, time or None), None where empty, BAD where it is no date.

    ``2018-09-21`` or ``21/09/2018`` (always day first), then perhaps ``14:05`` or ``14:05:30`` after a space
    or ``T``.
    """
    if isinstance(value, datetime):
        clock = value.time().replace(microsecond=0, tzinfo=None)
        return value.date().isoformat(), (clock.isoformat() if clock != time() else None)
    if isinstance(value, date):
        return value.isoformat(), None
    text = as_text(value)
    if text is None:
        return None
    match = _MOMENT.fullmatch(text)
    if not match:
        return BAD
    try:
        day = date(int(match["y"] or match["y2"]), int(match["m"] or match["m2"]), int(match["d"] or match["d2"]))
        if match["H"] is None:
            return day.isoformat(), None
        return day.isoformat(), time(int(match["H"]), int(match["M"]), int(match["S"] or 0)).isoformat()
    except ValueError:
        return BAD
