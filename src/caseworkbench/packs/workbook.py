"""The pack as an Excel workbook: the board, the groups, a sheet for each measure with its cases, the months."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from xlsxwriter.exceptions import FileCreateError, XlsxWriterException
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from caseworkbench.errors import WorkbenchError
from caseworkbench.output.words import long_date
from caseworkbench.packs.words import change_signs, good_or_bad, reported_words, sheet_name, title_with_limit
from caseworkbench.packs.workbook_board import HEADINGS as BOARD_HEADINGS
from caseworkbench.packs.workbook_board import write_board
from caseworkbench.packs.workbook_cells import HEAD_POINTS, Cells
from caseworkbench.packs.workbook_measure import HEADINGS as MEASURE_HEADINGS
from caseworkbench.packs.workbook_measure import write_measure
from caseworkbench.packs.workbook_months import MONTHS, MonthsSheet
from caseworkbench.packs.workbook_places import Places

if TYPE_CHECKING:
    from caseworkbench.packs.gather import Pack, Section

BOARD, GROUPS = "Board", "Groups"
A4 = 9
LED_ROWS = 12_000
"""Rows of groups whose numbers lead to their cases: a sheet of Excel holds 65,530 links."""
_GROUP_COLUMNS = (
    ("No", 5), ("Measure", 60), ("Service", 28), ("Team", 28), ("Worker", 18), ("Figure", 10), ("Met", 9),
    ("Counted", 9), ("As reported", 18), ("Month before", 11), ("On the month before", 18), ("Overdue", 9),
    ("Due soon", 9),
)  # fmt: skip


class WorkbookWriter:
    """Writes the workbook sheet by sheet; rows go to disk as they come, beside the file in ``workshop``."""

    def __init__(self, path: Path, workshop: Path) -> None:
        self._path = path
        options = {
            "constant_memory": True,
            "tmpdir": str(workshop),
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "use_zip64": True,
        }
        self._book: Workbook = Workbook(str(path), options)
        self._cells = Cells(self._book)
        self._sheets: list[tuple[str, Worksheet]] = []
        self._places: dict[int, Places] = {}
        self._group_row = 0

    def begin(self, pack: Pack) -> None:
        """The board, and an empty sheet for all that follows, so that the tabs stand in order."""
        self._pack = pack
        book = self._book
        title = f"{pack.title}, {long_date(pack.as_at)}"
        book.set_properties({"title": title[:255], "company": (pack.authority or "")[:255]})
        self._board = book.add_worksheet(BOARD)
        if not pack.order.publish:
            self._groups = book.add_worksheet(GROUPS)
            names = [sheet_name(one.number, one.figure.title) for one in pack.lines]
            self._sheets = [(name, book.add_worksheet(name)) for name in names]
            self._begin_groups()
        self._months = MonthsSheet(book.add_worksheet(MONTHS), self._cells, pack)
        self._page(self._board, BOARD_HEADINGS, pack)
        self._page(self._months.sheet, 1, pack)
        for one in pack.lines:
            self._months.add(one)

    def section(self, section: Section) -> None:
        """The sheet of one measure, and its groups."""
        if not self._sheets:
            return
        name, sheet = self._sheets[section.of.number - 1]
        try:
            places = write_measure(self._book, sheet, self._cells, self._pack, section, name, self._months)
            self._places[section.of.number] = places
            self._page(sheet, MEASURE_HEADINGS, self._pack)
            self._add_groups(section)
        except XlsxWriterException as error:
            raise _refusal(self._path, error) from error

    def end(self) -> None:
        """Put the file together. Raises OSError where there is no room for it."""
        try:
            # Last, for its numbers lead to rows that are known only now.
            names = [name for name, _ in self._sheets]
            write_board(self._book, self._board, self._cells, self._pack, names, self._places)
            if self._sheets:
                self._groups.autofilter(0, 0, max(1, self._group_row - 1), len(_GROUP_COLUMNS) - 1)
            self._book.close()
        except FileCreateError as error:
            raise error.args[0] if error.args and isinstance(error.args[0], OSError) else OSError(str(error)) from error
        except XlsxWriterException as error:
            raise _refusal(self._path, error) from error

    def let_go(self) -> None:
        """Close what is open on disk, whether or not the workbook was finished."""
        for sheet in self._book.worksheets():
            stream = getattr(sheet, "row_data_fh", None)
            if stream is not None and not stream.closed:
                stream.close()
        self._book.fileclosed = True

    def _page(self, sheet: Worksheet, heading: int, pack: Pack) -> None:
        """A4 landscape, one page wide, the heading row on every page."""
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(heading)
        whose = (pack.authority or "").replace("&", "&&")[:60]
        sheet.set_footer(f"&L&8{whose}, as at {long_date(pack.as_at)}&C&8&A&R&8&P of &N")

    def _begin_groups(self) -> None:
        self._groups.set_row(0, HEAD_POINTS)
        for column, (heading, width) in enumerate(_GROUP_COLUMNS):
            self._groups.set_column(column, column, width)
            self._cells.put(self._groups, 0, column, heading, fill="head")
        self._groups.freeze_panes(1, 2)
        self._group_row = 1
        self._page(self._groups, 0, self._pack)

    def _add_groups(self, section: Section) -> None:
        """Each service with its teams, or each worker, one row."""
        put, sheet = self._cells.put, self._groups
        top = self._places[section.of.number].top

        def lead(row: int, column: int, value: float | None, number: str, whole: str) -> None:
            if value is None or self._group_row > LED_ROWS:
                put(sheet, row, column, value, number, whole)
            else:
                self._cells.lead(sheet, row, column, value, number, whole, *top)

        for one in section.groups:
            row = self._group_row
            whole = "" if one.team or one.worker else "bold"
            sign, said = change_signs(one.change, one.better)
            put(sheet, row, 0, section.of.number, fill=whole)
            put(sheet, row, 1, title_with_limit(one), fill=whole)
            put(sheet, row, 2, one.service, fill=whole)
            put(sheet, row, 3, one.team, fill=whole)
            put(sheet, row, 4, one.worker, fill=whole)
            lead(row, 5, one.value, one.unit, whole)
            lead(row, 6, one.numerator, _count_format(one.numerator), whole)
            lead(row, 7, one.denominator, _count_format(one.denominator), whole)
            put(sheet, row, 8, reported_words(one), fill=whole)
            put(sheet, row, 9, one.previous, one.unit, whole)
            put(sheet, row, 10, f"{sign} {said}", fill=good_or_bad(one.change, one.better) or whole)
            lead(row, 11, one.overdue, "whole", whole)
            lead(row, 12, one.due_soon, "whole", whole)
            self._group_row += 1


def _count_format(value: float | None) -> str:
    return "whole" if value is None or value == int(value) else "parts"


def _refusal(path: Path, error: XlsxWriterException) -> WorkbenchError:
    return WorkbenchError(f"The workbook could not be put together ({error}): choose --kind html or md, and report it.")
