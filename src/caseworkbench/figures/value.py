"""A figure's value, and how it compares with the ones before (measures.md, sections 1 and 4)."""

from collections.abc import Sequence
from typing import Literal

_PER = {"percent": 100, "rate_per_10000": 10_000}
Change = Literal["up", "down", "same"]
ROUNDING = 9
"""Differences are compared to this many decimals, so that 60.1 - 59.6 is 0.5."""


def value_of(numerator: float, denominator: float | None, unit: str) -> float | None:
    """The figure: 100 (or 10,000) x numerator / denominator; for counts the numerator; None where there is none."""
    if unit == "count":
        return numerator
    if not denominator:
        return None
    return _PER.get(unit, 1) * numerator / denominator


def mean(values: Sequence[float | None]) -> float | None:
    """The mean of those that exist."""
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def change(now: float | None, before: float | None, tolerance: float = 0.5) -> Change | None:
    """Up, down, or the same where the difference is less than the tolerance; None where either is unknown."""
    if now is None or before is None:
        return None
    difference = round(now - before, ROUNDING)
    if abs(difference) < tolerance:
        return "same"
    return "up" if difference > 0 else "down"
