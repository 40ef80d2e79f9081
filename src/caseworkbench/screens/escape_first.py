"""Esc and the key after it, where a slow line brings both at once.

A terminal sends Alt with a key as Esc and that key. No key here is pressed with Alt, so two keys are two keys; read as
one, Esc would be lost, and mostly the other with it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable

from textual import events
from textual._xterm_parser import XTermParser
from textual.driver import Driver
from textual.message import Message

_ALONE = re.compile("\x1b(?=[^\\[O\\]P_^X\\\\bf\x7f])")
"""Esc before what begins no sequence of the terminal's own, nor is Alt with B, F or Backspace, which edit a line."""
_PASTE, _PASTED = "\x1b[200~", "\x1b[201~"


class EscapeFirst(XTermParser):
    """Textual's reader of what the terminal sends, without Alt."""

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._within = False
        self._rest = ""

    def feed(self, data: str) -> Iterable[Message]:
        """The keys and the rest. Esc that stands alone is a key by itself; in what is pasted it is a character that
        is seen, where Textual would take what is behind it for keys."""
        ended = not data
        data, self._rest = self._rest + data, ""
        done = 0
        for at in [found.start() for found in re.finditer("\x1b", data)]:
            if self._within and _PASTED.startswith(data[at : at + len(_PASTED)]):
                if at + len(_PASTED) > len(data):
                    data, self._rest = data[:at], data[at:]  # the other half is still to come
                else:
                    self._within = False
            elif self._within:
                data = f"{data[:at]}␛{data[at + 1 :]}"
            elif data.startswith(_PASTE, at):
                self._within = True
            elif _ALONE.match(data, at):
                if done < at:
                    yield from super().feed(data[done:at])
                yield events.Key("escape", "\x1b")
                done = at + 1
        if done < len(data) or ended:
            yield from super().feed(data[done:])

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        if alt:  # the rest came a moment later
            yield events.Key("escape", "\x1b")
        yield from super()._sequence_to_key_events(sequence)


def taught(driver: type[Driver]) -> type[Driver]:
    """The driver, reading keys so: Textual lets its drivers choose no reader, they take the one of their module."""
    module = sys.modules[driver.__module__]
    if getattr(module, "XTermParser", None) is XTermParser:
        module.XTermParser = EscapeFirst  # type: ignore[attr-defined]
    return driver
