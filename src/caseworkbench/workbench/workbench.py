"""The workbench: an open generation under a configuration, and everything that is asked of it."""

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from caseworkbench.calendar.days import to_day
from caseworkbench.calendar.months import month_end, previous_month_ends
from caseworkbench.errors import WorkbenchError
from caseworkbench.figures.compare import DEFAULT_AMBER
from caseworkbench.figures.periods import PERIODS
from caseworkbench.measures.catalogue import Measure
from caseworkbench.notes.book import NoteBook
from caseworkbench.notes.drafts import Drafts
from caseworkbench.notes.filters import SavedFilters
from caseworkbench.settings import Settings
from caseworkbench.store.folder import Entry
from caseworkbench.store.generation import current_entry
from caseworkbench.workbench import history
from caseworkbench.workbench.aimless import names_that_mean_nothing
from caseworkbench.workbench.boards import Board, BoardLine, board_names, read_board
from caseworkbench.workbench.case_list import CaseList, no_cases
from caseworkbench.workbench.caseloads import Caseloads
from caseworkbench.workbench.cases import Cases, Wanted, check_statuses
from caseworkbench.workbench.characteristics import Characteristics
from caseworkbench.workbench.child import ChildView, view_child
from caseworkbench.workbench.children import Children
from caseworkbench.workbench.clock_book import ClockBook
from caseworkbench.workbench.counting import Counting
from caseworkbench.workbench.coverage import CASES, Coverage
from caseworkbench.workbench.explain import Explanation, explain
from caseworkbench.workbench.figure import Figure, TrendPoint
from caseworkbench.workbench.figuring import Figuring, Line
from caseworkbench.workbench.groups import Choice, Groups
from caseworkbench.workbench.levels import BREAKDOWNS
from caseworkbench.workbench.noted import Noted
from caseworkbench.workbench.noting import Noting
from caseworkbench.workbench.parts import Parts
from caseworkbench.workbench.published import Published
from caseworkbench.workbench.reported import Reported
from caseworkbench.workbench.what_is_said import WhatIsSaid
from caseworkbench.workbench.what_was_loaded import WhatWasLoaded
from caseworkbench.workbench.workers import Workers


