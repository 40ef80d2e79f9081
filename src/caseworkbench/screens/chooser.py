"""A short list to choose one thing from, over the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widget import Widget

from caseworkbench.screens.grid import Grid
from caseworkbench.screens.held_keys import in_turn, way_back
from caseworkbench.screens.lines import DialogKeys, Lines
from caseworkbench.screens.table import Column, Table
from caseworkbench.screens.text import width

if TYPE_CHECKING:
    from caseworkbench.screens.application import WorkbenchApp


class Chooser(ModalScreen[str | None]):
    """Returns the key of the chosen option, or None. Typing narrows the list."""

    AUTO_FOCUS = "Grid"
    keys: ClassVar[list[tuple[str, str, str]]] = [
        ("enter", "Enter", "Choose"),
        ("escape", "Esc", "Leave"),
        ("", "Letters", "Narrow the list"),
    ]
    DEFAULT_CSS = """
    Chooser { align: center middle; background: transparent; }
    Chooser > Vertical { width: 60; max-width: 95%; border: round $primary; background: $background; }
    Chooser Lines { height: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Choose", show=False),
        Binding("escape", "leave", "Leave", show=False),
    ]

    def __init__(self, title: str, options: Sequence[tuple[str, str]], current: str | None = None) -> None:
        super().__init__()
        self._title = title
        self._options = list(options)
        self._current = current
        self._find = ""
        size = max((width(words) for _, words in options), default=10)
        columns = (Column("words", "", most=max(size, 10)),)
        rows = [{"key": name, "words": words} for name, words in options]
        self._whole = Table.of_rows(columns, rows)
        self._grid = Grid(self._whole, header=False)

    def compose(self) -> Iterable[Widget]:
        """A title, the options, how to leave."""
        self._grid.styles.height = min(max(1, len(self._options)), 16)
        with Vertical() as box:
            box.styles.height = min(max(1, len(self._options)), 16) + 3
            yield Lines(id="chooser-title", height=1)
            yield self._grid
        yield DialogKeys()

    def on_mount(self) -> None:
        """Start on what is chosen now."""
        self._say()
        self.query_one(DialogKeys).put(self.keys)
        for position, (name, _) in enumerate(self._options):
            if name == self._current:
                self.call_after_refresh(self._grid.move_to, position)

    def _say(self) -> None:
        pieces = [(self._title, "head")] + ([(f"  {self._find}", "")] if self._find else [])
        self.query_one("#chooser-title", Lines).put([pieces])

    def takes(self, event: events.Key) -> bool:
        """Keys that end it, once the list has had every key before them; the next is meant for the page below."""
        ends = {"enter": self.action_choose, "escape": self.action_leave, **self.further_ends()}
        if event.key not in ends:
            return False
        self.workbench_app.held.hold(under_way=False)
        turn = self.workbench_app.held.turn
        page = self.app.screen_stack[-2]

        def end() -> None:
            ends[event.key]()
            page.call_later(self.workbench_app.held.release_of, turn)  # after what the page does with the answer

        in_turn([*way_back(self._grid), self.app], end)
        return True

    def further_ends(self) -> Mapping[str, Callable[[], None]]:
        """Other keys that end it."""
        return {}

    @property
    def workbench_app(self) -> WorkbenchApp:
        """The application, with its own type."""
        return cast("WorkbenchApp", self.app)

    def on_key(self, event: events.Key) -> None:
        """Letters narrow the list."""
        if event.key == "backspace":
            self._find = self._find[:-1]
        elif event.is_printable and event.character:
            self._find += event.character
        else:
            return
        event.stop()
        event.prevent_default()
        self._grid.empty = "Nothing matches."
        self._grid.show(self._whole.arranged(self._find))
        self._say()

    def on_grid_chosen(self, message: Grid.Chosen) -> None:
        """A click on the row under the cursor."""
        self.action_choose()

    def action_choose(self) -> None:
        """Return the row under the cursor."""
        self.dismiss(self.chosen())

    def chosen(self) -> str | None:
        """The key of the option under the cursor."""
        row = self._grid.row
        return None if row is None else self._options[row][0]

    def action_leave(self) -> None:
        """Return nothing."""
        self.dismiss(None)
