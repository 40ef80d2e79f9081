"""Saying something about cases: a reason, who sees to it, what is to be done by when, a note."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import events
from textual.widget import Widget
from textual.widgets import Input

from caseworkbench.errors import WorkbenchError
from caseworkbench.screens.dates import read_day
from caseworkbench.screens.lines import Lines, Piece
from caseworkbench.screens.note_fields import (
    DONE,
    EACH_OWN,
    Subject,
    each_of,
    matching,
    offered,
    pick,
    printable,
    proposed_owner,
    said_of,
    stands,
    whom,
)
from caseworkbench.screens.said_words import said_text
from caseworkbench.screens.text import ago, clean, fit, spoken
from caseworkbench.screens.typing_dialog import TypingDialog

if TYPE_CHECKING:
    from caseworkbench.notes.drafts import Draft
    from caseworkbench.notes.entry import Said
    from caseworkbench.notes.reasons import Reason
    from caseworkbench.notes.standing import Standing
    from caseworkbench.workbench.workbench import Workbench

DATES = {"done_on": False, "action_due": True}
"""Fields of dates, and whether the day lies ahead."""


class Written(NamedTuple):
    """What was said of which cases. ``own``: each case's own worker is to see to it."""

    said: Said
    own: bool
    subjects: tuple[Subject, ...]


