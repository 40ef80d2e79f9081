"""The one thread in which the workbench is asked. Screens never wait for it: answers come as messages."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from textual.message_pump import MessagePump

from caseworkbench.errors import WorkbenchError
from caseworkbench.screens.messages import Answered, Refused

if TYPE_CHECKING:
    from caseworkbench.workbench.workbench import Workbench

T = TypeVar("T")
Opener = Callable[[], "Workbench"]


class Engine:
    """Owns the open workbench and the thread that its connection belongs to."""

    def __init__(self, opener: Opener, *, at_once: bool = True) -> None:
        """``opener`` opens the newest generation; it is called in the thread, at once or when first needed."""
        self._opener = opener
        self._threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="workbench")
        self._workbench: Workbench | None = None
        self._tickets = itertools.count(1)
        if at_once:
            self.warm()

    def warm(self) -> None:
        """Open the workbench in the thread, so that the next question finds it open."""
        with suppress(RuntimeError):
            self._threads.submit(self._open)

    def _open(self) -> None:
        with suppress(WorkbenchError):  # told when a screen asks
            self._workbench = self._workbench or self._opener()

    def ask(self, asker: MessagePump, topic: str, call: Callable[[Workbench], T], deliver: Callable[[T], None]) -> int:
        """Ask in the thread; ``asker`` gets Answered (whose ``deliver`` hands over the value) or Refused.

        Returns the ticket: an answer with an older ticket of the same topic is out of date.
        """

        def with_workbench() -> T:
            if self._workbench is None:
                self._workbench = self._opener()
            return call(self._workbench)

        return self._submit(asker, topic, with_workbench, deliver)

    def _submit(self, asker: MessagePump, topic: str, call: Callable[[], T], deliver: Callable[[T], None]) -> int:
        ticket = next(self._tickets)

        def work() -> None:
            try:
                value = call()
            except WorkbenchError as error:
                asker.post_message(Refused(topic, ticket, str(error)))
            except Exception as error:
                sentence = f"That did not work ({type(error).__name__}: {error}); press F5 to try again."
                asker.post_message(Refused(topic, ticket, sentence))
            else:
                asker.post_message(Answered(topic, ticket, lambda: deliver(value)))

        with suppress(RuntimeError):  # the program is ending
            self._threads.submit(work)
        return ticket

    def compute(self, asker: MessagePump, topic: str, call: Callable[[], T], deliver: Callable[[T], None]) -> int:
        """Work that needs no workbench but would hold up the screen, such as sorting a hundred thousand rows."""
        return self._submit(asker, topic, call, deliver)

    def reopen(self, asker: MessagePump, deliver: Callable[[], None], opener: Opener | None = None) -> int:
        """Open anew: the newest generation, or what another ``opener`` opens, which is the one to use from then on.

        The one that is open stays where that cannot be opened.
        """

        def work() -> None:
            fresh = (opener or self._opener)()
            self._opener = opener or self._opener
            if self._workbench is not None and self._workbench is not fresh:
                self._workbench.close()
            self._workbench = fresh

        return self._submit(asker, "reopen", work, lambda _: deliver())

    def close(self) -> None:
        """Close the workbench in its own thread; waits for nothing but the call under way."""

        def work() -> None:
            if self._workbench is not None:
                self._workbench.close()

        with suppress(RuntimeError):
            self._threads.submit(work)
        self._threads.shutdown(wait=False, cancel_futures=False)
