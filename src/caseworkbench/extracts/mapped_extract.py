"""Sources in a mapped format, opened: what they provide, what is said about them, and their rows when asked."""

from collections.abc import Iterator
from datetime import date

from caseworkbench.extracts.derived import OtherLists
from caseworkbench.extracts.mapped import History, RecognisedList, raw_rows, read_list
from caseworkbench.extracts.mapping_values import Column
from caseworkbench.extracts.recognise import Recognised
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
        self._mapping = mapping
        order = {part.name: place for place, part in enumerate(mapping.parts)}
        self._lists = sorted(found.lists, key=lambda one: order[one.part.name])
        tables = [
            *(one.table for one in self._lists),
            *(table for _, table in found.empty),
            *(passed.table for passed in found.passed_over),
        ]
        self.files: list[SourceFile] = list({table.file.path: table.file for table in tables}.values())
        rules = [rule for one in self._lists for rule in one.rules()]
        rules += [rule for part, _ in found.empty for rule in part.rows]
        self.tables = frozenset(rule.table.name for rule in rules)
        self._seen = History(mapping, self.tables)
        self.history = self._seen if mapping.gathers else None
        self.notes = [
            *dict.fromkeys(note for table in tables for note in table.notes),
            *(passed.reason for passed in found.passed_over),
            *(f"{table.label} ({part.title}) has no rows." for part, table in found.empty),
            *(note for one in self._lists for note in _about(one)),
        ]

    def rows(self) -> Iterator[RawRows]:
        """The native rows of every list, in the order of the format's lists."""
        looked_up = {
            value.lookup.part for part in self._mapping.parts for value in part.values.values() if value.lookup
        }
        others = OtherLists(self._columns_of)
        whole = sum(len(one.table.rows) for one in self._lists) or 1
        before = 0
        for one in self._lists:
            size = len(one.table.rows)
            for raw in raw_rows(read_list(one), self._mapping, self._seen, others):
                raw.done = before / whole
                yield raw
            before += size
            if one.part.name not in looked_up:
                one.table.rows, one.table.lines = [], []  # a workbook's cells take more memory than its rows

    def _columns_of(self, part: str) -> dict[str, Column] | None:
        found = [one for one in self._lists if one.part.name == part]
        return read_list(found[0]).columns if found else None


def _about(one: RecognisedList) -> list[str]:
    notes = []
    if one.unknown:
        shown = ", ".join(one.unknown)
        notes.append(f"{one.table.label}: columns that {one.part.name} does not have were kept out: {shown}.")
    missing = [
        heading.names[0]
        for name, heading in one.part.headings.items()
        if name not in one.columns and not heading.optional
    ]
    if missing:
        shown = ", ".join(missing)
        notes.append(f"{one.table.label} ({one.part.title}) lacks {shown}: what they hold stays unknown.")
    return notes
