"""The first sheet of the workbook: the board as Sandwell prints it, then Sefton's status, comment and action."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from xlsxwriter.utility import xl_range_abs
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from caseworkbench.output.words import long_date, short_month
from caseworkbench.packs import words
from caseworkbench.packs.workbook_cells import (
    HEAD_POINTS,
    LINE_POINTS,
    MOST_POINTS,
    TITLE_POINTS,
    Cells,
    lines_of,
    quoted,
)
from caseworkbench.packs.workbook_places import COUNTED, DUE_SOON, MET, OVERDUE, Place, Places

if TYPE_CHECKING:
    from caseworkbench.packs.gather import Pack, PackLine

HEADINGS = 4
"""The row of the headings; above it the title and what the signs mean."""
OPENS_WITH, COUNTED_HEADING = "Opens with", "Counted"
FIGURE = "figure"
"""What a figure leads to: of a share all that is counted, of a number what makes it."""
AREA_HEADINGS = {"statistical_neighbours": "Neighbours", "england": "England", "region": "Region"}


class BoardColumn(NamedTuple):
    """A column: its heading, width in letters, value, kind of number, style. ``leads``: to which of the cases."""

    heading: str
    width: float
    value: Callable[[PackLine], object]
    number: Callable[[PackLine], str] = lambda one: ""
    fill: Callable[[PackLine], str] = lambda one: ""
    what: str = ""
    leads: str = ""
    starts_page: bool = False


def write_board(
    book: Workbook,
    sheet: Worksheet,
    cells: Cells,
    pack: Pack,
    sheets: Sequence[str],
    places: Mapping[int, Places],
) -> None:
    """The board. ``sheets``: the name of each measure's sheet, none where the pack has no cases. ``places``: where on
    it they stand, by the line's number."""
    columns = _columns(pack)
    whose = pack.authority or "Performance monitoring report"
    place = f", {pack.order.place} only" if pack.order.place else ""
    cells.put(sheet, 0, 0, f"{pack.title}", fill="title")
    cells.put(
        sheet, 1, 0,
        f"{whose}{place}, as at {long_date(pack.as_at)}; from load {pack.generation} of "
        f"{long_date(pack.loaded_at)}. {_who_is_named(pack)}",
        fill="written_line",
    )  # fmt: skip
    cells.put(
        sheet, 2, 0,
        "▲ up or above, ▼ down or below, ◆ much the same, N/A nothing to compare with; better or worse by which way "
        "is better. Against the target: ✓ met, ~ near, ✗ missed. Status is judged by hand: 1 good or improving, "
        "2 improving but impact concerning, 3 not improving.",
        fill="quiet",
    )  # fmt: skip
    sheet.set_row(0, TITLE_POINTS)
    sheet.set_row(HEADINGS, HEAD_POINTS)
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width)
        cells.put(sheet, HEADINGS, at, column.heading, fill="head")
    months = [at for at, column in enumerate(columns) if column.what == "month"]
    sparks = next(at for at, column in enumerate(columns) if column.what == "spark")
    for row, one in enumerate(pack.lines, HEADINGS + 1):
        sheet.set_row(row, _height(columns, one))
        for at, column in enumerate(columns):
            if column.what == "title" and sheets:
                cells.link(sheet, row, at, sheets[one.number - 1], str(column.value(one)))
            elif (leads := _place(column, one, places)) is not None:
                cells.lead(sheet, row, at, column.value(one), column.number(one), column.fill(one), *leads)
            else:
                cells.put(sheet, row, at, column.value(one), column.number(one), column.fill(one))
        if any(point.value is not None for point in one.months):
            where = xl_range_abs(row, months[0], row, months[-1])
            sheet.add_sparkline(
                row,
                sparks,
                {"range": f"{quoted(sheet.get_name())}!{where}", "last_point": True, "high_point": True,
                 "low_point": True, "weight": 1.5, "series_color": "#0B3C6F", "last_color": "#000000"},
            )  # fmt: skip
    last = HEADINGS + len(pack.lines)
    sheet.autofilter(HEADINGS, 0, last, len(columns) - 1)
    sheet.freeze_panes(HEADINGS + 1, 3)
    sheet.repeat_columns(0, 2)
    _print_in_parts(book, sheet, columns, last)
    sheet.activate()


def _place(column: BoardColumn, one: PackLine, places: Mapping[int, Places]) -> Place | None:
    """Where the cases of a number stand; None where it has none, as the people or workers under a rate or average."""
    if not column.leads or one.number not in places or column.value(one) is None or one.figure.source != "cases":
        return None
    if column.heading == COUNTED_HEADING and one.figure.unit in ("rate_per_10000", "average"):
        return None
    what = MET if column.leads == FIGURE and one.figure.unit != "percent" else column.leads
    return places[one.number].of(COUNTED if what == FIGURE else what)


def _height(columns: Sequence[BoardColumn], one: PackLine) -> float:
    """As high as the longest text of the row needs; programs other than Excel do not see to it themselves."""
    texts = [(value, column.width) for column in columns if isinstance(value := column.value(one), str)]
    lines = max(lines_of(text, width) for text, width in texts)
    return min(MOST_POINTS, LINE_POINTS * max(2, lines))


