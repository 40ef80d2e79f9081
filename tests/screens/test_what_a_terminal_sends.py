"""Keys that a slow line brings in one packet: each of them is read, Esc too."""

from __future__ import annotations

import time

import pytest
from textual import events

from caseworkbench.screens.escape_first import EscapeFirst


def read(*packets: str) -> list[str]:
    parser = EscapeFirst()
    found: list[object] = []
    for packet in packets:
        found += parser.feed(packet)
    time.sleep(0.15)  # what the reader itself waits, where Esc came last, for the rest of a sequence
    found += parser.tick()
    return [one.key if isinstance(one, events.Key) else str(getattr(one, "text", "")) for one in found]


@pytest.mark.parametrize(
    ("packets", "keys"),
    [
        (("\x1bn",), ["escape", "n"]),
        (("\x1b/mar\r",), ["escape", "slash", "m", "a", "r", "enter"]),
        (("\x1b\x1b",), ["escape", "escape"]),
        (("\x1b\r",), ["escape", "enter"]),
        (("\x1b ", "\x1b\x13"), ["escape", "space", "escape", "ctrl+s"]),
        (("\x1bc\x1b[B\r",), ["escape", "c", "down", "enter"]),
        (("\x1b\x1b[B\x1b[A",), ["escape", "down", "up"]),
        (("\x1b", "n"), ["escape", "n"]),
        (("\x1b1",), ["escape", "1"]),
        (("\x1b", "\x1bT"), ["escape", "escape", "T"]),
        (("\x1bOP\x1b[15~",), ["f1", "f5"]),
        (("\x1bb",), ["ctrl+left"]),
    ],
)
def test_esc_and_the_next_key_are_two(packets: tuple[str, ...], keys: list[str]) -> None:
    assert read(*packets) == keys


@pytest.mark.parametrize("cut", range(1, 20))
def test_an_escape_in_what_is_pasted_is_no_key_and_nothing_behind_it_is(cut: int) -> None:
    sent = "\x1b[200~a\x1bqb\x1b[201~\x1bn"
    assert read(sent) == ["a␛qb", "escape", "n"]
    if cut >= len("\x1b[200~"):
        assert read(sent[:cut], sent[cut:]) == ["a␛qb", "escape", "n"]
