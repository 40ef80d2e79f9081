"""Who the children are: any figure by sex, ethnicity, disability or age, as the children's extract has them."""

import sqlite3
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from caseworkbench.calendar.days import NEVER, Days, from_iso
from caseworkbench.calendar.months import whole_months
from caseworkbench.clocks.columns import NO_CODE, Codes
from caseworkbench.workbench.clock_book import ClockBook

NOT_KNOWN = "Not known"
AGE_BANDS = ("Unborn", "Under 1", "1 to 4", "5 to 9", "10 to 15", "16 to 17", "18 and over")
"""The age bands of the Department for Education's children in need statistics, with those over 17 and the unborn."""

_BAND_STARTS = (0, 1, 5, 10, 16, 18)
_WORDS = {
    "sex": {"m": "Male", "male": "Male", "1": "Male", "f": "Female", "female": "Female", "2": "Female"},
    "disability": {"y": "Yes", "yes": "Yes", "n": "No", "no": "No"},
}
_UNKNOWN = {"", "u", "unknown", "not known", "nobt", "0"}


@dataclass(frozen=True)
class _Column:
    codes: Codes
    labels: list[str]


class Characteristics:
    """The characteristics of the children whose codes clocks and rows carry."""

    def __init__(self, connection: sqlite3.Connection, book: ClockBook) -> None:
        self._connection = connection
        self._book = book
        self._columns: dict[str, _Column] = {}

    def of(self, kind: str, children: Codes, day: int) -> Codes:
        """The code of each child's characteristic on the day; NO_CODE where it is not known."""
        if kind == "age":
            return self._age(children, day)
        known = self._column(kind).codes
        return _looked_up(known, children, NO_CODE)

    def label(self, kind: str, code: int) -> str:
        """A characteristic in words."""
        if code == NO_CODE:
            return NOT_KNOWN
        return AGE_BANDS[code] if kind == "age" else self._column(kind).labels[code]

    def _age(self, children: Codes, day: int) -> Codes:
        born = _looked_up(self._births, children, NEVER)
        bands = np.full(len(children), NO_CODE, dtype=np.int32)
        alive = born <= day
        years = whole_months(born[alive], np.full(int(alive.sum()), day, dtype=np.int32)) // 12
        bands[alive] = np.searchsorted(_BAND_STARTS, years, side="right")
        bands[(born > day) & (born != NEVER)] = 0
        return bands

    @cached_property
    def _births(self) -> Days:
        rows = self._connection.execute(
            "SELECT child_id, COALESCE(date_of_birth, expected_date_of_birth) FROM children"
        )
        born = dict(rows.fetchall())
        return from_iso([born.get(child) for child in self._book.directory.children.texts])

    def _column(self, kind: str) -> _Column:
        if kind not in self._columns:
            rows = self._connection.execute(f"SELECT child_id, {kind} FROM children WHERE {kind} IS NOT NULL")
            said = {child: _worded(kind, text) for child, text in rows}
            labels = sorted({label for label in said.values() if label is not None})
            places = {label: code for code, label in enumerate(labels)}
            found = [places.get(said.get(child) or "", NO_CODE) for child in self._book.directory.children.texts]
            self._columns[kind] = _Column(np.array(found, dtype=np.int32), labels)
        return self._columns[kind]


def _worded(kind: str, text: str) -> str | None:
    folded = text.strip().casefold()
    if folded in _UNKNOWN:
        return None
    return _WORDS.get(kind, {}).get(folded, text)


def _looked_up(column: Codes, children: Codes, missing: int) -> Codes:
    """The column's value for each child; a child that joined the directory later, or is none, is missing."""
    known = (children >= 0) & (children < len(column))
    if not len(column):
        return np.full(len(children), missing, dtype=np.int32)
    found: Codes = np.where(known, column[np.where(known, children, 0)], missing).astype(np.int32)
    return found
