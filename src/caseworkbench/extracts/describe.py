"""What a file is, for a person who asks before loading it: its format, its columns, and a mapping to fill in."""

from collections.abc import Sequence
from pathlib import Path

from caseworkbench.errors import WorkbenchError
from caseworkbench.extracts.describe_xml import describe_xml
from caseworkbench.extracts.mapped import RecognisedList
from caseworkbench.extracts.native_csv import SUFFIXES, open_native
from caseworkbench.extracts.recognise import Recognised, known_mappings, recognise
from caseworkbench.extracts.recognition import Recognition, TableRecognition
from caseworkbench.extracts.skeleton import headings_of, skeleton
from caseworkbench.extracts.sources import examine_text
from caseworkbench.extracts.statistics_known import how_to_import, statistics_among
from caseworkbench.extracts.tables import SourceTable, source_tables
from caseworkbench.extracts.workbook import is_workbook
from caseworkbench.extracts.xml_source import is_xml

__all__ = ["Recognition", "TableRecognition", "describe"]


def describe(path: Path, folders: Sequence[Path] = ()) -> Recognition:
    """Look at a file without loading it. Raises ``WorkbenchError`` where it cannot be read."""
    if path.is_dir():
        raise WorkbenchError(f"{path} is a folder: name one file of it.")
    if not path.is_file():
        raise WorkbenchError(f"There is no file {path}: check the name.")
    if is_xml(path):
        return describe_xml(path, known_mappings(folders)[0])
    native = None if is_workbook(path) else _describe_native(path)
    if native is not None:
        return native
    tables = list(source_tables(path))
    best = _best_format(tables, folders)
    if best is None and statistics_among([path]):
        what = TableRecognition(path.name, None, note=how_to_import([path]))
        return Recognition(path.name, None, None, (what,), "")
    if best is None:
        unknown = tuple(TableRecognition(table.label, None, unknown=headings_of(table)[1]) for table in tables)
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
