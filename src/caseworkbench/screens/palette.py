"""The list of every action by name, with its own keys in the footer."""

from __future__ import annotations

from collections.abc import Iterable

from textual.command import CommandPalette
from textual.widget import Widget

from caseworkbench.screens.lines import DialogKeys

INPUT_LINES = 5
"""What stands above the list: a blank line, the field and its border."""


class Palette(CommandPalette):
    """Textual's, over the page."""

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
