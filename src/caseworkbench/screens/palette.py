"""The list of every action by name, with its own keys in the footer."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual.await_complete import AwaitComplete
from textual.command import CommandPalette
from textual.widget import Widget

from caseworkbench.screens.held_keys import HoldsKeys
from caseworkbench.screens.lines import DialogKeys
from caseworkbench.screens.page import LEAVING_SECONDS

INPUT_LINES = 5
"""What stands above the list: a blank line, the field and its border."""


class Palette(CommandPalette):
    """Textual's, over the page."""

    _turn: int | None = None

    def compose(self) -> Iterable[Widget]:
        """What Textual shows, and the keys."""
        yield from super().compose()
        yield DialogKeys()

    def on_resize(self) -> None:
        """The list ends above the keys."""
        self.query_one("#--results").styles.max_height = max(3, self.size.height - INPUT_LINES - 2)

    def on_mount(self) -> None:
        """Say the keys."""
        keys = [("enter", "Enter", "Do it"), ("escape", "Esc", "Leave"), ("", "Letters", "Narrow the list")]
        self.query_one(DialogKeys).put(keys)

    def takes(self, event: events.Key) -> bool:
        """What is typed after Enter or Esc is meant for what is open then."""
        if event.key in ("enter", "escape") and isinstance(self.app, HoldsKeys):
            self.app.held.hold(LEAVING_SECONDS, under_way=False)
            self._turn = self.app.held.turn
        return False

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close; keys are let go once the action has begun, which the application is told of in two steps."""
        turn, app = self._turn, self.app
        if turn is not None and isinstance(app, HoldsKeys):
            app.call_later(app.call_later, app.call_later, app.held.release_of, turn)
        return super().dismiss(result)
