"""Figures as rows of a list: the columns that the board and the breakdown share, and their words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from caseworkbench.screens.table import Column
from caseworkbench.screens.text import (
    BARS,
    DASH,
    change_words,
    clean,
    count,
    direction,
    figure,
    fit,
    limit_words,
    plural,
    sparkline,
    width,
)

if TYPE_CHECKING:
    from caseworkbench.workbench.figures import Figure

MONTHS_SHOWN = 13


class Amount(NamedTuple):
    """A number that sorts by itself and reads with its unit."""

    value: float | None
    unit: str | None


class Change(NamedTuple):
    """A change with what it takes to say whether it is good."""

    value: float | None
    better: str | None
    unit: str | None


def _amount(value: object) -> str:
    return figure(*value) if isinstance(value, Amount) else DASH


def _change(value: object) -> str:
    if not isinstance(value, Change):
        return DASH
    arrow, sign, _ = direction(*value)
    if value.value is None or arrow == "=":
        return arrow
    size = f"{abs(value.value):,.0f}" if value.unit == "count" else f"{abs(value.value):,.1f}"
    return f"{arrow}{size}{sign}"


def _change_tone(value: object) -> str:
    return direction(*value)[2] if isinstance(value, Change) else ""


def _number_of(value: object) -> object:
    found = value.value if isinstance(value, (Amount, Change)) else None
    return float("-inf") if found is None else found


def _late_tone(value: object) -> str:
    return "bad" if isinstance(value, int) and value > 0 else ""


def _late(value: object) -> str:
    return f"! {value:,}" if isinstance(value, int) and value > 0 else count(value)


def _spark(value: object) -> str:
    return clean(value)


LATEST = Column("latest", "Latest", "number", show=_amount, order=_number_of)
CHANGE = Column("change", "Month", "number", show=_change, tone=_change_tone, order=_number_of)
CHANGE_THREE = Column("change_three", "3 mths", "number", show=_change, tone=_change_tone, order=_number_of)
TREND = Column("trend", "13 months", least=MONTHS_SHOWN, most=MONTHS_SHOWN, sortable=False)
OVERDUE = Column("overdue", "Overdue", "number", show=_late, tone=_late_tone)
DUE_SOON = Column("due_soon", "Soon", "number")
COUNTED = Column("counted", "Met of", "number", least=9)

__all__ = [
    "BARS", "CHANGE", "CHANGE_THREE", "COUNTED", "DUE_SOON", "LATEST", "OVERDUE", "TREND",
    "figure_fields", "figure_words", "title_with_limit", "trend_text",
]  # fmt: skip


def title_with_limit(title: str, limit: int | None, unit: str | None) -> str:
    """A measure's name with the limit it was counted with, unless the name says it already."""
    words = limit_words(limit, unit)
    title = clean(title)
    return title if not words or words.casefold() in title.casefold() else f"{title} ({words})"


def figure_fields(one: Figure) -> dict[str, object]:
    """The shared cells of one figure."""
    return {
        "latest": Amount(one.value, one.unit),
        "change": Change(one.change, one.better, one.unit),
        "change_three": Change(one.change_three, one.better, one.unit),
        "trend": "·" * MONTHS_SHOWN,
        "overdue": one.overdue,
        "due_soon": one.due_soon,
        "counted": None if one.denominator is None else f"{one.numerator:,} / {one.denominator:,}",
    }


def trend_text(values: Sequence[float | None]) -> str:
    """Thirteen months as bars."""
    return fit(sparkline(values), MONTHS_SHOWN, right=True)


def figure_words(one: Figure) -> str:
    """A figure read aloud, with the numbers behind it."""
    if one.source == "none":
        return "No data: an extract that this measure needs has not been loaded."
    parts = [figure(one.value, one.unit)]
    if one.unit == "percent" and one.denominator is not None:
        parts[0] += f" ({one.numerator:,} of {one.denominator:,})"
    elif one.unit == "count" and one.denominator is not None:
        parts[0] += f" of {one.denominator:,}"
    parts.append(f"{change_words(one.change, one.better, one.unit)} on last month")
    parts.append(f"{change_words(one.change_three, one.better, one.unit)} on the three months before")
    if one.overdue is not None and one.due_soon is not None:
        parts.append(f"{count(one.overdue)} overdue now, {count(one.due_soon)} due within five working days")
    return "; ".join(parts) + "."


def widest(texts: Sequence[str]) -> int:
    """Cells of the widest text."""
    return max((width(text) for text in texts), default=0)


def cases_word(number: int) -> str:
    """``1 case``, ``2 cases``."""
    return plural(number, "case")
