"""Writes the Annex A workbook, as untidy as real ones are.

Title rows above some headings, spaces after others, straight and curly quotes, letters before the answers in some
lists and not in others, dates as dates here and as text there, a non-breaking space in a worker's name.
"""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from caseworkbench.sample.annex_a_lists import Sheet, make_sheets
from caseworkbench.sample.world import World

_TITLED = {"List 1", "List 5", "List 8"}
_DATES_AS_TEXT = {"List 3"}
_WITHOUT_LETTERS = {"List 3", "List 7"}
_OTHER_HEADINGS = {
    ("List 3", "Age of Child (Years)"): "Age",
    ("List 3", "Date of referral"): "Date of Referral",
    ("List 4", "Continuous Assessment Start Date"): "Continuous Assessment Start Date ",
    ("List 6", "Allocated Worker"): "Allocated worker",
    ("List 7", "Child Unique ID"): "Child unique ID",
    ("List 8", "Child's Legal Status"): "Child’s Legal Status",
    ("List 8", "Date of Last Social Work Visit"): "Date of Last Social Work Visit ",
}


def write_annex_a(world: World, path: Path) -> None:
    """One workbook with sheets ``List 1`` to ``List 11``; the same world gives the same bytes."""
    import xlsxwriter

    path.parent.mkdir(parents=True, exist_ok=True)
    workbook = xlsxwriter.Workbook(str(path))
    workbook.set_properties({"title": "Annex A", "company": "Northbridge", "created": datetime(2018, 10, 1, 7, 0, 0)})
    as_date = workbook.add_format({"num_format": "dd/mm/yyyy"})
    bold = workbook.add_format({"bold": True})
    for sheet in make_sheets(world):
        page = workbook.add_worksheet(sheet.name)
        line = 0
        if sheet.name in _TITLED:
            page.write_string(0, 0, f"{sheet.name}: {sheet.title}, Northbridge, as at 30/09/2018", bold)
            line = 2
        for column, heading in enumerate(sheet.headings):
            page.write_string(line, column, _OTHER_HEADINGS.get((sheet.name, heading), heading), bold)
        for number, row in enumerate(sheet.rows, start=line + 1):
            for column, value in enumerate(row):
                _write(page, number, column, value, sheet, as_date)
        page.set_column(0, len(sheet.headings) - 1, 16)
    workbook.close()


def _write(page: Any, row: int, column: int, value: Any, sheet: Sheet, as_date: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, date):
        if sheet.name in _DATES_AS_TEXT or (sheet.name == "List 7" and row % 9 == 0):
            page.write_string(row, column, value.strftime("%d/%m/%Y"))
        else:
            page.write_datetime(row, column, datetime(value.year, value.month, value.day), as_date)
    elif isinstance(value, int):
        page.write_number(row, column, value)
    else:
        text = str(value)
        if sheet.name in _WITHOUT_LETTERS and text[1:3] == ") ":
            text = text[3:]
        if sheet.headings[column] == "Allocated Worker" and row % 40 == 7:
            text = text.replace(" ", "\u00a0")
        page.write_string(row, column, text)
