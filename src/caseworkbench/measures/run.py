"""Running a measure's query: what it yields, column by column, and every mistake in it named with file and line."""

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from typing import Any

from caseworkbench.errors import WorkbenchError
from caseworkbench.measures.catalogue import Measure
from caseworkbench.measures.guard import guarded

_POINTED_AT = re.compile(r'near "([^"]+)"|no such \w+: (?:\w+\.)?(\w+)')
_NUMBERS = frozenset({"weight"})
"""Columns of numbers that may have a fraction: a JSON list of SQLite's gives fifteen digits, which are not all."""


class Found:
    """What a query yielded: ``len`` rows, and its columns by name, in the order of the rows."""

    def __init__(self, length: int, packed: dict[str, str]) -> None:
        self._length = length
        self._packed = packed

    def __len__(self) -> int:
        return self._length

    def __contains__(self, name: object) -> bool:
        return name in self._packed

    def __getitem__(self, name: str) -> list[Any]:
        """The column's values, unpacked anew each time: a million texts are not kept longer than they are looked at."""
        values: list[Any] = json.loads(self._packed[name])
        return values

    def get(self, name: str) -> list[Any] | None:
        """The same, or None where the query yields no such column."""
        return None if name not in self._packed else self[name]


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


def find(connection: sqlite3.Connection, measure: Measure, required: Sequence[str], optional: Sequence[str]) -> Found:
    """Run the measure's SELECT, on a connection that has the vocabulary.

    SQLite packs each column into one text itself, in one step and without holding Python up: a value costs a third
    of what it does as part of a row. An authority's own query runs under guard. Raises WorkbenchError naming the
    query's file where it fails, runs too long, lacks a required column or yields one that is neither required nor
    optional.
    """
    with (
        named_mistakes(measure),
        guarded(connection, f"The query {measure.path}") if measure.own else nullcontext(),
    ):
        # Understood by itself first: what is wrong with it is not to be hidden, nor mended, by what is put round it.
        connection.execute(f"EXPLAIN {measure.sql}").close()
        described = connection.execute(f"SELECT * FROM (\n{measure.sql}\n) LIMIT 0").description
        names = [str(column[0]).lower() for column in described]
        for name in required:
            if name not in names:
                raise WorkbenchError(f"{measure.path}: the SELECT yields no column {name}; name one so.")
        strange = sorted(set(names) - set(required) - set(optional))
        if strange:
            raise WorkbenchError(f"{measure.path}: the SELECT yields {', '.join(strange)}, which means nothing here.")
        packing = ", ".join(map(_packing, names))
        length, *packed = connection.execute(f"SELECT count(*), {packing} FROM (\n{measure.sql}\n)").fetchone()
    return Found(length, dict(zip(names, packed, strict=True)))


def _packing(name: str) -> str:
    if name not in _NUMBERS:
        return f'json_group_array("{name}")'
    exact = f"""CASE typeof("{name}") WHEN 'real' THEN printf('%!.17g', "{name}") ELSE json_quote("{name}") END"""
    return f"'[' || coalesce(group_concat({exact}), '') || ']'"


def _where(measure: Measure, error: str) -> str:
    """The line of the query's file that SQLite's message points at by a word, as far as it does."""
    words = _POINTED_AT.search(error)
    word = next((group for group in words.groups() if group), None) if words else None
    lines = measure.path.read_text(encoding="utf-8").splitlines() if word and measure.path.is_file() else []
    for number, line in enumerate(lines, 1):
        if not line.startswith("--") and word and word.casefold() in line.casefold():
            return f", line {number},"
    return ""
