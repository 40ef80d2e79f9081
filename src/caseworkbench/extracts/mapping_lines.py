"""Which line of a mapping file an entry stands on, so that a mistake in it can be named."""

import re

_TABLE = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"^\s*((?:[\w-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*(?:[\w-]+|\"[^\"]*\"|'[^']*'))*)\s*=")


def line_of(text: str, where: tuple[str | int, ...]) -> int:
    """The line (from 1) of the entry at a path such as ``("parts", 2, "rows", 0, "table")``.

    Where the entry itself is missing or stands inside a longer value, the line of what holds it; else 1.
    """
    places: dict[tuple[str | int, ...], int] = {(): 1}
    counts: dict[tuple[str | int, ...], int] = {}
    inside: tuple[str | int, ...] = ()
    for number, line in enumerate(text.splitlines(), start=1):
        table = _TABLE.match(line)
        if table:
            inside = _resolve(_names(table[2]), counts, opens=table[1] == "[[")
            places.setdefault(inside, number)
            continue
        key = _KEY.match(line)
        if key:
            places.setdefault((*inside, *_names(key[1])), number)
    path = where
    while path not in places:
        path = path[:-1]
    return places[path]


def _names(dotted: str) -> list[str]:
    return [name.strip().strip("\"'") for name in re.findall(r"\"[^\"]*\"|'[^']*'|[^.]+", dotted)]


def _resolve(names: list[str], counts: dict[tuple[str | int, ...], int], *, opens: bool) -> tuple[str | int, ...]:
    """A table's path with the number of each array element that it lies in."""
    path: tuple[str | int, ...] = ()
    for depth, name in enumerate(names, start=1):
        path = (*path, name)
        if depth == len(names) and opens:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path
