"""Boards: which measures are shown, in which order, with which names, limits and periods. A small TOML file each."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from caseworkbench.errors import WorkbenchError, nearest
from caseworkbench.extracts.mapping_lines import line_of
from caseworkbench.figures.periods import PERIODS
from caseworkbench.measures.catalogue import Catalogue
from caseworkbench.resources import folder
from caseworkbench.settings import Settings
from caseworkbench.thresholds import is_number

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
        text = path.read_text(encoding="utf-8-sig")
        written = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WorkbenchError(f"The board {path} is not understood: {error}.") from error
    strange = next((key for key in written if key not in ("title", "line")), None)
    if strange is not None:
        where = f"The board {path}, line {line_of(text, (strange, 0))}"
        raise WorkbenchError(f"{where}: '{strange}' means nothing here; a board has a title, and lines as [[line]].")
    lines: Sequence[Any] = written.get("line", ())
    if not isinstance(lines, list) or not lines:
        raise WorkbenchError(f'The board {path} has no lines: add [[line]] with measure = "…".')
    found: list[BoardLine] = []
    mistakes: list[str] = []
    for number, one in enumerate(lines):
        try:
            found.append(_line(path, text, number, one, catalogue))
        except WorkbenchError as error:
            mistakes.append(str(error))
    if not found:
        raise WorkbenchError(mistakes[0])
    return Board(path.stem, str(written.get("title", path.stem)), tuple(found), tuple(mistakes))


def _line(path: Path, text: str, number: int, written: Any, catalogue: Catalogue) -> BoardLine:
    def where(*key: str) -> str:
        return f"The board {path}, line {line_of(text, ('line', number, *key))}"

    names = ", ".join(sorted(_LINE - {"measure"}))
    strange = next((key for key in written if key not in _LINE), None) if isinstance(written, dict) else ""
    if strange is not None or not isinstance(written.get("measure"), str):
        raise WorkbenchError(f"{where(*filter(None, [strange]))}: a line has measure, and may have {names}.")
    limit, period = written.get("limit"), written.get("period")
    numbers = {name: written.get(name) for name in ("target", "amber")}
    for name, value in numbers.items():
        if value is not None and (not is_number(value) or (name == "amber" and value < 0)):
            raise WorkbenchError(f"{where(name)}: target and amber are numbers, amber of 0 or more.")
    for name in ("title", "section"):
        if name in written and not isinstance(written[name], str):
            raise WorkbenchError(f"{where(name)}: the {name} is text in quotes.")
    if limit is not None and not (is_number(limit) and isinstance(limit, int)):
        raise WorkbenchError(f"{where('limit')}: the limit {limit!r} is no whole number.")
    try:
        measure = catalogue.get(written["measure"])
    except WorkbenchError as error:
        raise WorkbenchError(f"{where('measure')}: {error}") from error
    try:
        measure = measure.counted_with(limit)
    except WorkbenchError as error:
        raise WorkbenchError(f"{where('limit')}: {error}") from error
    if period is not None and period not in PERIODS:
        raise WorkbenchError(f"{where('period')}: there is no period {period!r}; choose one of {', '.join(PERIODS)}.")
    return BoardLine(measure.id, written.get("title"), limit, period, written.get("section"), **numbers)
