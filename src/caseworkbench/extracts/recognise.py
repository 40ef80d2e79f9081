"""Which format a source is in: from what its sheets and files are called and what headings they carry."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from caseworkbench.errors import WorkbenchError, at_most, nearest
from caseworkbench.extracts.headings import fold, nearest_headings
from caseworkbench.extracts.mapped import RecognisedList
from caseworkbench.extracts.mapping import Mapping, Part
from caseworkbench.extracts.mapping_reader import read_mapping
from caseworkbench.extracts.mapping_values import plain
from caseworkbench.extracts.tables import SourceTable
from caseworkbench.resources import formats_folder

HEADING_ROWS = 30
"""How far down a sheet the headings are looked for: title rows, dates of the report and notes may stand above."""


@dataclass(frozen=True)
class PassedOver:
    """A table that is read past: a list of the format that fills no native table, or something else."""

    table: SourceTable
    part: Part | None
    reason: str


@dataclass
class Recognised:
    """What the tables of a source are in one format. ``empty``: lists with headings or a name, but no rows.

    ``stream``: gives the lists piece by piece, each with the part of the source read by then, where ``lists`` only
    say what the source holds.
    """

    mapping: Mapping
    lists: list[RecognisedList] = field(default_factory=list)
    passed_over: list[PassedOver] = field(default_factory=list)
    empty: list[tuple[Part, SourceTable]] = field(default_factory=list)
    reference_date: date | None = None
    stream: Callable[[], Iterator[tuple[RecognisedList, float]]] | None = None

    @property
    def knows_something(self) -> bool:
        """Whether any table is a list of this format."""
        return bool(self.lists or self.empty or any(passed.part for passed in self.passed_over))


def known_mappings(folders: Sequence[Path] = ()) -> tuple[list[Mapping], list[str]]:
    """The built-in formats and those of an authority's own folders, and a sentence for each file with a mistake.

    A file in one of the folders overrides the built-in format of the same name.
    """
    found: dict[str, Mapping] = {}
    faults: list[str] = []
    own: dict[str, Path] = {}
    for folder in (formats_folder(), *folders):
        for path in sorted(folder.glob("*.toml")):
            try:
                mapping = _read_once(path, path.stat().st_mtime_ns)
            except WorkbenchError as fault:
                faults.append(f"{fault} The format is left out until that is put right.")
            else:
                other = own.get(mapping.name)
                if other is not None:
                    faults.append(
                        f"{path.name}: its name '{mapping.name}' is also that of {other.name}, which is left out: give "
                        "each format a name of its own."
                    )
                if folder != formats_folder():
                    own[mapping.name] = path
                found[mapping.name] = mapping
    return list(found.values()), faults


@lru_cache(maxsize=32)
def _read_once(path: Path, changed: int) -> Mapping:
    return read_mapping(path)


def named_mapping(name: str, folders: Sequence[Path] = ()) -> Mapping:
    """The format that ``--format`` names: a known one, or the path of a mapping file.

    Raises ``WorkbenchError`` for an unknown name, or a mapping file with a mistake (file and line).
    """
    if name.lower().endswith(".toml") or "/" in name:
        return read_mapping(Path(name))
    for folder in (*folders[::-1], formats_folder()):
        if (folder / f"{name}.toml").is_file():
            return read_mapping(folder / f"{name}.toml")
    mappings, _ = known_mappings(folders)
    for mapping in mappings:
        if mapping.name == name:
            return mapping
    known = ["native", *(mapping.name for mapping in mappings)]
    near = nearest(name, known)
    perhaps = f"did you mean '{near[0]}'? " if near else ""
    raise WorkbenchError(
        f"There is no format '{name}': {perhaps}The formats known are {', '.join(known)}; "
        "an own one is named by the path of its mapping file."
    )


def recognise(tables: Iterable[SourceTable], mapping: Mapping, *, forced: bool = False) -> Recognised:
    """What each table is in a format.

    A table whose name says which list it is must have that list's required headings, or ``WorkbenchError`` names
    the one that is missing and the nearest found. Any other table is the list whose headings it has. ``forced``:
    the person named the format, so a table that is no list is named in the sentence if nothing else is one.
    """
    found = Recognised(mapping)
    for table in tables:
        _recognise_table(table, found)
    if forced and not found.lists and not found.empty:
        names = ", ".join(f"'{passed.table.name}'" for passed in found.passed_over[:6]) or "none"
        raise WorkbenchError(
            f"Nothing in the source is a list of {mapping.title}: it holds {names}. Its lists are "
            f"{', '.join(part.name for part in mapping.parts if not part.skip)}."
        )
    return found


def _recognise_table(table: SourceTable, found: Recognised) -> None:
    mapping = found.mapping
    name = plain_name(table.name)
    by_number = [part for part in mapping.parts if part.called and part.called[0].search(name)]
    by_name = by_number or [part for part in mapping.parts if any(word.search(name) for word in part.called)]
    fitting = [fit for part in mapping.parts if part.headings for fit in (fit_part(table, part),) if fit]
    named = [fit for fit in fitting if fit.part in by_name]
    best = max(named or fitting, key=_strength, default=None)
    by_headings = not any(part.skip for part in by_name) and not by_number
    if best and not best.part.skip and (named or (by_headings and _distinctive(best, fitting))):
        if len(table.rows) > best.heading_row + 1:
            found.lists.append(best)
        else:
            found.empty.append((best.part, table))
        return
    skipped = next((part for part in by_name if part.skip), best.part if best and best.part.skip else None)
    if skipped:
        reason = f"{table.label} ({skipped.title}) was read past: {skipped.skip}."
        found.passed_over.append(PassedOver(table, skipped, reason))
    elif by_number and not table.rows:
        found.empty.append((by_number[0], table))
    elif by_number:
        raise WorkbenchError(_missing_heading(table, by_number[0], mapping))
    else:
        reason = f"{table.label} was read past: it is none of the lists of {mapping.title}."
        found.passed_over.append(PassedOver(table, None, reason))


def plain_name(name: str) -> str:
    """A sheet's or file's name as it is compared: lower case, one space for underscores, hyphens and dots."""
    return " ".join(re.sub(r"[\W_]+", " ", name.casefold()).split())


def fit_part(table: SourceTable, part: Part) -> RecognisedList | None:
    """The row of a table that holds a list's headings, and which column is which; None where it has none such."""
    required = {heading.name for heading in part.required}
    best: RecognisedList | None = None
    for index, row in enumerate(table.rows[:HEADING_ROWS]):
        words = [cell if isinstance(cell, str) else None for cell in row]
        if sum(1 for word in words if word and word.strip()) < len(required):
            continue
        if not part.known.match(words, slips=False):
            continue  # a row in which nothing is known, but for slips, is no row of headings
        columns = part.known.match(words)
        if not required and 2 * len(columns) < len(part.headings):
            continue
        if required <= columns.keys() and (best is None or len(columns) > len(best.columns)):
            best = RecognisedList(part, table, index, columns, _unknown(row, columns, part))
    return best


