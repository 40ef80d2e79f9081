"""The first board, counted in a second process while this one imports the screens.

Importing Textual and importing what the engine needs each take a tenth of a second or two, and one process can
only do one after the other. The second process ends as soon as it has answered; whatever goes wrong in it, the
screens ask their own engine as if it had never been.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from caseworkbench.screens.board_answer import BoardAnswer, ask_figures, ask_months
from caseworkbench.screens.view import Facts, View

if TYPE_CHECKING:
    from caseworkbench.workbench.workbench import Workbench


class Ahead:
    """An answer that is on its way."""

    def __init__(self, child: int, pipe: int, view: View) -> None:
        self._child, self._pipe, self.view = child, os.fdopen(pipe, "rb"), view

    @classmethod
    def start(cls, opener: Callable[[], Workbench], view: View) -> Ahead | None:
        """Begin counting; None where the system has no fork. To be called before there are threads."""
        if not hasattr(os, "fork"):
            return None
        read, write = os.pipe()
        child = os.fork()
        if child:
            os.close(write)
            return cls(child, read, view)
        with suppress(BaseException):
            os.close(read)
            workbench = opener()
            with os.fdopen(write, "wb") as pipe:
                board = ask_figures(workbench, view)
                pipe.write(pickle.dumps((Facts.of(workbench), board)))
                pipe.flush()
                pipe.write(pickle.dumps(ask_months(workbench, view, board)))
        os._exit(0)

    def take(self) -> tuple[Facts, BoardAnswer] | None:
        """Wait for the board without the months before, once; None where it does not come."""
        with suppress(EOFError, pickle.UnpicklingError):
            facts, board = pickle.load(self._pipe)
            return facts, board
        self._end()
        return None

    def take_months(self) -> list[list[float | None]] | None:
        """Wait for the months before, once, after ``take``; None where they do not come."""
        months: list[list[float | None]] | None = None
        with suppress(EOFError, pickle.UnpicklingError):
            months = pickle.load(self._pipe)
        self._end()
        return months

    def _end(self) -> None:
        self._pipe.close()
        with suppress(ChildProcessError):
            os.waitpid(self._child, 0)
