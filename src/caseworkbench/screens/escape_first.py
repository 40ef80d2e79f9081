"""Esc and the key after it, where a slow line brings both at once.

A terminal sends Alt with a key as Esc and that key. No key here is pressed with Alt, so two keys are two keys; read as
one, Esc would be lost, and mostly the other with it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

from textual import events
from textual._xterm_parser import XTermParser
from textual.driver import Driver


class EscapeFirst(XTermParser):
    """Textual's reader of what the terminal sends, without Alt."""

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        if alt:
            yield events.Key("escape", "\x1b")
        yield from super()._sequence_to_key_events(sequence)


def taught(driver: type[Driver]) -> type[Driver]:
    """The driver, reading keys so: Textual lets its drivers choose no reader, they take the one of their module."""
    module = sys.modules[driver.__module__]
    if getattr(module, "XTermParser", None) is XTermParser:
        module.XTermParser = EscapeFirst  # type: ignore[attr-defined]
    return driver
