"""Fields in which every key does its work in the order in which it was typed.

Textual writes a letter at once, but lets a key that corrects (Backspace, the arrows, Ctrl+U) climb to the application
and back first. Where a slow line brings several keys at once, the letters typed after a Backspace would be there before
it and would be what it takes away: "vist", Backspace, Backspace, "sit" came out as "vists".
"""

from __future__ import annotations

from textual import events
from textual.widgets import Input, TextArea


async def in_order(field: Input | TextArea, event: events.Key) -> None:
    """Let a field's own key work at once. Enter is left to the page, which may move on."""
    for binding in field._bindings.key_to_bindings.get(event.key, ()):
        if binding.action != "submit" and await field.app.run_action(binding.action, field):
            event.stop()
            event.prevent_default()
            return


class LineInput(Input):
    """One line."""

    async def _on_key(self, event: events.Key) -> None:
        await in_order(self, event)


class TextInput(TextArea):
    """Several lines."""

    async def _on_key(self, event: events.Key) -> None:
        await in_order(self, event)
