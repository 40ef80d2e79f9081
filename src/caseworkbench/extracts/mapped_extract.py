"""Sources in a mapped format, opened: what they provide, what is said about them, and their rows when asked."""

from collections.abc import Iterator, Sequence
from datetime import date

from caseworkbench.extracts.clean import as_text
from caseworkbench.extracts.derived import OtherLists
from caseworkbench.extracts.mapped import History, RecognisedList, pieces, raw_rows, read_list
from caseworkbench.extracts.mapping import Lookup
from caseworkbench.extracts.mapping_values import Column
from caseworkbench.extracts.native_csv import NativeFile
from caseworkbench.extracts.recognise import PassedOver, Recognised, plain_name
from caseworkbench.extracts.rows import Mode, RawRows, SourceFile


class MappedExtract:
    """The lists of one mapped format in the sources of a load (see ``rows.Extract``).

    ``history``: what a merge needs to know beside the rows, complete once ``rows`` is exhausted; None for a full
    extract, whose rows go to the store as those of native files do.
    """

    def __init__(self, found: Recognised) -> None:
        mapping = found.mapping
        self.format = mapping.name
        self.reference_date: date | None = found.reference_date
        self.mode: Mode = mapping.mode
        self.title = mapping.title
        self.limits = mapping.limits
        self._mapping = mapping
        order = {part.name: place for place, part in enumerate(mapping.parts)}
        copies = _copies(found.lists) if self.mode == "replace" else []
        found.passed_over += [copy for _, copy in copies]
        left_out = [id(one) for one, _ in copies]
        lists = [one for one in found.lists if id(one) not in left_out]
        # Of rows with one key the last counts: the file that is named as the list is comes after copies of it.
        self._lists = sorted(lists, key=lambda one: (order[one.part.name], _is_exact(one)))
        tables = [
            *(one.table for one in self._lists),
            *(table for _, table in found.empty),
            *(passed.table for passed in found.passed_over),
        ]
        self.files: list[SourceFile] = list({table.file.path: table.file for table in tables}.values())
        rules = [rule for one in self._lists for rule in one.rules()]
        rules += [rule for part, _ in found.empty for rule in part.rows]
        self.tables = frozenset(rule.table.name for rule in rules)
        self._stream = found.stream
        self._told: dict[str, set[str]] = {}
        self._seen = History(mapping, self.tables)
        self.history = self._seen if mapping.gathers else None
        self.notes = [
            *dict.fromkeys(note for table in tables for note in table.notes),
            *(passed.reason for passed in found.passed_over),
            *(f"{table.label} ({part.title}) has no rows." for part, table in found.empty),
            *(note for one in self._lists for note in _about(one)),
            *_in_several(self._lists),
        ]

    def give_way(self, natives: Sequence[NativeFile]) -> None:
        """Note what native files of the same load tell of, where rules of this format give way to them."""
        for rule in (rule for part in self._mapping.parts for rule in part.rows if rule.unless):
            known = self._told.setdefault(rule.table.name, set())
            for native in natives:
                if native.table is rule.table and rule.unless in native.positions:
                    for raw in native.rows():
                        known.update(as_text(value) or "" for value in raw.columns[rule.unless])

    def rows(self) -> Iterator[RawRows]:
        """The native rows of every list, in the order of the format's lists."""
        others = OtherLists(self._columns_of)
        for one, done in self._pieces():
            for raw in raw_rows(read_list(one), self._mapping, self._seen, others, self._told):
                raw.done = done
                yield raw

    def _pieces(self) -> Iterator[tuple[RecognisedList, float]]:
        """The lists, large ones piece by piece, each with how much has been read when it has."""
        if self._stream is not None:
            yield from self._stream()
            return
        looked_up = {lookup.part for lookup in self._lookups()}
        sizes = [_size(one) for one in self._lists]
        whole, before = sum(sizes) or 1, 0
        for one, size in zip(self._lists, sizes, strict=True):
            for piece, done in pieces(one):
                yield piece, (before + size * done) / whole
            before += size
            if one.part.name not in looked_up:
                one.table.rows, one.table.lines = [], []  # a workbook's cells take more memory than its rows

    def _lookups(self) -> list[Lookup]:
        values = [value for part in self._mapping.parts for value in part.values.values()]
        return [value.lookup for value in values if value.lookup is not None]

    def _columns_of(self, part: str) -> dict[str, Column] | None:
        """The columns of a list that others look values up in, and no more of it than they ask for."""
        wanted = {name for lookup in self._lookups() if lookup.part == part for name in lookup.headings}
        found = [one for one in self._lists if one.part.name == part]
        if not found:
            return None
        values: dict[str, list[str | None]] = {name: [] for one in found for name in wanted & one.columns.keys()}
        for one in found if self._stream is None else [None]:
            for piece, _ in pieces(one) if one is not None else self._pieces():
                if piece.part.name == part:
                    read = read_list(piece, wanted)
                    for name in values:
                        values[name] += read.columns[name].values if name in read.columns else [None] * len(read.lines)
        return {name: Column(column) for name, column in values.items()}


def _is_exact(one: RecognisedList) -> bool:
    """Whether a file is named as its list is: ``ssd_person.csv``, and not ``ssd_person (1).csv``."""
    return plain_name(one.table.name) == plain_name(one.part.name)


def _copies(lists: Sequence[RecognisedList]) -> list[tuple[RecognisedList, PassedOver]]:
    """Copies of an object of a full extract, where the object itself lies beside them: they are not read."""
    exact = {(one.table.file.path.parent, one.part.name): one.table.label for one in lists if _is_exact(one)}
    found: list[tuple[RecognisedList, PassedOver]] = []
    for one in lists:
        beside = exact.get((one.table.file.path.parent, one.part.name))
        if beside is not None and not _is_exact(one):
            reason = f"{one.table.label} was left out: {beside} beside it holds the same."
            found.append((one, PassedOver(one.table, one.part, reason)))
    return found


def _in_several(lists: Sequence[RecognisedList]) -> list[str]:
    """A sentence for each list that is there more than once: last week's file beside this week's, or one per area."""
    tables: dict[str, list[RecognisedList]] = {}
    for one in lists if lists and lists[0].part.element is None else []:
        tables.setdefault(one.part.name, []).append(one)
    return [
        f"{name} ({same[0].part.title}) is there {len(same)} times ({', '.join(one.table.label for one in same)}): all "
        "were read as one; if they are of different weeks, load the earlier by itself first."
        for name, same in tables.items()
        if len(same) > 1
    ]


def _size(one: RecognisedList) -> int:
    """How much of a load a list is, roughly, in bytes."""
    return one.table.file.size if one.table.stream is not None else 100 * len(one.table.rows)


def _about(one: RecognisedList) -> list[str]:
    notes = [f"{one.table.label}: several columns are headed {heading}; the first was read." for heading in one.twice]
    unknown = [heading for heading in one.unknown if heading not in one.twice]
    if unknown:
        shown = ", ".join(unknown)
        notes.append(f"{one.table.label}: columns from which nothing here is made were kept out: {shown}.")
    missing = [
        heading.names[0]
        for name, heading in one.part.headings.items()
        if name not in one.columns and not heading.optional
    ]
    if missing:
        shown = ", ".join(missing)
        notes.append(f"{one.table.label} ({one.part.title}) lacks {shown}: what they hold stays unknown.")
    if one.part.rows and not one.rules():
        wanted = " or ".join(one.wanting())
        notes.append(f"{one.table.label} ({one.part.title}): nothing was made of it, for want of {wanted}.")
    return notes
