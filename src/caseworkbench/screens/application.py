"""The workbench on the screen: the application that holds the pages together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import App, SystemCommand
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.screen import Screen

from caseworkbench.screens.ahead import Ahead
from caseworkbench.screens.draft_offer import DraftsLeft, look
from caseworkbench.screens.engine import Engine, Opener
from caseworkbench.screens.escape_first import taught
from caseworkbench.screens.held_keys import LEAVING, HeldKeys, LeadsOn, Typed
from caseworkbench.screens.page import Page
from caseworkbench.screens.themes import THEMES
from caseworkbench.screens.view import Facts, View

if TYPE_CHECKING:
    from caseworkbench.screens.note_dialog import Written
    from caseworkbench.settings import Settings
    from caseworkbench.workbench.workbench import Workbench

Start = tuple[str, ...]
POLL_SECONDS = 20.0
DRAFTS_SECONDS = 0.5
SETTLING_SECONDS = 0.1
OPENING_SECONDS = 0.12
CLOSING_SECONDS = 0.05


class WorkbenchApp(App[None]):
    """The whole program on the screen. Pages hold no arithmetic; the engine answers in one thread."""

    TITLE = "caseworkbench"
    ENABLE_COMMAND_PALETTE = True
    CSS = """
    Screen { layers: base over; background: $background; color: $foreground; scrollbar-size: 0 0; overflow: hidden; }
    ModalScreen { background: transparent; }
    Page > Grid { height: 1fr; }
    SearchIcon { color: $foreground; }
    ToastRack { margin-bottom: 3; max-height: 50%; }
    Page.asking ToastRack { margin-bottom: 4; }
    Toast { width: 100%; max-width: 100%; margin: 0; padding: 0 1; }
    CommandPalette > Vertical { margin-top: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "quit", "Quit", show=False, priority=True)]

    def __init__(
        self,
        store: Path,
        settings: Settings | None = None,
        *,
        view: View | None = None,
        start: Start = (),
        theme: str | None = None,
        opener: Opener | None = None,
        ahead: Ahead | None = None,
        now: Callable[[], datetime] | None = None,
    ) -> None:
        """``start`` opens a page directly: ("cases", measure), ("child", child_id), ("loads",).

        ``ahead``: the answer to the first board, where it is being counted already. ``opener`` and ``now`` are for
        tests: another workbench, a clock that stands still.
        """

        def open_known(load: int | None) -> Opener:
            def open_store() -> Workbench:
                from caseworkbench.workbench.open import open_workbench

                return open_workbench(store, settings, load)

            return opener if opener is not None and load is None else open_store

        self._ahead = ahead
        self.opener_of = open_known
        self.engine = Engine(open_known(None), at_once=ahead is None)
        # Textual settles here how NO_COLOR is honoured, by the colours in force, so those have to be the terminal's.
        super().__init__(ansi_color=True)
        self.set_reactive(App.ansi_color, None)
        for name in list(self.available_themes):
            if not name.startswith("textual-"):
                self.unregister_theme(name)
        for one in THEMES.values():
            self.register_theme(one)
        self.theme = theme if theme in THEMES and not self.no_color else "terminal"
        self.settings = settings
        self.view = view or View(masked=bool(settings and settings.mask_names))
        self.facts: Facts | None = None
        self.newer = False
        self.drafts = DraftsLeft()
        self.last_note: Written | None = None
        self.last_action: dict[str, str] = {}
        self.held = HeldKeys(self, self._once_more)
        self.newly_overdue: dict[int, frozenset[str] | None] = {}
        """By load, the cases that became overdue since the load before it; None where that is not kept."""
        self.start = start
        self.now: Callable[[], datetime] = now or (lambda: datetime.now().astimezone())

    def get_driver_class(self) -> type[Driver]:
        """The terminal's, on which Esc is always a key of its own."""
        return taught(super().get_driver_class())

    def get_default_screen(self) -> Screen[Any]:
        """The page that the program opens on."""
        from caseworkbench.screens.start import first_page

        # Laying the page out draws it four times over; the line is better kept for what is on it.
        self.delay_update(SETTLING_SECONDS)
        return first_page(self.start)

    def on_mount(self) -> None:
        """Look for a newer load now and then; what is typed before the first list has its rows is meant for them."""
        if getattr(self.screen, "says_when_there", False):
            self.held.hold()
            self.held.unless(LEAVING)
        self.set_interval(POLL_SECONDS, self.look_for_newer)

    def _once_more(self, event: Typed) -> None:
        event.set_sender(self)  # else it goes no further up than the screen in whose name it was made
        self.call_next(self.on_event, event)  # before what was typed since, which waits in line already

    async def on_event(self, event: events.Event) -> None:
        """A key that comes before what it is meant for waits."""
        if isinstance(event, events.Key) and event.key == "ctrl+j":
            # Enter typed before the terminal was this program's: until then it turns the key into a line feed.
            event, typed_at = events.Key("enter", "\r"), event.time
            event.time = typed_at
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            if self.held.keep(event):
                return
            page: object = self.screen
            if isinstance(event, events.Key) and isinstance(page, LeadsOn) and page.takes(event):
                return
        await super().on_event(event)

    def push_screen(self, *args: Any, **options: Any) -> Any:
        """Open a screen; what is typed before it is there is meant for it."""
        self.held.hold()
        self.delay_update(OPENING_SECONDS)
        opened = super().push_screen(*args, **options)
        if not getattr(self.screen, "says_when_there", False):
            self.call_after_refresh(self.held.release)
        elif isinstance(self.screen, Page):
            self.call_after_refresh(self.held.unless, LEAVING)
        return opened

    def pop_screen(self) -> AwaitComplete:
        """Close a screen; what lies below it is drawn once."""
        self.delay_update(CLOSING_SECONDS)
        return super().pop_screen()

    async def on_key(self, event: events.Key) -> None:
        """The same for one that was on its way already."""
        if self.held.keep(event):
            event.stop()
            event.prevent_default()

    async def on_paste(self, event: events.Paste) -> None:
        """And for what was pasted."""
        if self.held.keep(event):
            event.stop()

    def take_ahead(self) -> Ahead | None:
        """The answer that is on its way for what is looked at now; only once."""
        ahead, self._ahead = self._ahead, None
        return ahead if ahead is not None and ahead.view == self.view else None

    def learn(self, facts: Facts) -> None:
        """Keep whose data is open; the first time, see whether anything was being typed when the program ended."""
        if self.facts is None:
            self.set_timer(DRAFTS_SECONDS, self.look_for_drafts)
        self.facts = facts

    def look_for_drafts(self) -> None:
        """Offer what was being typed when this person's program ended."""
        page = next((one for one in reversed(self.screen_stack) if isinstance(one, Page)), None)
        if page is not None:
            look(page)

    def change(self, **choices: object) -> None:
        """Look at something else: board, as_at, service, team, masked."""
        self.view = replace(self.view, **choices)  # type: ignore[arg-type]

    def look_for_newer(self) -> None:
        """Ask in the thread whether a newer load is there; the heading offers to move to it."""
        page = self.screen
        known = self.facts is not None and self.facts.known_at is not None
        if isinstance(page, Page) and not self.newer and not known:
            page.ask("newer", lambda workbench: workbench.newer_generation(), self._newer)

    def _newer(self, there: bool) -> None:
        self.newer = there

    def action_next_theme(self) -> None:
        """The terminal's own colours, dark, light, and round again; with NO_COLOR none of them."""
        if self.no_color:
            self.screen.notify("NO_COLOR is set: the screens use none.", timeout=3)
            return
        names = list(THEMES)
        self.theme = names[(names.index(self.theme) + 1) % len(names)]
        self.screen.notify(f"Colours: {self.theme}", timeout=2)

    def action_command_palette(self) -> None:
        """Every action by name."""
        from caseworkbench.screens.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Every action of the page that is open, by name."""
        from caseworkbench.screens.help import MEANINGS

        if isinstance(screen, Page):
            seen: set[str] = set()
            for active in screen.active_bindings.values():
                binding = active.binding
                name = binding.action.split("(")[0].rpartition(".")[2]
                if not active.enabled or name in seen or name not in MEANINGS:
                    continue
                seen.add(name)
                yield SystemCommand(
                    f"{binding.description} ({binding.key_display or binding.key})",
                    MEANINGS[name],
                    lambda action=binding.action, node=active.node: self.call_later(node.run_action, action),
                )
        for name in () if self.no_color else THEMES:
            yield SystemCommand(
                f"Colours: {name}", "how the screens are painted", lambda name=name: setattr(self, "theme", name)
            )

    def on_unmount(self) -> None:
        """Close the store in its own thread."""
        self.engine.close()
