"""Figures as rows of a list: the columns that the board and the breakdown share, and their words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from caseworkbench.screens.table import Column
from caseworkbench.screens.text import (
    DASH,
    change_words,
    clean,
    count,
    direction,
    figure,
    fit,
    limit_words,
    number,
    sparkline,
)

if TYPE_CHECKING:
    from caseworkbench.workbench.figure import Figure

MONTHS_SHOWN = 13


class Amount(NamedTuple):
    """A number that sorts by itself and reads with its unit."""

    value: float | None
    unit: str | None


class Change(NamedTuple):
    """A direction with what it takes to say whether it is good."""

    change: str | None
    better: str | None


_PLACE = {"down": 0, "same": 1, "up": 2}


def _amount(value: object) -> str:
    return figure(*value) if isinstance(value, Amount) else DASH


def _change(value: object) -> str:
    return "".join(direction(*value)[:2]) if isinstance(value, Change) else DASH


def _change_tone(value: object) -> str:
    return direction(*value)[2] if isinstance(value, Change) else ""


def _number_of(value: object) -> object:
    found = value.value if isinstance(value, Amount) else None
    return float("-inf") if found is None else found


def _place_of(value: object) -> object:
    return _PLACE.get(value.change or "", -1) if isinstance(value, Change) else -1


def _late_tone(value: object) -> str:
    return "bad" if isinstance(value, int) and value > 0 else ""


def _late(value: object) -> str:
    return f"! {value:,}" if isinstance(value, int) and value > 0 else count(value)


def _spark(value: object) -> str:
    return clean(value)


LATEST = Column("latest", "Latest", "number", show=_amount, order=_number_of)
CHANGE = Column("change", "Month", "number", show=_change, tone=_change_tone, order=_place_of)
CHANGE_THREE = Column("change_three", "3 mths", "number", show=_change, tone=_change_tone, order=_place_of)
TREND = Column("trend", "13 months", least=MONTHS_SHOWN, most=MONTHS_SHOWN, sortable=False)
OVERDUE = Column("overdue", "Overdue", "number", show=_late, tone=_late_tone)
DUE_SOON = Column("due_soon", "Soon", "number")
COUNTED = Column("counted", "Counted", "number", sortable=False, show=clean)

__all__ = [
    "CHANGE", "CHANGE_THREE", "COUNTED", "DUE_SOON", "LATEST", "OVERDUE", "TREND",
    "figure_fields", "figure_words", "title_with_limit", "trend_text",
]  # fmt: skip


def title_with_limit(title: str, limit: int | None, unit: str | None) -> str:
    """A measure's name with the limit it was counted with, unless the name says it already."""
    words = limit_words(limit, unit)
    title = clean(title)
    return title if not words or words.casefold() in title.casefold() else f"{title} ({words})"


_LEAD = re.compile(r"^(?:percentage|number|rate) of (?:the |% )?|^% (?:of )?", re.IGNORECASE)


def short_title(title: str) -> str:
    """A measure's name without the words that its figure says anyway, for a narrow window."""
    rest = _LEAD.sub("", title)
    return rest[:1].upper() + rest[1:]


def figure_fields(one: Figure) -> dict[str, object]:
    """The shared cells of one figure."""
    return {
        "latest": Amount(one.value, one.unit),
        "change": Change(one.change, one.better),
        "change_three": Change(one.change_three, one.better),
        "trend": "·" * MONTHS_SHOWN,
        "overdue": one.overdue,
        "due_soon": one.due_soon,
        "counted": DASH if one.denominator is None else f"{number(one.numerator)} of {number(one.denominator)}",
    }


def trend_text(values: Sequence[float | None]) -> str:
    """Thirteen months as bars."""
    return fit(sparkline(values), MONTHS_SHOWN, right=True)


def figure_words(one: Figure, brief: bool = False) -> str:
    """A figure read aloud, with the numbers behind it; ``brief``: without the figures before."""
    if one.source == "none":
        return "no data, because an extract that this measure needs has not been loaded."
    words = figure(one.value, one.unit)
    if one.unit == "count" and one.denominator is not None:
        words += f" of {number(one.denominator)}"
    elif one.denominator is not None:
        words += f" ({number(one.numerator)} of {number(one.denominator)})"
    parts = [words]
    month = change_words(one.change, one.better, figure(one.previous, one.unit))
    three = change_words(one.change_three, one.better, figure(one.previous_three, one.unit))
    if month and not brief:
        parts.append(f"last month {month}")
    if three and not brief:
        parts.append(f"three-month average {three}")
    if one.overdue is not None and one.due_soon is not None:
        parts.append(f"{count(one.overdue)} overdue now, {count(one.due_soon)} due within five working days")
    return "; ".join(parts) + "."
