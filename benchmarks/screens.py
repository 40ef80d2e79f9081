"""What a person at the screen feels: the first board, a key, the bytes on the line, the memory."""

from __future__ import annotations

import statistics
import sys
from pathlib import Path

from benchmarks.results import Result
from benchmarks.running import CASEWORKBENCH
from benchmarks.terminal import Terminal

BOARD_SHOWS = r"\d\.\d %"  # a figure: the names of the measures alone are no board
LIST_SHOWS = r"C\d{6}"
TIMES = 40


def measure(county: Path, long_list: Path) -> list[Result]:
    """First paint and memory on the large county; keys in the list of 100,000 cases."""
    empty = statistics.median(_first_paint([sys.executable, "-m", "benchmarks.empty_app"], "ready") for _ in range(3))
    board = [*CASEWORKBENCH, "--store", str(county)]
    paint = statistics.median(_first_paint(board, BOARD_SHOWS) for _ in range(3))
    with Terminal(board) as terminal:
        terminal.until(BOARD_SHOWS)
        terminal.settle(1.0)
        first_screen, _ = terminal.bytes, terminal.press("enter")
        terminal.settle(1.0)
        memory = terminal.memory()
    yardstick = f"an empty Textual application: {empty:.2f} s, times 1.5, plus 0.3 s"
    return [
        Result("first full board on it", paint, 1.5 * empty + 0.3, "s", yardstick),
        Result("… its bytes", first_screen, 30_000, "bytes"),
        Result("memory of the open workbench on it", memory, 300, "MB"),
        *_keys(long_list),
    ]


def _first_paint(command: list[str], shows: str) -> float:
    with Terminal(command) as terminal:
        return terminal.until(shows)


def _keys(store: Path) -> list[Result]:
    command = [sys.executable, "-m", "benchmarks.open_list", str(store), "cin_visit"]
    results: list[Result] = []
    with Terminal(command) as terminal:
        terminal.until(LIST_SHOWS)
        terminal.settle(1.5)
        for key, what, milliseconds, size in (
            ("down", "one row", 16, 400),
            ("page down", "one page", 80, 5000),
        ):
            pressed = [terminal.press(key) for _ in range(TIMES)]
            slow = statistics.quantiles([time for time, _ in pressed], n=20)[-1]
            large = statistics.quantiles([count for _, count in pressed], n=20)[-1]
            where = f"cursor {what} on in 100,000 cases, 120 x 40"
            results.append(Result(f"{where}, 95th percentile", slow, milliseconds, "ms"))
            results.append(Result("… its bytes", large, size, "bytes"))
    return results