def _unknown(row: Sequence[object], columns: dict[str, int], part: Part) -> list[str]:
    ignored = {fold(heading) for heading in part.ignored}
    used = set(columns.values())
    return [
        " ".join(str(cell).split())
        for place, cell in enumerate(row)
        if place not in used and plain(cell) is not None and fold(cell) not in ignored
    ]


def _strength(fit: RecognisedList) -> tuple[int, int, int]:
    """How well a table fits: headings found, those in the format's own words, how few of the list's are missing."""
    own = sum(fold(fit.heading_of(name)) == fold(fit.part.headings[name].names[0]) for name in fit.columns)
    return len(fit.columns), own, -len(fit.part.headings)


def could_be_listed(top: SourceTable, mappings: Iterable[Mapping]) -> bool:
    """Whether the top of a file is worth reading the rest of: its name or its headings are those of some list."""
    name = plain_name(top.name)
    return any(
        (part.called and part.called[0].search(name)) or (part.headings and fit_part(top, part))
        for mapping in mappings
        if mapping.xml is None
        for part in mapping.parts
    )


def _distinctive(best: RecognisedList, fitting: Sequence[RecognisedList]) -> bool:
    """Whether the headings alone settle it: no other list fits as well."""
    return sum(_strength(fit) == _strength(best) for fit in fitting) == 1


def _missing_heading(table: SourceTable, part: Part, mapping: Mapping) -> str:
    """A sentence on the required heading that a list lacks, with the nearest headings in its likeliest heading row."""
    rows = [row for row in table.rows[:HEADING_ROWS] if len([cell for cell in row if plain(cell)]) >= 2]
    row = max(rows, key=lambda cells: len(part.known.match(cells)), default=table.rows[0] if table.rows else [])
    columns = part.known.match(row)
    lacking = [heading for heading in part.required if heading.name not in columns]
    missing = [heading.names[0] for heading in lacking]
    others = _unknown(row, columns, part)
    near = list(dict.fromkeys(cell for heading in lacking for cell in nearest_headings(heading.names, others)))
    shown = ", ".join(f"'{at_most(cell, 100)}'" for cell in near[:4])
    nearest_found = f"the nearest headings found are {shown}" if near else "it has no other headings"
    wanted = " and ".join(f"'{heading}'" for heading in missing)
    return (
        f"{table.label} lacks the {'heading' if len(missing) == 1 else 'headings'} {wanted} that {part.name} of "
        f"{mapping.title} needs; {nearest_found}: put the heading right or export the column."
    )