class NoteDialog(TypingDialog[Written]):
    """The same said of one case or of many."""

    kind = "case"
    labels: ClassVar[Mapping[str, str]] = {
        "reason": "Reason",
        "done_on": "Done on",
        "owner": "Owner",
        "action": "Action",
        "action_due": "Due",
        "note": "Note",
    }
    several_lines = frozenset({"note"})

    def __init__(
        self,
        subjects: Sequence[Subject],
        now: Sequence[Standing | None],
        reasons: Mapping[str, Reason],
        draft: Draft | None = None,
    ) -> None:
        super().__init__([one.case for one in subjects], draft)
        self.subjects = tuple(subjects)
        self.now = list(now)
        self.reasons = reasons
        self.choices = offered(reasons)
        self.before = stands(self.now, reasons)
        self.given: set[str] = set()
        self.again: dict[str, str] = {}
        """What was said last in a field, and can be taken."""

    def proposed(self) -> dict[str, str]:
        """What stands, and the worker of the case as its owner."""
        return self.before | {"owner": printable(proposed_owner(self.subjects, self.before["owner"]))}

    def above(self) -> Iterable[Widget]:
        """Whom it is about, what stands, the reasons by number."""
        yield Lines(id="about", height=2)
        yield Lines(id="reasons", height=self._reason_rows())

    def _offer_last(self) -> None:
        """What was to be done last time and by when, to be taken with →; what is not taken is not said."""
        if self.before["action"] or self.before["action_due"]:
            return
        for name, text in self.workbench_app.last_action.items():
            if text:
                self.again[name] = printable(text)
                self.query_one(f"#{name}", Input).placeholder = f"→ {self.again[name]}"

    def _reason_rows(self) -> int:
        return min(-(-len(self.choices) // (2 if self.app.size.width >= 70 else 1)), 8)

    def mounted(self) -> None:
        """Say whom it is about and offer the reasons."""
        head = f"Note on {clean(whom(self.subjects))}"
        self.query_one("#about", Lines).put([[(head, "head")], [(self._standing_words(), "quiet")]])
        self._offer()
        self._done_asked()
        self._offer_last()

    def _standing_words(self) -> str:
        said = [one for one in self.now if one is not None]
        if not said:
            return "Nothing has been said yet." if len(self.now) == 1 else "Nothing has been said yet of any of them."
        if len(self.now) > 1:
            return f"Something stands of {len(said)} of {len(self.now)}; what differs stays as it is where left empty."
        one = said[0]
        words = said_text(one.reason, one.note, one.owner, one.action, one.action_due, one.done_on, self.reasons)
        now = self.workbench_app.now()
        return f"Stands now: {words or 'nothing'} ({clean(one.written_by)}, {ago(one.written_at, now)})"

    # The reasons

    def _offer(self) -> None:
        """The reasons by number, those meant standing out."""
        typed = self.text("reason")
        meant = matching(typed, self.choices) if typed.strip() else []
        rows = self._reason_rows()
        room = self.query_one("#reasons").size.width or 76
        columns = -(-len(self.choices) // rows)
        cells = max(10, (room - 2) // max(1, columns))
        lines: list[list[Piece]] = []
        for row in range(rows):
            line: list[Piece] = []
            for number in range(row, len(self.choices), rows):
                one = self.choices[number]
                mark = "▸" if meant and one is meant[0] else " "
                tone = "head" if one in meant else "quiet" if typed.strip() else ""
                line.append((fit(f"{mark}{number + 1:>2} {clean(one.words)}", cells), tone))
            lines.append(line)
        self.query_one("#reasons", Lines).put(lines)

    def on_resize(self) -> None:
        """The reasons in columns as the width allows."""
        self.call_after_refresh(self._offer)

    def _reason(self) -> Reason | None:
        try:
            return pick(self.text("reason"), self.reasons)
        except WorkbenchError:
            return None

    def _done_asked(self) -> None:
        """The day it was done is asked for only with a reason that says so."""
        reason = self._reason()
        self.query_one("#row-done_on").set_class(reason is None or reason.effect != DONE, "hidden")

    def _settle_reason(self) -> None:
        """The words of the reason meant, in place of what was typed of them."""
        typed = self.text("reason")
        if typed.strip():
            found = pick(typed, self.reasons)
            if found is not None and typed != found.words:
                self.put("reason", printable(found.words))
        self._offer()
        self._done_asked()

    def step(self, by: int) -> None:
        """The arrows go through the reasons, and from field to field elsewhere."""
        if self.focused is None or self.focused.id != "reason":
            super().step(by)
            return
        reason = self._reason()
        at = self.choices.index(reason) + by if reason in self.choices else 0 if by > 0 else -1
        if 0 <= at % len(self.choices) < len(self.choices):
            self.given.add("reason")
            self.put("reason", printable(self.choices[at % len(self.choices)].words))
            self._offer()
            self._done_asked()

    def typed(self, name: str, text: str) -> None:
        """The reasons meant, or the day."""
        text = text.strip()
        if name == "reason":
            if text != self.before["reason"]:
                self.given.add("reason")
            self._offer()
            self._done_asked()
        elif name in DATES and text and text != self._initial[name]:
            self._read_day(name, text)

    def _read_day(self, name: str, typed: str) -> None:
        """The day that is meant, as soon as it can be told."""
        try:
            day = read_day(typed, self.workbench_app.now().date(), ahead=DATES[name])
        except WorkbenchError:
            return
        self.hint(f"{self.labels[name]}: {spoken(day)}", "quiet")

    def moves_on(self, event: events.Key) -> bool:
        """A reason's number leads on too, and → takes what was said last."""
        at = self.focused.id if self.focused is not None else None
        return (
            (at == "reason" and event.key.isdecimal())
            or (at in self.again and event.key == "right")
            or super().moves_on(event)
        )

    def move(self, event: events.Key) -> None:
        """A number that can mean one reason alone is that reason."""
        field = self.focused
        if event.key == "right" and isinstance(field, Input):
            self._take(field)
            return
        if not event.key.isdecimal() or not isinstance(field, Input):
            super().move(event)
            return
        field.replace(event.key, *field.selection)
        typed = field.value.strip()
        if typed.isdecimal() and [str(int(typed))] == [n for n in self._numbers() if n.startswith(typed)]:
            self.given.add("reason")
            self._settle_reason()
            self.next_field()

    def _take(self, field: Input) -> None:
        """Put what was said last into an empty field; in one that has a text the key is its own."""
        if field.value:
            field.action_cursor_right()
        else:
            self.put(str(field.id), self.again[str(field.id)])

    def _numbers(self) -> list[str]:
        return [str(number) for number in range(1, len(self.choices) + 1)]

    def entered(self, name: str, text: str) -> None:
        """What is no reason or no date is said before one moves on."""
        if name == "reason":
            self._settle_reason()
        elif name in DATES and text.strip():
            read_day(text, self.workbench_app.now().date(), ahead=DATES[name])

    def left(self, name: str) -> None:
        """Tab leaves a reason as Enter does; an owner that no extract names is told."""
        if name == "reason":
            self._settle_reason()
        elif name == "owner":
            self._ask_for_owner()

    def _ask_for_owner(self) -> None:
        owner = self.text("owner").strip()
        if not owner or owner == EACH_OWN:
            return

        def told(known: bool) -> None:
            if not known and self.text("owner").strip() == owner:
                self.hint(f"{owner} is in no extract as a worker: kept as it is typed.", "warn")

        self.workbench_app.engine.ask(self, "owner", lambda workbench: workbench.knows_worker(owner), told)

    # Writing

    def read(self) -> Written:
        """What the fields say."""
        today = self.workbench_app.now().date()
        said = said_of(self.texts(), self.before, self.given, self.reasons, today)
        own = said.owner is not None and said.owner in (EACH_OWN, *(one.worker for one in self.subjects[:1]))
        return Written(said, own, self.subjects)

    def write(self, workbench: Workbench, what: object) -> Written:
        """One entry a case, all or none."""
        assert isinstance(what, Written)
        workbench.noting.write_each(each_of(what.said, what.subjects))
        return what
