"""A page that is a list: filter as you type, sort by any column, copy, export."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from caseworkbench.errors import WorkbenchError
from caseworkbench.screens.grid import Grid
from caseworkbench.screens.held_keys import LEAVING
from caseworkbench.screens.lines import Lines
from caseworkbench.screens.page import Page, key
from caseworkbench.screens.table import Column, Table
from caseworkbench.screens.text import clean, plural

LINES_AROUND = 5
"""Heading, status and footer."""
AT_ONCE = 3000
"""Rows that are sorted and filtered in the handler; more go to the thread."""


class ListPage(Page):
    """One Grid, and under it the line that reads the row under the cursor aloud."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("enter", "open", "Open", "Enter"),
        key("slash", "filter", "Filter", "/"),
        key("s", "sort", "Sort"),
        key("S", "turn", "Sort the other way", show=False),
        *(key(str(n), f"sort_nth({n})", f"Sort by column {n}", show=False) for n in range(1, 10)),
        key("e", "export", "Export"),
        key("F", "filters", "Filters"),
    ]
    columns: tuple[Column, ...] = ()
    noun: tuple[str, str] = ("row", "rows")
    reading_lines = 2
    """Lines below the list that read its row aloud; a low window has fewer."""
    lines_above = 0
    """Lines between the heading and the list."""
    drawn_only: frozenset[str] = frozenset()
    """Fields that only the screen has, left out of the export."""
    default_sort: tuple[str | None, bool] = (None, False)
    row_key: str | None = None
    """The field by which a row is known again when the list is asked anew: cursor and selection stay with it."""
    says_when_there = True

    def __init__(self) -> None:
        super().__init__()
        self.grid = Grid(Table(self.columns, {}))
        self.whole = Table(self.columns, {})
        self.find = ""
        self.by, self.down = self.default_sort
        self.group: str | None = None
        self.section: str | None = None
        self._there = False

    def body(self) -> Iterable[Widget]:
        """The list, and the line that reads its row."""
        yield self.grid
        yield Lines(id="reading", height=self.reading_lines)

    def on_mount(self) -> None:
        """Say that something is coming before it is there."""
        super().on_mount()
        self.grid.empty = "Counting…"

    def on_resize(self) -> None:
        """The list keeps half of the window."""
        self.fit_reading()

    def most_to_read(self) -> int:
        """Lines that the row is read in where there is room."""
        return type(self).reading_lines

    def least_to_read(self) -> int:
        """Lines that stay although the list then has less than half of a low window."""
        return 0

    def fit_reading(self) -> None:
        """Give the lines below the list up before its rows."""
        height = self.size.height
        room = height // 2 - LINES_AROUND - self.lines_above
        lines = min(self.most_to_read(), max(room, self.least_to_read()))
        reading = self.query_one("#reading", Lines)
        reading.display = lines > 0
        if lines != self.reading_lines:
            self.reading_lines = lines
            reading.styles.height = lines
        self.read_aloud()

    def read_aloud(self) -> None:
        """Read the row under the cursor."""
        if self.reading_lines:
            self.query_one("#reading", Lines).put(self.read(self.current())[: self.reading_lines])

    def fill(self, table: Table, empty: str) -> None:
        """Show another table under the filter and sort in force; ``empty`` says what to do where it is empty."""
        first = not self.whole.total
        self.grid.selected = self._still_selected(table)
        self.whole = table
        self.grid.empty = empty
        self._empty = empty
        self.rearrange(keep=not first)

    def _still_selected(self, table: Table) -> set[int]:
        """The selected rows that are in a table asked anew, where rows are known again."""
        if self.row_key is None or not self.grid.selected:
            return set()
        before, now = self.whole.data.get(self.row_key), table.data.get(self.row_key)
        if before is None or now is None:
            return set()
        names = {before[row] for row in self.grid.selected}
        return {row for row, name in enumerate(now) if name in names}

    def ask_anew(self) -> None:
        """Ask for other rows: what is typed from now on is meant for them."""
        held = self.workbench_app.held
        self._there = False
        held.hold()
        held.unless(LEAVING)
        self.refill()

    def rearrange(self, *, keep: bool = True) -> None:
        """Filter, sort and group what is there; long lists in the thread."""
        whole, find, by, down, group, noun = self.whole, self.find, self.by, self.down, self.group, self.noun
        section = self.section

        def work() -> Table:
            return whole.arranged(find, by, down, group, noun, section)

        def done(table: Table) -> None:
            self.grid.sorted_by, self.grid.sorted_down = by, down
            self.grid.empty = (
                f"No {self.noun[1]} match “{clean(find)}”. Press / to change the filter, Esc to clear it."
                if find and whole.total
                else self._empty
            )
            self.grid.masked = self.masked_columns()
            self.grid.show(table, keep=keep, known_by=self.row_key)
            self.tell()
            if not self._there:
                self._there = True
                self.workbench_app.held.release()

        if not find and by is None and group is None and section is None:
            done(whole)
        elif whole.total <= AT_ONCE:
            done(work())
        else:
            self._tickets["arrange"] = self.workbench_app.engine.compute(self, "arrange", work, done)
            self._waiting.add("arrange")
            self.set_timer(0.15, self._still_waiting)

    _empty = "Nothing to show."

    def refused(self, sentence: str) -> None:
        """Where nothing can be shown, the sentence stands in the list's place."""
        if not self.whole.total:
            self._empty = self.grid.empty = sentence
            self.grid.redraw()
        super().refused(sentence)

    def masked_columns(self) -> frozenset[str]:
        """Columns that hold names, where names are masked."""
        return frozenset({"child_name", "name", "worker_named"}) if self.view.masked else frozenset()

    def remask(self) -> None:
        """Draw the names as dots, or as names again."""
        self.grid.masked = self.masked_columns()
        self.grid.redraw()
        self.read_aloud()

    def current(self) -> dict[str, object] | None:
        """The row under the cursor."""
        row = self.grid.row
        return None if row is None else self.grid.table.record(row)

    def tell(self) -> None:
        """How many rows, under which filter, in which order, where the cursor is."""
        listed = self.grid.table
        shown = sum(1 for row in listed.order if row >= 0) if listed.headings else len(listed)
        total = self.whole.total
        what = plural(total, *self.noun) if shown == total else f"{shown:,} of {plural(total, *self.noun)}"
        pieces = [(what, "")]
        if self.find:
            pieces.append((f" · filter “{clean(self.find)}”", "head"))
        if self.by and (column := self.column(self.by)):
            pieces.append((f" · by {column.title.casefold()} {'↓' if self.down else '↑'}", ""))
        if self.group and (grouped := self.column(self.group)):
            pieces.append((f" · grouped by {grouped.title.casefold()}", ""))
        if self.view.masked:
            pieces.append((" · names masked", "head"))
        if self.grid.selected:
            pieces.append((f" · {len(self.grid.selected):,} selected", "head"))
        extra = self.remark()
        if extra:
            pieces.append((f" · {extra}", ""))
        self.status(pieces)

    def remark(self) -> str:
        """A further remark for the status line."""
        return ""

    def column(self, name: str) -> Column | None:
        """The column of that field."""
        return next((column for column in self.columns if name in (column.key, column.instead)), None)

    def read(self, row: dict[str, object] | None) -> list[list[tuple[str, str]]]:
        """The row under the cursor in words."""
        return []

    def on_grid_moved(self, message: Grid.Moved) -> None:
        """Read the row under the cursor."""
        self.read_aloud()

    def on_grid_chosen(self, message: Grid.Chosen) -> None:
        """Open the row."""
        self.action_open()

    def on_grid_heading_clicked(self, message: Grid.HeadingClicked) -> None:
        """Sort by the column, or the other way round."""
        self.sort_by(message.key)

    def action_open(self) -> None:
        """Enter on a row."""

    def action_back(self) -> None:
        """Escape first clears the filter and the selection, then goes up."""
        if self.find:
            self.find = ""
            self.rearrange()
        elif self.grid.selected:
            self.grid.selected.clear()
            self.grid.redraw()
            self.tell()
        else:
            super().action_back()

    # Filters that are kept

    @property
    def filter_kind(self) -> str:
        """The kind of list for which filters are kept."""
        return type(self).__name__.removesuffix("Page").casefold()

    def which_names(self) -> Mapping[str, str]:
        """What `w` chooses between, with the words for it; nothing where a list has no such choice."""
        return {}

    def choose_which(self, which: str) -> None:
        """Show other rows, as `w` does."""

    def arrangement(self) -> dict[str, str]:
        """The filter, order, grouping and choice that are set now."""
        which = str(getattr(self, "which", "")) if self.which_names() else ""
        set_now = {"find": self.find, "by": self.by, "down": "down" if self.down else "", "group": self.group}
        return {name: text for name, text in (set_now | {"which": which}).items() if text}

    def arrange_as(self, kept: Mapping[str, str]) -> None:
        """Set them as they were kept, as far as this list has such columns and choices."""
        if kept.get("which") in self.which_names():
            self.choose_which(kept["which"])
        by, group = kept.get("by"), kept.get("group")
        self.find = kept.get("find", "")
        self.by = by if by and self.column(by) else None
        self.down = self.by is not None and bool(kept.get("down"))
        self.group = group if group and (self.column(group) or group in self.whole.data) else None
        self.rearrange()

    def action_filters(self) -> None:
        """The filters that this person keeps for this kind of list."""
        from caseworkbench.screens.saved_filters import choose_filter

        choose_filter(self)

    def sort_by(self, name: str, down: bool | None = None) -> None:
        """Sort by a column; the same column again turns the order."""
        column = self.column(name)
        if column is None or not column.sortable:
            return
        self.down = (not self.down if name == self.by else column.kind == "number") if down is None else down
        self.by = name
        self.rearrange()

    def action_sort_nth(self, number: int) -> None:
        """Sort by the n-th column."""
        if number <= len(self.columns):
            self.sort_by(self.columns[number - 1].key)

    def action_turn(self) -> None:
        """The same column the other way round."""
        if self.by:
            self.sort_by(self.by)

    def action_sort(self) -> None:
        """Choose the column to sort by."""
        from caseworkbench.screens.chooser import Chooser

        options = [
            (column.key, f"{number if number < 10 else ' '}  {column.title}{self._sort_mark(column)}")
            for number, column in enumerate(self.columns, 1)
            if column.sortable
        ]

        def chosen(name: str | None) -> None:
            if name is not None:
                self.sort_by(name)

        self.app.push_screen(Chooser("Sort by (again: the other way)", options, self.by), chosen)

    def _sort_mark(self, column: Column) -> str:
        return (" ↓" if self.down else " ↑") if column.key == self.by else ""

    def action_filter(self) -> None:
        """Filter as you type."""
        self.prompt("filter", "Filter:", self.find)

    def typed(self, purpose: str, text: str) -> None:
        """Narrow the list at every letter."""
        if purpose == "filter":
            self.find = text
            self.rearrange()

    def abandoned(self, purpose: str) -> None:
        """Escape clears the filter."""
        if purpose == "filter" and self.find:
            self.find = ""
            self.rearrange()

    def action_export(self) -> None:
        """Ask for a file name; its ending says the format."""
        facts = self.workbench_app.facts
        when = self.view.as_at or (facts.as_at if facts else None)
        stem = "-".join(part for part in (self.export_name(), when.isoformat() if when else "") if part)
        self.prompt("export", "Export to (.csv, .json or .md):", f"{stem}.csv", replace=True)

    def export_name(self) -> str:
        """The beginning of the file name that is suggested."""
        return "caseworkbench"

    def export_rows(self) -> tuple[list[str], list[Mapping[str, object]]]:
        """Fields and rows that the export writes: what is shown, in the order shown, selected rows only if any."""
        table, chosen = self.grid.table, self.grid.selected
        rows = [row for row in table.order if row >= 0 and (not chosen or row in chosen)]
        fields = [name for name in table.data if name not in self.drawn_only]
        return fields, [self.export_row(table.record(row)) for row in rows]

    def export_row(self, row: dict[str, object]) -> Mapping[str, object]:
        """One row; masked names stay masked in the file."""
        return {name: None if name in self.grid.masked else value for name, value in row.items()}

    def entered(self, purpose: str, text: str) -> None:
        """A file name for the export; everything else as on every page."""
        if purpose == "export":
            from caseworkbench.screens.export import target_of, write

            target = target_of(text, Path.cwd())
            fields, rows = self.export_rows()

            def work() -> int:
                write(target, fields, rows)
                return len(rows)

            def done(number: int) -> None:
                self.say(f"{plural(number, *self.noun)} written to {clean(str(target))}.")

            self._tickets["export"] = self.workbench_app.engine.compute(self, "export", work, done)
        elif purpose == "save_filter":
            from caseworkbench.screens.saved_filters import save

            save(self, text)
        elif purpose != "filter":
            super().entered(purpose, text)

    def copy(self, identifiers: list[str]) -> None:
        """Put identifiers on the person's own clipboard (OSC 52)."""
        if not identifiers:
            raise WorkbenchError("There is no child under the cursor to copy.")
        self.app.copy_to_clipboard("\n".join(identifiers))
        shown = clean(identifiers[0]) if len(identifiers) == 1 else f"{len(identifiers):,} identifiers"
        self.say(f"Copied {shown}.")
