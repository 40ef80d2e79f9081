"""How a figure reads against comparators and targets (measures.md, section 4)."""

from typing import Literal

from caseworkbench.figures.value import ROUNDING

Reading = Literal["above", "below", "similar"]
Colour = Literal["green", "amber", "red"]
AREAS = ("statistical_neighbours", "england", "region")
DEFAULT_AMBER = 5.0


def reads(value: float | None, comparator: float, near: float = 1.0) -> Reading | None:
    """Above, below or similar (a difference of at most ``near``); None where there is no figure."""
    if value is None:
        return None
    difference = round(value - comparator, ROUNDING)
    if abs(difference) <= near:
        return "similar"
    return "above" if difference > 0 else "below"


def colour(value: float | None, target: float | None, amber: float, better: str | None) -> Colour | None:
    """Green where the target is met, amber within ``amber`` of it, else red, whichever way is better.

    None where there is no figure, no target, or neither way is better.
    """
    if value is None or target is None or better is None:
        return None
    short = round(target - value if better == "high" else value - target, ROUNDING)
    if short <= 0:
        return "green"
    return "amber" if short <= amber else "red"
