"""Who the children are: any figure by sex, ethnicity, disability or age, as the children's extract has them."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from caseworkbench.calendar.days import NEVER, Days, from_iso
from caseworkbench.calendar.months import whole_months
from caseworkbench.children_words import AGE_BANDS, CHARACTERISTICS, NOT_KNOWN, worded
from caseworkbench.clocks.columns import NO_CODE, Bools, Codes
from caseworkbench.errors import WorkbenchError
from caseworkbench.workbench.clock_book import ClockBook

_BAND_STARTS = (0, 1, 5, 10, 16, 18)


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

    def labels(self, kind: str) -> list[str]:
        """Every group there is, what is not known last."""
        known = list(AGE_BANDS) if kind == "age" else self._column(kind).labels
        return [*known, NOT_KNOWN]

    def chosen(self, children: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
        """Groups as figures name them, given so or by a code of the extracts.

        Raises WorkbenchError for a characteristic that there is not, and for a group that no child is in.
        """
        return tuple((kind, self._chosen(kind, said)) for kind, said in children.items())

    def _chosen(self, kind: str, said: str) -> str:
        if kind not in CHARACTERISTICS:
            raise WorkbenchError(f"Children are not grouped by {kind!r}: choose one of {', '.join(CHARACTERISTICS)}.")
        there = self.labels(kind)
        if said in there:
            return said
        meant = said.strip() if kind == "age" or not said.strip() else worded(kind, said.strip()) or NOT_KNOWN
        alike = [label for label in there if label.casefold() == meant.casefold()]
        if len(alike) != 1:
            what = "age band" if kind == "age" else kind
            raise WorkbenchError(f"There is no {what} {said!r} in these extracts: there are {', '.join(there)}.")
        return alike[0]

    def mask(self, wanted: tuple[tuple[str, str], ...], children: Codes, day: int) -> Bools:
        """Which of the children are, on the day, in every group wanted."""
        taken = np.ones(len(children), dtype=bool)
        for kind, label in wanted:
            place = self.labels(kind).index(label)
            taken &= self.of(kind, children, day) == (NO_CODE if label == NOT_KNOWN else place)
        return taken

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
            said = {child: worded(kind, text) for child, text in rows}
            labels = _spelt_once(label for label in said.values() if label is not None)
            places = {label.casefold(): code for code, label in enumerate(labels)}
            children = self._book.directory.children.texts
            found = [places.get((said.get(child) or "").casefold(), NO_CODE) for child in children]
            self._columns[kind] = _Column(np.array(found, dtype=np.int32), labels)
        return self._columns[kind]


def _spelt_once(labels: Iterable[str]) -> list[str]:
    """Each group once, in order: WBRI and wbri are one code, named as most children have it (else WBRI)."""
    counts = Counter(labels)
    best: dict[str, str] = {}
    for label in sorted(counts, key=lambda one: (-counts[one], one)):
        best.setdefault(label.casefold(), label)
    return sorted(best.values())


def _looked_up(column: Codes, children: Codes, missing: int) -> Codes:
    """The column's value for each child; a child that joined the directory later, or is none, is missing."""
    known = (children >= 0) & (children < len(column))
    if not len(column):
        return np.full(len(children), missing, dtype=np.int32)
    found: Codes = np.where(known, column[np.where(known, children, 0)], missing).astype(np.int32)
    return found
