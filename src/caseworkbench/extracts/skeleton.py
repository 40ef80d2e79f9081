"""A mapping to fill in: what a person starts from who wants a report read that no format knows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from caseworkbench.extracts.headings import fold, looks_like_headings, loosen
from caseworkbench.extracts.mapping_values import plain, read_date
from caseworkbench.extracts.native_tables import TABLES, Table
from caseworkbench.extracts.recognise import HEADING_ROWS
from caseworkbench.extracts.tables import SourceTable
from caseworkbench.resources import formats_folder

_SAMPLE = 50

_CHILD = re.compile(
    r"^(?:child(?:ren)?|person|client|case)(?:'s|s)?[\W_]*(?:unique[\W_]*)?(?:id|no|number|ref|reference)(?![a-z])",
    re.I,
)
_DATED = re.compile(r"date|start|end(?:ed)?$|closed", re.I)
_ENDS = ("end_date", "closed_date", "authorised_date", "ended_at")
_BEGINS = re.compile(r"start|open|began|begin|begun|received|referral|contact|visit|date of birth|held|due", re.I)
_CLOSES = re.compile(r"end|clos|ceas|sign|authoris|complet|return", re.I)

_HEAD = (
    "# A mapping to fill in: say below which native column comes from which heading, then load with\n"
    "#   caseworkbench load FILE --format THIS_FILE.toml\n"
    "# docs/data-formats.md lists the columns of every table, and shows how words of your own become codes ([codes]).\n"
    'name = "{name}"   # each format has a name of its own\n'
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
    return _head(tables[0].file.path.stem) + "".join(parts)


def _head(called: str) -> str:
    name = re.sub(r"[^a-z0-9]+", "_", called.casefold()).strip("_")
    built_in = {"native", *(path.stem for path in formats_folder().glob("*.toml"))}
    if name in built_in or not re.search("[a-z]", name):
        name = f"my_report_{name}".strip("_")
    return _HEAD.replace("{name}", name)


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
    return _head(root) + "\n".join(head) + "".join(body)


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
    titles = " ".join(str(cell) for cells in table.rows[:row] for cell in cells if plain(cell) is not None)
    called = _quoted(re.escape(" ".join(fold(table.name).split())) or ".")
    return _lines(["", "[[parts]]", f"name = {_quoted(table.name)}", f"called = [{called}]"], fields, titles)


def _lines(lines: list[str], fields: Sequence[Field], about: str = "") -> str:
    names = _names([field.heading for field in fields], in_xml=any(line.startswith("element") for line in lines))
    dates = {field.heading: _holds_dates(field) for field in fields}
    lines += ["", "[parts.headings]"]
    native, fits = _nearest_table(names, dates, " ".join([about, *(line for line in lines if line.startswith("name"))]))
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


def _names(headings: Sequence[str], in_xml: bool) -> dict[str, str]:
    """Heading -> a short name for it, each different; in XML, where it is a path, of its last element."""
    names: dict[str, str] = {}
    for heading in headings:
        last = heading.rpartition("/")[2] if in_xml else heading
        name = base = re.sub(r"\W+", "_", fold(last))[:40].strip("_") or "value"
        number = 2
        while name in names.values():
            name, number = f"{base}_{number}", number + 1
        names.setdefault(heading, name)
    return names


def _nearest_table(names: dict[str, str], dates: dict[str, bool], called: str) -> tuple[Table, dict[str, str]]:
    """The native table that a report is likeliest to be, and which heading is which of its columns.

    That of which most columns have a heading of their name; what its titles and headings speak of counts more.
    """
    loose = {loosen(heading): name for heading, name in names.items()}
    child = [name for heading, name in names.items() if _CHILD.search(heading)]
    spoken = _words(" ".join([called, *names]))

    def fitting(table: Table) -> dict[str, str]:
        forms = {column.name: loosen(column.name.replace("_", " ")) for column in table.columns}
        found = {column: loose[form] for column, form in forms.items() if form in loose}
        if "child_id" in table.by_name and len(child) == 1:
            found.setdefault("child_id", child[0])
        days = [column.name for column in table.columns if column.required and column.kind in ("date", "moment")]
        ends = [column.name for column in table.columns if column.name in _ENDS]
        for columns, words in ((days, _BEGINS), (ends, _CLOSES)):
            if len(columns) == 1 and columns[0] not in found:
                fit = [names[one] for one, is_date in dates.items() if is_date and words.search(one)]
                found |= {columns[0]: fit[0]} if len(fit) == 1 and fit[0] not in found.values() else {}
        return found

    def likely(table: Table) -> tuple[float, int]:
        own = _words(table.name.replace("_", " ")) - {"plans", "plan"}
        found = fitting(table)
        lacking = sum(column.required and column.name not in found for column in table.columns)
        return len(found) + 2.5 * len(own & spoken) / max(1, len(own)), -lacking

    best = max(TABLES, key=likely)
    return best, fitting(best)


def _words(text: str) -> set[str]:
    """The words of a text, in the plural as tables are called."""
    words = set(re.findall(r"[a-z0-9]+", text.casefold().replace("_", " ")))
    return words | {f"{word}s" for word in words} | ({"section47s"} if {"s47", "47"} & words else set())


def _holds_dates(field: Field) -> bool:
    """Whether most values of a column are dates (a slip in one makes it no column of words); else what it is called."""
    filled = [cell for cell in field.values if plain(cell) is not None]
    if not filled:
        return bool(_DATED.search(field.heading))
    days = [cell for cell in filled if not isinstance(cell, int | float) and read_date(cell)]
    return len(days) * 2 > len(filled)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
