"""What changed since a load or a date: a line for each measure, and under it the cases with what was and is."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date
from threading import Event
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.message import Message

from caseworkbench.errors import WorkbenchError
from caseworkbench.screens.board_answer import Line
from caseworkbench.screens.case_columns import status_text
from caseworkbench.screens.changes_answer import (
    Between,
    CasesAnswer,
    ChangesAnswer,
    Row,
    ask_changed_cases,
    ask_changes,
)
from caseworkbench.screens.dates import read_as_at
from caseworkbench.screens.figure_rows import Amount, short_title
from caseworkbench.screens.listing import ListPage
from caseworkbench.screens.page import Page, key
from caseworkbench.screens.table import Column, Table
from caseworkbench.screens.text import DASH, STATUS, clean, count, day, figure, wrap
from caseworkbench.workbench.changes_kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

WIDE = 120
PAUSE_SECONDS = 0.15
"""Between two drawings of the bar: a slow line is spared."""
BAR = 20


def _amount(value: object) -> str:
    return figure(value.value, value.unit) if isinstance(value, Amount) else DASH


def _points(value: object) -> str:
    """``+3.5``: a difference in points of the figure; nothing where the figure stayed the same."""
    if not isinstance(value, float | int):
        return ""
    said = f"{value:+,.1f}"
    return "" if said in ("+0.0", "-0.0") else said


def _points_tone(better: str | None) -> Callable[[object], str]:
    def tone(value: object) -> str:
        if better is None or not isinstance(value, float | int) or not _points(value):
            return ""
        return "good" if (value > 0) == (better == "high") else "bad"

    return tone


def _some(value: object) -> str:
    """A count; nothing for none, so that what happened stands out."""
    return "" if not value else count(value)


def _order(value: object) -> object:
    found = value.value if isinstance(value, Amount) else None
    return float("-inf") if found is None else found


COLUMNS = (
    Column("title", "Measure", least=18, most=90),
    Column("from", "From", "number", show=_amount, order=_order),
    Column("to", "To", "number", show=_amount, order=_order),
    Column("difference", "Points", "number", show=_points),
    Column("became_overdue", "Overdue", "number", show=_some),
    Column("done_in_time", "In time", "number", show=_some),
    Column("done_late", "Late", "number", show=_some),
    Column("void", "Void", "number", show=_some),
    Column("entered_late", "Ent. late", "number", show=_some),
)


class _Compared(ListPage):
    """A list of what changed between two points, the first of which can be chosen anew."""

    BINDINGS: ClassVar[list[BindingType]] = [key("w", "since", "Since")]

    def __init__(self, between: Between) -> None:
        super().__init__()
        self.between = between
        self.between_words = ""

    @property
    def asked(self) -> Between:
        """The points asked for: where an evening was chosen for every screen, both loads are asked as at that."""
        return Between(self.between.since, self.view.as_at)

    def remark(self) -> str:
        """Between which points."""
        return self.between_words

    def action_since(self) -> None:
        """Ask with which load or date to compare."""
        self.prompt("since", "Changes since (a load's number, or a date; empty: the load before):")

    def entered(self, purpose: str, text: str) -> None:
        """The load or date to compare with; everything else as on every list."""
        if purpose != "since":
            super().entered(purpose, text)
            return
        facts = self.workbench_app.facts
        if facts is None:
            return
        said = text.strip()
        if not said:
            self.turn_to(Between())
        elif said.isascii() and said.isdecimal():
            self.turn_to(Between(int(said)))
        else:
            now = self.workbench_app.now().date()
            self.turn_to(Between(read_as_at(said, facts.as_at, facts.as_at, now)))

    def turn_to(self, between: Between) -> None:
        """Compare with another point."""
        self.between = between
        self.ask_anew()


@dataclass
class Progressed(Message):
    """How many of how many measures have been compared."""

    done: int
    total: int


class ChangesPage(_Compared):
    """One row per measure of the board: what it was and is, and what happened in between."""

    columns = COLUMNS
    noun = ("measure", "measures")
    reading_lines = 5
    drawn_only = frozenset({"from", "to", "whole_title"})

    def __init__(self, between: Between | None = None) -> None:
        super().__init__(between or Between())
        self.lines: list[Line] = []
        self._left = Event()
        self._drawn_at = 0.0

    @property
    def crumb(self) -> str:
        """The page's name."""
        return "Changes"

    def refill(self) -> None:
        """Ask for every measure of the board."""
        view, between = self.view, self.asked
        self._drawn_at = time.monotonic()
        self.ask("changes", lambda workbench: ask_changes(workbench, view, between, self._told), self._changes)

    def _told(self, done: int, total: int) -> None:
        """How far it is; called in the engine's thread. A page that was left wants no more."""
        if self._left.is_set():
            raise WorkbenchError("Nobody waits for it any more.")
        now = time.monotonic()
        if now - self._drawn_at >= PAUSE_SECONDS:
            self._drawn_at = now
            self.post_message(Progressed(done, total))

    def on_progressed(self, message: Progressed) -> None:
        """Draw the bar where the page still waits."""
        if "changes" in self._waiting:
            part = round(BAR * message.done / message.total)
            bar = f"{'█' * part}{'░' * (BAR - part)}"
            self.status([(f"{bar} {message.done} of {message.total} measures (Esc goes back)", "quiet")])

    def on_unmount(self) -> None:
        """Whoever goes back need not wait for the rest."""
        self._left.set()

    def _changes(self, answer: ChangesAnswer) -> None:
        self.lines, self.between_words = answer.lines, answer.between
        for row in answer.rows:
            unit = str(row["unit"])
            row["from"], row["to"] = (Amount(row[f"{end}_value"], unit) for end in ("from", "to"))  # type: ignore[arg-type]
            row["whole_title"] = clean(row["title"])
            row["title"] = short_title(str(row["whole_title"])) if self.size.width < WIDE else row["whole_title"]
        self.fill(Table.of_rows(self.columns, answer.rows), "This board has no measures. Esc goes back.")

    def masked_columns(self) -> frozenset[str]:
        """No names here."""
        return frozenset()

    def read(self, row: Row | None) -> list[list[tuple[str, str]]]:
        """What the line under the cursor comes to, in sentences."""
        if row is None:
            return []
        text = f"{row['whole_title']}: {clean(row['sentence'])}"
        return [[(line, "")] for line in wrap(text, self.size.width - 2, self.reading_lines)]

    def export_name(self) -> str:
        """What the file holds."""
        return "changes"

    def action_open(self) -> None:
        """The cases of the line under the cursor that changed."""
        row = self.grid.row
        if row is not None:
            self.go_down(ChangedCasesPage(self.lines[row], self.between))