class Workbench(WhatIsSaid, WhatWasLoaded):
    """One generation of a store, open to read. Not for use from two threads at once.

    ``as_at``: the as-at date of the last load, by default that of every question.
    """

    def __init__(
        self,
        store: Path,
        entry: Entry,
        connection: sqlite3.Connection,
        settings: Settings,
        known_at: int | None = None,
    ) -> None:
        """``known_at``: the load whose state is looked at, where it is not the newest."""
        self.store = store
        self.settings = settings
        self.known_at = known_at
        self.generation = entry.load_id
        self.as_at = date.fromisoformat(entry.as_at)
        self.loaded_at = datetime.fromisoformat(entry.loaded_at)
        self._entry = entry
        self._connection = connection
        self.authority: str | None = settings.authority or history.authority(connection)
        self._book = ClockBook(connection, settings, self.as_at)
        self._groups = Groups(connection, self._book)
        self._characteristics = Characteristics(connection, self._book)
        self._counting = Counting(self._book, self._groups, self._characteristics)
        self._children = Children(connection)
        self._workers = Workers(connection)
        self._coverage = Coverage(connection)
        self._published = Published(connection)
        own = self._book.catalogue
        self._catalogue = own.with_more(self._published.only(frozenset(own.measures)))
        self._cases = Cases(self._book, self._groups, self._counting, self._children)
        self._notebook = NoteBook(store)
        self.drafts = Drafts(self._notebook.file, self._notebook.writer)
        self.saved_filters = SavedFilters(self._notebook.file, self._notebook.writer)
        self._noted = Noted(self._notebook, self._book, self._coverage, self._catalogue, known_at)
        self._reported = Reported(self._noted, self._book, settings.reasons, settings.expire_after_days)
        self._figuring = Figuring(
            settings,
            self._book,
            self._groups,
            self._characteristics,
            self._counting,
            self._coverage,
            self._published,
            self._reported,
        )
        self._caseloads = Caseloads(
            settings, connection, self._book, self._groups, self._coverage, self._children, self._workers
        )
        latest = max(self.as_at, date.today())
        self.noting = Noting(
            self._notebook, self._noted, self._catalogue, settings.reasons, entry.load_id, latest, known_at is not None
        )

    @property
    def parts(self) -> Parts:
        """What a comparison with another generation reads of this one."""
        return Parts(self._book, self._groups, self._counting, self._coverage, self._figuring, self._cases)

    # The catalogue

    def measures(self) -> list[Measure]:
        """Every measure, in the order in which they are shown."""
        return list(self._catalogue.measures.values())

    def measure(self, measure: str) -> Measure:
        """One measure. Raises WorkbenchError that names the nearest ones."""
        return self._catalogue.get(measure)

    def mistakes(self) -> tuple[str, ...]:
        """What is wrong with an authority's own queries or configuration, a sentence each."""
        own = [measure for measure in self.measures() if measure.own and not self._book.runs(measure)]
        failures = [failure for measure in own if (failure := self._book.failures[measure.id])]
        aimless = names_that_mean_nothing(self.settings, self._catalogue)
        return (*self._book.catalogue.mistakes, *failures, *aimless, *self._notes_mistake())

    def board_names(self) -> list[str]:
        """The boards there are."""
        return board_names(self.settings)

    def board(self, name: str | None = None) -> Board:
        """A board by name, by default the configuration's."""
        return read_board(name or self.settings.board, self.settings, self._catalogue)

    def services(self) -> list[str]:
        """The services that the teams extract names."""
        return list(self._groups.service_names)

    def teams(self, service: str | None = None) -> list[str]:
        """The teams, of one service or all."""
        self._groups.check(Choice(service=service))
        return self._groups.teams_of(service)

    def workers(self, team: str | None = None) -> list[str]:
        """The workers; of one team, those ever allocated in it."""
        self._groups.check(Choice(team=team))
        if team is None:
            return self._groups.known_workers
        rows = self._connection.execute(
            "SELECT DISTINCT worker FROM allocations WHERE team = ? AND worker IS NOT NULL "
            "UNION SELECT worker FROM workers WHERE team = ? ORDER BY 1",
            (team, team),
        )
        return [row[0] for row in rows]

    def worker_name(self, worker: str) -> str | None:
        """A worker's name, where the workers extract has one for the identifier."""
        return self._workers.name(worker)

    def groups_of_children(self, children: Mapping[str, str]) -> dict[str, str]:
        """The groups as figures name them, by characteristic. Raises WorkbenchError for one that no child is in."""
        return dict(self._characteristics.chosen(children))

    # Figures

    def figures(
        self,
        lines: Sequence[BoardLine] | None = None,
        *,
        by: str = "authority",
        service: str | None = None,
        team: str | None = None,
        worker: str | None = None,
        children: Mapping[str, str] | None = None,
        period: str | None = None,
        as_at: date | None = None,
    ) -> list[Figure]:
        """Figures of a board's lines (by default every measure), for the whole or for each group that has cases.

        ``children``: only of the children in these groups, by characteristic (``{"ethnicity": "WBRI"}``). Raises
        WorkbenchError for an unknown measure, service, team, worker, group or period.
        """
        choice = self._choice(service, team, worker, children)
        day = self._day(as_at)
        _check_level(by)
        return [
            figure for line in self._lines(lines, period) for figure in self._figuring.figures(line, by, choice, day)
        ]

    def trend(
        self,
        lines: Sequence[BoardLine] | str,
        *,
        months: int = 13,
        by: str = "authority",
        service: str | None = None,
        team: str | None = None,
        worker: str | None = None,
        children: Mapping[str, str] | None = None,
        period: str | None = None,
        as_at: date | None = None,
    ) -> list[TrendPoint]:
        """The figure at each of the last ``months`` month ends, the as-at date standing for its own month's.

        For groups: every group that has cases at any of them, at all of them.
        """
        choice = self._choice(service, team, worker, children)
        day = self._day(as_at)
        _check_level(by)
        if not 1 <= months <= 240:
            raise WorkbenchError(f"{months} months cannot be shown: ask for 1 to 240.")
        ends = [*reversed(previous_month_ends(day, months - 1)), min(day, month_end(day))]
        ends = [end for end in ends if end >= self._book.calendars.england.first]
        asked = [BoardLine(lines)] if isinstance(lines, str) else lines
        return [point for line in self._lines(asked, period) for point in self._figuring.trend(line, by, choice, ends)]

    # Cases

    def cases(
        self,
        measure: str,
        *,
        as_at: date | None = None,
        statuses: Collection[str] | None = None,
        counted: bool = False,
        service: str | None = None,
        team: str | None = None,
        worker: str | None = None,
        children: Mapping[str, str] | None = None,
        period: str | None = None,
        limit: int | None = None,
        differing: bool = False,
    ) -> CaseList:
        """The rows behind a figure; without ``statuses`` or ``counted`` those that are still running.

        ``counted``: exactly the denominator of ``figures`` for the same date, period and group, its ``met`` rows
        the numerator. ``differing``: whatever their status, those that make the reported figure differ.
        """
        line = self._lines([BoardLine(measure, limit=limit)], period)[0]
        choice = self._choice(service, team, worker, children)
        day = self._day(as_at)
        check_statuses(statuses or ())
        if differing:
            statuses = statuses or ("all",)
        counted = counted or not line.measure.is_clock
        if not self._coverage.has_data(line.measure):
            return no_cases()
        if counted and self._coverage.source(line.measure, day) != CASES:
            return no_cases()
        found = self._cases.of(line.measure, Wanted(day, line.period, statuses, counted, choice))
        if differing:
            wanted = self._reported.cases(line.measure, day)
            found = found.reordered([row for row, case in enumerate(found.columns["case"]) if case in wanted])
        return self._with_notes(found, line.measure, day)

    def explain(self, case: Mapping[str, Any], as_at: date | None = None) -> Explanation:
        """The arithmetic of a case's due date, in words and day by day."""
        measure = self.measure(case["measure"])
        return explain(case, measure, self._book.calendar(measure), self._day(as_at))

    def child(self, child_id: str, as_at: date | None = None) -> ChildView:
        """Everything known about a child. Raises WorkbenchError for one that no extract names."""
        day = self._day(as_at)
        measures = [
            one for one in self.measures() if one.is_clock and self._coverage.has_data(one) and self._book.runs(one)
        ]
        code = self._book.directory.children.codes.get(child_id)
        clocks: list[dict[str, Any]] = []
        for measure in measures if code is not None else ():
            wanted = Wanted(day, measure.period, ("all",), child=code)
            for case in self._with_notes(self._cases.of(measure, wanted), measure, day).rows():
                clocks.append({**case, "explanation": self.explain(case, day).sentence})
        return view_child(self._connection, self._children, self._book, child_id, day, clocks)

    def duties(self, board: str | None = None) -> list[BoardLine]:
        """The measures that are clocks, have data and work, each with its title: of a board, or all of them."""
        lines = self.board(board).lines if board else [BoardLine(measure.id) for measure in self.measures()]
        found: dict[tuple[str, int | None], BoardLine] = {}
        for line in lines:
            measure = self.measure(line.measure)
            if measure.is_clock and self._coverage.has_data(measure) and self._book.runs(measure):
                named = BoardLine(measure.id, line.title or measure.title, line.limit)
                found.setdefault((measure.id, line.limit), named)
        return list(found.values())

    def allocated(self, children: Sequence[str | None], as_at: date | None = None) -> list[tuple[str, str, str]]:
        """Service, team and worker of each child's lead allocation on a day; Unmapped, Unallocated where none."""
        return self._groups.of_children(children, to_day(self._day(as_at)))

    def caseloads(
        self, by: str = "worker", *, service: str | None = None, team: str | None = None, as_at: date | None = None
    ) -> list[dict[str, Any]]:
        """Who has how many children: the unallocated on top, then a row per service, team or worker (``caseloads``).

        Raises WorkbenchError for an unknown service or team, and where there is no data at that date.
        """
        return self._caseloads.rows(by, self._choice(service, team, None), self._day(as_at))

    def caseload_children(
        self,
        *,
        service: str | None = None,
        team: str | None = None,
        worker: str | None = None,
        unallocated: bool | None = None,
        as_at: date | None = None,
    ) -> list[dict[str, Any]]:
        """The children of a row of the caseloads. ``unallocated``: only those without a worker, or only those with."""
        return self._caseloads.children(self._choice(service, team, worker), self._day(as_at), unallocated)

    def overdue_names(self, measures: Collection[str] | None = None) -> frozenset[str]:
        """The names of the cases of these measures (every one) that are overdue as at the last load's as-at date."""
        asked = [one for one in self.measures() if measures is None or one.id in measures]
        timed = [one for one in asked if one.is_clock and self._book.runs(one)]
        known = [one for one in timed if self._coverage.source(one, self.as_at) == CASES]
        day = to_day(self.as_at)
        return frozenset(name for measure in known for name in self._book.overdue(measure, day))

    def called_now(self, cases: Collection[str]) -> frozenset[str]:
        """The names that cases of an earlier load have in this one, as notes follow them; those not here left out."""
        return self._noted.called_now(cases)

    def asked(
        self,
        lines: Sequence[BoardLine] | None = None,
        *,
        service: str | None = None,
        team: str | None = None,
        worker: str | None = None,
        period: str | None = None,
    ) -> list[tuple[Line, Choice]]:
        """Lines of a board (by default every measure) with their measures and periods, and of whom.

        Raises WorkbenchError for an unknown measure, service, team, worker or period.
        """
        choice = self._choice(service, team, worker)
        return [(line, choice) for line in self._lines(lines, period)]

    def newer_generation(self) -> bool:
        """Whether a load has finished since this was opened."""
        return current_entry(self.store) != self._entry

    def close(self) -> None:
        """Close the generation and the notes."""
        self._connection.close()
        self._notebook.close()

    # What was asked

    def _lines(self, lines: Sequence[BoardLine] | None, period: str | None) -> list[Line]:
        if period is not None and period not in PERIODS:
            raise WorkbenchError(f"There is no period {period!r}: choose one of {', '.join(PERIODS)}.")
        asked = [BoardLine(measure.id) for measure in self.measures()] if lines is None else lines
        found: list[Line] = []
        for line in asked:
            measure = self.measure(line.measure).counted_with(line.limit)
            target, amber = self._target(line, measure)
            title = line.title or measure.title
            found.append(Line(measure, period or line.period or measure.period, title, target, amber))
        return found

    def _target(self, line: BoardLine, measure: Measure) -> tuple[float | None, float]:
        """The board's target, else the configuration's, else the measure's own; and how far off is still amber."""
        given = self.settings.targets.get(measure.id, {})
        target = line.target if line.target is not None else given.get("target", measure.target)
        amber = line.amber if line.amber is not None else given.get("amber", DEFAULT_AMBER)
        return target, float(amber)

    def _choice(
        self, service: str | None, team: str | None, worker: str | None, children: Mapping[str, str] | None = None
    ) -> Choice:
        choice = Choice(service, team, worker, self._characteristics.chosen(children or {}))
        self._groups.check(choice)
        return choice

    def check_day(self, day: date) -> None:
        """Raise WorkbenchError for a day outside the calendar."""
        self._day(day)

    def _day(self, as_at: date | None) -> date:
        day = as_at or self.as_at
        calendar = self._book.calendars.england
        if not calendar.first <= day.replace(day=1) <= calendar.last or day.year >= calendar.last.year:
            raise WorkbenchError(
                f"The date {day:%d/%m/%Y} lies outside the calendar, which runs from {calendar.first.year} to "
                f"{calendar.last.year - 1}: choose another."
            )
        return day


def _check_level(by: str) -> None:
    if by not in BREAKDOWNS:
        raise WorkbenchError(f"There is no breakdown by {by!r}: choose one of {', '.join(BREAKDOWNS)}.")
