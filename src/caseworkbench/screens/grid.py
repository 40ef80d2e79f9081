"""The list widget: draws only the lines that changed, from columns, whatever the number of rows.

A page of a general table widget is 20 KB on the line; this one is plain text with very few styles, so a page
is the text of the page and a step of the cursor is two lines.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from caseworkbench.screens.line_scroll import can_scroll, scroll_lines
from caseworkbench.screens.strips import blank, joined
from caseworkbench.screens.table import Column, Table, padded, place_of
from caseworkbench.screens.text import clean, fit
from caseworkbench.screens.themes import Tones, tones


class Grid(Widget, can_focus=True):
    """Rows under a heading line, one of them under the cursor."""

    DEFAULT_CSS = "Grid { height: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Up", show=False),
        Binding("down", "move(1)", "Down", show=False),
        Binding("pageup,ctrl+b", "page(-1)", "Page up", show=False),
        Binding("pagedown,ctrl+f", "page(1)", "Page down", show=False),
        Binding("home,ctrl+home", "edge(-1)", "First row", show=False),
        Binding("end,ctrl+end", "edge(1)", "Last row", show=False),
        Binding("right", "aside(1)", "Further columns", show=False),
        Binding("left", "aside(-1)", "Earlier columns", show=False),
    ]

    cursor = reactive(0, repaint=False)
    empty = "Nothing to show."
    masked: frozenset[str] = frozenset()

    @dataclass
    class Moved(Message):
        """The cursor stands on another row."""

        grid: Grid
        position: int

    @dataclass
    class Chosen(Message):
        """Enter or a click on the row under the cursor."""

        grid: Grid
        position: int

    @dataclass
    class HeadingClicked(Message):
        """A click on a column's heading."""

        grid: Grid
        key: str

    def __init__(self, table: Table, *, header: bool = True, beside: bool = False, id: str | None = None) -> None:
        """``beside``: a second list of its page, whose cursor shows only while the keys go to it."""
        super().__init__(id=id)
        self.table = table
        self.header = header
        self.beside = beside
        self.top = 0
        self.skip = 0
        self.sorted_by: str | None = None
        self.sorted_down = False
        self.selected: set[int] = set()
        self._strips: dict[tuple[int, bool], Strip] = {}
        self._layout: list[tuple[Column, int]] = []
        self._more = False
        self._unpainted: set[int] = set()

    def show(self, table: Table, *, keep: bool = False, known_by: str | None = None) -> None:
        """Put another table (or the same rows in another order) on the screen.

        With ``keep`` the cursor stays on the row it was on where that row is still shown. ``known_by``: the field by
        which a row is known again in a table asked anew; where it is gone, the cursor comes to the one below it.
        """
        position = 0
        if keep and known_by and table.data is not self.table.data:
            position = place_of(self.table, self.cursor, table, known_by)
            self.top += position - self.cursor
        elif keep and (row := self.table.row_at(self.cursor)) is not None:
            try:
                position = list(table.order).index(row)
            except ValueError:
                position = 0
        self.table = table
        self._lay_out()
        self.set_reactive(Grid.cursor, position)
        if table.row_at(position) is None and position + 1 < len(table):
            self.set_reactive(Grid.cursor, position + 1)
        self.top = max(0, min(self.top, len(table) - self._rows)) if keep else 0
        self._bring_into_view()
        self.refresh()
        self.post_message(self.Moved(self, self.cursor))

    @property
    def row(self) -> int | None:
        """The row under the cursor."""
        return self.table.row_at(self.cursor)

    @property
    def _rows(self) -> int:
        return max(1, self.size.height - (1 if self.header else 0))

    @property
    def gap(self) -> int:
        """Cells between columns: one on a narrow window."""
        return 1 if self.size.width < 100 else 2

    @property
    def _tones(self) -> Tones:
        return tones(self.app.theme)

    def redraw(self) -> None:
        """Draw every line anew, for example after names were masked."""
        self._lay_out()
        self.refresh()

    def _lay_out(self) -> None:
        self._strips.clear()
        last = max(0, len(self.table.columns) - 2)
        self.skip = max(0, min(self.skip, last))
        self._layout = self.table.widths(self.size.width - 3, self.gap, self.skip)
        self._more = self._layout[-1][0] is not self.table.columns[-1]

    def on_resize(self) -> None:
        """A new size means new widths."""
        self._lay_out()
        self._bring_into_view()
        self.refresh()

    def notify_style_update(self) -> None:
        """Another theme: the cached lines carry the old colours."""
        super().notify_style_update()
        self._strips.clear()

    def on_focus(self) -> None:
        """The cursor of a list beside another appears."""
        self._refresh_row(self.cursor)

    def on_blur(self) -> None:
        """And goes."""
        self._refresh_row(self.cursor)

    def _bring_into_view(self) -> bool:
        rows = self._rows
        old = self.top
        if self.cursor < self.top:
            self.top = self.cursor
        elif self.cursor >= self.top + rows:
            self.top = self.cursor - rows + 1
        if self.top == self.cursor and self.top > 0 and self.table.row_at(self.top - 1) is None:
            self.top -= 1
        return self.top != old

    def _line_of(self, position: int) -> int:
        return position - self.top + (1 if self.header else 0)

    def _refresh_row(self, position: int) -> None:
        line = self._line_of(position)
        if (1 if self.header else 0) <= line < self.size.height:
            self._unpainted.add(position)
            self.refresh(Region(0, line, self.size.width, 1))

    def _exchange_repaint_regions(self) -> Collection[Region]:
        """Textual takes what waits to be painted, to paint it now."""
        self._unpainted.clear()
        return super()._exchange_repaint_regions()

    def _scroll_rows(self, old_top: int) -> None:
        """Show the list moved from ``old_top``: by scrolling the terminal's own lines where that is possible.

        A step over the edge of a long list would else repaint every line, four kilobytes on a slow line. Rows that
        were waiting to be painted have moved too, so they are asked for again at their new place.
        """
        by, rows = self.top - old_top, self._rows
        if not by:
            return
        if abs(by) > rows // 3 or not can_scroll(self):
            self._refresh_rows()
            return
        first = self.region.y + (1 if self.header else 0)
        scroll_lines(self.app, first, first + rows - 1, by)
        self._styles_cache.clear()  # it keeps lines by their place, and every row has another place now
        fresh = range(old_top + rows, self.top + rows) if by > 0 else range(self.top, old_top)
        for position in {*fresh, *self._unpainted}:
            self._refresh_row(position)

    def _refresh_rows(self) -> None:
        start = 1 if self.header else 0
        self.refresh(Region(0, start, self.size.width, self.size.height - start))

    def move_to(self, position: int, towards: int = 1) -> None:
        """Set the cursor, skipping group headings in the direction of travel."""
        last = len(self.table) - 1
        if last < 0:
            return
        position = max(0, min(position, last))
        while 0 <= position <= last and self.table.row_at(position) is None:
            position += towards
        if not 0 <= position <= last:
            return
        old = self.cursor
        if position == old:
            return
        self.cursor = position
        old_top = self.top
        self._bring_into_view()
        self._scroll_rows(old_top)
        self._refresh_row(old)
        self._refresh_row(position)
        self.post_message(self.Moved(self, position))

    def action_move(self, by: int) -> None:
        """One row up or down."""
        self.move_to(self.cursor + by, by)

    def action_page(self, by: int) -> None:
        """One page; the list moves by its height and the cursor keeps its line."""
        rows = self._rows
        last = max(0, len(self.table) - rows)
        target = max(0, min(self.top + by * rows, last))
        if target != self.top:
            offset = self.cursor - self.top
            self.top = target
            position = min(target + offset, len(self.table) - 1)
            if self.table.row_at(position) is None:
                position += 1 if position + 1 < len(self.table) else -1
            self.cursor = position
            self._bring_into_view()
            self._refresh_rows()
            self.post_message(self.Moved(self, position))
        else:
            self.move_to(len(self.table) - 1 if by > 0 else 0, -by)

    def action_edge(self, to: int) -> None:
        """The first or the last row."""
        self.move_to(len(self.table) - 1 if to > 0 else 0, -to)

    def action_aside(self, by: int) -> None:
        """Columns that do not fit come into view; the first stays."""
        if by > 0 and not self._more:
            return
        self.skip = max(0, self.skip + by)
        self._lay_out()
        self.refresh()

    def toggle(self) -> None:
        """Select the row under the cursor, or let it go, and step on."""
        row = self.row
        if row is None:
            return
        self.selected.symmetric_difference_update({row})
        self._forget(row)
        self._refresh_row(self.cursor)
        self.action_move(1)

    def _forget(self, row: int) -> None:
        self._strips.pop((row, True), None)
        self._strips.pop((row, False), None)

    def select_all(self) -> None:
        """Select every row shown; all selected already means none."""
        shown = {row for row in self.table.order if row >= 0}
        self.selected = set() if shown <= self.selected else shown
        self._strips.clear()
        self._refresh_rows()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the list, not the cursor."""
        event.stop()
        self._wheel(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves the list, not the cursor."""
        event.stop()
        self._wheel(-3)

    def _wheel(self, by: int) -> None:
        target = max(0, min(self.top + by, len(self.table) - self._rows))
        if target == self.top:
            return
        old_top, old = self.top, self.cursor
        self.top = target
        self.cursor = max(self.top, min(self.cursor, self.top + self._rows - 1))
        self._scroll_rows(old_top)
        if old != self.cursor:
            self._refresh_row(old)
            self._refresh_row(self.cursor)
        self.post_message(self.Moved(self, self.cursor))

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor, a click on the cursor opens; on a heading it sorts."""
        start = 1 if self.header else 0
        if self.header and event.y == 0:
            left = 2
            for column, cells in self._layout:
                if event.x < left + cells + self.gap:
                    self.post_message(self.HeadingClicked(self, column.key))
                    return
                left += cells + self.gap
            return
        position = self.top + event.y - start
        if self.table.row_at(position) is None:
            return
        if position == self.cursor or event.chain > 1:
            self.move_to(position)
            self.post_message(self.Chosen(self, position))
        else:
            self.move_to(position)

    def render_line(self, y: int) -> Strip:
        """One line: the headings, a row, a group heading, or nothing."""
        styles = self._tones
        width = self.size.width
        if self.header and y == 0:
            return self._heading_line(styles, width)
        position = self.top + y - (1 if self.header else 0)
        if not len(self.table):
            return self._empty_line(y - (1 if self.header else 0), styles, width)
        if position >= len(self.table):
            return blank(width, styles[""])
        row = self.table.order[position]
        at_cursor = position == self.cursor and (self.has_focus or not self.beside)
        strip = self._strips.get((row, at_cursor))
        if strip is None:
            if len(self._strips) > 2000:
                self._strips.clear()
            strip = self._row_line(row, at_cursor, styles, width)
            self._strips[(row, at_cursor)] = strip
        return strip

    def _heading_line(self, styles: Tones, width: int) -> Strip:
        parts = ["  "]
        for number, (column, cells) in enumerate(self._layout):
            parts.append(" " * (self.gap - 1) if number else "")
            mark = ("↓" if self.sorted_down else "↑") if column.key == self.sorted_by else " "
            title = f"{column.title}{mark}"
            parts.append(fit(column.title, cells, True) + mark if column.right else fit(title, cells + 1))
        text = "".join(parts)
        marks = ("‹" if self.skip else "") + ("›" if self._more else "")
        text = fit(text.rstrip(), width - len(marks)) + marks
        return Strip([Segment(text, styles["under"])], width)

    def _empty_line(self, y: int, styles: Tones, width: int) -> Strip:
        from caseworkbench.screens.text import wrap

        lines = ["", *wrap(self.empty, max(10, width - 4))]
        text = "  " + lines[y] if 0 <= y < len(lines) else ""
        return Strip([Segment(fit(text, width), styles[""])], width)

    def _row_line(self, row: int, at_cursor: bool, styles: Tones, width: int) -> Strip:
        if row < 0:
            tone = "quiet" if self.table.quiet_headings else "head"
            return Strip([Segment(fit(" " + self.table.headings[-row - 1], width), styles[tone])], width)
        marks = self.table.data.get("mark")
        mark = (marks[row] if marks else None) or " "
        pieces = [(f"{'●' if row in self.selected else mark}{'▸' if at_cursor else ' '}", "")]
        for number, (column, cells) in enumerate(self._layout):
            text = padded(self.table, row, column, cells)
            tone = ""
            if column.key in self.masked:
                other = self.table.data.get(column.instead) if column.instead else None
                text = fit("•••••" if other is None else clean(other[row]), cells)
            elif column.tone is not None and not at_cursor:
                values = self.table.data.get(column.key)
                tone = column.tone(values[row]) if values is not None else ""
            if number:
                pieces.append((" " * self.gap, ""))
            pieces.append((text, tone))
        used = 2 + sum(cells for _, cells in self._layout) + self.gap * (len(self._layout) - 1)
        pieces.append((" " * max(0, width - used), ""))
        if at_cursor:
            line = "".join(text for text, _ in pieces)
            return Strip([Segment(line, styles["cursor"])], width)
        return Strip(joined(pieces, styles), width)
