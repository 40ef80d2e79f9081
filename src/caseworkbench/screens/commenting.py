"""Comments on the figures of a board: written, taken back, read; and the figure as people report it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from caseworkbench.screens.board_answer import Line
from caseworkbench.screens.lines import Lines
from caseworkbench.screens.note_fields import printable
from caseworkbench.screens.page import Page, key
from caseworkbench.screens.table import Table
from caseworkbench.screens.text import MONTHS, ago, clean
from caseworkbench.screens.typing_dialog import TypingDialog
from caseworkbench.screens.watching import WatchingList

if TYPE_CHECKING:
    from caseworkbench.notes.drafts import Draft
    from caseworkbench.notes.entry import Said
    from caseworkbench.notes.standing import Standing
    from caseworkbench.workbench.figure import Figure
    from caseworkbench.workbench.workbench import Workbench

FIELDS = ("judged", "action", "note")


@dataclass(frozen=True)
class OfFigure:
    """A measure's figure of a month for a place. ``title``: the measure in words."""

    line: Line
    month: date
    service: str | None
    team: str | None
    title: str

    @property
    def words(self) -> str:
        """``Sep 2018, Team East: visits in time``."""
        place = self.team or self.service
        when = ", ".join(part for part in (month_words(self.month), clean(place)) if part)
        return f"{when}: {clean(self.title)}"

    def key(self) -> str:
        """The key by which a draft knows it."""
        from caseworkbench.notes.entry import figure_key

        return figure_key(self.line.measure, self.line.limit, self.month, self.service, self.team)

    def before(self) -> OfFigure:
        """The same of the month before."""
        return replace(self, month=self.month.replace(day=1) - timedelta(days=1))

    def standing(self, workbench: Workbench) -> Standing | None:
        """What stands about it."""
        return workbench.comment(self.line.measure, self.line.limit, self.month, self.service, self.team)


def month_words(month: date) -> str:
    """``Sep 2018``."""
    return f"{MONTHS[month.month - 1]} {month.year}"


def of_key(key: str) -> OfFigure:
    """The figure of a draft's key."""
    measure, limit, month, service, team = json.loads(key)
    return OfFigure(Line(measure, limit=limit), date.fromisoformat(f"{month}-01"), service, team, measure)


def _texts(now: Standing | None) -> dict[str, str]:
    if now is None:
        return dict.fromkeys(FIELDS, "")
    judged = "" if now.judged is None else str(now.judged)
    return {"judged": judged, "action": printable(now.action or ""), "note": printable(now.note or "")}


class CommentDialog(TypingDialog["Said"]):
    """The status judged by hand, an action, a comment; last month's are proposed where this month has none."""

    kind = "figure"
    labels: ClassVar[Mapping[str, str]] = {"judged": "Status", "action": "Action", "note": "Comment"}
    several_lines = frozenset({"note"})

    def __init__(
        self, about: OfFigure, now: Standing | None, last_month: Standing | None, draft: Draft | None = None
    ) -> None:
        super().__init__([about.key()], draft)
        self.of = about
        self.now = now
        self.last_month = last_month if now is None else None
        self.before = _texts(now)

    def proposed(self) -> dict[str, str]:
        """What stands, else what was said of the month before; a judgement is made anew each month."""
        return self.before if self.last_month is None else _texts(self.last_month) | {"judged": ""}

    def above(self) -> Iterable[Widget]:
        """Which figure, what stands, what can be judged."""
        yield Lines(id="about", height=2)
        yield Lines(id="statuses", height=3)

    def mounted(self) -> None:
        """Say which figure it is."""
        from caseworkbench.notes.entry import JUDGED

        self.query_one("#about", Lines).put([[(f"Comment for {self.of.words}", "head")], [(self._stands(), "quiet")]])
        self.query_one("#statuses", Lines).put([[(f"  {number} {words}", "")] for number, words in JUDGED.items()])

    def _stands(self) -> str:
        now = self.workbench_app.now()
        if self.now is not None:
            return f"Written by {clean(self.now.written_by)}, {ago(self.now.written_at, now)}."
        if self.last_month is not None:
            return f"Nothing yet: what was written of {month_words(self.of.before().month)} is proposed."
        return "Nothing has been said of it yet."

    def read(self) -> Said:
        """What the fields say beyond what stood."""
        from caseworkbench.notes.entry import Said

        said: dict[str, str | None] = {}
        for name in FIELDS:
            text = self.text(name).strip()
            said[name] = None if text == self.before[name].strip() else text
        return Said(**said)

    def write(self, workbench: Workbench, what: object) -> Said:
        """One entry about the figure."""
        from caseworkbench.notes.entry import Said

        assert isinstance(what, Said)
        measure = workbench.measure(self.of.line.measure).counted_with(self.of.line.limit)
        workbench.noting.write_comment(measure, self.of.month, what, self.of.service, self.of.team)
        return what


