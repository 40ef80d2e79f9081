"""What every list of cases can do with what is said about them: note, the same again, undo, history."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from caseworkbench.screens.note_fields import EACH_OWN, Subject, each_of, whom, words_of
from caseworkbench.screens.page import Page, key
from caseworkbench.screens.said_words import entry_text
from caseworkbench.screens.table import Table
from caseworkbench.screens.text import clean, fit
from caseworkbench.screens.watching import WatchingList, notes_version

if TYPE_CHECKING:
    from caseworkbench.notes.drafts import Draft
    from caseworkbench.notes.reasons import Reason
    from caseworkbench.notes.standing import Standing
    from caseworkbench.screens.application import WorkbenchApp
    from caseworkbench.screens.note_dialog import Written
    from caseworkbench.workbench.workbench import Workbench

NAME = 40
"""Cells of a name in a sentence: the identifier behind it has to be seen."""
NOBODY = ("", "Unallocated", "Unmapped")


def open_note(
    page: Page, subjects: Sequence[Subject], draft: Draft | None = None, taken: Callable[[], None] = lambda: None
) -> None:
    """Open the dialog about some cases; ``taken`` is called once it is open."""
    from caseworkbench.screens.note_dialog import NoteDialog

    def standing(workbench: Workbench) -> tuple[list[Standing | None], dict[str, Reason]]:
        workbench.noting.check_writable()  # before anything is typed that could not be kept
        now = workbench.noting.standings({one.case.partition(":")[0] for one in subjects})
        return [now.get(one.case) for one in subjects], dict(workbench.settings.reasons)

    def opened(answer: tuple[list[Standing | None], dict[str, Reason]]) -> None:
        def written(result: Written | None) -> None:
            if result is None:
                return
            page.workbench_app.last_note = result
            keep_action(page.workbench_app, result)
            if isinstance(page, NotingList):
                page.after_note(result)
            else:
                page.say(f"Noted on {whom(result.subjects)}.")
                page.workbench_app.held.release()

        page.app.push_screen(NoteDialog(subjects, *answer, draft), written)
        taken()

    page.workbench_app.held.hold()
    page.ask("note", standing, opened)


def keep_action(app: WorkbenchApp, written: Written) -> None:
    """What is to be done, and by when, is offered in the next notes, also after one that says nothing of it."""
    said = written.said
    if said.action:
        due = f"{date.fromisoformat(said.action_due):%d/%m/%Y}" if said.action_due else ""
        app.last_action = {"action": said.action, "action_due": due}


def subject_of(row: Mapping[str, object], masked: bool) -> Subject:
    """Whom a row is about; masked names stay masked."""
    name = "" if masked else fit(clean(row.get("child_name")), NAME).rstrip()
    worker = clean(row.get("worker" if masked else "worker_named") or row.get("worker"))
    words = ", ".join(part for part in (name, clean(row.get("child_id"))) if part)
    return Subject(str(row["case"]), words or clean(row["case"]), None if worker in NOBODY else worker)


class NotingList(WatchingList):
    """A list whose rows are cases. ``noted_cases`` says which are meant, for lists whose rows are something else."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("n", "note", "Note"),
        key("u", "undo", "Undo"),
        key("h", "history", "History"),
        key("full_stop", "again", "Same again", "."),
    ]
    SPARE: ClassVar[tuple[str, ...]] = ("full_stop", "h", "y", "r", "e", "m", "a", "s")
    row_key = "case"

    def __init__(self) -> None:
        super().__init__()
        self._last_noted: tuple[Subject, ...] = ()
        self._own_awaited = False

    # Which cases are meant

    def noted_cases(self) -> list[Subject]:
        """The selected cases, else the one under the cursor."""
        table, chosen = self.grid.table, self.grid.selected
        rows = [row for row in table.order if row in chosen] or ([] if self.grid.row is None else [self.grid.row])
        return [self.subject(table.record(row)) for row in rows]

    def subject(self, row: dict[str, object]) -> Subject:
        """Whom a row is about; masked names stay masked."""
        return subject_of(row, self.view.masked)

    def fill(self, table: Table, empty: str) -> None:
        """Show another table; what was typed while it was asked for is meant for it."""
        super().fill(table, empty)
        if self._own_awaited:
            self._own_awaited = False
            self.workbench_app.held.release()

    # What others write

    def on_mount(self) -> None:
        """Know from the start what has been written."""
        self.look_for_notes(at_once=True)

    def _refill_after_own(self) -> None:
        """Ask for the list anew, knowing that what changed was written here; the next key is meant for the new list."""
        self._own_awaited = True
        self.workbench_app.held.hold()

        def known(version: object) -> None:
            self._version = version or self._version

        engine = self.workbench_app.engine
        self._tickets["own version"] = engine.ask(self, "own version", notes_version, known)
        self.refill()

    # Writing

    def action_note(self) -> None:
        """Say something about the selected cases, else the one under the cursor."""
        subjects = self.noted_cases()
        if subjects:
            open_note(self, subjects)
        else:
            self.say("There is no case under the cursor.", done=False)

    def after_note(self, written: Written) -> None:
        """The selection goes, the cursor stays: on this case, or the next where this one has left the list."""
        self._told(written, "Noted")

    def _told(self, written: Written, how: str) -> None:
        self._last_noted = written.subjects
        self.grid.selected.clear()
        self.grid.redraw()
        nobody = sum(1 for one in written.subjects if one.worker is None) if written.own else 0
        self.say(f"{how} on {whom(written.subjects)}" + (f", {nobody} without an owner: no worker." if nobody else "."))
        self._refill_after_own()

    def action_again(self) -> None:
        """What was said last, of these cases too; each case's own worker where that was whom it was given to."""
        last = self.workbench_app.last_note
        if last is None:
            self.say("Nothing was noted yet since the program was opened: n writes a note.", done=False)
            return
        subjects = tuple(self.noted_cases())
        if not self.grid.selected and subjects == self._last_noted:
            self.grid.action_move(1)  # it was just said of this one, which stayed on the list
            subjects = tuple(self.noted_cases())
            if subjects == self._last_noted:
                self.say("That was just said of this case, the last one here.", done=False)
                return
        if not subjects:
            self.say("There is no case under the cursor.", done=False)
            return
        said = replace(last.said, owner=EACH_OWN) if last.own else last.said
        selected = bool(self.grid.selected)

        def write(workbench: Workbench) -> dict[str, Reason]:
            workbench.noting.write_each(each_of(said, subjects))
            return dict(workbench.settings.reasons)

        def written(reasons: dict[str, Reason]) -> None:
            if not selected:
                self.grid.action_move(1)
            words = words_of(said.reason, reasons) or said.action or said.note or said.owner or ""
            self._told(last._replace(subjects=subjects), f"Same again ({clean(words)[:40]})")

        self.workbench_app.held.hold()
        self.ask("again", write, written)

    def action_undo(self) -> None:
        """Take back the last entry on these cases, or on those just noted that have left the list."""
        subjects = self.noted_cases()
        listed = self.whole.data.get("case")
        here = set(listed) if listed is not None else {one.case for one in self._last_noted}
        left = [one for one in self._last_noted if one.case not in here]
        if not subjects and not left:
            self.say("There is no case under the cursor.", done=False)
            return

        def undo(workbench: Workbench) -> tuple[list[Subject], list[str]]:
            meant = subjects
            if left and not any(workbench.noting.standing(one.case) for one in subjects):
                meant = left
            gone = {one.undoes for one in workbench.noting.undo([one.case for one in meant])}
            reasons = workbench.settings.reasons
            rows = [row for row in workbench.entries([one.case for one in meant]) if row["entry"] in gone]
            cases = {row["case"] for row in rows}
            return [one for one in meant if one.case in cases], [entry_words(row, reasons) for row in rows]

        def undone(answer: tuple[list[Subject], list[str]]) -> None:
            whose, words = answer
            what = words[0] if len(set(words)) == 1 else "the last entry on each"
            self._last_noted = ()
            self.grid.selected.clear()
            self.grid.redraw()
            self.say(f"Undone on {whom(whose)}: {what}")
            self._refill_after_own()

        self.workbench_app.held.hold()
        self.ask("undo", undo, undone)

    def action_history(self) -> None:
        """Everything that was ever said about the case under the cursor."""
        from caseworkbench.screens.said_history import HistoryPage

        subjects = self.noted_cases() if not self.grid.selected else self._under_cursor()
        if subjects:
            self.go_down(HistoryPage(subjects))
        else:
            self.say("There is no case under the cursor.", done=False)

    def _under_cursor(self) -> list[Subject]:
        row = self.current()
        return [] if row is None or "case" not in row else [self.subject(row)]


def entry_words(row: Mapping[str, object], reasons: Mapping[str, Reason]) -> str:
    """An entry in words, with who wrote it."""
    return f"“{entry_text(row, reasons)}”, written by {clean(row['written_by'])}"
