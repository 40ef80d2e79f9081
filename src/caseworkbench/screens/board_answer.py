"""What the board asks of the workbench, in values that need neither the engine nor the screens."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from caseworkbench.errors import WorkbenchError

if TYPE_CHECKING:
    from caseworkbench.notes.standing import Standing
    from caseworkbench.screens.view import View
    from caseworkbench.workbench.boards import BoardLine
    from caseworkbench.workbench.figure import Figure
    from caseworkbench.workbench.workbench import Workbench


class Line(NamedTuple):
    """A line of a board: the fields of the engine's ``BoardLine``, without what that imports."""

    measure: str
    title: str | None = None
    limit: int | None = None
    period: str | None = None
    section: str | None = None
    target: float | None = None
    amber: float | None = None

    def asked(self) -> BoardLine:
        """As the engine wants it; for the thread or process in which the engine lives."""
        from caseworkbench.workbench.boards import BoardLine

        return BoardLine(*self)


class BoardAnswer(NamedTuple):
    """A board with its figures, and for each line the figures of the months before, the latest last."""

    name: str
    title: str
    lines: list[Line]
    figures: list[Figure]
    months: list[list[float | None]]
    mistakes: tuple[str, ...] = ()
    """What is wrong with lines of the board's file that were left out."""
    comments: tuple[Standing | None, ...] = ()
    """What stands about each line's figure."""


def ask_figures(workbench: Workbench, view: View) -> BoardAnswer:
    """The board with its figures, the months before still to come."""
    board = workbench.board(view.board or None)
    found = workbench.figures(board.lines, service=view.service, team=view.team, as_at=view.as_at)
    lines = [
        Line(one.measure, one.title, one.limit, one.period, one.section, one.target, one.amber) for one in board.lines
    ]
    comments = tuple(_comment(workbench, line, view, one) for line, one in zip(lines, found, strict=True))
    return BoardAnswer(board.name, board.title, lines, found, [], board.mistakes, comments)


def _comment(workbench: Workbench, line: Line, view: View, one: Figure) -> Standing | None:
    """What stands about a figure; nothing where the notes cannot be read, which is told with the board's mistakes."""
    try:
        return workbench.comment(line.measure, line.limit, one.as_at, view.service, view.team)
    except WorkbenchError:
        return None


def ask_months(workbench: Workbench, view: View, board: BoardAnswer) -> list[list[float | None]]:
    """For each line of the board the figures of thirteen months, the latest last."""
    lines = [line.asked() for line in board.lines]
    points = workbench.trend(lines, service=view.service, team=view.team, as_at=view.as_at)
    each = len(points) // max(1, len(lines)) or 1
    return [[point.value for point in points[at : at + each]] for at in range(0, len(points), each)]


def ask_board(workbench: Workbench, view: View) -> BoardAnswer:
    """Everything that the board shows, in one go so that it is drawn once."""
    board = ask_figures(workbench, view)
    return board._replace(months=ask_months(workbench, view, board))