def _kind(value: object) -> str:
    return KINDS.get(str(value), clean(value))


def _was_or_is(value: object) -> str:
    """A date, a status in words, or whatever else it was."""
    if isinstance(value, date):
        return day(value)
    return status_text(value).partition(" ")[2] if value in STATUS else clean(value)


def _days(value: object) -> str:
    return "" if value is None else count(value)


CASE_COLUMNS = (
    Column("child_name", "Child", least=16, most=28),
    Column("child_id", "Identifier", least=8, most=14),
    Column("kind", "What changed", least=15, most=22, show=_kind),
    Column("was", "Was", least=15, most=16, show=_was_or_is, sortable=False),
    Column("now", "Is", least=15, most=16, show=_was_or_is, sortable=False),
    Column("days_late", "Seen after", "number", show=_days),
    Column("effect", "Points", "number", show=_points),
    Column("worker_named", "Worker", least=12, most=22, instead="worker"),
    Column("team", "Team", least=12, most=22),
    Column("due", "Due", "date"),
)
_FIELDS = {
    "started": "start",
    "stopped": "done",
    "voided": "ceased to matter",
    "due": "due date",
    "stop_time": "time of day when done",
    "ended": "end",
}


class ChangedCasesPage(_Compared):
    """The cases of one measure that changed, those that moved the figure most first."""

    BINDINGS: ClassVar[list[BindingType]] = [key("g", "group", "Group"), key("y", "copy", "Copy id")]
    columns = CASE_COLUMNS
    noun = ("changed case", "changed cases")
    reading_lines = 5
    drawn_only = frozenset({"worker_named", "kind_words"})

    def __init__(self, line: Line, between: Between) -> None:
        super().__init__(between)
        self.line = line
        self.title_words = ""
        self.sentence = ""

    @property
    def crumb(self) -> str:
        """The measure."""
        return short_title(clean(self.title_words or self.line.title or self.line.measure))

    def refill(self) -> None:
        """Ask for the cases."""
        view, between, line = self.view, self.asked, self.line
        self.ask("cases", lambda workbench: ask_changed_cases(workbench, view, between, line), self._cases)

    def _cases(self, answer: CasesAnswer) -> None:
        self.between_words, self.sentence = answer.between, clean(answer.sentence)
        self.title_words = answer.title
        for row in answer.rows:
            row["kind_words"] = _kind(row["kind"])
        self.fill(Table.of_rows(self.columns, answer.rows), f"No case changed. {self.sentence} Esc goes back.")

    def read(self, row: Row | None) -> list[list[tuple[str, str]]]:
        """The case under the cursor in words, and what all of them come to."""
        lines = wrap(self.sentence, self.size.width - 2, self.reading_lines - 1) if row is not None else []
        said = [] if row is None else [[(_case_words(row), "head")]]
        return [*said, *([(line, "quiet")] for line in lines)]

    def export_name(self) -> str:
        """The measure."""
        return f"changes-{self.line.measure}"

    def action_open(self) -> None:
        """The child under the cursor, its clock of this list first."""
        from caseworkbench.screens.child import ChildPage

        row = self.current()
        if row is not None and not row["child_id"]:
            self.say("This row is about no child.", done=False)
        elif row is not None:
            self.go_down(ChildPage(str(row["child_id"]), case=str(row["case"])))

    def action_group(self) -> None:
        """By what changed, by worker, not at all."""
        steps: list[str | None] = [None, "kind_words", "worker" if self.view.masked else "worker_named"]
        self.group = steps[(steps.index(self.group) + 1) % len(steps)] if self.group in steps else None
        self.rearrange()

    def action_copy(self) -> None:
        """The child's identifier."""
        row = self.current()
        try:
            self.copy([str(row["child_id"])] if row and row.get("child_id") else [])
        except WorkbenchError as error:
            self.refused(str(error))


def _case_words(row: Row) -> str:
    """``Entered late (done); first seen in load 2, 11 days after; now counts as met.``"""
    what = _FIELDS.get(str(row.get("field")), "")
    parts = [f"{_kind(row['kind'])}{f' ({what})' if what else ''}"]
    if row.get("days_late") is not None:
        parts.append(f"first seen in load {row['first_seen_load']}, {count(row['days_late'])} days after")
    before, after = (_counted(row, end) for end in ("before", "after"))
    if before == after:
        parts.append(f"counts as {after}, as before" if after else "does not count in the figure")
    elif before and after:
        parts.append(f"counted as {before}, now as {after}")
    else:
        parts.append(f"now counts as {after}" if after else f"counted as {before}, no longer counts")
    said = "; ".join(parts)
    return f"{said[:1].upper()}{said[1:]}."


def _counted(row: Row, end: str) -> str:
    if not row.get(f"counted_{end}"):
        return ""
    return "met" if row.get(f"met_{end}") else "not met"


def open_changes(page: Page, since: int | None = None) -> None:
    """Open what changed since a load, by default the one before."""
    page.go_down(ChangesPage(Between(since)))
