"""Saying something about cases and figures, taking it back, and reading what was said."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from caseworkbench.errors import WorkbenchError
from caseworkbench.measures.catalogue import Catalogue, Measure
from caseworkbench.notes.book import NoteBook
from caseworkbench.notes.entry import CASE, FIGURE, About, Entry, Said, figure_key, split_name
from caseworkbench.notes.reasons import DONE, Reason, find_reason
from caseworkbench.notes.standing import Standing, in_force, standing
from caseworkbench.workbench.noted import Noted, Thread, case_name


class Noting:
    """Writes entries about cases and figures of one open generation.

    ``load_id``: the load that the writer looks at. ``frozen``: whether an earlier state is looked at, which is
    no place to write. ``latest``: the latest day on which something can have been done.
    """

    def __init__(
        self,
        notes: NoteBook,
        noted: Noted,
        catalogue: Catalogue,
        reasons: Mapping[str, Reason],
        load_id: int,
        latest: date,
        frozen: bool = False,
    ) -> None:
        self._notes = notes
        self._noted = noted
        self._catalogue = catalogue
        self._reasons = reasons
        self._load_id = load_id
        self._latest = latest
        self._frozen = frozen
        self._figures: dict[str, list[Entry]] = {}
        self._figures_version: tuple[int, int] | None = None

    def write(self, cases: Sequence[str], said: Said) -> list[Entry]:
        """Say the same about each case, all or none; a case that a load gave another start goes by its new name.

        Raises WorkbenchError for a case that is not there, a reason that is none, a date that cannot be, a text
        that is too long: then nothing is written.
        """
        return self.write_each(dict.fromkeys(cases, said))

    def write_each(self, said: Mapping[str, Said]) -> list[Entry]:
        """The same by case, where not all are told the same, for example each its own owner."""
        self.check_writable()
        abouts = self._abouts(list(said))
        return self._notes.write_each([self._checked(abouts[case], one) for case, one in said.items()])

    def _checked(self, about: About, said: Said) -> tuple[About, Said]:
        reason = None
        if said.reason:
            reason = find_reason(said.reason, self._reasons)
            said = Said(**{**_fields(said), "reason": reason.code})
        if reason is not None and reason.effect == DONE and not said.done_on:
            raise WorkbenchError(f"The reason {reason.words!r} needs the date on which it was done: give that too.")
        if said.done_on:
            given = said.reason if said.reason is not None else (self.standing(about.key) or _NOTHING).reason
            stands = self._reasons.get(given or "")
            if stands is None or stands.effect != DONE:
                raise WorkbenchError(
                    "A date on which it was done needs the reason that it was done but not recorded: give that too."
                )
        if said.done_on:
            self._check_done([about], said.done_on)
        return about, said

    def undo(self, cases: Sequence[str]) -> list[Entry]:
        """Undo the last entry in force on each case that has one. Raises WorkbenchError where none has."""
        self.check_writable()
        numbers = []
        threads = self.threads_of(cases)
        for case in dict.fromkeys(cases):
            said = in_force(threads[case].entries) if case in threads else []
            if said:
                numbers.append(said[-1].entry_id)
        if not numbers:
            about = cases[0] if len(cases) == 1 else f"these {len(cases)} cases"
            raise WorkbenchError(f"There is nothing to undo: nothing that was said about {about} stands.")
        return self._notes.undo(numbers, self._load_id)

    def undo_entry(self, number: int) -> list[Entry]:
        """Undo one entry by its number, also an undoing. Raises WorkbenchError where it is not there or undone."""
        self.check_writable()
        return self._notes.undo([number], self._load_id)

    def thread(self, case: str) -> Thread | None:
        """Everything said about a case, by its name now or then; None where nothing was."""
        return self.threads_of([case]).get(case)

    def threads_of(self, cases: Iterable[str]) -> dict[str, Thread]:
        """The same for each of some cases about which anything was said, looked up measure by measure."""
        asked: dict[str, dict[str, tuple[str, date | None]]] = {}
        for case in cases:
            measure, subject, start = split_name(case)
            asked.setdefault(measure, {})[case] = subject, start
        found: dict[str, Thread] = {}
        spoken_of = asked.keys() & set(self._noted.measures())
        for name in spoken_of:
            known = self._catalogue.measures.get(name)
            threads = self._noted.of(known) if known is not None else {}
            found |= {case: threads[case] for case in asked[name] if case in threads}
            others = {case: key for case, key in asked[name].items() if case not in threads}
            if known is None or not threads or not others:
                continue
            rows = self._noted.find(known, others.values())
            held = {thread.rows: thread for thread in threads.values()}
            found |= {case: held[rows[key]] for case, key in others.items() if rows[key] in held}
        if lost := {case for name in spoken_of for case in asked[name]} - found.keys():
            found |= {thread.case: thread for thread in self._noted.lost() if thread.case in lost}
        return found

    def standing(self, case: str) -> Standing | None:
        """What stands about a case now."""
        thread = self.thread(case)
        return thread.standing if thread else None

    def standings(self, measures: Collection[str] | None = None) -> dict[str, Standing]:
        """What stands about every case of this generation (of these measures) about which anything does, by name."""
        found: dict[str, Standing] = {}
        for name in self._noted.measures():
            if measures is not None and name not in measures:
                continue
            measure = self._catalogue.measures.get(name)
            if measure is not None:
                found |= {case: one.standing for case, one in self._noted.of(measure).items() if one.standing}
        return found

    def threads(self) -> list[Thread]:
        """Everything said about cases, of those here and of those that this generation does not have."""
        here = [self._catalogue.measures[name] for name in self._noted.measures() if name in self._catalogue.measures]
        return [thread for measure in here for thread in self._noted.of(measure).values()] + self._noted.lost()

    # Figures

    def comment(
        self, measure: Measure, month: date, service: str | None = None, team: str | None = None
    ) -> Standing | None:
        """What stands about a measure's figure of a month, counted with the measure's limit, for a place."""
        key = figure_key(measure.id, measure.limit.n if measure.limit else None, month, service, team)
        return standing(self._of_figure(key))

    def comment_entries(
        self, measure: Measure, month: date, service: str | None = None, team: str | None = None
    ) -> list[Entry]:
        """Every entry on a figure, undone or not, the earliest first."""
        return list(self._of_figure(self._figure(measure, month, service, team).key))

    def write_comment(
        self, measure: Measure, month: date, said: Said, service: str | None = None, team: str | None = None
    ) -> list[Entry]:
        """Say something about a figure: ``note`` the comment, ``action``, ``judged`` the status judged by hand."""
        self.check_writable()
        return self._notes.write([self._figure(measure, month, service, team)], said)

    def undo_comment(
        self,
        measure: Measure,
        month: date,
        service: str | None = None,
        team: str | None = None,
        number: int | None = None,
    ) -> list[Entry]:
        """Undo the last entry on a figure, or one by its number, also an undoing. Raises WorkbenchError for none."""
        self.check_writable()
        every = self._of_figure(self._figure(measure, month, service, team).key)
        if number is not None:
            if number not in {entry.entry_id for entry in every}:
                raise WorkbenchError(
                    f"There is no entry {number} about {measure.title} in {month:%B %Y}: `caseworkbench comment "
                    f"{measure.id} --history` lists them."
                )
            return self._notes.undo([number], self._load_id)
        said = in_force(every)
        if not said:
            raise WorkbenchError(f"There is nothing to undo: nothing that was said about {measure.title} stands.")
        return self._notes.undo([said[-1].entry_id], self._load_id)

    def _of_figure(self, key: str) -> list[Entry]:
        """The entries about a figure, looked through once for all figures: a board asks for fifty."""
        version = self._notes.version()
        if version != self._figures_version:
            self._figures, self._figures_version = {}, version
            for entry in self._notes.entries():
                if entry.about.kind == FIGURE and not (self._frozen and entry.about.load_id > self._load_id):
                    self._figures.setdefault(entry.about.key, []).append(entry)
        return self._figures.get(key, [])

    def _figure(self, measure: Measure, month: date, service: str | None, team: str | None) -> About:
        key = figure_key(measure.id, measure.limit.n if measure.limit else None, month, service, team)
        return About(FIGURE, key, measure.id, None, "", None, self._load_id)

    # What can be written about

    def check_writable(self) -> None:
        """Raises WorkbenchError where nothing can be written: at an earlier load."""
        if self._frozen:
            raise WorkbenchError(
                f"This is the store as it was known at load {self._load_id}, where nothing can be written: go back to "
                "the newest load first."
            )

    def _abouts(self, cases: Sequence[str]) -> dict[str, About]:
        """What an entry about each case is about, looked up measure by measure."""
        split = {case: split_name(case) for case in cases}
        found: dict[str, About] = {}
        for name in dict.fromkeys(measure for measure, _, _ in split.values()):
            measure = self._catalogue.get(name)
            asked = {case: (subject, start) for case, (of, subject, start) in split.items() if of == name}
            places = self._noted.find(measure, asked.values())
            for case, (subject, start) in asked.items():
                rows = places[subject, start]
                if not rows:
                    raise WorkbenchError(
                        f"There is no case {case} in this store: `caseworkbench cases {measure.id} --status all` "
                        "lists them."
                    )
                begins = dict.fromkeys(self._noted.start_of(measure, row) for row in rows)
                if len(begins) > 1:
                    raise WorkbenchError(
                        f"{case} is {len(begins)} cases of {measure.id}: name the one that is meant with the day it "
                        "began, as `caseworkbench cases` prints it."
                    )
                [begun] = begins
                now = case_name(measure.id, subject, begun)
                child = self._noted.child_of(measure, rows[0])
                found[case] = About(CASE, now, measure.id, child, subject, begun, self._load_id)
        return found

    def _check_done(self, abouts: Sequence[About], done_on: str) -> None:
        try:
            day = date.fromisoformat(done_on)
        except ValueError:
            return  # told with the other dates
        if day > self._latest:
            raise WorkbenchError(f"It cannot have been done on {day:%d/%m/%Y}, a day that has not come yet.")
        for about in abouts:
            # A share's row has no beginning: its day is the one that places it, such as an audit's due date.
            if about.start and day < about.start and self._catalogue.get(about.measure).is_clock:
                raise WorkbenchError(
                    f"{about.key} cannot have been done on {day:%d/%m/%Y}, before it began on {about.start:%d/%m/%Y}."
                )


_NOTHING = Standing(None, None, None, None, None, None, None, "", datetime.min, None, 0)


def _fields(said: Said) -> dict[str, Any]:
    return {name: getattr(said, name) for name in Said.__slots__}