def _print_in_parts(book: Workbook, sheet: Worksheet, columns: Sequence[BoardColumn], last: int) -> None:
    """Pages that can be read: the months, the directions, what was written; each with the measures before it."""
    starts = [at for at, column in enumerate(columns) if column.starts_page]
    ends = [*(at - 1 for at in starts[1:]), len(columns) - 1 - (columns[-1].heading == OPENS_WITH)]
    areas = [
        f"{quoted(sheet.get_name())}!{xl_range_abs(0 if not start else HEADINGS, start, last, end)}"
        for start, end in zip(starts, ends, strict=True)
    ]
    book.define_name(f"{quoted(sheet.get_name())}!_xlnm.Print_Area", "=" + ",".join(areas))


def _who_is_named(pack: Pack) -> str:
    if pack.order.publish:
        return f"For publication: what was made from counts of 1 to {pack.under - 1} is left out."
    return {
        "identifiers": "Children by their identifiers. Internal: not for publication.",
        "initials": "Children by identifiers and initials. Internal: not for publication.",
        "names": "Children by their names. Confidential: not for publication.",
    }[pack.order.names]


def _columns(pack: Pack) -> list[BoardColumn]:
    """The columns in their order: the figures, the directions, the work list, what was written, how to open it."""
    columns = [
        BoardColumn("No", 5, lambda one: one.number, starts_page=True),
        BoardColumn("Service area", 15, lambda one: one.section, fill=lambda one: "wrap"),
        BoardColumn("Measure", 42, lambda one: words.title_with_limit(one.figure), what="title"),
        BoardColumn("Counted over", 11, lambda one: words.PERIODS[one.figure.period], fill=lambda one: "wrap"),
        BoardColumn("Better is", 8, lambda one: words.better_words(one.figure.better)),
        BoardColumn("Latest", 9, _latest, _unit, lambda one: "bold", leads=FIGURE),
        BoardColumn("Target", 9, lambda one: one.figure.target, _unit),
        BoardColumn("Against target", 11, lambda one: words.colour_words(one.figure), fill=_colour),
        BoardColumn("Thirteen months", 18, lambda one: None, what="spark"),
    ]
    if pack.reported:
        value = BoardColumn("As reported", 10, _reported, _unit, leads=FIGURE)
        columns.insert(6, value)
    columns += [_month(at, short_month(end)) for at, end in enumerate(pack.ends)]
    columns += [
        BoardColumn("On the month before", 13, _on_month, fill=_tone("change"), starts_page=True),
        BoardColumn("On three months", 13, _on_three, fill=_tone("change_three")),
    ]
    for area in pack.areas:
        columns += _compared(area)
    columns += [
        BoardColumn("Met", 8, lambda one: one.figure.numerator, lambda one: _parts(one.figure.numerator), leads=MET),
        BoardColumn(
            COUNTED_HEADING,
            9,
            lambda one: one.figure.denominator,
            lambda one: _parts(one.figure.denominator),
            leads=COUNTED,
        ),
        BoardColumn(
            "Overdue",
            9,
            lambda one: one.figure.overdue,
            fill=lambda one: "bold" if one.figure.overdue else "",
            leads=OVERDUE,
        ),
        BoardColumn("Due soon", 9, lambda one: one.figure.due_soon, leads=DUE_SOON),
        BoardColumn("Status", 8, lambda one: one.remark.judged, starts_page=True),
        BoardColumn(
            "Status in words", 22, lambda one: words.JUDGED.get(one.remark.judged or 0), fill=lambda one: "wrap"
        ),
        BoardColumn("Comment", 50, lambda one: one.remark.comment, fill=lambda one: "wrap"),
        BoardColumn("Action", 40, lambda one: one.remark.action, fill=lambda one: "wrap"),
    ]
    if not pack.order.publish:
        columns.append(
            BoardColumn(
                OPENS_WITH,
                70,
                lambda one: one.command if one.figure.source == "cases" else None,
                fill=lambda one: "wrap",
            )
        )
    return columns


def _month(at: int, heading: str) -> BoardColumn:
    return BoardColumn(heading, 7.5, lambda one: one.months[at].value, _unit, what="month")


def _compared(area: str) -> list[BoardColumn]:
    def value(one: PackLine) -> object:
        other = one.figure.comparators.get(area)
        return float(other["value"]) if other else words.NOT_COMPARED

    def tone(one: PackLine) -> str:
        reads = (one.figure.comparators.get(area) or {}).get("reads")
        return words.good_or_bad(reads, one.figure.better)

    def reading(one: PackLine) -> str:
        sign, said = words.reading_signs(one.figure, area)
        return sign if sign == words.NOT_COMPARED else f"{sign} {said}"

    heading = AREA_HEADINGS[area]
    return [BoardColumn(heading, 11, value, _unit), BoardColumn(f"Against {heading}", 15, reading, fill=tone)]


def _unit(one: PackLine) -> str:
    return one.figure.unit


def _latest(one: PackLine) -> object:
    return one.figure.value if one.figure.value is not None else words.value_words(one.figure)


def _reported(one: PackLine) -> float | None:
    return one.figure.reported_value if words.is_reported_otherwise(one.figure) else None


def _colour(one: PackLine) -> str:
    return one.figure.rag or ""


def _parts(value: float | None) -> str:
    return "whole" if value is None or value == int(value) else "parts"


def _change(change: str | None, one: PackLine) -> str:
    sign, said = words.change_signs(change, one.figure.better)
    return sign if sign == words.NOT_COMPARED else f"{sign} {said}"


def _on_month(one: PackLine) -> str:
    return _change(one.figure.change, one)


def _on_three(one: PackLine) -> str:
    return _change(one.figure.change_three, one)


def _tone(which: str) -> Callable[[PackLine], str]:
    return lambda one: words.good_or_bad(getattr(one.figure, which), one.figure.better)
