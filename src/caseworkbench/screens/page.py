"""What all screens share: the lines at the top and bottom, asking the workbench, the common keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual import events
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget

from caseworkbench.screens.footer import IN_PROMPT, FooterKey, in_order, spared
from caseworkbench.screens.lines import KeyLine, Lines
from caseworkbench.screens.messages import Abandoned, Answered, Entered, KeyClicked, Refused, Typed
from caseworkbench.screens.text import clean, trail, width
from caseworkbench.screens.view import Facts, View

if TYPE_CHECKING:
    from caseworkbench.screens.application import WorkbenchApp
    from caseworkbench.screens.prompt import Prompt
    from caseworkbench.workbench.workbench import Workbench

T = TypeVar("T")
SAID_SECONDS = 6.0
SETTLING_SECONDS = 0.07
LEAVING_SECONDS = 3.0
UNASKED = frozenset({"newer", "notes version", "drafts"})
"""Questions that the program asks by itself, whose answers say nothing about what the person asked for."""


def key(keys: str, action: str, label: str, written: str = "", show: bool = True) -> Binding:
    """A binding whose key stands in the footer as ``written``."""
    return Binding(keys, action, label, key_display=written or keys.split(",", maxsplit=1)[0], show=show)


class Page(Screen[None]):
    """One screen of the workbench. Enter goes down, Escape goes up."""

    AUTO_FOCUS = "Grid"
    ESCAPE_TO_MINIMIZE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        key("escape", "back", "Back", "Esc"),
        key("d", "as_at", "Date"),
        key("m", "mask", "Mask"),
        key("question_mark", "help", "Help", "?"),
        key("ctrl+p", "app.command_palette", "Commands", "^p"),
        key("q", "app.quit", "Quit"),
        key("f5", "reload", "Newest load", "F5", show=False),
        key("T", "app.next_theme", "Colours", show=False),
        key("N", "draft", "Go on with a note", show=False),
    ]
    SPARE: ClassVar[tuple[str, ...]] = ()
    """Keys that the footer leaves out where it is too short, the first of them first."""
    help_about = ""
    says_when_there = False
    """Whether it lets the keys go itself that were typed before what they are meant for was there."""

    def __init__(self) -> None:
        super().__init__()
        self._tickets: dict[str, int] = {}
        self._waiting: set[str] = set()
        self._said = ""
        self._done = True
        self._saying: Timer | None = None
        self._as_at_before: tuple[date | None] | None = None
        self._drawn: tuple[View, Facts | None] | None = None
        self.reading: str = ""

    @property
    def workbench_app(self) -> WorkbenchApp:
        """The application, with its own type."""
        return cast("WorkbenchApp", self.app)

    @property
    def view(self) -> View:
        """What the person has chosen to look at."""
        return self.workbench_app.view

    @property
    def crumb(self) -> str:
        """This screen's place in the breadcrumb."""
        return ""

    def compose(self) -> Iterable[Widget]:
        """Heading, body, status, keys."""
        yield Lines(id="heading", height=2)
        yield from self.body()
        yield Lines(id="status", height=1)
        yield KeyLine()

    def body(self) -> Iterable[Widget]:
        """The widgets of this screen between heading and status."""
        return ()

    def refill(self) -> None:
        """Ask for everything that this screen shows."""

    def ask_anew(self) -> None:
        """Ask again after another choice of what to look at."""
        self.refill()

    def on_mount(self) -> None:
        """Ask once the widgets are there."""
        self.title_lines()
        self.show_keys()

    def on_screen_resume(self) -> None:
        """Ask (again) where what is looked at has changed since this screen was drawn."""
        self.title_lines()
        self.show_keys()
        now = (self.view, self.workbench_app.facts)
        before = self._drawn
        self._drawn = now
        stale = before is None or before[0].as_at != now[0].as_at or before[0].board != now[0].board
        if before is not None and before[1] is not None and now[1] != before[1]:
            stale = True
        if before is not None and (before[0].service, before[0].team) != (now[0].service, now[0].team):
            stale = True
        if stale:
            self.refill()
        elif before is not None and before[0].masked != now[0].masked:
            self.remask()

    def on_resize(self) -> None:
        """The keys may need one line or two."""
        self.title_lines()

    def remask(self) -> None:
        """Names were masked or shown again."""

    def ask(self, topic: str, call: Callable[[Workbench], T], deliver: Callable[[T], None]) -> None:
        """Ask the workbench in its thread; only the newest answer on a topic is delivered."""
        app = self.workbench_app

        def with_facts(workbench: Workbench) -> tuple[Facts, T]:
            return Facts.of(workbench), call(workbench)

        def both(answer: tuple[Facts, T]) -> None:
            app.learn(answer[0])
            deliver(answer[1])

        self._tickets[topic] = app.engine.ask(self, topic, with_facts, both)
        self._waiting.add(topic)
        self.set_timer(0.15, self._still_waiting)

    def _still_waiting(self) -> None:
        if self._waiting:
            self.status([("Counting… (Esc goes back)", "quiet")])

    def on_answered(self, message: Answered) -> None:
        """Put an answer on the screen unless a newer question was asked meanwhile."""
        if self._tickets.get(message.topic) == message.ticket:
            self._waiting.discard(message.topic)
            if message.topic not in UNASKED:
                self._as_at_before = None
            message.deliver()
            self._drawn = (self.view, self.workbench_app.facts)
            self.title_lines()
            if not self._waiting:
                self.tell()

    def on_refused(self, message: Refused) -> None:
        """Say in the status line why there is no answer."""
        if self._tickets.get(message.topic) == message.ticket:
            self._waiting.discard(message.topic)
            self.workbench_app.held.drop()
            if self._as_at_before is not None:  # the screen still shows the figures of the date before
                self.workbench_app.change(as_at=self._as_at_before[0])
                self._as_at_before = None
                self.title_lines()
            self.refused(message.sentence)

    def refused(self, sentence: str) -> None:
        """Show a sentence about something that could not be done."""
        self.notify(clean(sentence), severity="error", markup=False, timeout=12)
        self.tell()

    def say(self, sentence: str, done: bool = True) -> None:
        """Say in the status line, for a moment, that something is done, or why it cannot be."""
        self._said, self._done = clean(sentence), done
        if self._saying is not None:
            self._saying.stop()  # what was said before goes now, and does not take this with it
        self._saying = self.set_timer(SAID_SECONDS, self._unsay)
        self.tell()

    def _unsay(self) -> None:
        self._said = ""
        self.tell()

    def status(self, pieces: list[tuple[str, str]]) -> None:
        """The line above the keys."""
        said = [(f"✓ {self._said} ", "good") if self._done else (f"{self._said} ", "warn")] if self._said else []
        self.query_one("#status", Lines).put([[*said, *pieces]])

    def tell(self) -> None:
        """Write the status line; screens with a list say how many rows there are."""
        self.status([("names masked", "head")] if self.view.masked else [])

    def title_lines(self) -> None:
        """Breadcrumb, and whose data this is."""
        app = self.workbench_app
        parts = [page.crumb for page in app.screen_stack if isinstance(page, Page) and page.crumb]
        place = f" · only {clean(self.view.place())}" if self.view.place() else ""
        first = trail(parts, max(20, self.size.width - 2 - width(place))) + place
        fresh = app.facts.sentence(self.view.as_at, app.now()) if app.facts else "Opening the store…"
        second = [(fresh, "quiet")]
        if app.facts and app.facts.known_at is not None:
            second = [(app.facts.known_words(), "warn"), *second]
        elif app.newer:
            second = [("The load has changed: F5 moves to it. ", "warn"), *second]
        if app.drafts:
            second = [(app.drafts.offer(app.now()), "warn"), *second]
        self.query_one("#heading", Lines).put([[(first, "head")], second])

    def footer_keys(self) -> list[FooterKey]:
        """The keys of this screen for its footer: those of every morning, then its own."""
        shown = [one for one in self.bindings_shown() if one.key.split(",")[0] not in self.idle_keys()]
        return in_order([(one.key.split(",")[0], one.key_display or one.key, one.description) for one in shown])

    def idle_keys(self) -> frozenset[str]:
        """Keys that would do nothing here now, left out of the footer."""
        return frozenset({"escape"}) if self.app.screen_stack[0] is self else frozenset()

    def bindings_shown(self) -> list[Binding]:
        """The bindings that the footer shows, the most particular first."""
        found: dict[str, Binding] = {}
        for cls in type(self).__mro__:
            for one in cls.__dict__.get("BINDINGS", ()) if issubclass(cls, Page) else ():
                if isinstance(one, Binding) and one.show:
                    found.setdefault(one.key, one)
        return list(found.values())

    def show_keys(self) -> None:
        """Draw the footer: the keys of the page, or those of the line that is typed into."""
        line = self.query_one(KeyLine)
        if self.has_class("asking"):
            line.stand_in(IN_PROMPT)
        else:
            keys = self.footer_keys()
            line.put(keys, spared(keys, self.SPARE))

    async def on_key_clicked(self, message: KeyClicked) -> None:
        """A click on a key in the footer is that key."""
        for one in () if self.has_class("asking") else self.bindings_shown():
            if one.key.split(",")[0] == message.key:
                await self.run_action(one.action)
                return
        self.app.simulate_key(message.key)

    def action_back(self) -> None:
        """Up one level; nothing above the board."""
        if len([page for page in self.app.screen_stack if isinstance(page, Page)]) > 1:
            self.workbench_app.held.drop()
            self.app.delay_update(SETTLING_SECONDS)
            self.app.pop_screen()

    def go_down(self, page: Page) -> None:
        """Open a page on top of this one, drawn once it is laid out and, where that is quick, filled."""
        self.app.delay_update(SETTLING_SECONDS)
        self.app.push_screen(page)

    def action_help(self) -> None:
        """The keys and symbols, in words."""
        from caseworkbench.screens.help import HelpPage

        if not isinstance(self, HelpPage):
            self.go_down(HelpPage(self))

    def action_mask(self) -> None:
        """Names as dots, for a shared screen; once more shows them again."""
        self.workbench_app.change(masked=not self.view.masked)
        self.remask()
        self.title_lines()
        self.tell()

    def action_draft(self) -> None:
        """Go on with a note that was being typed when the program ended."""
        from caseworkbench.screens.draft_offer import go_on

        go_on(self)

    def action_reload(self) -> None:
        """Move to the newest load and ask again."""
        self.workbench_app.newer = False
        self.open_load(None)

    def open_load(self, load: int | None) -> None:
        """Look at the store as it was known at a load, or (None) at the newest, and ask again."""
        app = self.workbench_app
        known = app.facts.known_at if app.facts else None

        def opened() -> None:
            if load != known:
                app.change(as_at=None)
            self.refill()

        opener = None if load == known else app.opener_of(load)
        self._tickets["reopen"] = app.engine.reopen(self, opened, opener)
        self._waiting.add("reopen")

    def prompt(self, purpose: str, label: str, text: str = "", replace: bool = False) -> None:
        """Ask the person for a line of text; with ``replace`` the first key typed takes the place of ``text``."""
        from caseworkbench.screens.prompt import Prompt

        self.workbench_app.held.hold()
        self.add_class("asking")
        self.show_keys()
        found = self.query(Prompt)
        if found:
            found.first().ask(purpose, label, text, replace)
            return
        fresh = Prompt()

        def ready() -> None:
            fresh.ask(purpose, label, text, replace)

        self.mount(fresh, before=self.query_one(KeyLine))
        self.call_after_refresh(ready)

    def takes(self, event: events.Key) -> bool:
        """What is typed after Enter or Escape in the prompt is meant for the list."""
        from caseworkbench.screens.prompt import PromptInput

        if event.key in ("enter", "escape") and isinstance(self.focused, PromptInput):
            self.workbench_app.held.hold(LEAVING_SECONDS, under_way=False)
        return False

    def leave_prompt(self, turn: int | None = None) -> None:
        """Close the prompt and go back to the list; what was held since ``turn`` waits for something else."""
        from caseworkbench.screens.prompt import Prompt

        for prompt in self.query(Prompt):
            prompt.shut()
        self.remove_class("asking")
        self.show_keys()
        self.app.clear_notifications()  # what was wrong with the text is no matter any more
        for widget in self.query("Grid, Scroll"):
            widget.focus()
            break
        held = self.workbench_app.held
        self.app.call_later(held.release_of, held.turn if turn is None else turn)

    def action_as_at(self) -> None:
        """Ask for another as-at date."""
        facts = self.workbench_app.facts
        current = self.view.as_at or (facts.as_at if facts else None)
        self.prompt("as_at", f"As at (now {current:%d/%m/%Y}; or today, last, -1m, +2w):" if current else "As at:")

    def on_typed(self, message: Typed) -> None:
        """Text is being typed into the prompt."""
        self.typed(message.purpose, message.text)

    def on_abandoned(self, message: Abandoned) -> None:
        """Escape in the prompt."""
        self.abandoned(message.purpose)
        self.leave_prompt()

    def on_entered(self, message: Entered) -> None:
        """Enter in the prompt."""
        from caseworkbench.errors import WorkbenchError

        held = self.workbench_app.held
        turn = held.turn
        try:
            self.entered(message.purpose, message.text)
        except WorkbenchError as error:
            self.refused(str(error))
            held.release()
        else:
            self.leave_prompt(turn)

    def typed(self, purpose: str, text: str) -> None:
        """Screens with a filter override this."""

    def abandoned(self, purpose: str) -> None:
        """Screens with a filter override this."""

    def entered(self, purpose: str, text: str) -> None:
        """Act on what was entered. A WorkbenchError keeps the prompt open and shows its sentence."""
        if purpose == "as_at":
            from caseworkbench.screens.dates import read_as_at

            app = self.workbench_app
            if app.facts is None:
                return
            chosen = read_as_at(text, self.view.as_at or app.facts.as_at, app.facts.as_at, app.now().date())
            self._as_at_before = (self.view.as_at,)
            app.change(as_at=None if chosen == app.facts.as_at else chosen)
            self.title_lines()
            self.ask_anew()


def prompt_of(page: Page) -> Prompt:
    """The page's prompt, for the tests."""
    from caseworkbench.screens.prompt import Prompt

    return page.query_one(Prompt)
