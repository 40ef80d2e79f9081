"""Values that a mapping makes from others: out of JSON, out of another list, or by another code."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from caseworkbench.extracts.mapping import Codes, Lookup, Value
from caseworkbench.extracts.mapping_values import Column, plain, read_code

Columns = dict[str, Column]
Others = Callable[[str], Columns | None]
"""Gives the columns of another list by its name; None where the source has no such list."""


@dataclass
class OtherLists:
    """The other lists of a source, each read once, and each looked through once per way of matching."""

    read: Others
    _columns: dict[str, Columns | None] = field(default_factory=dict)
    _found: dict[tuple[str, ...], dict[tuple[str | None, ...], list[int]]] = field(default_factory=dict)
    _answers: dict[int, dict[tuple[str | None, ...], str | None]] = field(default_factory=dict)

    def answers(self, lookup: Lookup) -> dict[tuple[str | None, ...], str | None]:
        """What a lookup has found so far, by what it matched (and the day)."""
        return self._answers.setdefault(id(lookup), {})

    def columns(self, part: str) -> Columns | None:
        """The columns of a list; None where the source has no such list."""
        if part not in self._columns:
            self._columns[part] = self.read(part)
        return self._columns[part]

    def rows_by(self, part: str, headings: Sequence[str]) -> dict[tuple[str | None, ...], list[int]]:
        """The rows of a list by the values of some of its columns."""
        key = (part, *headings)
        if key not in self._found:
            found: dict[tuple[str | None, ...], list[int]] = {}
            columns = self.columns(part) or {}
            if all(name in columns for name in headings):
                for row, values in enumerate(zip(*(columns[name].values for name in headings), strict=True)):
                    found.setdefault(values, []).append(row)
            self._found[key] = found
        return self._found[key]


def derive(value: Value, columns: Columns, others: OtherLists, count: int) -> Column:
    """The column of a made value, from the columns of its list. Where it gives nothing, ``other`` counts."""
    if value.lookup is not None:
        made = _look_up(value.lookup, columns, others, count)
    else:
        source = columns[value.source or ""].values
        made = [_from_json(text, value.keys) for text in source] if value.keys else list(source)
    if value.codes is not None:
        made = _recoded(value.codes, made)
    if value.other is not None:
        spare = columns[value.other].values
        made = [spare[row] if text is None else text for row, text in enumerate(made)]
    return Column(made)


def _look_up(lookup: Lookup, columns: Columns, others: OtherLists, count: int) -> list[str | None]:
    there = others.columns(lookup.part)
    if there is None or lookup.take not in there:
        return [None] * count
    matched = list(lookup.match.values())
    names = [*lookup.match, *([lookup.day] if lookup.day else [])]
    answers = others.answers(lookup)
    made: list[str | None] = []
    for key in zip(*(columns[name].values for name in names), strict=True):
        if key not in answers:
            rows = others.rows_by(lookup.part, matched).get(key[: len(matched)], [])
            answers[key] = None if None in key else _best(lookup, there, rows, key[-1] if lookup.day else None)
        made.append(answers[key])
    return made


def _best(lookup: Lookup, there: Columns, rows: list[int], day: str | None) -> str | None:
    """The value of the first matching row, or the last; with a day, of those that are open on it."""

    def cell(name: str | None, at: int) -> str:
        return (there[name].values[at] or "") if name in there else ""

    fitting = [at for at in rows if there[lookup.take].values[at] is not None]
    if day is not None:
        fitting = [
            at
            for at in fitting
            if cell(lookup.since, at)[:10] <= day[:10]
            and (not cell(lookup.until, at) or cell(lookup.until, at)[:10] > day[:10])
        ]
    if not fitting:
        return None
    # Of rows that are equal in the order, the first in the file where the first is asked for, else the last.
    best = min(fitting, key=lambda at: cell(lookup.order, at))
    if lookup.latest:
        best = max(fitting, key=lambda at: (cell(lookup.order, at), at))
    return there[lookup.take].values[best]


@lru_cache(maxsize=65_536)
def _from_json(text: str | None, keys: tuple[str, ...]) -> str | None:
    """The first of the keys in a JSON object; None where the text is none, or has none of them."""
    if text is None:
        return None
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(content, dict):
        return None
    for key in keys:
        value = content.get(key)
        if isinstance(value, str | int | float) and plain(value) is not None:
            return plain(value)
    return None


def _recoded(codes: Codes, values: Sequence[str | None]) -> list[str | None]:
    known = {text: read_code(codes, text) for text in set(values) if text is not None}
    return [None if text is None else known[text] for text in values]
