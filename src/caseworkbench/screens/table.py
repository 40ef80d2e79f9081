"""The rows behind a list, kept in columns: what is shown, in which order, under which headings.

Nothing here makes an object per row; a cell becomes text only when it is drawn.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from caseworkbench.screens.text import clean, count, day, fit, fit_middle, natural, plural, width

TOLD_APART = 300
"""Rows up to which a list looks for names that cutting would make the same."""


@dataclass(frozen=True)
class Column:
    """One column: which field, how it reads, how wide it may be."""

    key: str
    title: str
    kind: str = "text"  # text | date | number
    least: int = 6
    most: int = 40
    show: Callable[[object], str] | None = None
    tone: Callable[[object], str] | None = None
    order: Callable[[object], object] | None = None
    sortable: bool = True
    instead: str | None = None
    """The field that stands in for this one where names are masked; a filter looks in both."""

    @property
    def right(self) -> bool:
        """Numbers stand on the right."""
        return self.kind == "number"

    def text(self, value: object) -> str:
        """The cell as characters."""
        if self.show is not None:
            return self.show(value)
        if self.kind == "date":
            return day(value)
        if self.kind == "number":
            return count(value)
        return clean(value)


@dataclass
class Table:
    """Columns of values and the rows of them that are shown.

    ``order`` holds row numbers; a negative number -1-g stands for the heading of group g.
    """

    columns: tuple[Column, ...]
    data: Mapping[str, Sequence[object]]
    order: Sequence[int] = ()
    headings: list[str] = field(default_factory=list)
    total: int = 0
    quiet_headings: bool = False
    _haystack: list[str] | None = None
    _cuts: dict[tuple[str, int], Counter[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, columns: Sequence[Column], data: Mapping[str, Sequence[object]]) -> Table:
        """A table of every row, in the order given."""
        total = len(next(iter(data.values()))) if data else 0
        return cls(tuple(columns), data, range(total), [], total)

    @classmethod
    def of_rows(cls, columns: Sequence[Column], rows: Sequence[Mapping[str, object]]) -> Table:
        """A table of a few rows that come as dictionaries."""
        keys = dict.fromkeys(key for row in rows for key in row) or {c.key: None for c in columns}
        return cls.of(columns, {key: [row.get(key) for row in rows] for key in keys})

    def __len__(self) -> int:
        return len(self.order)

    def row_at(self, position: int) -> int | None:
        """The row number shown at ``position``; None for a group heading or none at all."""
        if 0 <= position < len(self.order):
            row = self.order[position]
            return row if row >= 0 else None
        return None

    def record(self, row: int) -> dict[str, object]:
        """One row as a dictionary, every field of the data and not only what is shown."""
        return {key: values[row] for key, values in self.data.items()}

    def cell(self, row: int, column: Column) -> str:
        """The text of one cell."""
        values = self.data.get(column.key)
        return column.text(values[row] if values is not None else None)

    def widths(self, room: int, gap: int, skip: int = 0) -> list[tuple[Column, int]]:
        """The columns that fit into ``room`` and their widths; ``skip`` columns after the first are passed over.

        Widths come from the first and last rows shown. Columns are taken as long as each keeps the least it
        needs; what room is left goes to those whose text is longer, from the left.
        """
        shown = [row for row in self.order[:400] if row >= 0] + [row for row in self.order[-100:] if row >= 0]
        taken: list[tuple[Column, int, int]] = []
        left = room + gap
        for column in (*self.columns[:1], *self.columns[1 + skip :]):
            cells = max((width(self.cell(row, column)) for row in shown), default=0)
            wanted = max(min(cells, column.most), len(column.title), 1)
            least = min(wanted, max(column.least, len(column.title))) if column.kind == "text" else wanted
            if left < least + gap and taken:
                break
            taken.append((column, least, wanted))
            left -= least + gap
        fitted: list[tuple[Column, int]] = []
        for column, least, wanted in taken:
            more = max(0, min(wanted - least, left))
            left -= more
            fitted.append((column, least + more))
        return fitted

    def alike(self, column: Column, cells: int, cut: str) -> int:
        """How many different texts of the column are cut to the same."""
        key = (column.key, cells)
        if key not in self._cuts:
            texts = {self.cell(row, column) for row in range(self.total)}
            self._cuts[key] = Counter(fit(text, cells) for text in texts)
        return self._cuts[key][cut]

    def arranged(
        self,
        find: str,
        by: str | None = None,
        down: bool = False,
        group: str | None = None,
        noun: tuple[str, str] = ("case", "cases"),
        section: str | None = None,
    ) -> Table:
        """The same rows filtered by the words ``find``, sorted by a column, under group headings.

        ``section``: the field whose text stands as a heading over the rows that follow one another with it, as long
        as they are neither sorted nor grouped.

        Rows without a value stand last whichever way the sort runs. Takes tens of milliseconds for a hundred
        thousand rows: for a worker, not for a handler.
        """
        order: list[int] = list(range(self.total))
        if find.strip():
            stacks = self.haystack()
            for needle in find.casefold().split():
                order = [row for row in order if needle in stacks[row]]
        column = next((c for c in self.columns if c.key == by), None)
        if column is not None and (values := self.data.get(column.key)) is not None:
            order = _sorted(order, values, column.order, down)
        headings: list[str] = []
        quiet = False
        if group is not None and (values := self.data.get(group)) is not None:
            order, headings = _grouped(order, values, self.data.get("status"), noun)
        elif section is not None and by is None and (values := self.data.get(section)) is not None:
            order, headings = _sectioned(order, values)
            quiet = True
        return Table(self.columns, self.data, order, headings, self.total, quiet, self._haystack)

    def haystack(self) -> list[str]:
        """Per row the text that a filter looks in: every column as it is shown."""
        if self._haystack is None:
            parts: list[list[str]] = []
            for column in self.columns:
                values = self.data.get(column.key)
                if values is None:
                    continue
                known: dict[object, str] = {}
                texts = []
                for value in values:
                    text = known.get(value)
                    if text is None:
                        text = known[value] = " ".join(column.text(value).casefold().split())
                    texts.append(text)
                parts.append(texts)
                other = self.data.get(column.instead) if column.instead else None
                if other is not None:
                    parts.append([" ".join(clean(value).casefold().split()) for value in other])
            self._haystack = [" \t".join(cells) for cells in zip(*parts, strict=True)] if parts else []
        return self._haystack


def _sorted(
    order: list[int], values: Sequence[object], key: Callable[[object], object] | None, down: bool
) -> list[int]:
    present = [row for row in order if values[row] is not None]
    absent = [row for row in order if values[row] is None]

    def plain(row: int) -> object:
        value = values[row]
        if key is not None:
            return key(value)
        if isinstance(value, (int, float, date)):
            return value
        return natural(str(value))

    keys = {row: plain(row) for row in present}
    present.sort(key=keys.__getitem__, reverse=down)  # type: ignore[arg-type]
    return present + absent


def _grouped(
    order: list[int], values: Sequence[object], status: Sequence[object] | None, noun: tuple[str, str]
) -> tuple[list[int], list[str]]:
    groups: dict[object, list[int]] = {}
    for row in order:
        groups.setdefault(values[row], []).append(row)
    late = {
        name: sum(1 for row in rows if status is not None and status[row] == "overdue") for name, rows in groups.items()
    }
    result: list[int] = []
    headings: list[str] = []
    for name in sorted(groups, key=lambda n: (-late[n], -len(groups[n]), str(n))):
        rows = groups[name]
        words = f"{clean(name) or 'None recorded'} · {plural(len(rows), *noun)}"
        if late[name]:
            words += f", {late[name]:,} overdue"
        headings.append(words)
        result.append(-len(headings))
        result.extend(rows)
    return result, headings


def _sectioned(order: list[int], values: Sequence[object]) -> tuple[list[int], list[str]]:
    result: list[int] = []
    headings: list[str] = []
    now = ""
    for row in order:
        name = clean(values[row])
        if name != now:
            headings.append(name)
            result.append(-len(headings))
            now = name
        result.append(row)
    return result, headings


def padded(table: Table, row: int, column: Column, cells: int) -> str:
    """A cell filled up to its width; a name that would be cut to the same as another loses its middle instead."""
    text = table.cell(row, column)
    if column.kind == "text" and width(text) > cells and table.total <= TOLD_APART:
        cut = fit(text, cells)
        if table.alike(column, cells, cut) > 1:
            return fit_middle(text, cells)
        return cut
    return fit(text, cells, column.right)


def place_of(before: Table, position: int, now: Table, known_by: str) -> int:
    """Where the row at ``position`` of a table stands in one asked anew; if it is gone, the next one still there."""
    old, new = before.data.get(known_by), now.data.get(known_by)
    if old is None or new is None:
        return 0
    places = {new[row]: place for place, row in enumerate(now.order) if row >= 0}
    for row in before.order[position:]:
        if row >= 0 and old[row] in places:
            return places[old[row]]
    return max(0, len(now) - 1)
