"""The progress bar of a long load: on a terminal's standard error, and nowhere else."""

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from caseworkbench.output.plain import cut, plain

Progress = Callable[[str, float], None]
_BAR = 30
_PAUSE = 0.1
"""Seconds between two drawings: a slow line is spared."""


@contextmanager
def progress_bar() -> Iterator[Progress | None]:
    """A function to be told what is being done and how much of it is (0 to 1); None without a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    drawn = 0.0

    def draw(what: str, part: float) -> None:
        nonlocal drawn
        now = time.monotonic()
        if now - drawn < _PAUSE and part < 1:
            return
        drawn = now
        filled = round(_BAR * min(max(part, 0.0), 1.0))
        line = f"{'█' * filled}{'░' * (_BAR - filled)} {part:4.0%} {plain(what)}"
        sys.stderr.write("\r\x1b[K" + cut(line, shutil.get_terminal_size().columns - 1))
        sys.stderr.flush()

    try:
        yield draw
    finally:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
