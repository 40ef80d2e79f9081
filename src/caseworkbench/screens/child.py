"""The child: every clock, the worst first, and why the one under the cursor is late."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widget import Widget

from caseworkbench.errors import WorkbenchError
from caseworkbench.screens.case_columns import OVER, days_over, status_text, status_tone
from caseworkbench.screens.grid import Grid
from caseworkbench.screens.lines import Lines
from caseworkbench.screens.month_drawing import Span, draw_months, holidays_of
from caseworkbench.screens.note_fields import Subject
from caseworkbench.screens.noting import NotingList
from caseworkbench.screens.page import key
from caseworkbench.screens.said_words import said_column
from caseworkbench.screens.table import Column, Table
from caseworkbench.screens.text import clean, limit_words, spoken, wrap
from caseworkbench.screens.timeline_drawing import draw_timeline
from caseworkbench.workbench.case_list import NOTE_FIELDS

if TYPE_CHECKING:
    from caseworkbench.workbench.child import ChildView
    from caseworkbench.workbench.explain import Explanation
    from caseworkbench.workbench.workbench import Workbench

EVENTS = (
    Column("date", "When", "date"),
    Column("what", "What", least=10, most=120),
)

UNALLOCATED = "Unallocated"
LOW = 24
"""Below this height calendar, timeline and events come in turn with the words, by `v`."""
TINY = 16
"""Below this one there is no room for them."""


class ChildPage(NotingList):
    """One child: the clocks above, below them the days of one clock and what happened."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("tab", "other_list", "Events", "Tab"),
        key("v", "drawing", "View"),
        key("y", "copy", "Copy id"),
    ]
    DEFAULT_CSS = """
    ChildPage #who { height: 1; }
    ChildPage.narrow #who { height: 2; }
    ChildPage #lower { height: 9; }
    ChildPage #drawing { width: 47; height: 100%; }
    ChildPage.broad #drawing { width: 70; }
    ChildPage #events { width: 1fr; height: 100%; }
    ChildPage #timeline { display: none; height: 9; }
    ChildPage.narrow #events { display: none; }
    ChildPage.narrow #drawing { width: 1fr; }
    ChildPage.timeline #lower { display: none; }
    ChildPage.timeline #timeline { display: block; }
    ChildPage.narrow.events #events { display: block; }
    ChildPage.narrow.events #drawing { display: none; }
    ChildPage.low #lower, ChildPage.low #timeline { display: none; }
    ChildPage.low.panel #lower { display: block; }
    ChildPage.low.panel.timeline #lower { display: none; }
    ChildPage.low.panel.timeline #timeline { display: block; }
    ChildPage.tiny #who { height: 1; }
    ChildPage.tall #lower { display: block; height: 10; }
    ChildPage.tall #timeline { display: block; height: 10; }
    """
    columns = (
        Column("measure_title", "Clock", least=26, most=50),
        Column("status", "Status", least=10, most=12, show=status_text, tone=status_tone),
        OVER,
        Column("due", "Due", "date"),
        Column("started", "Started", "date"),
        Column("ended", "Done or void", "date"),
        Column("worker_named", "Worker", least=9, most=22, instead="worker"),
    )
    noun = ("clock", "clocks")
    reading_lines = 3
    drawn_only = frozenset({"measure_title", "ended", "over", "worker_named", "said", "mark"})

    def __init__(self, child_id: str, case: str | None = None) -> None:
        super().__init__()
        self.child_id = child_id
        self.case = case
        self._was_there = False
        self.child: ChildView | None = None
        self.titles: dict[str, str] = {}
        self.worker_names: dict[str, str] = {}
        self.events = Grid(Table(EVENTS, {}), header=False, beside=True, id="events")

    @property
    def crumb(self) -> str:
        """The child's identifier, which is no name."""
        return clean(self.child_id)

    def body(self) -> Iterable[Widget]:
        """Who it is, the clocks, the words, the days, the events, the timeline."""
        yield Lines(id="who")
        yield from super().body()
        with Horizontal(id="lower"):
            yield Lines(id="drawing")
            yield self.events
        yield Lines(id="timeline")

    def on_resize(self) -> None:
        """A tall window shows timeline and days, a wide one days and events; else `v` goes round them."""
        super().on_resize()
        self.set_class(self.size.height >= 34, "tall")
        self.set_class(self.size.width < 110, "narrow")
        self.set_class(self.size.height < LOW, "low")
        self.set_class(self.size.height < TINY, "tiny")
        if self.has_class("tiny"):
            self._show_panel("words")
        self.fit_reading()
        self.set_class(self.size.width >= 150, "broad")
        self._who()
        self.call_after_refresh(self._draw)

    def refill(self) -> None:
        """Ask for the child."""
        view, child_id = self.view, self.child_id

        def child(workbench: Workbench) -> tuple[ChildView, dict[str, str], dict[str, str], list[str | None]]:
            found = workbench.child(child_id, view.as_at)
            names = {str(clock["measure"]) for clock in found.clocks}
            workers = {str(one) for one in (found.allocated.get("worker"), *(c["worker"] for c in found.clocks)) if one}
            named = {worker: workbench.worker_name(worker) or worker for worker in workers}
            noted = {name: [clock.get(name) for clock in found.clocks] for name in NOTE_FIELDS}
            said = said_column(noted, workbench.settings.reasons)
            return found, {name: workbench.measure(name).title for name in names}, named, said

        self.ask("child", child, self._child)

    def _child(self, answer: tuple[ChildView, dict[str, str], dict[str, str], list[str | None]]) -> None:
        self.child, self.titles, self.worker_names, said = answer
        rows = [
            dict(clock)
            | {
                "measure_title": self.titles.get(str(clock["measure"]), clock["measure"]),
                "ended": clock.get("stopped") or clock.get("voided"),
                "over": days_over(clock["days_over"], clock["status"]),
                "worker_named": self.worker_names.get(str(clock["worker"]), clock["worker"]),
                "said": words,
                "mark": "≡" if words else None,
            }
            for clock, words in zip(self.child.clocks, said, strict=True)
        ]
        self._who()
        self.fill(
            Table.of_rows(self.columns, rows),
            "No clock has run for this child by this date. Press d to change the date, Esc to go back.",
        )
        events: list[dict[str, object]] = [
            {"date": event["date"], "what": ": ".join(str(event[part]) for part in ("kind", "what") if event[part])}
            for event in self.child.events
        ]
        self.events.empty = "Nothing is recorded for this child by this date."
        self.events.masked = frozenset()
        self.events.show(Table.of_rows(EVENTS, list(reversed(events))))
        cases = [row.get("case") for row in rows]
        if self.case in cases and not self._was_there:
            self.grid.move_to(cases.index(self.case))
        self._was_there = True  # asked anew, the list stays where it is

    def _who(self) -> None:
        child = self.child
        if child is None:
            return
        name = "•••••" if self.view.masked else clean(child.name) or "Name not recorded"
        born = f"born {spoken(child.date_of_birth)}" if isinstance(child.date_of_birth, date) else ""
        named = [clean(child.allocated.get(part) or "") for part in ("worker", "team")]
        if not self.view.masked:
            named[0] = clean(self.worker_names.get(str(child.allocated.get("worker")), named[0]))
        if named[0] in ("", UNALLOCATED):
            named[0] = "no allocated worker"
        allocated = ", ".join(name for name in named if name not in ("", UNALLOCATED))
        words = [
            born,
            f"family {clean(child.family_id)}" if child.family_id else "",
            allocated,
        ]
        rest = "  " + " · ".join(word for word in words if word)
        top: list[tuple[str, str]] = [(clean(child.child_id), "head"), ("  ", ""), (name, "head")]
        line = self.query_one("#who", Lines)
        line.links = {clean(child.child_id): self._address(child.child_id)}
        line.put([top, [(rest.strip(), "")]] if self.has_class("narrow") else [[*top, (rest, "")]])

    def _address(self, child_id: str) -> Style | None:
        """Where the case system shows this child, if configuration says so."""
        pattern = getattr(self.workbench_app.settings, "child_address", None)
        if not isinstance(pattern, str) or "{child_id}" not in pattern:
            return None
        from urllib.parse import quote

        return Style(link=pattern.replace("{child_id}", quote(child_id, safe="")))

    def remask(self) -> None:
        """The name in the line that says who it is."""
        super().remask()
        self._who()

    def read(self, row: dict[str, object] | None) -> list[list[tuple[str, str]]]:
        """The arithmetic of the clock under the cursor."""
        if row is None:
            return []
        text = clean(row.get("explanation")) or limit_words(row.get("limit"), row.get("unit"))
        said = str(row.get("said") or "")
        lines = wrap(text, self.size.width - 2, self.reading_lines - bool(said))
        return [[(line, "")] for line in lines] + ([[(said, "head")]] if said else [])

    def most_to_read(self) -> int:
        """In a low window the words make room for the calendar or the events."""
        return 0 if self.has_class("low") and self.has_class("panel") else super().most_to_read()

    def least_to_read(self) -> int:
        """Why it is late stands nowhere else."""
        return min(2 if self.has_class("tiny") else 3, self.most_to_read())

    def idle_keys(self) -> frozenset[str]:
        """There is nothing to view where neither calendar nor events have room."""
        return super().idle_keys() | (frozenset({"v", "tab"}) if self.size.height < TINY else frozenset())

    def subject(self, row: dict[str, object]) -> Subject:
        """The clock too: a child has many."""
        one = super().subject(row)
        return replace(one, words=f"{one.words}: {clean(row['measure_title'])}")

    def on_grid_moved(self, message: Grid.Moved) -> None:
        """Another clock: its words and its days."""
        if message.grid is not self.grid:
            return
        super().on_grid_moved(message)
        row = self.current()
        if row is None:
            self.query_one("#drawing", Lines).put([])
            return
        clock = {name: value for name, value in row.items() if name not in self.drawn_only}

        as_at = self.view.as_at

        def explain(workbench: Workbench) -> tuple[Mapping[str, object], Explanation]:
            return clock, workbench.explain(clock, as_at)

        self.ask("explain", explain, self._explained)

    _days: tuple[Mapping[str, object], list[object]] | None = None

    def _explained(self, answer: tuple[Mapping[str, object], Explanation]) -> None:
        self._days = (answer[0], list(answer[1].days))
        self._draw()

    def _draw(self) -> None:
        facts = self.workbench_app.facts
        if facts is None or self.child is None:
            return
        as_at = self.view.as_at or facts.as_at
        if self._days is not None and isinstance(started := self._days[0].get("started"), date):
            clock = self._days[0]
            span = Span(
                started, _date(clock.get("due")), _date(clock.get("stopped")), _date(clock.get("voided")), as_at
            )
            cells = self.size.width if self.has_class("narrow") else 70 if self.has_class("broad") else 47
            self.query_one("#drawing", Lines).put(draw_months(span, holidays_of(self._days[1]), cells - 2))
        if self.has_class("timeline") or self.has_class("tall"):
            rows = 10 if self.has_class("tall") else 9
            order = [row for row in self.grid.table.order if row >= 0]
            clocks = [self.grid.table.record(row) for row in order]
            self.query_one("#timeline", Lines).put(draw_timeline(clocks, self.titles, as_at, self.size.width - 2, rows))

    def action_drawing(self) -> None:
        """Days, timeline, events: the next of those that are not on the screen together."""
        if self.has_class("tiny"):
            return
        steps = ["words", "days"] if self.has_class("low") else ["days"]
        if not self.has_class("tall"):
            steps.append("timeline")
        if self.has_class("narrow"):
            steps.append("events")
        now = next((step for step in steps if self.has_class(step)), steps[0])
        self._show_panel(steps[(steps.index(now) + 1) % len(steps)])

    def _show_panel(self, name: str) -> None:
        for step in ("days", "timeline", "events"):
            self.set_class(step == name, step)
        self.set_class(name != "words", "panel")
        self.fit_reading()
        if name != "events" and self.events.has_focus:
            self.grid.focus()
        self._draw()

    def action_other_list(self) -> None:
        """From the clocks to the events and back."""
        if self.events.has_focus:
            self.grid.focus()
            return
        if self.has_class("tiny"):
            return
        if self.has_class("narrow") or self.has_class("timeline") or self.has_class("low"):
            self._show_panel("events")
        self.events.focus()

    def action_open(self) -> None:
        """What the clock under the cursor counts, and why."""
        from caseworkbench.screens.definition import DefinitionPage

        row = self.current()
        if row is not None:
            self.go_down(DefinitionPage(str(row["measure"])))

    def action_copy(self) -> None:
        """The child's identifier."""
        try:
            self.copy([self.child_id])
        except WorkbenchError as error:
            self.refused(str(error))

    def export_name(self) -> str:
        """The child's identifier, made safe for a file name."""
        return "child-" + "".join(char if char.isalnum() else "_" for char in self.child_id)[:40]


def _date(value: object) -> date | None:
    return value if isinstance(value, date) else None
