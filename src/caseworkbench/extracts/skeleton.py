"""A mapping to fill in: what a person starts from who wants a report read that no format knows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from caseworkbench.extracts.headings import fold, looks_like_headings, loosen
from caseworkbench.extracts.mapping_values import plain, read_date
from caseworkbench.extracts.native_tables import TABLES, Table
from caseworkbench.extracts.recognise import HEADING_ROWS
from caseworkbench.extracts.tables import SourceTable

_SAMPLE = 50

_HEAD = (
    "# A mapping to fill in: say below which native column comes from which heading, then load with\n"
    "#   caseworkbench load FILE --format THIS_FILE.toml\n"
    'name = "my_report"\n'
    'title = "What people call this report"\n'
    'mode = "replace"   # a full extract; "merge" for one that holds a window of time\n'
)


@dataclass
class Field:
    """A value of an unknown report: its heading (in XML its path) and some of its values."""

    heading: str
    values: Sequence[object]


def headings_of(table: SourceTable) -> tuple[int, tuple[str, ...]]:
    """The likeliest heading row of an unknown table, and its headings: the widest row of words near the top."""
    best, width = 0, 0
    for index, row in enumerate(table.rows[:HEADING_ROWS]):
        filled = sum(plain(cell) is not None for cell in row)
        if looks_like_headings(row) and filled > width:
            best, width = index, filled
    cells = table.rows[best] if table.rows else []
    return best, tuple(" ".join(str(cell).split()) for cell in cells if plain(cell) is not None)


def skeleton(tables: Sequence[SourceTable]) -> str:
    """A mapping file for tables that no format knows, with every heading in it, for a person to finish."""
    parts = [_part(table) for table in tables if table.rows]
    if not parts:
        return ""
    return _HEAD + "".join(parts)


def xml_skeleton(root: str, record: str, parts: Sequence[tuple[str, Sequence[Field]]]) -> str:
    """A mapping for an XML file that no format knows: (element of the rows, its fields) for each likely part."""
    if not record:
        return ""
    head = ["", "[xml]", f"root = {_quoted(root)}", f"record = {_quoted(record)}", '# reference_date = "…"', ""]
    body = []
    for element, fields in parts:
        up = "".join("../" for _ in filter(None, element.split("/")))
        above = [Field(up + field.heading, field.values) for field in parts[0][1]] if element else []
        name = element.rpartition("/")[2] or record.rpartition("/")[2]
        body.append(
            _lines(["", "[[parts]]", f"name = {_quoted(name)}", f"element = {_quoted(element)}"], [*fields, *above])
        )
    return _HEAD + "\n".join(head) + "".join(body)


def _part(table: SourceTable) -> str:
    row, headings = headings_of(table)
    body = table.rows[row + 1 : row + 1 + _SAMPLE]
    places = {
        " ".join(str(heading).split()): place
        for place, heading in enumerate(table.rows[row])
        if plain(heading) is not None
    }
    fields = [
        Field(heading, [cells[places[heading]] for cells in body if places[heading] < len(cells)])
        for heading in dict.fromkeys(headings)
    ]
    called = _quoted(re.escape(" ".join(fold(table.name).split())) or ".")
    return _lines(["", "[[parts]]", f"name = {_quoted(table.name)}", f"called = [{called}]"], fields)


def _lines(lines: list[str], fields: Sequence[Field]) -> str:
    names = _names([field.heading for field in fields])
    dates = {field.heading: _holds_dates(field.values) for field in fields}
    lines += ["", "[parts.headings]"]
    native, fits = _nearest_table(names)
    needed = {fits[column.name] for column in native.columns if column.required and column.name in fits}
    for heading, name in names.items():
        kind = ', kind = "date"' if dates.get(heading) else ""
        required = ", required = true" if name in needed else ""
        lines.append(f"{name} = {{ heading = {_quoted(heading)}{kind}{required} }}")
    every = ", ".join(one.name for one in TABLES)
    lines += [
        "",
        "[[parts.rows]]",
        f'table = "{native.name}"   # or another of: {every}',
        "[parts.rows.columns]",
    ]
    for column in native.columns:
        template = f'"{{{fits[column.name]}}}"' if column.name in fits else '""'
        if column.name in fits or column.required:
            need = "   # required" if column.required else ""
            lines.append(f"{column.name} = {template}{need}")
        else:
            lines.append(f'# {column.name} = "{{}}"')
    return "\n".join(lines) + "\n"


def _names(headings: Sequence[str]) -> dict[str, str]:
    """Heading -> a short name for it, each different."""
    names: dict[str, str] = {}
    for heading in headings:
        name = base = re.sub(r"\W+", "_", fold(heading.rpartition("/")[2]))[:40].strip("_") or "value"
        number = 2
        while name in names.values():
            name, number = f"{base}_{number}", number + 1
        names.setdefault(heading, name)
    return names


def _nearest_table(names: dict[str, str]) -> tuple[Table, dict[str, str]]:
    """The native table of which most columns have a heading of their name, and which heading that is."""
    loose = {loosen(heading): name for heading, name in names.items()}

    def fitting(table: Table) -> dict[str, str]:
        forms = {column.name: loosen(column.name.replace("_", " ")) for column in table.columns}
        return {column: loose[form] for column, form in forms.items() if form in loose}

    best = max(TABLES, key=lambda table: len(fitting(table)))
    return best, fitting(best)


def _holds_dates(cells: Sequence[object]) -> bool:
    filled = [cell for cell in cells if plain(cell) is not None]
    return bool(filled) and all(not isinstance(cell, int | float) and read_date(cell) for cell in filled)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
