"""Telling the department's statistics from extracts about children, for who loads them by mistake."""

import shlex
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from caseworkbench.errors import WorkbenchError
from caseworkbench.extracts.delimited import DelimitedFile
from caseworkbench.extracts.sources import examine_text, shown_name

_COLUMNS = frozenset({"time_period", "time_identifier", "geographic_level"})
"""Columns that every table of the department begins with, and no extract about children has."""


def is_statistics(headings: Collection[str]) -> bool:
    """Whether folded headings are those of a table of the department's statistics."""
    return set(headings) >= _COLUMNS


def statistics_among(paths: Iterable[Path]) -> list[Path]:
    """The files that are such tables."""
    found: list[Path] = []
    for path in paths:
        if path.suffix.lower() == ".csv":
            try:
                headings = DelimitedFile(examine_text(path)).headings
            except WorkbenchError:
                continue
            if is_statistics([heading.strip().lower() for heading in headings]):
                found.append(path)
    return found


def how_to_import(paths: Sequence[Path]) -> str:
    """What such files are, and the command that takes them."""
    names = ", ".join(shown_name(path) for path in paths)
    command = shlex.join(["caseworkbench", "comparators", "import", *map(str, paths)])
    one = len(paths) == 1
    return (
        f"{names} {'holds' if one else 'hold'} statistics of the Department for Education, not children: bring "
        f"{'it' if one else 'them'} in with `{command}`."
    )
