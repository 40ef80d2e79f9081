"""The checked rows of an extract: read in this process, or in a second one while this one writes.

SQLite and Python take turns in one process. A large native extract is therefore read and checked by a forked process,
on the machine's other core, and its rows come through a pipe (measured on a million visits: a second of four).
"""

import fcntl
import marshal
import os
import signal
import struct
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, BinaryIO, NoReturn

from caseworkbench.errors import WorkbenchError
from caseworkbench.extracts.checking import Checker
from caseworkbench.extracts.rows import CheckedRows, Extract, Reject

WORTH_A_PROCESS = 4_000_000
"""Bytes of an extract from which on a second process pays for itself."""

_PIPE = 1 << 20
_LENGTH = struct.Struct("<Q")
_PLAIN = 2  # the marshal version that writes values without looking for repeated ones: twice as fast here


class Reading:
    """The checked rows of one extract, read in this process."""

    def __init__(self, extract: Extract) -> None:
        self.extract = extract

    def rows(self) -> Iterator[tuple[CheckedRows, float]]:
        """Chunks of checked rows, each with how much of the extract has been read, 0 to 1."""
        checker = Checker()
        for raw in self.extract.rows():
            yield checker.check(raw), raw.done

    def close(self) -> None:
        """Stop reading."""


class ReadingBeside(Reading):
    """The same, read in a process of its own, which starts at once and ends with ``close``.

    It is started before the store is locked, so that it never holds the lock; when this process dies it ends too,
    because nobody is left to read what it writes.
    """

    def __init__(self, extract: Extract) -> None:
        super().__init__(extract)
        mine, its = os.pipe()
        with suppress(OSError):
            fcntl.fcntl(its, fcntl.F_SETPIPE_SZ, _PIPE)
        try:
            self._pid = os.fork()
        except OSError:
            os.close(mine)
            os.close(its)
            raise
        if self._pid == 0:
            os.close(mine)
            _read_and_send(extract, its)
        os.close(its)
        self._pipe = os.fdopen(mine, "rb", buffering=1 << 20)

    def rows(self) -> Iterator[tuple[CheckedRows, float]]:
        """Chunks of checked rows, as the other process sends them."""
        while True:
            kind, *content = _receive(self._pipe)
            if kind == "rows":
                table, columns, count, read, rejects, done = content
                yield CheckedRows(table, columns, count, read, [Reject(*reject) for reject in rejects]), done
            elif kind == "refused":
                raise WorkbenchError(content[0])
            elif kind == "failed":
                raise RuntimeError(content[0])
            else:
                self.extract.notes[:] = content[0]
                return

    def close(self) -> None:
        """End the other process."""
        self._pipe.close()
        with suppress(ProcessLookupError, ChildProcessError):
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)


@contextmanager
def start_reading(extracts: Sequence[Extract]) -> Iterator[list[Reading]]:
    """How each extract will be read. At most one is read beside: two cores, and one process writes."""
    started: list[Reading] = []
    try:
        for extract in extracts:
            beside = _worth_a_process(extract) and not any(isinstance(reading, ReadingBeside) for reading in started)
            started.append(_beside_if_it_can(extract) if beside else Reading(extract))
        yield started
    finally:
        for reading in started:
            reading.close()


def _beside_if_it_can(extract: Extract) -> Reading:
    """Where the system gives no further process, the extract is read in this one."""
    with suppress(OSError):
        return ReadingBeside(extract)
    return Reading(extract)


def _worth_a_process(extract: Extract) -> bool:
    """Only native extracts (nothing but rows and notes comes of reading them), and never beside other threads."""
    return (
        extract.format == "native"
        and sum(file.size for file in extract.files) >= WORTH_A_PROCESS
        and threading.active_count() == 1
        and len(os.sched_getaffinity(0)) > 1
    )


def _read_and_send(extract: Extract, pipe: int) -> NoReturn:
    """What the other process does; it leaves without running anything of this one's."""
    try:
        # Ctrl-C reaches both; this process is ended by the one that writes.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        try:
            for checked, done in Reading(extract).rows():
                columns = {name: list(values) for name, values in checked.columns.items()}
                rejects = [tuple(reject) for reject in checked.rejects]
                _send(pipe, ("rows", checked.table, columns, checked.count, checked.read, rejects, done))
            _send(pipe, ("end", list(extract.notes)))
        except WorkbenchError as problem:
            _send(pipe, ("refused", str(problem)))
        except BrokenPipeError:
            pass
        except Exception as problem:
            _send(pipe, ("failed", f"{type(problem).__name__}: {problem}"))
    finally:
        os._exit(0)


def _send(pipe: int, content: tuple[Any, ...]) -> None:
    body = marshal.dumps(content, _PLAIN)
    rest = memoryview(_LENGTH.pack(len(body)) + body)
    while rest:
        rest = rest[os.write(pipe, rest) :]


def _receive(pipe: BinaryIO) -> tuple[Any, ...]:
    head = pipe.read(_LENGTH.size)
    body = pipe.read(_LENGTH.unpack(head)[0]) if len(head) == _LENGTH.size else b""
    if not body:
        raise WorkbenchError("The process that reads the files ended early: look at the machine's memory, load again.")
    content: tuple[Any, ...] = marshal.loads(body)
    return content
