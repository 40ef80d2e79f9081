"""Running a measure's query: its rows in chunks of columns, and every mistake in it named with file and line."""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from typing import Any

from caseworkbench.errors import WorkbenchError
from caseworkbench.measures.catalogue import Measure
from caseworkbench.measures.guard import guarded

CHUNK = 20_000
_POINTED_AT = re.compile(r'near "([^"]+)"|no such \w+: (?:\w+\.)?(\w+)')

Chunk = dict[str, tuple[Any, ...]]
"""Some rows of a query as columns by name."""


@contextmanager
def named_mistakes(measure: Measure) -> Iterator[None]:
    """Turn what goes wrong with a query, or with the values it yields, into a sentence that names its file."""
    what = f"The query {measure.path}"
    try:
        yield
    except sqlite3.Error as error:
        said = str(error).rstrip(".")
        raise WorkbenchError(f"{what}{_where(measure, said)} does not run: {said}.") from error
    except (ValueError, TypeError) as error:
        raise WorkbenchError(f"{what} yields a value that is no date, time or number: {error}.") from error


def chunks(
    connection: sqlite3.Connection, measure: Measure, required: Sequence[str], optional: Sequence[str]
) -> Iterator[Chunk]:
    """The rows of the measure's SELECT, on a connection that has the vocabulary.

    An authority's own query runs under guard. Raises WorkbenchError where it fails, runs too long, lacks a
    required column or yields one that is neither required nor optional; to be read within ``named_mistakes``.
    """
    with guarded(connection, f"The query {measure.path}") if measure.own else nullcontext():
        cursor = connection.execute(measure.sql)
        names = [str(column[0]).lower() for column in cursor.description]
        for name in required:
            if name not in names:
                raise WorkbenchError(f"{measure.path}: the SELECT yields no column {name}; name one so.")
        strange = sorted(set(names) - set(required) - set(optional))
        if strange:
            raise WorkbenchError(f"{measure.path}: the SELECT yields {', '.join(strange)}, which means nothing here.")
        while rows := cursor.fetchmany(CHUNK):
            yield dict(zip(names, zip(*rows, strict=True), strict=True))


def _where(measure: Measure, error: str) -> str:
    """The line of the query's file that SQLite's message points at by a word, as far as it does."""
    words = _POINTED_AT.search(error)
    word = next((group for group in words.groups() if group), None) if words else None
    lines = measure.path.read_text(encoding="utf-8").splitlines() if word and measure.path.is_file() else []
    for number, line in enumerate(lines, 1):
        if not line.startswith("--") and word and word.casefold() in line.casefold():
            return f", line {number},"
    return ""
