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

from caseworkbench.screens.board_answer import BoardAnswer, ask_board
from caseworkbench.screens.view import Facts, View

if TYPE_CHECKING:
    from caseworkbench.workbench.workbench import Workbench


class Ahead:
    """An answer that is on its way."""

    def __init__(self, child: int, pipe: int, view: View) -> None:
        self._child, self._pipe, self.view = child, pipe, view

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
            answer = pickle.dumps((Facts.of(workbench), ask_board(workbench, view)))
            with os.fdopen(write, "wb") as pipe:
                pipe.write(answer)
        os._exit(0)

    def take(self) -> tuple[Facts, BoardAnswer] | None:
        """Wait for the answer, once; None where there is none."""
        with os.fdopen(self._pipe, "rb") as pipe:
            answer = pipe.read()
        with suppress(ChildProcessError):
            os.waitpid(self._child, 0)
        if not answer:
            return None
        facts, board = pickle.loads(answer)
        return facts, board
