"""Notes that were being typed when the program ended, offered again at its next start."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from caseworkbench.errors import WorkbenchError
from caseworkbench.screens.note_fields import Subject
from caseworkbench.screens.text import ago, plural

if TYPE_CHECKING:
    from caseworkbench.notes.drafts import Draft
    from caseworkbench.screens.page import Page
    from caseworkbench.workbench.workbench import Workbench


class DraftsLeft:
    """The drafts to offer, the latest first."""

    def __init__(self, left: Sequence[Draft] = ()) -> None:
        self.left = list(left)

    def __bool__(self) -> bool:
        return bool(self.left)

    def offer(self, now: datetime) -> str:
        """The latest in words, and how to go on with it."""
        first = self.left[0]
        about = plural(len(first.about), "case") if first.kind == "case" else "a figure"
        note = "a note on" if first.kind == "case" else "a comment on"
        more = f" (and {plural(len(self.left) - 1, 'other')})" if len(self.left) > 1 else ""
        return f"You were writing {note} {about}{more}, {ago(first.kept_at, now)}: N goes on. "


def look(page: Page) -> None:
    """Ask whether anything was being typed when this person's program ended."""
    app = page.workbench_app

    def found(left: list[Draft]) -> None:
        app.drafts = DraftsLeft(left)
        page.title_lines()

    page._tickets["drafts"] = app.engine.ask(page, "drafts", lambda workbench: workbench.drafts.left(), found)


def go_on(page: Page) -> None:
    """Open what was being typed latest."""
    drafts = page.workbench_app.drafts
    if not drafts:
        page.say("No note was being typed when the program last ended.", done=False)
        return
    draft = drafts.left[0]

    def taken() -> None:
        drafts.left.remove(draft)
        page.title_lines()

    if draft.kind == "case":
        from caseworkbench.screens.noting import open_note, subject_of

        def subjects(workbench: Workbench) -> list[Subject]:
            rows = _rows(workbench, draft.about)
            return [
                subject_of(rows[case], page.view.masked) if case in rows else Subject(case, case)
                for case in draft.about
            ]

        page.workbench_app.held.hold()
        page.ask("draft", subjects, lambda found: open_note(page, found, draft, taken))
    else:
        from caseworkbench.screens.commenting import go_on_with_comment

        go_on_with_comment(page, draft, taken)


def _rows(workbench: Workbench, cases: Collection[str]) -> dict[str, dict[str, object]]:
    """The cases by name, those of measures that there are no more left out."""
    rows: dict[str, dict[str, object]] = {}
    for measure in {case.partition(":")[0] for case in cases}:
        with suppress(WorkbenchError):
            found = workbench.cases(measure, statuses=("all",))
            for row, case in enumerate(found.columns["case"]):
                if case in cases:
                    values = {name: found.columns[name][row] for name in ("case", "child_name", "child_id", "worker")}
                    rows[case] = values | {"worker_named": workbench.worker_name(str(values["worker"]))}
    return rows
