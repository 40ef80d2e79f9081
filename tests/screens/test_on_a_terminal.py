"""What reaches the terminal: few bytes, and the right characters also where lines were scrolled, not drawn."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pyte
import pytest

KEYS = {"down": b"\x1b[B", "up": b"\x1b[A", "page": b"\x1b[6~", "wheel": b"\x1b[<65;20;20M", "help": b"?",
        "escape": b"\x1b", "space": b" "}  # fmt: skip


class Terminal:
    def __init__(self, command: list[str], columns: int = 120, rows: int = 40) -> None:
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.pid, self.handle = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
            os.execvp(command[0], command)
        fcntl.ioctl(self.handle, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def read(self, quiet: float = 0.25, limit: float = 15) -> int:
        """Bytes until nothing has come for ``quiet`` seconds."""
        began, total = time.monotonic(), 0
        while time.monotonic() - began < limit:
            if not select.select([self.handle], [], [], quiet)[0]:
                break
            data = os.read(self.handle, 65536)
            total += len(data)
            self.stream.feed(data)
        return total

    def until(self, text: str) -> None:
        began = time.monotonic()
        while text not in "\n".join(self.screen.display):
            assert time.monotonic() - began < 30, self.screen.display
            self.read(0.05, 1)
        self.read(0.5)

    def press(self, *names: str, quiet: float = 0.25) -> int:
        os.write(self.handle, b"".join(KEYS[name] for name in names))
        return self.read(quiet)

    def close(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.handle)

    def lines(self) -> list[str]:
        return [line.rstrip() for line in self.screen.display]


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    program = str(Path(__file__).with_name("on_a_terminal.py"))
    opened = Terminal([sys.executable, program, "3000", "cases", "icpc"])
    yield opened
    opened.close()


def test_a_step_is_400_bytes_a_page_5000_and_scrolled_lines_are_right(terminal: Terminal) -> None:
    terminal.until("3,000 cases")
    assert max(terminal.press("down", quiet=0.12) for _ in range(5)) <= 400
    assert max(terminal.press("page", quiet=0.12) for _ in range(3)) <= 5000
    for _ in range(40):
        terminal.press("down", quiet=0.001)
    terminal.read(0.5)
    assert max(terminal.press("down", quiet=0.12) for _ in range(3)) <= 400, "over the edge of the list too"
    terminal.press(*["up"] * 55, "wheel", "wheel", "down", "space", "wheel", *["down"] * 45, "up")
    scrolled = terminal.lines()
    terminal.press("help")
    terminal.press("escape", quiet=0.6)
    assert terminal.lines() == scrolled, "drawn anew, the screen is the same"


def test_escape_and_the_next_key_in_one_packet_are_two_keys(terminal: Terminal) -> None:
    terminal.until("3,000 cases")
    for burst, there in ((b"r", "Esc Back"), (b"\x1b/mar", "filter “mar”"), (b"\r", "w Which"), (b"\x1bn", "Note on")):
        os.write(terminal.handle, burst)
        terminal.until(there)
    os.write(terminal.handle, b"\x1b\x1b[B\x1b[B\r")
    terminal.until("born")


def test_enter_typed_before_the_terminal_is_the_program_s_opens_the_first_row() -> None:
    program = str(Path(__file__).with_name("on_a_terminal.py"))
    opened = Terminal([sys.executable, program, "3000", "cases", "icpc"])
    try:
        os.write(opened.handle, b"\r")
        opened.until("born")
    finally:
        opened.close()
