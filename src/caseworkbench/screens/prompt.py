"""The line at the bottom into which a person types a filter, a date or a file name."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input

from caseworkbench.screens.held_keys import HoldsKeys
from caseworkbench.screens.lines import Lines
from caseworkbench.screens.messages import Abandoned, Entered, Typed
from caseworkbench.screens.text import width
from caseworkbench.screens.typed_fields import LineInput

FIELD = 12
"""Cells that the field has at least: a date."""


class PromptInput(LineInput):
    """The field itself: Escape gives up, arrow keys that mean nothing here do nothing."""

    def on_key(self, event: events.Key) -> None:
        """Escape leaves the prompt."""
        if event.key == "escape":
            event.stop()
            event.prevent_default()
            if isinstance(self.parent, Prompt):
                self.parent.abandon()


class Prompt(Horizontal):
    """Hidden until something is asked."""

    DEFAULT_CSS = """
    Prompt { height: 1; display: none; }
    Prompt.open { display: block; }
    Prompt Lines { width: auto; min-width: 8; height: 1; }
    Prompt Input { height: 1; border: none; padding: 0; width: 1fr; background: transparent; }
    Prompt Input:focus { border: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.purpose = ""

    def compose(self) -> Iterable[Widget]:
        """A label and a field."""
        yield Lines(height=1)
        yield PromptInput(compact=True, select_on_focus=False)

    def ask(self, purpose: str, label: str, text: str = "", replace: bool = False) -> None:
        """Open the prompt for ``purpose``, with ``text`` already in it; with ``replace`` typing takes its place."""
        self.purpose = purpose
        if width(label) > self.app.size.width - FIELD:
            label = f"{label.partition(' (')[0].rstrip(':')}:"  # what is in brackets stands in the help as well
        lines = self.query_one(Lines)
        lines.styles.width = width(label) + 2
        lines.put([[(label, "head")]])
        field = self.query_one(PromptInput)
        with field.prevent(Input.Changed):
            field.value = text
        field.cursor_position = len(text)
        if replace:
            field.select_all()
        self.add_class("open")
        field.focus()
        self.app.call_later(self._there)  # after the change of focus, which the application sees to as well

    def _there(self) -> None:
        """What was typed before the prompt was there is meant for it."""
        if isinstance(self.app, HoldsKeys):
            self.app.held.release()

    def shut(self) -> None:
        """Hide the prompt."""
        self.remove_class("open")
        self.purpose = ""

    def abandon(self) -> None:
        """Give up what was typed."""
        purpose = self.purpose
        self.shut()
        self.post_message(Abandoned(purpose))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell what stands in the field."""
        event.stop()
        if self.purpose:
            self.post_message(Typed(self.purpose, event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Tell what was entered."""
        event.stop()
        if self.purpose:
            self.post_message(Entered(self.purpose, event.value))
