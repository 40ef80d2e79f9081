"""A program in a pseudo-terminal: when it shows a text, how long a key takes, how many bytes it costs."""

from __future__ import annotations

import fcntl
import os
import queue
import re
import signal
import struct
import subprocess
import termios
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

import pyte

KEYS = {"down": b"\x1b[B", "up": b"\x1b[A", "page down": b"\x1b[6~", "page up": b"\x1b[5~", "enter": b"\r"}
QUIET = 0.25
"""Seconds without output after which a screen counts as drawn."""


class Terminal:
    """A program on a screen of its own, to be used with ``with``.

    A thread notes when each piece of output arrives, so that drawing it here does not blur the time.
    """

    def __init__(self, command: Sequence[str], columns: int = 120, rows: int = 40) -> None:
        self._pieces: queue.Queue[tuple[float, bytes]] = queue.Queue()
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        for name in ("NO_COLOR", "COLUMNS", "LINES"):
            environment.pop(name, None)
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True
        )
        os.close(slave)
        threading.Thread(target=self._listen, daemon=True).start()
        self.bytes = 0

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        os.close(self._master)

    def _listen(self) -> None:
        while True:
            try:
                piece = os.read(self._master, 1 << 16)
            except OSError:
                return
            if not piece:
                return
            self._pieces.put((time.perf_counter(), piece))

    def _take(self, patience: float) -> float | None:
        """Draw the next piece of output; when it arrived, or None after ``patience`` seconds of silence."""
        try:
            arrived, piece = self._pieces.get(timeout=patience)
        except queue.Empty:
            return None
        self.bytes += len(piece)
        self._stream.feed(piece)
        return arrived

    def text(self) -> str:
        """What the screen shows now."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def until(self, pattern: str, patience: float = 60.0) -> float:
        """Seconds from the program's start until the screen showed something that fits the pattern."""
        while time.perf_counter() - self.started < patience:
            arrived = self._take(0.5)
            if arrived is not None and re.search(pattern, self.text()):
                return arrived - self.started
            if arrived is None and self.process.poll() is not None:
                break
        raise SystemExit(f"{pattern!r} did not come; the screen shows:\n{self.text()}")

    def settle(self, quiet: float = QUIET) -> None:
        """Wait until nothing more is drawn."""
        while self._take(quiet) is not None:
            pass

    def press(self, key: str) -> tuple[float, int]:
        """Press a key: milliseconds until the last of its output came, and the bytes of it."""
        before = self.bytes
        pressed = last = time.perf_counter()
        os.write(self._master, KEYS.get(key, key.encode()))
        while (arrived := self._take(QUIET)) is not None:
            last = arrived
        return (last - pressed) * 1000, self.bytes - before

    def memory(self) -> float:
        """The program's greatest memory so far in MB."""
        for line in Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
        return 0.0
