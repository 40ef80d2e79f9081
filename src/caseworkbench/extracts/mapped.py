"""Applying a mapping: the rows of a recognised list become raw rows of native tables."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field, replace
from itertools import islice

from caseworkbench.errors import at_most
from caseworkbench.extracts.clean import is_total
from caseworkbench.extracts.derived import OtherLists, derive
from caseworkbench.extracts.doubtful import (
    LONGEST_SHOWN,
    no_such_codes,
    remember_undated,
    remember_unknown,
    unknown_codes,
)
from caseworkbench.extracts.headings import fold
from caseworkbench.extracts.mapping import PLACEHOLDER, Group, Heading, Mapping, Part, RowRule
from caseworkbench.extracts.mapping_values import Column, plain, read_column
from caseworkbench.extracts.rows import RawRows, Reject
from caseworkbench.extracts.tables import SourceTable

_LAST = "\uffff"
"""Sorts after every date: an episode without an end is the last of those that began with it."""

_LONGEST_NOTHING = 4
"""Letters of the longest word for an empty cell (``null``)."""

_NOTE_COLUMNS = 3
"""A list with at least so many columns: a row with one filled cell in it is a title or a note, not a child."""


@dataclass
class History:
    """What the merge needs to know of the lists of one load beside their accepted rows.

    ``keys``: (table, origin) -> keys that the file holds, whether their rows were accepted or not.
    ``unsure``: origin -> children of whom it holds a row that could not be dated. ``rows``: origin -> rows read.
    ``tables``: the native tables that the lists found can fill, empty ones too.
    """

    mapping: Mapping
    tables: frozenset[str] = frozenset()
    keys: dict[tuple[str, str], set[tuple[object, ...]]] = field(default_factory=dict)
    unsure: dict[str, set[str]] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)

    def forget(self, table: str, origin: str, keys: Iterable[tuple[object, ...]]) -> None:
        """Drop keys that somebody else knows now: of a large return they take more memory than its rows in a file."""
        self.keys[table, origin].difference_update(keys)

    @property
    def rules(self) -> dict[tuple[str, str], RowRule]:
        """(table, origin) -> how its rows are merged."""
        return {(rule.table.name, self.mapping.origin(part)): rule for part in self.mapping.parts for rule in part.rows}


@dataclass
class RecognisedList:
    """A table that is known to be one list of a format.

    ``columns``: name of a heading -> its column; ``heading_row``: index into the table's rows; ``unknown``: headings
    that the format does not know.
    """

    part: Part
    table: SourceTable
    heading_row: int
    columns: dict[str, int]
    unknown: list[str]

    @property
    def twice(self) -> list[str]:
        """The headings that the format knows and that stand above further columns too, which are not read."""
        if not self.table.rows:
            return []
        read = {fold(self.heading_of(name)) for name in self.columns}
        return [heading for heading in self.unknown if fold(heading) in read]

    def rules(self) -> list[RowRule]:
        """The rules that the file has the headings for: those of the required columns, and those asked for."""
        wanted = [
            (rule, [*rule.given, *rule.readable, *rule.where, *_required_headings(rule)]) for rule in self.part.rows
        ]
        return [
            rule
            for rule, names in wanted
            if all(self._has(name) for name in names) and (not rule.some or any(self._has(name) for name in rule.some))
        ]

    def wanting(self) -> list[str]:
        """The headings that the file lacks, and its first kind of row cannot do without (any of them would do)."""
        lacking = [name for name in _required_headings(self.part.rows[0]) if not self._has(name)]
        while any(name in self.part.values for name in lacking):
            lacking = [one for name in lacking for one in (self._made_of(name) or [name])]
        return [self.part.headings[name].names[0] for name in dict.fromkeys(lacking)]

    def _made_of(self, name: str) -> list[str]:
        return self.part.values[name].uses if name in self.part.values else []

    def _has(self, name: str) -> bool:
        """Whether the file has a heading, or one that a value is made from; a required one counts as there."""
        if name in self.part.values:
            return any(self._has(used) for used in self.part.values[name].uses)
        return name in self.columns or self.part.headings[name].required

    def holds(self, template: str) -> bool:
        """Whether the file has every heading that a column needs: what it lacks, it says nothing about."""
        return all(self._has(name) for name in PLACEHOLDER.findall(template))

    def heading_of(self, name: str) -> str:
        """A heading as it stands in the file, or as the format words it where the file has none."""
        while name in self.part.values:
            name = self.part.values[name].uses[0]
        if name not in self.columns:
            return self.part.headings[name].names[0]
        return " ".join(str(self.table.rows[self.heading_row][self.columns[name]]).split())


@dataclass
class ListRows:
    """The rows of a recognised list, read: a column per heading and per value that is made from them."""

    found: RecognisedList
    lines: list[int]
    columns: dict[str, Column]
    rejects: list[Reject]


def pieces(found: RecognisedList) -> Iterator[tuple[RecognisedList, float]]:
    """A list in pieces that can be read one by one, each with how much of the list has been read when it has.

    Where several rows make one, they must be seen together: such a list is one piece.
    """
    if found.table.stream is None:
        yield found, 1.0
        return
    headings = found.table.rows[found.heading_row]
    line = found.table.lines[found.heading_row]
    whole = any(rule.group for rule in found.part.rows)
    skipped = found.heading_row + 1  # titles and headings, which stand in the first piece
    rows: list[Sequence[object]] = [headings]
    lines = [line]
    for piece in found.table.stream():
        rows += piece.rows[skipped:]
        lines += piece.lines[skipped:]
        skipped = 0
        if not whole:
            yield _piece(found, rows, lines), piece.done
            rows, lines = [headings], [line]
    if whole:
        yield _piece(found, rows, lines), 1.0


def _piece(found: RecognisedList, rows: list[Sequence[object]], lines: list[int]) -> RecognisedList:
    return replace(found, table=replace(found.table, rows=rows, lines=lines, stream=None), heading_row=0)


def read_list(found: RecognisedList, only: Collection[str] | None = None) -> ListRows:
    """Read the rows of a list; values that are made from others are still to come. ``only``: these headings."""
    rows, lines, rejects = _body(found)
    places = {name: place for name, place in found.columns.items() if only is None or name in only}
    columns = {name: _column(found.part.headings[name], place, rows) for name, place in places.items()}
    if only is None:
        for name in found.part.headings:
            columns.setdefault(name, Column([None] * len(rows)))
    return ListRows(found, lines, columns, rejects)


def raw_rows(
    read: ListRows, mapping: Mapping, history: History, others: OtherLists, told: Dict[str, Collection[str]]
) -> Iterator[RawRows]:
    """The native rows that a list makes, one chunk per native table, in the order of the mapping.

    ``told``: native table -> what native files of the same load already tell of, for rules that give way to them.
    """
    found, columns, count = read.found, dict(read.columns), len(read.lines)
    for name, value in found.part.values.items():
        columns[name] = derive(value, columns, others, count)
    origin = mapping.origin(found.part)
    history.rows[origin] = history.rows.get(origin, 0) + count
    remember_undated(found, columns, history.unsure.setdefault(origin, set()), count)
    rules = found.rules()
    doubtful = unknown_codes(found, rules, columns)
    remember_unknown(doubtful, found, columns, history.unsure[origin])
    for rule in rules:
        chosen = _chosen(rule, columns, count)
        if rule.unless and told.get(rule.table.name):
            known = told[rule.table.name]
            values = _fill(rule.columns[rule.unless], columns, chosen)
            chosen = [row for row, value in zip(chosen, values, strict=True) if value not in known]
        first, last = _grouped(rule.group, columns, chosen)
        raw = RawRows(
            table=rule.table.name,
            file=found.table.label,
            columns={
                name: _fill(template, columns, last if rule.group and name in rule.group.last else first)
                for name, template in rule.columns.items()
                if found.holds(template)
            },
            lines=[read.lines[row] for row in first],
            origin=origin if mapping.gathers else None,
            headings={name: found.heading_of(rule.headings(name)[0]) for name in rule.columns if rule.headings(name)},
            rejects=[*(read.rejects if rule is rules[0] else []), *no_such_codes(read, rule, doubtful)],
        )
        if mapping.gathers:
            keys = [raw.columns[name] for name in rule.table.key if name in raw.columns]
            history.keys.setdefault((rule.table.name, origin), set()).update(zip(*keys, strict=True))
        yield raw


def _body(found: RecognisedList) -> tuple[list[Sequence[object]], list[int], list[Reject]]:
    """The rows under the headings: notes under the list left out, rows wider than the headings turned away."""
    table, part = found.table, found.part
    width = len(table.rows[found.heading_row])
    rows: list[Sequence[object]] = []
    lines: list[int] = []
    rejects: list[Reject] = []
    headings = table.rows[found.heading_row]
    first = min(found.columns.values())
    start = found.heading_row + 1
    for row, line in zip(islice(table.rows, start, None), islice(table.lines, start, None), strict=True):
        if len(row) == width > 1 and row[0] != headings[0] and _says(row[0]) and _says(row[1]) and not _totals(row):
            rows.append(row)  # by far the most rows of a large file
            lines.append(line)
            continue
        if not _holds_two(row) and len(found.columns) >= _NOTE_COLUMNS and not _is_child_row(found, row):
            continue
        if row[first : first + 1] == headings[first : first + 1] and list(row) == list(headings):
            continue  # headings repeated on every page of a report
        if _totals(row):
            text = f"The row is a total and none of the {part.title}: leave it out of the report."
            rejects.append(Reject(_first_table(part), table.label, line, *_first_cell(found, row), text))
            continue
        if len(row) > width and any(plain(cell) is not None for cell in row[width:]):
            rejects.append(
                Reject(
                    _first_table(part),
                    table.label,
                    line,
                    "",
                    None,
                    f"The row has {len(row)} cells where the headings have {width}: look for a comma too many, or a "
                    "quotation mark that is missing.",
                )
            )
            continue
        rows.append(row if len(row) >= width else [*row, *[None] * (width - len(row))])
        lines.append(line)
    return rows, lines, rejects


def _first_table(part: Part) -> str:
    return part.rows[0].table.name if part.rows else ""


def _totals(row: Sequence[object]) -> bool:
    """Whether a row is a line of totals: the first cell that is filled says so."""
    first = next((cell for cell in row if cell not in (None, "")), None)
    return isinstance(first, str) and is_total(first)


def _first_cell(found: RecognisedList, row: Sequence[object]) -> tuple[str, str | None]:
    """The heading above the first cell of a row that is filled, and what it says."""
    place = next(place for place, cell in enumerate(row) if cell not in (None, ""))
    headings = found.table.rows[found.heading_row]
    heading = " ".join(str(headings[place]).split()) if place < len(headings) else ""
    return heading, at_most(plain(row[place]) or "", LONGEST_SHOWN)


def _says(cell: object) -> bool:
    """Whether a cell has a value; the long way only where it is short enough to be a word for none."""
    if isinstance(cell, str) and len(cell) > _LONGEST_NOTHING:
        return not cell.isspace()
    return plain(cell) is not None


def _holds_two(row: Sequence[object]) -> bool:
    """Whether two cells of a row or more have a value."""
    filled = 0
    for cell in row:
        if cell is not None and cell != "" and plain(cell) is not None:
            filled += 1
            if filled == 2:
                return True
    return False


def _is_child_row(found: RecognisedList, row: Sequence[object]) -> bool:
    """Whether the one filled cell of a row is the date or the number of a child whose other cells are missing."""
    filled = [(place, cell) for place, cell in enumerate(row) if plain(cell) is not None]
    if not filled:
        return False
    place, cell = filled[0]
    names = [name for name, at in found.columns.items() if at == place]
    text = plain(cell) or ""
    return bool(names) and found.part.headings[names[0]].required and " " not in text and ":" not in text


def _column(heading: Heading, place: int, rows: Sequence[Sequence[object]]) -> Column:
    return read_column(heading, [row[place] for row in rows])


def _chosen(rule: RowRule, columns: dict[str, Column], count: int) -> Sequence[int]:
    chosen: Sequence[int] = range(count)
    for name in (*rule.given, *rule.readable):
        values = columns[name].values
        chosen = [row for row in chosen if values[row] is not None]
    for name in rule.readable:
        unreadable = columns[name].unreadable
        if unreadable:
            chosen = [row for row in chosen if row not in unreadable]
    if rule.differ:
        one, other = (columns[name].values for name in rule.differ)
        chosen = [row for row in chosen if one[row] != other[row]]
    for name, wanted in rule.where.items():
        values = columns[name].values
        allowed = {code for code in wanted if not code.startswith("!")}
        barred = {code[1:] for code in wanted if code.startswith("!")}
        chosen = [
            row
            for row in chosen
            if (values[row] or "") not in barred and (not allowed or (values[row] or "") in allowed)
        ]
    return chosen


def _required_headings(rule: RowRule) -> list[str]:
    required = [column.name for column in rule.table.columns if column.required]
    return [name for column in dict.fromkeys([*rule.table.key, *required]) for name in rule.headings(column)]


def _grouped(
    group: Group | None, columns: dict[str, Column], chosen: Sequence[int]
) -> tuple[Sequence[int], Sequence[int]]:
    """Of the rows that make one native row, the first and the last; the rows themselves where nothing is grouped.

    Rows that lack what they are grouped by stay by themselves.
    """
    if group is None:
        return chosen, chosen
    first, *others = (columns[name].values for name in group.order)

    def place(row: int) -> tuple[str, ...]:
        return (first[row] or "", *(values[row] or _LAST for values in others))

    members: dict[tuple[str | None, ...], list[int]] = {}
    for row in sorted(chosen, key=place):
        key = tuple(columns[name].values[row] for name in group.by)
        members.setdefault((str(row), None) if None in key else key, []).append(row)
    return [rows[0] for rows in members.values()], [rows[-1] for rows in members.values()]


def _fill(template: str, columns: dict[str, Column], chosen: Sequence[int]) -> Sequence[object]:
    names = PLACEHOLDER.findall(template)
    if not names:
        return [template] * len(chosen)
    if template == f"{{{names[0]}}}":
        values = columns[names[0]].values
        return [values[row] for row in chosen]
    pieces = PLACEHOLDER.split(template)  # text, name, text, name, …, text
    filled: list[str] = [pieces[0]] * len(chosen)
    for name, text in zip(pieces[1::2], pieces[2::2], strict=True):
        values = columns[name].values
        filled = [f"{before}{_day(values[row])}{text}" for before, row in zip(filled, chosen, strict=True)]
    return filled


def _day(value: str | None) -> str:
    """A value inside a key: of a date with a time the date alone, so that the key outlives a corrected time."""
    if value is None:
        return ""
    return value[:10] if len(value) == 19 and value[4] == "-" == value[7] and value[13] == ":" else value
