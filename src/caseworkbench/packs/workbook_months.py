"""The sheet of months: each figure, its counts, its target and comparators, month by month; the charts draw from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from caseworkbench.packs.drawing import levels_of
from caseworkbench.packs.words import AREAS, title_with_limit
from caseworkbench.packs.workbook_cells import Cells, quoted

if TYPE_CHECKING:
    from caseworkbench.packs.gather import Pack, PackLine

MONTHS = "Months"
FIRST = 3
"""The first column of months."""
_NAMES = {"target": "Target", **{area: name[:1].upper() + name[1:] for area, name in AREAS.items()}}


class MonthsSheet:
    """Writes the months of one measure after another, and remembers where each line of a chart stands."""

    def __init__(self, sheet: Worksheet, cells: Cells, pack: Pack) -> None:
        self.sheet = sheet
        self._cells = cells
        self._last = FIRST + len(pack.ends) - 1
        self._row = 1
        self._places: dict[int, list[tuple[str, int]]] = {}
        for column, (heading, width) in enumerate((("No", 5), ("Measure", 60), ("What", 22))):
            sheet.set_column(column, column, width)
            cells.put(sheet, 0, column, heading, fill="head")
        sheet.set_column(FIRST, self._last, 9.5)
        for column, end in enumerate(pack.ends, FIRST):
            cells.put(sheet, 0, column, end, "month", "head")
        sheet.freeze_panes(1, FIRST)

    def add(self, one: PackLine) -> None:
        """The rows of one measure."""
        unit = one.figure.unit
        drawn = [("Figure", [point.value for point in one.months])]
        drawn += [(_NAMES[level.kind], [level.value] * len(one.months)) for level in levels_of(one.figure)]
        self._places[one.number] = []
        for what, values in drawn:
            self._places[one.number].append((what, self._row))
            self._line(one, what, values, unit)
        self._line(one, "Met", [point.numerator for point in one.months], "parts")
        self._line(one, "Counted", [point.denominator for point in one.months], "parts")

    def _line(self, one: PackLine, what: str, values: list[float | None], number: str) -> None:
        put, sheet = self._cells.put, self.sheet
        bold = "bold" if what == "Figure" else ""
        put(sheet, self._row, 0, one.number, fill=bold)
        put(sheet, self._row, 1, title_with_limit(one.figure), fill=bold)
        put(sheet, self._row, 2, what, fill=bold)
        for column, value in enumerate(values, FIRST):
            whole = number == "parts" and value is not None and value == int(value)
            put(sheet, self._row, column, value, "whole" if whole else number, bold)
        self._row += 1

    @property
    def categories(self) -> str:
        """Where the months themselves stand, for the axis of a chart."""
        return f"={quoted(MONTHS)}!{xl_range_abs(0, FIRST, 0, self._last)}"

    def drawn(self, number: int) -> list[tuple[str, str]]:
        """The lines of a measure's chart: their names and where their values stand."""
        return [
            (what, f"={quoted(MONTHS)}!{xl_range_abs(row, FIRST, row, self._last)}")
            for what, row in self._places[number]
        ]
