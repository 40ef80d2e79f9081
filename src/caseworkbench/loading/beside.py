"""Work in a thread of its own: what SQLite and the disk do on one core while Python counts on the other."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

Result = TypeVar("Result")
Ask = Callable[[Callable[[], Any]], Callable[[], Any]]
"""Has work done; gives what waits for it and tells its result, or raises what it raised."""

_PATIENCE = 0.05
"""Seconds between two requests to stop: one that falls between two statements goes unheard."""


@contextmanager
def beside(connection: sqlite3.Connection) -> Iterator[Ask]:
    """Do what is asked for on a connection in a thread, one thing after the other in the order asked.

    Nothing else may use the connection while the block runs. Few and long statements gain; many short ones lose, since
    the thread waits for Python each time that it comes back from SQLite. Where the system gives no thread, things are
    done at once. The thread has ended when the block has; a block that fails interrupts what is being done.
    """
    asked: list[Future[Any]] = []
    with _thread() as start:

        def ask(work: Callable[[], Any]) -> Callable[[], Any]:
            asked[:] = [*(one for one in asked if not one.done()), start(work)]
            return asked[-1].result

        try:
            yield ask
        except BaseException:
            for one in asked:
                one.cancel()
            while not all(one.done() for one in asked):
                connection.interrupt()
                time.sleep(_PATIENCE)
            raise


@contextmanager
def meanwhile(work: Callable[[], Result]) -> Iterator[Callable[[], Result]]:
    """Do some work in a thread while the block runs; gives what waits for it and tells its result."""
    with _thread() as start:
        yield start(work).result


@contextmanager
def _thread() -> Iterator[Callable[[Callable[[], Any]], "Future[Any]"]]:
    """What starts work in a thread of its own, or does it at once where the system gives none."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        yield pool.submit if _has_thread(pool) else _at_once


def _has_thread(pool: ThreadPoolExecutor) -> bool:
    try:
        pool.submit(int)
    except RuntimeError:
        return False
    return True


def _at_once(work: Callable[[], Any]) -> "Future[Any]":
    done: Future[Any] = Future()
    try:
        done.set_result(work())
    except Exception as problem:
        done.set_exception(problem)
    return done
