"""Reading the populations that the configuration gives: aged 0 to 17 as a whole, and group by group."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from caseworkbench.children_words import AGE_BANDS, NOT_KNOWN, worded
from caseworkbench.errors import WorkbenchError


def whole_population(written: Any, path: Path) -> int | None:
    """``population_0_17``. Raises WorkbenchError for what is no number of children."""
    return None if written is None else _number(written, "population_0_17", path)


def group_populations(written: Mapping[str, Any], path: Path) -> dict[str, dict[str, int]]:
    """The sections ``[population.ethnicity]`` and its like, by characteristic and folded name of the group.

    Raises WorkbenchError for what is no number of children, for an age band that there is not and for a group that
    is named twice.
    """
    found: dict[str, dict[str, int]] = {}
    for kind, groups in written.items():
        if not isinstance(groups, dict):
            raise WorkbenchError(
                f"The configuration {path} gives population.{kind} no groups: write [population.{kind}] on its own "
                "line and below it one line for each group."
            )
        of = found[kind] = {}
        for name, given in groups.items():
            label = (name if kind == "age" else worded(kind, name) or NOT_KNOWN).casefold()
            if kind == "age" and label not in {band.casefold() for band in AGE_BANDS}:
                raise WorkbenchError(
                    f"The configuration {path} has {name!r} under [population.age], which is no age band; "
                    f"they are {', '.join(AGE_BANDS)}."
                )
            if label in of:
                raise WorkbenchError(
                    f"The configuration {path} gives the population of one group twice under [population.{kind}]: "
                    f"{name!r} means the same as a line before it; leave one out."
                )
            of[label] = _number(given, f"{name} under [population.{kind}]", path)
    return found


def _number(given: Any, what: str, path: Path) -> int:
    if isinstance(given, bool) or not isinstance(given, int) or given <= 0:
        raise WorkbenchError(f"The configuration {path} gives {what} as {given!r}: write a whole number of children.")
    return given
