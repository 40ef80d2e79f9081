"""Where on a measure's sheet the cases of a number stand: the rows, or the column to filter where they lie apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from caseworkbench.output.words import count_of
from caseworkbench.packs.workbook_cells import quoted

if TYPE_CHECKING:
    from caseworkbench.packs.case_fields import CaseField
    from caseworkbench.packs.gather import Case

COUNTED, MET, OVERDUE, DUE_SOON = "counted", "met", "overdue", "due_soon"
_COLUMNS = {COUNTED: "counted", MET: "met", OVERDUE: "status", DUE_SOON: "status"}
_WORDS = {COUNTED: "yes", MET: "yes", OVERDUE: "overdue", DUE_SOON: "due soon"}


class Place(NamedTuple):
    """A reference into the workbook, and what is there in words."""

    to: str
    tip: str


class Places:
    """Gathers, row by row, where the counted, the met, the overdue and the due soon stand on a sheet."""

    def __init__(self, sheet: str, fields: Sequence[CaseField], headings: int) -> None:
        """``headings``: the row of the headings, whose filters tell rows apart that do not lie together."""
        self._sheet = quoted(sheet)
        self._fields = {field.field: (at, field.heading) for at, field in enumerate(fields)}
        self._headings = headings
        self._spans: dict[str, tuple[int, int, int]] = {}

    def add(self, row: int, case: Case) -> None:
        """A case in its row; rows come in order."""
        for what in (COUNTED, MET):
            if case[what]:
                self._take(what, row)
        if case["status"] in (OVERDUE, DUE_SOON):
            self._take(case["status"], row)

    def _take(self, what: str, row: int) -> None:
        first, _, number = self._spans.get(what, (row, row, 0))
        self._spans[what] = first, row, number + 1

    def of(self, what: str) -> Place | None:
        """The place of the cases that are counted, met, overdue or due soon; None where there are none."""
        if what not in self._spans:
            return None
        first, last, number = self._spans[what]
        if last - first + 1 == number:
            to = xl_range(first, 0, last, len(self._fields) - 1)
            return Place(f"{self._sheet}!{to}", f"{count_of(number, 'case')}: rows {first + 1} to {last + 1}")
        at, heading = self._fields[_COLUMNS[what]]
        to = xl_rowcol_to_cell(self._headings, at)
        return Place(f"{self._sheet}!{to}", f"{count_of(number, 'case')}: filter {heading} by {_WORDS[what]!r}")

    @property
    def top(self) -> Place:
        """The headings of the sheet."""
        return Place(f"{self._sheet}!{xl_rowcol_to_cell(self._headings, 0)}", "The cases, to be filtered")
