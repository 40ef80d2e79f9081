"""Notes on the cases of a generation: which case each entry is about now, whatever a load did to its start."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from caseworkbench.calendar.days import to_dates, to_day
from caseworkbench.clocks.columns import NO_CODE, ClockColumns
from caseworkbench.measures.catalogue import Catalogue, Measure
from caseworkbench.notes.book import NoteBook
from caseworkbench.notes.entry import CASE, Entry, split_name
from caseworkbench.notes.standing import Standing, standing
from caseworkbench.workbench.clock_book import ClockBook
from caseworkbench.workbench.coverage import Coverage


@dataclass(frozen=True)
class Thread:
    """Everything said about one case, undone or not, the earliest first.

    ``case``: its name in this generation; of what finds no case here, its name when it was written. ``rows``: the
    rows of the case among its measure's (none where it is not here).
    """

    case: str
    measure: str
    child_id: str | None
    entries: tuple[Entry, ...]
    standing: Standing | None
    rows: tuple[int, ...] = ()

    @property
    def attached(self) -> bool:
        """Whether the case is in this generation."""
        return bool(self.rows)


@dataclass(frozen=True)
class Place:
    """One row of a measure: its clock's start (or a share's event) and end, as days."""

    start: int
    end: int
    row: int


def case_name(measure: str, subject: str, start: date | None) -> str:
    """``MEASURE:SUBJECT@START``."""
    return f"{measure}:{subject}" + (f"@{start}" if start else "")


class Noted:
    """Looks up what is said about cases. ``until_load``: only what was written up to that load was current."""

    def __init__(
        self, notes: NoteBook, book: ClockBook, coverage: Coverage, catalogue: Catalogue, until_load: int | None
    ) -> None:
        self._notes = notes
        self._book = book
        self._coverage = coverage
        self._catalogue = catalogue
        self._until = until_load
        self._version: tuple[int, int] | None = None
        self._by_measure: dict[str, dict[str, list[Entry]]] = {}
        self._threads: dict[str, dict[str, Thread]] = {}
        self._lost: dict[str, list[Thread]] = {}

    def measures(self) -> list[str]:
        """The measures about whose cases anything was ever said."""
        self._refresh()
        return list(self._by_measure)

    def of(self, measure: Measure) -> Mapping[str, Thread]:
        """What is said about the measure's cases in this generation, by the case's name."""
        self._refresh()
        if measure.id not in self._by_measure:
            return {}
        if measure.id not in self._threads:
            self._threads[measure.id], self._lost[measure.id] = self._resolve(measure)
        return self._threads[measure.id]

    def lost(self) -> list[Thread]:
        """What is said about cases that this generation does not have."""
        self._refresh()
        found: list[Thread] = []
        for name, by_case in self._by_measure.items():
            measure = self._catalogue.measures.get(name)
            if measure is None:
                found.extend(_lost(case, entries) for case, entries in by_case.items())
                continue
            self.of(measure)
            found.extend(self._lost[name])
        return found

    def find(
        self, measure: Measure, wanted: Iterable[tuple[str, date | None]]
    ) -> dict[tuple[str, date | None], tuple[int, ...]]:
        """The rows of each case wanted, by subject and start: that started on, or covers, the day; none where none."""
        asked = list(dict.fromkeys(wanted))
        places = self._places(measure, {subject for subject, _ in asked})
        return {(subject, start): _chosen(measure, places.get(subject, []), start) for subject, start in asked}

    def called_now(self, cases: Iterable[str]) -> frozenset[str]:
        """The names that cases of an earlier load have in this generation; those that it has not are left out."""
        by_measure: dict[str, list[tuple[str, date | None]]] = {}
        for case in cases:
            name, subject, start = split_name(case)
            by_measure.setdefault(name, []).append((subject, start))
        found = set()
        for name, wanted in by_measure.items():
            measure = self._catalogue.measures.get(name)
            if measure is None or not self._coverage.has_data(measure) or not self._book.runs(measure):
                continue
            for (subject, _), rows in self.find(measure, wanted).items():
                found |= {case_name(name, subject, self.start_of(measure, row)) for row in rows}
        return frozenset(found)

    def child_of(self, measure: Measure, row: int) -> str | None:
        """The child whom a row of the measure is about."""
        code = int(self._book.rows(measure).child[row])
        return self._book.directory.children.texts[code] if code != NO_CODE else None

    def start_of(self, measure: Measure, row: int) -> date | None:
        """When a row's clock started, or the day of a share's event."""
        rows = self._book.rows(measure)
        days = rows.start if isinstance(rows, ClockColumns) else rows.event
        found = to_dates(days[row : row + 1])
        return found[0]

    def _refresh(self) -> None:
        version = self._notes.version()
        if version == self._version:
            return
        self._by_measure, self._threads, self._lost = {}, {}, {}
        for entry in self._notes.entries():
            if entry.about.kind != CASE or (self._until is not None and entry.about.load_id > self._until):
                continue
            self._by_measure.setdefault(entry.about.measure, {}).setdefault(entry.about.key, []).append(entry)
        self._version = version

    def _resolve(self, measure: Measure) -> tuple[dict[str, Thread], list[Thread]]:
        by_case = self._by_measure[measure.id]
        if not self._coverage.has_data(measure) or not self._book.runs(measure):
            return {}, [_lost(case, entries) for case, entries in by_case.items()]
        about = {case: (entries[-1].about.subject, entries[-1].about.start) for case, entries in by_case.items()}
        places = self.find(measure, about.values())
        rows = {case: places[key] for case, key in about.items()}
        together: dict[tuple[int, ...], list[Entry]] = {}
        lost = []
        for case, entries in by_case.items():
            if rows[case]:
                together.setdefault(rows[case], []).extend(entries)
            else:
                lost.append(_lost(case, entries))
        threads = {}
        for found, entries in together.items():
            ordered = tuple(sorted(entries, key=lambda entry: entry.entry_id))
            name = case_name(measure.id, ordered[-1].about.subject, self.start_of(measure, found[0]))
            child = self.child_of(measure, found[0])
            threads[name] = Thread(name, measure.id, child, ordered, standing(ordered), found)
        return threads, lost

    def _places(self, measure: Measure, subjects: Collection[str]) -> dict[str, list[Place]]:
        """Every row of some subjects."""
        rows = self._book.rows(measure)
        texts = self._book.subject_codes(measure, subjects)
        inside = np.flatnonzero(np.isin(rows.subject, np.array(list(texts), dtype=np.int32)))
        part = rows.take(inside)
        if isinstance(part, ClockColumns):
            starts, ends = part.start.tolist(), part.end.tolist()
        else:
            starts, ends = part.event.tolist(), part.event.tolist()
        found: dict[str, list[Place]] = {}
        for row, code, start, end in zip(inside.tolist(), part.subject.tolist(), starts, ends, strict=True):
            found.setdefault(texts[code], []).append(Place(start, end, row))
        return found


def _chosen(measure: Measure, places: list[Place], start: date | None) -> tuple[int, ...]:
    """Of a subject's rows those that started on the day, else the one that covers it, else the only one there is.

    Not the last where a subject's clocks stand apart: one that is gone says nothing about another.
    """
    if start is None:
        return tuple(place.row for place in places)
    day = to_day(start)
    same = tuple(place.row for place in places if place.start == day)
    if same:
        return same
    covering = [place for place in places if place.start <= day <= place.end]
    if covering:
        return (max(covering, key=lambda place: place.start).row,)
    alone = len({place.start for place in places}) == 1 and not measure.apart
    return tuple(place.row for place in places) if alone else ()


def _lost(case: str, entries: list[Entry]) -> Thread:
    about = entries[-1].about
    return Thread(case, about.measure, about.child_id, tuple(entries), standing(entries))
