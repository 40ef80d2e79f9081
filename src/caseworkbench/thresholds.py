"""Reading the numbers by which the configuration judges figures: targets, tolerances and the size of a small count."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from caseworkbench.errors import WorkbenchError

UNITS = ("percent", "count", "rate_per_10000", "average")
"""The units of figures."""
_TARGET = {"target", "amber"}
_MOST = 1e12
_MOST_SUPPRESSED = 1000


def is_number(value: object) -> bool:
    """Whether TOML gives a number to compare with: neither true or false, nor ``nan``, ``inf`` or the like."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _MOST


def targets(written: Mapping[str, Any], path: Path) -> dict[str, dict[str, float]]:
    """The section ``[targets]``: by measure ``target`` and, where given, ``amber``.

    Raises WorkbenchError for what is no number, for an amber below nought and for other names.
    """
    found: dict[str, dict[str, float]] = {}
    for measure, given in written.items():
        of = given if isinstance(given, dict) else {"target": given}
        strange = sorted(set(of) - _TARGET)
        if strange or not all(map(is_number, of.values())) or of.get("amber", 0) < 0:
            raise WorkbenchError(
                f"The configuration {path} gives {measure} under [targets] as {given!r}: write a number, or "
                "{ target = 90, amber = 5 } with an amber of 0 or more."
            )
        found[measure] = dict(of)
    return found


def tolerance(written: Any, name: str, path: Path) -> dict[str, float]:
    """``change`` or ``comparator`` of the section ``[tolerances]``, by unit: one number for all, or one for each.

    Raises WorkbenchError for what is no number of 0 or more, and for a unit that there is not.
    """
    given = written if isinstance(written, dict) else dict.fromkeys(UNITS, written)
    if set(given) - set(UNITS) or not all(is_number(value) and value >= 0 for value in given.values()):
        raise WorkbenchError(
            f"The configuration {path} gives {name} under [tolerances] as {written!r}: write a number of 0 or more, "
            f"or one for each unit ({', '.join(UNITS)})."
        )
    return {unit: float(value) for unit, value in given.items()}


def small_count(written: Any, path: Path) -> int:
    """``suppress_under`` of the section ``[publication]``. Raises WorkbenchError for what is no whole number."""
    if not isinstance(written, int) or isinstance(written, bool) or not 0 <= written <= _MOST_SUPPRESSED:
        raise WorkbenchError(
            f"The configuration {path} gives suppress_under as {written!r}: write a whole number from 0 to "
            f"{_MOST_SUPPRESSED}; at 0 nothing is left out."
        )
    return written
