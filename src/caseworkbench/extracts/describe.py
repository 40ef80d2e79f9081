"""What a file is, for a person who asks before loading it: its format, its columns, and a mapping to fill in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from caseworkbench.errors import WorkbenchError
from caseworkbench.extracts.headings import fold, looks_like_headings, loosen
from caseworkbench.extracts.mapped import RecognisedList
from caseworkbench.extracts.mapping_values import plain, read_date
from caseworkbench.extracts.native_csv import SUFFIXES, open_native
from caseworkbench.extracts.native_tables import TABLES, Table
from caseworkbench.extracts.recognise import HEADING_ROWS, Recognised, known_mappings, recognise
from caseworkbench.extracts.sources import examine_text
from caseworkbench.extracts.tables import SourceTable, source_tables
from caseworkbench.extracts.workbook import is_workbook

_SAMPLE = 50


@dataclass(frozen=True)
class TableRecognition:
    """One sheet or file. ``what``: the list or native table it is, None where it is in no known format.

    ``columns``: (heading in the file, the known heading or native column it is) of those recognised; ``missing``:
    known headings that it lacks; ``unknown``: headings that nothing is known of; ``note``: why it is read past.
    """

    label: str
    what: str | None
    columns: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True)
class Recognition:
    """What a file is. ``format``: None where it is in none known. ``skeleton``: a mapping file to fill in, or empty."""

    file: str
    format: str | None
    title: str | None
    tables: tuple[TableRecognition, ...]
    skeleton: str


def describe(path: Path, folders: Sequence[Path] = ()) -> Recognition:
    """Look at a file without loading it. Raises ``WorkbenchError`` where it cannot be read."""
    if path.is_dir():
        raise WorkbenchError(f"{path} is a folder: name one file of it.")
    if not path.is_file():
        raise WorkbenchError(f"There is no file {path}: check the name.")
    native = None if is_workbook(path) else _describe_native(path)
    if native is not None:
        return native
    tables = list(source_tables(path))
    best = _best_format(tables, folders)
    if best is None:
        unknown = tuple(TableRecognition(table.label, None, unknown=_headings(table)[1]) for table in tables)
        return Recognition(path.name, None, None, unknown, skeleton(tables))
    known = [_described(one) for one in best.lists]
    known += [
        TableRecognition(table.label, f"{part.name} ({part.title})", note="it has no rows")
        for part, table in best.empty
    ]
    known += [
        TableRecognition(
            passed.table.label, f"{passed.part.name} ({passed.part.title})" if passed.part else None, note=passed.reason
        )
        for passed in best.passed_over
    ]
    others = [passed.table for passed in best.passed_over if passed.part is None]
    return Recognition(path.name, best.mapping.name, best.mapping.title, tuple(known), skeleton(others))


def _describe_native(path: Path) -> Recognition | None:
    if path.suffix.lower() not in SUFFIXES:
        return None
    try:
        native = open_native(examine_text(path))
    except WorkbenchError:
        return None
    if native is None or (native.table.name != path.stem.lower() and len(native.positions) < 3):
        return None
    table = TableRecognition(
        label=path.name,
        what=native.table.name,
        columns=tuple((native.file.headings[place].strip(), name) for name, place in native.positions.items()),
        missing=tuple(name for name in native.table.by_name if name not in native.positions),
        unknown=native.others,
    )
    return Recognition(path.name, "native", "Native extracts", (table,), "")


def _best_format(tables: Sequence[SourceTable], folders: Sequence[Path]) -> Recognised | None:
    found: list[Recognised] = []
    faults: list[WorkbenchError] = []
    for mapping in (known for known in known_mappings(folders)[0] if known.xml is None):
        try:
            found.append(recognise(tables, mapping))
        except WorkbenchError as fault:
            faults.append(fault)
    best = max(found, key=lambda one: len(one.lists), default=None)
    if best is not None and best.knows_something:
        return best
    if faults:
        raise faults[0]
    return None


def _described(one: RecognisedList) -> TableRecognition:
    headings = one.part.headings
    return TableRecognition(
        label=one.table.label,
        what=f"{one.part.name} ({one.part.title})",
        columns=tuple(
            (one.heading_of(name), headings[name].names[0])
            for name in sorted(one.columns, key=lambda name: one.columns[name])
        ),
        missing=tuple(heading.names[0] for name, heading in headings.items() if name not in one.columns),
        unknown=tuple(one.unknown),
    )


def _headings(table: SourceTable) -> tuple[int, tuple[str, ...]]:
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
    head = (
        "# A mapping to fill in: say below which native column comes from which heading, then load with\n"
        "#   caseworkbench load FILE --format THIS_FILE.toml\n"
        'name = "my_report"\n'
        'title = "What people call this report"\n'
        'mode = "replace"   # a full extract; "merge" for one that holds a window of time\n'
    )
    return head + "".join(parts)


def _part(table: SourceTable) -> str:
    row, headings = _headings(table)
    names = _names(headings)
    body = table.rows[row + 1 : row + 1 + _SAMPLE]
    places = {heading: place for place, heading in enumerate(table.rows[row]) if plain(heading) is not None}
    dates = {
        " ".join(str(heading).split()): _holds_dates([cells[place] for cells in body if place < len(cells)])
        for heading, place in places.items()
    }
    lines = [
        "",
        "[[parts]]",
        f"name = {_quoted(table.name)}",
        f"called = [{_quoted(re.escape(' '.join(fold(table.name).split())) or '.')}]",
        "",
        "[parts.headings]",
    ]
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
        name = base = re.sub(r"\W+", "_", fold(heading))[:40].strip("_") or "column"
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
