"""Tables for a terminal: aligned columns, numbers on the right, cut to the width there is."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TextIO

from caseworkbench.output.columns import Column, as_columns
from caseworkbench.output.plain import cut, plain, width

GAP = "  "


def write_table(
    fields: Sequence[str] | Sequence[Column],
    rows: Iterable[Mapping[str, object]],
    stream: TextIO,
    room: int | None = None,
) -> list[str]:
    """Write headings, a rule and one line per row; return the headings that had no room.

    ``fields``: field names or ``Column``s. ``room``: the terminal's width in cells, ``None`` in a pipe, where
    nothing is cut. Text from data is made harmless. On a narrow terminal the columns that may be cut are cut,
    the widest first; then spare columns are left out.
    """
    columns = as_columns(fields)
    cells = [[plain(column.text(row)) for column in columns] for row in rows]
    widths = [max([width(column.heading), *(width(line[i]) for line in cells)]) for i, column in enumerate(columns)]
    left_out: list[str] = []
    kept = list(range(len(columns)))
    if room is not None:
        kept, widths = _fit(columns, widths, room)
        left_out = [column.heading for i, column in enumerate(columns) if i not in kept]
    stream.write(_line([columns[i].heading for i in kept], [columns[i] for i in kept], [widths[i] for i in kept]))
    stream.write(GAP.join("\u2500" * widths[i] for i in kept) + "\n")
    for line in cells:
        stream.write(_line([line[i] for i in kept], [columns[i] for i in kept], [widths[i] for i in kept]))
    return left_out


def _line(cells: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> str:
    padded = []
    for text, column, cells_wide in zip(cells, columns, widths, strict=True):
        text_cut = cut(text, cells_wide)
        blank = " " * (cells_wide - width(text_cut))
        padded.append(blank + text_cut if column.align == "right" else text_cut + blank)
    return GAP.join(padded).rstrip() + "\n"


def _fit(columns: Sequence[Column], natural: list[int], room: int) -> tuple[list[int], list[int]]:
    """Which columns to keep and how wide each is, so that a line takes at most ``room`` cells if it can."""
    kept = list(range(len(columns)))
    while True:
        widths = [min(cells, room) if column.least else cells for cells, column in zip(natural, columns, strict=True)]
        over = sum(widths[i] for i in kept) + len(GAP) * (len(kept) - 1) - room
        while over > 0:
            cuttable = [i for i in kept if columns[i].least and widths[i] > columns[i].least]
            if not cuttable:
                break
            widest = max(cuttable, key=lambda i: widths[i])
            widths[widest] -= 1
            over -= 1
        spare = [i for i in kept if columns[i].spare]
        if over <= 0 or not spare:
            return kept, widths
        kept.remove(max(spare, key=lambda i: columns[i].spare))
