"""Values of a mapped report, column by column: what suppliers write, to what the native tables expect.

Dates become ``YYYY-MM-DD`` (with a time only where one is given that is not midnight), codes the native ones. What
cannot be read stays as it was written, so that the check names it in its sentence.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from caseworkbench.extracts.clean import BAD as NO_DATE
from caseworkbench.extracts.clean import as_text, read_moment
from caseworkbench.extracts.mapping import Codes, Heading
from caseworkbench.extracts.wording import PREFIX, fold_code, without_prefix

_EMPTY = frozenset({"null", "none", "nan", "nat", "n/a", "#n/a", "-", "--", "."})
"""How report writers and spreadsheets write a value that is not there."""

_SERIAL = re.compile(r"\d{5}(?:\.\d+)?", re.ASCII)
_SERIALS = (10_000, 80_000)
"""Excel day numbers taken for dates: 1927 to 2119, days since 30 December 1899 (the 1900 system)."""
_EPOCH = datetime(1899, 12, 30)
_NAMED_MONTH = re.compile(
    r"(?:[a-z]{3,9},? +)?(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?,?[ -](\d{4}|\d{2})"
    r"(?: +(\d{1,2}):(\d{2})(?::(\d{2}))?)?",
    re.IGNORECASE | re.ASCII,
)
_DOTS = re.compile(r"(\d{1,2})[.-](\d{1,2})[.-](\d{4})(.*)", re.ASCII)
_WITH_ZONE = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:[ T]00:00(?::00(?:\.0+)?)?)? ?(?:Z|[+-]\d{2}(?::?\d{2})?)", re.IGNORECASE | re.ASCII
)
"""A day as schemas of XML and some databases write it. With a time of day it could be the next day here: no date."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "sept",
)  # fmt: skip


class Column:
    """The values of one heading, read. ``unreadable``: rows whose value is none of its kind."""

    def __init__(self, values: Sequence[str | None], unreadable: frozenset[int] = frozenset()) -> None:
        self.values = values
        self.unreadable = unreadable


def read_column(heading: Heading, cells: Iterable[object]) -> Column:
    """Read a column by its heading's kind. Unknown codes and words are kept as they were written."""
    remembered: dict[Any, tuple[str | None, bool]] = {}
    values: list[str | None] = []
    unreadable: list[int] = []
    for row, cell in enumerate(cells):
        # True and 1.0 are equal, and mean different things; text is equal to text alone
        key = cell if cell.__class__ is str else (cell.__class__, cell)
        result = remembered.get(key)
        if result is None:
            result = remembered[key] = _read(heading, cell)
        values.append(result[0])
        if not result[1]:
            unreadable.append(row)
    return Column(values, frozenset(unreadable))


def _read(heading: Heading, cell: object) -> tuple[str | None, bool]:
    text = plain(cell)
    if text is None:
        said = as_text(cell) if heading.codes is not None else None
        # NONE is the national code for no disability: a word that the codes know is no empty cell
        return (heading.codes.words.get(fold_code(said)) if said and heading.codes else None), True
    if heading.kind == "date":
        found = read_date(cell)
        return (text, False) if found is None else (found, True)
    if heading.kind == "text":
        return text, True
    if heading.kind == "code" and heading.codes is not None:
        found = read_code(heading.codes, text)
        return found, True
    words = without_prefix(text)
    if heading.pattern is not None:
        match = heading.pattern.search(words)
        return (match[0].strip() if match else words), True
    return words, True


def plain(cell: object) -> str | None:
    """A cell as trimmed text; None where it is empty or says that there is nothing."""
    text = as_text(cell)
    return None if text is None or text.casefold() in _EMPTY else text


def read_date(cell: object) -> str | None:
    """A date cell, a day number or a text as ISO text, with its time unless that is midnight; None if it is no date.

    Texts: ``2018-09-21``, ``21/09/2018``, ``21.09.2018``, ``21-09-2018`` (day first), ``21 Sep 2018``, ``21-Sep-18``.
    """
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return _from_serial(float(cell))
    moment = read_moment(cell)
    if moment is NO_DATE and isinstance(cell, str):
        text = " ".join(cell.split())
        if _SERIAL.fullmatch(text):
            return _from_serial(float(text))
        moment = _read_other(text)
    if moment is None or not isinstance(moment, tuple):
        return None
    day, clock = moment
    return day if clock in (None, "00:00:00") else f"{day} {clock}"


def _from_serial(number: float) -> str | None:
    if not _SERIALS[0] <= number < _SERIALS[1]:
        return None
    moment = _EPOCH + timedelta(days=int(number), seconds=round((number % 1) * 86_400))
    return moment.date().isoformat() if number.is_integer() else moment.isoformat(" ", "seconds")


def _read_other(text: str) -> object:
    dots = _DOTS.fullmatch(text)
    if dots:
        return read_moment(f"{dots[1]}/{dots[2]}/{dots[3]}{dots[4]}")
    zoned = _WITH_ZONE.fullmatch(text)
    if zoned:
        return read_moment(zoned[1])
    named = _NAMED_MONTH.fullmatch(text)
    if not named:
        return NO_DATE
    month = named[2].casefold()
    if month not in _MONTHS and month not in _FULL_MONTHS:
        return NO_DATE
    year = int(named[3])
    if year < 100:
        year += 2000 if year < 50 else 1900  # Excel writes 21-Sep-18; nobody in these lists was born before 1950
    try:
        day = date(year, _MONTHS.index(month[:3]) + 1, int(named[1])).isoformat()
    except ValueError:
        return NO_DATE
    return read_moment(f"{day} {named[4]}:{named[5]}:{named[6] or '00'}") if named[4] else (day, None)


def read_code(codes: Codes, text: str) -> str | None:
    """The native code that a value stands for: by its words, else by its letter; else the value as written, or
    None where the list drops others.

    ``Yes - plan agreed`` counts as ``Yes``; with ``inside``, known words anywhere in the value do. None where the
    value says that nothing is known.
    """
    words = fold_code(without_prefix(text))
    for form in (fold_code(text), words):
        if form in codes.empty:
            return None
        if form in codes.words:
            return codes.words[form]
    if codes.exact:
        return None if codes.drops else text
    padded = f" {words} "
    best = ""
    for known in codes.words:
        at = padded.find(f" {known} ")
        if (at == 0 or (at > 0 and codes.inside)) and len(known) > len(best):
            best = known
    if any(padded.startswith(f" {word} ") and len(word) > len(best) for word in codes.empty if word):
        return None
    if best:
        return codes.words[best]
    match = PREFIX.match(text)
    other = None if codes.drops else text
    return codes.letters.get(match[1].casefold(), other) if match else other
