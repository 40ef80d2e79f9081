"""The sheet of one measure: the figure in words, every case behind it and every one still running, and its chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_col_to_name, xl_range_abs
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from caseworkbench.output.words import figure, short_month
from caseworkbench.packs import words
from caseworkbench.packs.case_fields import CaseField, cell, fields_of
from caseworkbench.packs.drawing import scale_of
from caseworkbench.packs.workbook_cells import (
    HEAD_POINTS,
    LINE_POINTS,
    MOST_POINTS,
    TITLE_POINTS,
    Cells,
    cell_text,
    lines_of,
    quoted,
)
from caseworkbench.packs.workbook_places import Places

if TYPE_CHECKING:
    from caseworkbench.packs.gather import Pack, Section
    from caseworkbench.packs.workbook_months import MonthsSheet

HEADINGS = 5
ROWS = 1_048_576 - HEADINGS - 2
"""How many cases a sheet of Excel holds."""
CHART_ROWS = 22
MOST_LINES = 5
_LINES = ("solid", "dash", "round_dot", "long_dash_dot", "square_dot")
_GREYS = ("#0B3C6F", "#9A0010", "#333333", "#666666", "#999999")
_STATUS_FILLS = {"overdue": "red", "due soon": "amber"}


def write_measure(
    book: Workbook, sheet: Worksheet, cells: Cells, pack: Pack, section: Section, name: str, months: MonthsSheet
) -> Places:
    """Title and words, then a row for each case under frozen headings; on the right the chart. Gives their places."""
    one = section.of
    fields = fields_of(pack, one)
    for at, field in enumerate(fields):
        sheet.set_column(at, at, field.width)
    sheet.set_row(0, TITLE_POINTS)
    sheet.set_row(HEADINGS, HEAD_POINTS)
    cells.put(sheet, 0, 0, f"{one.number}. {words.title_with_limit(one.figure)}", fill="title")
    on_paper = len(fields) - 1  # the case's name is for looking it up, not for reading
    said = " ".join([*words.figure_sentences(one.figure, one.months), *section.overdue])
    _across(sheet, cells, 1, fields[:on_paper], said, "said")
    _across(sheet, cells, 2, fields[:on_paper], _written(section), "written")
    _how_it_adds_up(sheet, cells, section, fields)
    for at, field in enumerate(fields):
        cells.put(sheet, HEADINGS, at, field.heading, fill="head")
    places = Places(name, fields, HEADINGS)
    last = _write_cases(sheet, cells, section, fields, places)
    sheet.autofilter(HEADINGS, 0, max(last, HEADINGS + 1), len(fields) - 1)
    sheet.freeze_panes(HEADINGS + 1, 2 if pack.order.names != "identifiers" else 1)
    area = f"{quoted(name)}!{xl_range_abs(0, 0, max(last, HEADINGS + 1), on_paper - 1)}"
    beside = len(fields) + 1
    if any(point.value is not None for point in one.months):
        _draw(book, sheet, section, months, beside)
        area += f",{quoted(name)}!{xl_range_abs(0, beside, HEADINGS + CHART_ROWS, beside + 9)}"
    book.define_name(f"{quoted(name)}!_xlnm.Print_Area", f"={area}")
    return places


def _written(section: Section) -> str:
    remark = section.of.remark
    parts = [f"Status {remark.judged}: {words.JUDGED[remark.judged]}." if remark.judged else ""]
    parts += [
        f"Comment: {remark.comment}" if remark.comment else "",
        f"Action: {remark.action}" if remark.action else "",
    ]
    return " ".join(" ".join(part.split()) for part in parts if part)


def _across(sheet: Worksheet, cells: Cells, row: int, fields: list[CaseField], text: str, fill: str) -> None:
    """A paragraph over the whole width, as high as it needs, though never so high that the cases have no room."""
    if not text:
        return
    wide = sum(field.width for field in fields)
    lines = min(MOST_LINES, lines_of(text, wide))
    sheet.set_row(row, LINE_POINTS * lines)
    sheet.merge_range(row, 0, row, len(fields) - 1, cell_text(text), cells.style("", fill))


def _how_it_adds_up(sheet: Worksheet, cells: Cells, section: Section, fields: list[CaseField]) -> None:
    """The link back, the counted rows counted by Excel itself, and the command that lists them."""
    cells.link(sheet, 3, 0, "Board", "← Board")
    one, rows = section.of, len(section.cases)
    if one.figure.source != "cases":
        return
    names = [field.field for field in fields]
    first, last = HEADINGS + 1, HEADINGS + max(1, min(rows, ROWS))
    counted = xl_col_to_name(names.index("counted"))
    met = xl_col_to_name(names.index("met"))
    is_counted = f'{counted}{first + 1}:{counted}{last + 1},"yes"'
    cells.put(sheet, 3, 1, section.proof, fill="quiet")
    sheet.write_formula(
        3, names.index("counted"), f"=COUNTIF({is_counted})", cells.style("whole", "bold"), section.counted
    )
    is_met = f'{met}{first + 1}:{met}{last + 1},"yes"'
    sheet.write_formula(
        3, names.index("met"), f"=COUNTIFS({is_counted},{is_met})", cells.style("whole", "bold"), section.met
    )
    opens = f"Opens with: {one.command}"
    if one.differing:
        opens += f"   Those that make the reported figure differ: {one.differing}"
    cells.put(sheet, 4, 0, opens, fill="quiet")


def _write_cases(sheet: Worksheet, cells: Cells, section: Section, fields: list[CaseField], places: Places) -> int:
    """A row for each case; those that Excel has no room for are told in the last one."""
    row = HEADINGS
    for case in section.cases:
        row += 1
        if row > HEADINGS + ROWS:
            cells.put(sheet, row, 0, f"A sheet of Excel holds no more; in all there are {len(section.cases):,} cases.")
            break
        places.add(row, case)
        lines = max(lines_of(case.get(field.field) or "", field.width) for field in fields if field.kind == "long")
        if lines > 1:
            sheet.set_row(row, min(MOST_POINTS, LINE_POINTS * lines))
        for at, field in enumerate(fields):
            value = cell(case, field)
            fill = _fill(field, value)
            number = "date" if field.kind == "date" else "whole" if field.kind == "number" else ""
            cells.put(sheet, row, at, value, number, fill)
    if row == HEADINGS:
        row += 1
        cells.put(sheet, row, 0, "No case is running and none was counted.")
    return row


def _fill(field: CaseField, value: object) -> str:
    if field.field == "status":
        return _STATUS_FILLS.get(str(value), "")
    if field.field == "counted" and value == "yes":
        return "bold"
    return "wrap" if field.kind == "long" and value else ""


def _draw(book: Workbook, sheet: Worksheet, section: Section, months: MonthsSheet, column: int) -> None:
    """A line chart that Excel draws: the figure with marks, target and comparators dashed."""
    one = section.of
    chart = book.add_chart({"type": "line"})
    for at, (what, values) in enumerate(months.drawn(one.number)):
        line = {"color": _GREYS[at % 5], "width": 2.25 if at == 0 else 1.25, "dash_type": _LINES[at % 5]}
        series = {"name": what, "categories": months.categories, "values": values, "line": line}
        if at == 0:
            series["marker"] = {
                "type": "circle",
                "size": 6,
                "fill": {"color": _GREYS[0]},
                "border": {"color": _GREYS[0]},
            }
            series["data_labels"] = {"value": True, "position": "above", "font": {"size": 8}}
        chart.add_series(series)
    title = words.title_with_limit(one.figure)
    chart.set_title({"name": _no_reference(title), "name_font": {"size": 11}, "overlay": False})
    chart.set_x_axis({"num_format": "mmm yy", "text_axis": True, "num_font": {"rotation": -45, "size": 8}})
    part = 100 if one.figure.unit == "percent" else 1
    least, most, step = (value / part for value in scale_of(one.figure, one.months))
    numbers = "0 %" if part > 1 else "#,##0"
    chart.set_y_axis({"num_format": numbers, "min": least, "max": most, "major_unit": step})
    chart.set_legend({"position": "bottom"})
    chart.show_blanks_as("gap")
    chart.set_size({"width": 640, "height": 20 * CHART_ROWS})
    alt = f"{title}: " + ", ".join(
        f"{short_month(point.month_end)} {figure(point.value, one.figure.unit)}" for point in one.months
    )
    sheet.insert_chart(0, column, chart, {"object_position": 3, "description": alt[:1000]})


def _no_reference(title: str) -> str:
    """A title that XlsxWriter and Excel do not take for a reference to a cell (``Sheet!A1``)."""
    return cell_text(title[:200]).lstrip("=").replace("!", "! ").strip()
