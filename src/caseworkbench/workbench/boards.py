"""Boards: which measures are shown, in which order, with which names, limits and periods. A small TOML file each."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from caseworkbench.errors import WorkbenchError, nearest
from caseworkbench.figures.periods import PERIODS
from caseworkbench.measures.catalogue import Catalogue
from caseworkbench.resources import folder
from caseworkbench.settings import Settings

ALL = "all"
_LINE = {"measure", "title", "section", "limit", "period", "target", "amber"}


@dataclass(frozen=True)
class BoardLine:
    """One row of a board; what is None is as the measure has it."""

    measure: str
    title: str | None = None
    limit: int | None = None
    period: str | None = None
    section: str | None = None
    target: float | None = None
    amber: float | None = None


@dataclass(frozen=True)
class Board:
    """A board: its name, title and lines, and what is wrong with lines that were left out."""

    name: str
    title: str
    lines: tuple[BoardLine, ...]
    mistakes: tuple[str, ...] = ()


def board_files(settings: Settings) -> dict[str, Path]:
    """The board files by name: the shipped ones, then an authority's own over them."""
    return {
        path.stem: path
        for place in (folder("boards"), *settings.board_folders)
        for path in sorted(place.glob("*.toml"))
    }


def board_names(settings: Settings) -> list[str]:
    """Every board there is; ``all`` is made of the whole catalogue."""
    return [ALL, *(name for name in board_files(settings) if name != ALL)]


def read_board(name: str, settings: Settings, catalogue: Catalogue) -> Board:
    """A board by name. Raises WorkbenchError for one that is unknown, or whose file has a mistake."""
    files = board_files(settings)
    if name in files:
        return _parse(files[name], catalogue)
    if name == ALL:
        return Board(ALL, "All measures", tuple(BoardLine(measure) for measure in catalogue.measures))
    known = board_names(settings)
    near = nearest(name, known) or known
    raise WorkbenchError(f"There is no board {name!r}: did you mean {' or '.join(near)}?")


def _parse(path: Path, catalogue: Catalogue) -> Board:
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WorkbenchError(f"The board {path} is not understood: {error}.") from error
    lines: Sequence[Any] = written.get("line", ())
    if not isinstance(lines, list) or not lines:
        raise WorkbenchError(f'The board {path} has no lines: add [[line]] with measure = "…".')
    found: list[BoardLine] = []
    mistakes: list[str] = []
    for number, one in enumerate(lines, 1):
        try:
            found.append(_line(path, number, one, catalogue))
        except WorkbenchError as error:
            mistakes.append(str(error))
    if not found:
        raise WorkbenchError(mistakes[0])
    return Board(path.stem, str(written.get("title", path.stem)), tuple(found), tuple(mistakes))


def _line(path: Path, number: int, written: Any, catalogue: Catalogue) -> BoardLine:
    where = f"The board {path}, line {_file_line(path, number)}"
    if not isinstance(written, dict) or set(written) - _LINE or not isinstance(written.get("measure"), str):
        names = ", ".join(sorted(_LINE - {"measure"}))
        raise WorkbenchError(f"{where}: a line has measure, and may have {names}.")
    limit, period = written.get("limit"), written.get("period")
    numbers = {name: written.get(name) for name in ("target", "amber")}
    if any(value is not None and not isinstance(value, int | float) for value in numbers.values()):
        raise WorkbenchError(f"{where}: target and amber are numbers.")
    if limit is not None and not isinstance(limit, int):
        raise WorkbenchError(f"{where}: the limit {limit!r} is no whole number.")
    try:
        measure = catalogue.get(written["measure"]).counted_with(limit)
    except WorkbenchError as error:
        raise WorkbenchError(f"{where}: {error}") from error
    if period is not None and period not in PERIODS:
        raise WorkbenchError(f"{where}: there is no period {period!r}; choose one of {', '.join(PERIODS)}.")
    return BoardLine(measure.id, written.get("title"), limit, period, written.get("section"), **numbers)


def _file_line(path: Path, number: int) -> int:
    """The line of the file on which the board's n-th ``[[line]]`` begins."""
    starts = [
        at for at, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if text.strip() == "[[line]]"
    ]
    return starts[number - 1] if number <= len(starts) else 1
