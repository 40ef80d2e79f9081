"""A text that is read: lines in a few tones, moved with the keys and the wheel."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.strip import Strip

from caseworkbench.screens.lines import Lines, Piece


class Reader(Lines, can_focus=True):
    """Lines that may be more than the window holds."""

    DEFAULT_CSS = "Reader { height: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll(-1)", "Up", show=False),
        Binding("down", "scroll(1)", "Down", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown,space", "page(1)", "Page down", show=False),
        Binding("home", "scroll(-100000)", "Top", show=False),
        Binding("end", "scroll(100000)", "End", show=False),
    ]

    top = 0

    def put_text(self, lines: list[list[Piece]]) -> None:
        """Show a text from its beginning."""
        self.content = lines
        self.top = 0
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line that stands at ``y`` now."""
        return super().render_line(y + self.top)

    def action_scroll(self, by: int) -> None:
        """Move by lines."""
        target = max(0, min(self.top + by, len(self.content) - self.size.height))
        if target != self.top:
            self.top = target
            self.refresh(Region(0, 0, self.size.width, self.size.height))

    def action_page(self, by: int) -> None:
        """Move by the window's height, one line of overlap."""
        self.action_scroll(by * max(1, self.size.height - 1))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel."""
        event.stop()
        self.action_scroll(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel."""
        event.stop()
        self.action_scroll(-3)
