"""Opening sources whose format is not said, or is a mapped one: each file goes to the format that knows it best."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from caseworkbench.errors import WorkbenchError
from caseworkbench.extracts.mapped_extract import MappedExtract
from caseworkbench.extracts.mapping import Mapping
from caseworkbench.extracts.mapping_values import read_date
from caseworkbench.extracts.native_csv import SUFFIXES, NativeFile, open_native
from caseworkbench.extracts.native_tables import BY_NAME
from caseworkbench.extracts.read import native_extract, read_native
from caseworkbench.extracts.recognise import (
    HEADING_ROWS,
    Recognised,
    could_be_listed,
    known_mappings,
    named_mapping,
    recognise,
)
from caseworkbench.extracts.rows import Extract
from caseworkbench.extracts.sources import TextSource, describe, examine_text
from caseworkbench.extracts.statistics_known import how_to_import, statistics_among
from caseworkbench.extracts.tables import SourceTable, csv_table, source_tables
from caseworkbench.extracts.workbook import is_stray, is_workbook
from caseworkbench.extracts.xml_source import XmlLists, look_through, open_xml, root_of
from caseworkbench.resources import formats_folder


def read_as(paths: Sequence[Path], format: str, folders: Sequence[Path]) -> list[Extract]:
    """Open files as one mapped format. Files that are no tables are passed over where others are.

    Native files beside them (``supervisions.csv`` in the folder of a national extract) are read as such.
    """
    mapping = named_mapping(format, folders)
    if mapping.xml is not None:
        chosen = [path for path in paths if path.suffix.lower() == ".xml"] or list(paths)
        return [MappedExtract(_as_xml(path, mapping, open_xml(path, mapping))) for path in chosen]
    tables: list[SourceTable] = []
    others: list[str] = []
    natives: list[NativeFile] = []
    for path in paths:
        if (native := _beside(path, mapping)) is not None:
            natives.append(native)
        elif len(paths) == 1 or path.suffix.lower() in SUFFIXES or (is_workbook(path) and not is_stray(path)):
            tables += source_tables(path)
        else:
            others.append(f"{path.name} is neither a CSV nor a workbook and was passed over.")
    if natives and not tables:
        raise WorkbenchError(_native_not_mapped(natives, mapping))
    found = MappedExtract(recognise(tables, mapping, forced=True))
    found.notes += others
    found.give_way(natives)
    return [found, native_extract(natives)] if natives else [found]


def _beside(path: Path, mapping: Mapping) -> NativeFile | None:
    """A file that lies beside those of a format, named as a native table is and holding it, and none of its lists.

    A few native headings are near to those of a built-in format's list (a ``referral_date`` to a date of referral); a
    file of which the native table knows more is that table. An authority's own mapping may well begin from native
    names, so what it recognises is its own.
    """
    if path.suffix.lower() not in SUFFIXES or path.stem.lower() not in BY_NAME:
        return None
    source = examine_text(path)
    native = _open_native(source, {})
    top = csv_table(source, 2 * HEADING_ROWS)
    lists = recognise([top], mapping).lists if native is not None else []
    built_in = mapping.path.parent == formats_folder()
    if native is None or (lists and not (built_in and len(lists[0].columns) < len(native.positions))):
        return None
    return native


def _native_not_mapped(natives: Sequence[NativeFile], mapping: Mapping) -> str:
    names = ", ".join(native.file.source.name for native in natives[:4])
    more = " …" if len(natives) > 4 else ""
    one = len(natives) == 1
    return (
        f"By {'its' if one else 'their'} headings {names}{more} {'is a native table' if one else 'are native tables'}, "
        f"not {mapping.title}: load {'it' if one else 'them'} without --format."
    )


def read_recognised(paths: Sequence[Path], folders: Sequence[Path]) -> list[Extract]:
    """Open files, each in the format that it is in: native tables, and lists of the mapped formats.

    Raises ``WorkbenchError`` where nothing is known, or where a file's name says what it is and a required column
    is missing.
    """
    natives: list[NativeFile] = []
    faults: dict[Path, WorkbenchError] = {}
    doubtful: dict[Path, NativeFile] = {}
    tables: list[SourceTable] = []
    mappings, notes = known_mappings(folders)
    others: list[Path] = []
    extracts: list[Extract] = []
    for path in paths:
        if len(paths) > 1 and is_stray(path):
            others.append(path)
        elif is_workbook(path):
            tables += source_tables(path)
        elif path.suffix.lower() in SUFFIXES:
            source = examine_text(path)
            native = _open_native(source, faults)
            if native is not None and native.table.name == path.stem.lower():
                natives.append(native)
                continue
            if native is not None:
                doubtful[path] = native
            if could_be_listed(csv_table(source, 2 * HEADING_ROWS), mappings):
                tables.append(csv_table(source))
            elif native is None:
                others.append(path)
        elif path.suffix.lower() == ".xml" and (known := _xml_format(path, mappings)) is not None:
            opened = open_xml(path, known)
            if len(paths) > 1 and not opened.some:  # another return of the department, very likely
                notes.append(f"{path.name} holds no record of {known.title} and was passed over.")
            else:
                extracts.append(MappedExtract(_as_xml(path, known, opened)))
        elif path.suffix.lower() == ".xml" and len(paths) == 1:
            raise WorkbenchError(_unknown_xml(path, mappings))
        else:
            others.append(path)
    mapped = [MappedExtract(found) for found in _by_format(tables, doubtful, mappings)]
    extracts += mapped
    taken = {file.path for extract in extracts for file in extract.files}
    natives += [native for path, native in doubtful.items() if path not in taken]
    for path, fault in faults.items():
        if path not in taken:
            raise fault
    others += [table.file.path for table in tables if table.file.path not in taken | doubtful.keys()]
    statistics = statistics_among(dict.fromkeys(others))
    unknown = [path for path in dict.fromkeys(others) if path not in statistics]
    notes += [f"{path.name} is in no format known here and was passed over." for path in unknown]
    notes += [how_to_import(statistics)] if statistics else []
    if natives:
        for extract in mapped:
            extract.give_way(natives)
        extracts.append(native_extract(natives, notes))
    elif extracts:
        extracts[0].notes.extend(notes)
    elif tables and any(is_workbook(path) for path in paths):
        raise WorkbenchError(_nothing_known(tables))
    else:
        return [read_native(paths)]
    return extracts


def _xml_format(path: Path, mappings: Sequence[Mapping]) -> Mapping | None:
    """The format whose root element an XML file has."""
    root = root_of(path)
    fitting = [mapping for mapping in mappings if mapping.xml is not None and mapping.xml.root == root]
    fitting.reverse()  # an authority's own formats come after the built-in ones, and go before them
    if len(fitting) > 1:
        fitting = [mapping for mapping in fitting if open_xml(path, mapping).some] or fitting
    return fitting[0] if fitting else None


def _unknown_xml(path: Path, mappings: Sequence[Mapping]) -> str:
    """What an XML file is that no format knows. Raises ``WorkbenchError`` where it is empty or not well formed."""
    describe(path)
    look_through(path)
    known = ", ".join(f"<{one.xml.root}> ({one.title})" for one in mappings if one.xml is not None)
    return (
        f"{path.name} is XML whose outermost element is <{root_of(path)}>, which no format has: those known are "
        f"{known}; see `caseworkbench formats FILE` for a mapping to fill in."
    )


def _as_xml(path: Path, mapping: Mapping, found: XmlLists) -> Recognised:
    if not found.some:
        raise WorkbenchError(f"{path.name} holds no record of {mapping.title}: look whether it is the right file.")
    return Recognised(mapping, found.lists, reference_date=_reference_date(path, found), stream=found.pieces)


def _reference_date(path: Path, found: XmlLists) -> date | None:
    """The date that the file says it speaks for; one that is no date would move every figure, so it is refused."""
    if not found.reference_date:
        return None
    day = read_date(found.reference_date)
    if day is None:
        raise WorkbenchError(
            f"{path.name} has the reference date '{found.reference_date[:40]}', which is no date: put it right, or "
            "take that element out and give the date with --as-at."
        )
    return date.fromisoformat(day[:10])


def _open_native(source: TextSource, faults: dict[Path, WorkbenchError]) -> NativeFile | None:
    try:
        return open_native(source)
    except WorkbenchError as fault:
        faults[source.path] = fault
        return None


def _by_format(
    tables: list[SourceTable], doubtful: dict[Path, NativeFile], mappings: list[Mapping]
) -> list[Recognised]:
    """The tables, shared out among the formats: the format that knows most of them comes first."""
    waiting = list(tables)
    chosen: list[Recognised] = []
    faults: list[WorkbenchError] = []
    mappings = [mapping for mapping in mappings if mapping.xml is None]
    while waiting and mappings:
        candidates: list[tuple[Recognised, Mapping]] = []
        faults = []
        for mapping in mappings:
            try:
                candidates.append((recognise(_not_native(waiting, mapping, doubtful), mapping), mapping))
            except WorkbenchError as fault:
                faults.append(fault)
        best = max(candidates, key=lambda one: (len(one[0].lists), len(one[0].empty)), default=None)
        if faults and not (best and (best[0].lists or best[0].empty)):
            raise faults[0]
        if best is None or not best[0].knows_something:
            break
        found, mapping = best
        chosen.append(found)
        known = [*(one.table for one in found.lists), *(table for _, table in found.empty)]
        known += [passed.table for passed in found.passed_over if passed.part]
        books = {table.file.path for table in known if is_workbook(table.file.path)}
        found.passed_over = [passed for passed in found.passed_over if passed.part or passed.table.file.path in books]
        known += [passed.table for passed in found.passed_over]
        waiting = [table for table in waiting if not any(table is one for one in known)]
        mappings = [one for one in mappings if one is not mapping]
    return chosen


def _not_native(tables: Sequence[SourceTable], mapping: Mapping, doubtful: dict[Path, NativeFile]) -> list[SourceTable]:
    """Leave out files that are a native table by their headings, unless the format knows more of them."""
    kept: list[SourceTable] = []
    for table in tables:
        native = doubtful.get(table.file.path)
        if native is not None:
            lists = recognise([table], mapping).lists
            if not lists or len(lists[0].columns) <= len(native.positions):
                continue
        kept.append(table)
    return kept


def _nothing_known(tables: Sequence[SourceTable]) -> str:
    names = ", ".join(f"'{table.name}'" for table in tables[:8])
    more = " …" if len(tables) > 8 else ""
    files = " and ".join(dict.fromkeys(table.file.name for table in tables))
    return (
        f"{files} holds no list of a format known here (its sheets: {names}{more}): name the sheets List 1, List 3 …, "
        "or see `caseworkbench formats FILE` for a mapping to fill in."
    )
