"""The workbench's answers on what people say: about cases and figures."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from caseworkbench.errors import WorkbenchError
from caseworkbench.measures.catalogue import Catalogue, Measure
from caseworkbench.notes.book import NoteBook
from caseworkbench.notes.standing import Standing
from caseworkbench.settings import Settings
from caseworkbench.workbench.case_list import CaseList
from caseworkbench.workbench.case_notes import with_notes
from caseworkbench.workbench.groups import Choice, Groups
from caseworkbench.workbench.note_rows import entry_rows, standing_rows
from caseworkbench.workbench.noted import Noted, Thread
from caseworkbench.workbench.noting import Noting
from caseworkbench.workbench.reported import Reported
from caseworkbench.workbench.workers import Workers


class WhatIsSaid:
    """Part of the workbench, which sets what is named here. ``noting`` writes, these read."""

    settings: Settings
    as_at: date
    noting: Noting
    _notebook: NoteBook
    _noted: Noted
    _reported: Reported
    _groups: Groups
    _workers: Workers
    _catalogue: Catalogue

    def _with_notes(self, cases: CaseList, measure: Measure, day: date) -> CaseList:
        """A list with what was said last; without it where the notes cannot be read: the cases still can."""
        try:
            threads = self._noted.of(measure)
        except WorkbenchError:
            threads = {}
        return with_notes(cases, threads, lambda standing: self._reported.expired(standing, day))

    def comment(
        self,
        measure: str,
        limit: int | None = None,
        month: date | None = None,
        service: str | None = None,
        team: str | None = None,
    ) -> Standing | None:
        """What stands about a figure of a month: ``note`` the comment, ``action``, ``judged`` the status by hand."""
        counted = self._catalogue.get(measure).counted_with(limit)
        return self.noting.comment(counted, month or self.as_at, service, team)

    def check_place(self, service: str | None, team: str | None) -> None:
        """Raise WorkbenchError, with the nearest names, for a service or team that no extract has."""
        self._groups.check(Choice(service, team))

    def notes_version(self) -> tuple[int, int]:
        """Something that differs after anybody has written."""
        return self._notebook.version()

    def entries(self, cases: Sequence[str] = ()) -> list[dict[str, Any]]:
        """Every entry about these cases (by default all), the earliest first."""
        return entry_rows(self._threads_of(cases), self.settings.reasons, self.knows_worker)

    def standing_rows(self, cases: Sequence[str] = ()) -> list[dict[str, Any]]:
        """What stands about these cases (by default all of which anything does), a row each."""
        settings = self.settings
        return standing_rows(self._threads_of(cases), settings.reasons, settings.expire_after_days, self.knows_worker)

    def knows_worker(self, worker: str) -> bool:
        """Whether any extract names the worker, by identifier or by name."""
        return worker in self._groups.known_workers or worker in self._workers.all_names

    def _threads_of(self, cases: Sequence[str]) -> list[Thread]:
        if not cases:
            return self.noting.threads()
        threads = self.noting.threads_of(cases)
        return [threads[case] for case in dict.fromkeys(cases) if case in threads]

    def _notes_mistake(self) -> tuple[str, ...]:
        try:
            self._notebook.version()
        except WorkbenchError as error:
            return (str(error),)
        return ()
