"""Running a command and taking its time and its memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

CASEWORKBENCH = [sys.executable, "-m", "caseworkbench"]


def timed(command: Sequence[str | Path], stdin: str | None = None) -> tuple[float, float]:
    """Seconds from start to end, and the greatest memory in MB. Raises where the command fails."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [str(part) for part in command],
        stdin=subprocess.PIPE if stdin is not None else subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    if stdin is not None and process.stdin:
        process.stdin.write(stdin)
        process.stdin.close()
    said = process.stderr.read() if process.stderr else ""
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(map(str, command))} ended with {process.returncode}:\n{said}")
    return seconds, usage.ru_maxrss / 1024


def median_time(command: Sequence[str | Path], times: int = 5) -> float:
    """The middle of several runs, the first (cold) one left out."""
    timed(command)
    return statistics.median(timed(command)[0] for _ in range(times))
