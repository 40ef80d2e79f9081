"""What the screens ask of changes: a line for each measure of the board, and the cases of one of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from caseworkbench.screens.board_answer import Line
from caseworkbench.screens.text import spoken

if TYPE_CHECKING:
    from caseworkbench.screens.view import View
    from caseworkbench.workbench.changes import MeasureChanges, Point
    from caseworkbench.workbench.workbench import Workbench

Row = dict[str, object]


@dataclass(frozen=True)
class Between:
    """Between which points: ``since`` is a load, a date, or None for the load before the one that is open.

    ``as_at``: the evening that is held still, or None for each load's own.
    """

    since: int | date | None = None
    as_at: date | None = None


class ChangesAnswer(NamedTuple):
    """The lines of a board with what changed in each, and the two points in words."""

    title: str
    lines: list[Line]
    rows: list[Row]
    between: str


class CasesAnswer(NamedTuple):
    """The cases of one measure that changed, the two points in words, and what it comes to."""

    rows: list[Row]
    between: str
    sentence: str
    title: str


def ask_changes(workbench: Workbench, view: View, between: Between, told: Callable[[int, int], None]) -> ChangesAnswer:
    """What changed in every measure of the board between the two points.

    ``told`` hears how many of how many measures are done, and may end it by raising an error.
    """
    from caseworkbench.workbench.changes import Asked, MeasureChanges, two_points

    board = workbench.board(view.board or None)
    asked = workbench.asked(board.lines, service=view.service, team=view.team)
    lines = [
        Line(one.measure, one.title, one.limit, one.period, one.section, one.target, one.amber) for one in board.lines
    ]
    with two_points(workbench, between.since, None, _still(between)) as points:
        rows: list[Row] = []
        for done, one in enumerate(asked):
            told(done, len(asked))
            rows.append(MeasureChanges(Asked(*one), *points).summary())
        return ChangesAnswer(board.title, lines, rows, _words(*points))


def ask_changed_cases(workbench: Workbench, view: View, between: Between, line: Line) -> CasesAnswer:
    """The cases of one measure that changed between the two points."""
    from caseworkbench.workbench.changes import Asked, MeasureChanges, two_points

    [one] = workbench.asked([line.asked()], service=view.service, team=view.team)
    with two_points(workbench, between.since, None, _still(between)) as points:
        found: MeasureChanges = MeasureChanges(Asked(*one), *points)
        rows: list[dict[str, Any]] = found.cases()
        for row in rows:
            row["worker_named"] = workbench.worker_name(str(row["worker"])) or row["worker"]
        return CasesAnswer(list(rows), _words(*points), " ".join(found.sentences()), one[0].title)


def _still(between: Between) -> date | None:
    """The date to hold still between two loads; between a date and now nothing is."""
    return None if isinstance(between.since, date) else between.as_at


def _words(first: Point, last: Point) -> str:
    """``load 1 (Sun 23 Sep 2018) to load 2 (Sun 30 Sep 2018)``."""
    if first.load == last.load:
        return f"{spoken(first.day)} to {spoken(last.day)}, as load {last.load} knows both"
    if first.day == last.day:
        return f"load {first.load} to load {last.load}, both as at {spoken(last.day)}"
    return f"load {first.load} ({spoken(first.day)}) to load {last.load} ({spoken(last.day)})"