def open_comment(
    page: Page, about: OfFigure, draft: Draft | None = None, taken: Callable[[], None] = lambda: None
) -> None:
    """Open the dialog about a figure; ``taken`` is called once it is open."""

    def standing(workbench: Workbench) -> tuple[Standing | None, Standing | None, str]:
        workbench.noting.check_writable()  # before anything is typed that could not be kept
        title = about.line.title or workbench.measure(about.line.measure).title
        return about.standing(workbench), about.before().standing(workbench), title

    def opened(answer: tuple[Standing | None, Standing | None, str]) -> None:
        now, before, title = answer
        named = about if about.title != about.line.measure else replace(about, title=title)

        def written(said: Said | None) -> None:
            if said is not None:
                page.say(f"Comment written for {named.words}.")
                if isinstance(page, CommentedList):
                    page.refill()
                page.workbench_app.held.release()

        page.app.push_screen(CommentDialog(named, now, before, draft), written)
        taken()

    page.workbench_app.held.hold()
    page.ask("comment", standing, opened)


def go_on_with_comment(page: Page, draft: Draft, taken: Callable[[], None]) -> None:
    """Open a comment that was being typed when the program ended."""
    open_comment(page, of_key(draft.about[0]), draft, taken)


class CommentedList(WatchingList):
    """A list whose rows are figures that can be commented on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("n", "comment", "Comment"),
        key("v", "reported", "Reported"),
        key("u", "undo", "Undo"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.figures: list[Figure] = []

    def figure(self) -> tuple[Line, Figure] | None:
        """The line and figure under the cursor."""
        raise NotImplementedError

    def idle_keys(self) -> frozenset[str]:
        """Keys for what is not there: no figure that is reported differently, no comment."""
        differs = any(one.reported_value is not None for one in self.figures)
        return super().idle_keys() | (frozenset() if differs else {"v"}) | (frozenset() if self.commented() else {"u"})

    def commented(self) -> bool:
        """Whether anything is said of any figure here."""
        return False

    def fill(self, table: Table, empty: str) -> None:
        """Show another table; from the first one on it is known whether anybody writes."""
        super().fill(table, empty)
        if self._version is None:
            self.look_for_notes()

    def may_look(self) -> bool:
        """Not before the first figures are there: they come first."""
        return super().may_look() and bool(self.whole.total)

    def _of_figure(self) -> OfFigure | None:
        found = self.figure()
        if found is None:
            return None
        line, one = found
        return OfFigure(line, one.as_at, self.view.service, self.view.team, one.title)

    def action_comment(self) -> None:
        """Comment on the figure under the cursor."""
        about = self._of_figure()
        if about is not None:
            open_comment(self, about)

    def action_undo(self) -> None:
        """Take back what was said last about the figure under the cursor."""
        about = self._of_figure()
        if about is None:
            return

        def undo(workbench: Workbench) -> str:
            now = about.standing(workbench)
            measure = workbench.measure(about.line.measure).counted_with(about.line.limit)
            workbench.noting.undo_comment(measure, about.month, about.service, about.team)
            return clean(now.written_by) if now is not None else ""

        def undone(writer: str) -> None:
            self.say(f"Undone: what {writer} wrote last for {about.words}.")
            self.refill()

        self.ask("undo", undo, undone)

    def action_reported(self) -> None:
        """The cases that make the figure as reported differ from the recorded one."""
        from caseworkbench.screens.cases import CasesPage

        found = self.figure()
        if found is not None:
            view = self.view
            self.go_down(CasesPage(found[0], service=view.service, team=view.team, which="differing"))


def standing_words(now: Standing | None) -> list[str]:
    """A comment as parts of a sentence: the status judged by hand, the comment, the action."""
    from caseworkbench.notes.entry import JUDGED

    if now is None:
        return []
    parts = [f"judged {now.judged}, {JUDGED[now.judged]}"] if now.judged else []
    parts += [f"“{clean(now.note)}”"] if now.note else []
    return [*parts, f"action: {clean(now.action)}"] if now.action else parts
