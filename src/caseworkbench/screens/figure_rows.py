"""Figures as rows of a list: the columns that the board and the breakdown share, and their words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
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
    wrap,
)

if TYPE_CHECKING:
    from caseworkbench.workbench.figure import Figure

MONTHS_SHOWN = 13


class Amount(NamedTuple):
    """A number that sorts by itself and reads with its unit."""

    value: float | None
    unit: str | None
    mark: str = ""
    """What stands behind it: whether the target is met where it has no column, and ``p`` for a published figure."""
    tone: str = ""


class Against(NamedTuple):
    """A target or a comparator: its value, and how the figure stands to it."""

    value: float
    unit: str | None
    symbol: str
    tone: str = ""
    rank: float = 0.0
    """Its place in the order of the column."""


class Change(NamedTuple):
    """A direction with what it takes to say whether it is good."""

    change: str | None
    better: str | None


_PLACE = {"down": 0, "same": 1, "up": 2}


RAG = {"red": ("✗", "missed", "bad"), "amber": ("~", "near", "warn"), "green": ("✓", "met", "good")}
"""Colour of a figure against its target, the worst first -> its symbol, its word, its tone."""
READS = {"above": "▲", "below": "▼", "similar": "◆"}
AREAS = {"statistical_neighbours": "neighbours", "england": "England", "region": "region"}
"""Who the figure is compared with, and how they are called in a sentence."""
NO_DATA = "no data"
PUBLISHED = "p"


def _amount(value: object) -> str:
    if not isinstance(value, Amount):
        return DASH
    return NO_DATA if value.mark == NO_DATA else figure(value.value, value.unit) + value.mark


def _amount_tone(value: object) -> str:
    return value.tone if isinstance(value, Amount) else ""


def _against(value: object) -> str:
    return f"{figure(value.value, value.unit).removesuffix(' %')} {value.symbol}" if isinstance(value, Against) else ""


def _against_tone(value: object) -> str:
    return value.tone if isinstance(value, Against) else ""


def _rank(value: object) -> object:
    return value.rank if isinstance(value, Against) else float("inf")


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


LATEST = Column("latest", "Latest", "number", show=_amount, tone=_amount_tone, order=_number_of)
TARGET = Column("target", "Target", "number", show=_against, tone=_against_tone, order=_rank)
COMPARATORS = tuple(
    Column(area, title, "number", show=_against, order=_rank)
    for area, title in zip(AREAS, ("Neighb.", "England", "Region"), strict=True)
)
CHANGE = Column("change", "Month", "number", show=_change, tone=_change_tone, order=_place_of)
CHANGE_THREE = Column("change_three", "3 mths", "number", show=_change, tone=_change_tone, order=_place_of)
TREND = Column("trend", "13 months", least=MONTHS_SHOWN, most=MONTHS_SHOWN, sortable=False)
OVERDUE = Column("overdue", "Overdue", "number", show=_late, tone=_late_tone)
DUE_SOON = Column("due_soon", "Soon", "number")
COUNTED = Column("counted", "Counted", "number", sortable=False, show=clean)

__all__ = [
    "CHANGE", "CHANGE_THREE", "COMPARATORS", "COUNTED", "DUE_SOON", "LATEST", "OVERDUE", "TARGET", "TREND",
    "against_columns", "against_fields", "figure_fields", "figure_words", "marked", "title_with_limit", "trend_text",
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
        "counted": _counted(one),
    }


def _counted(one: Figure) -> str:
    if one.numerator is None:
        return DASH
    return number(one.numerator) if one.denominator is None else f"{number(one.numerator)} of {number(one.denominator)}"


NO_POPULATION = "no rate without their population in the configuration"


def lacks_population(one: Figure) -> bool:
    """Whether it is a rate of children whose number the configuration does not give."""
    return one.unit == "rate_per_10000" and one.source == "cases" and one.denominator is None


def reported_mark(one: Figure, in_words: bool) -> str:
    """The figure as people report it, where it differs: `` (94.0 as reported)``, `` ›94`` where there is no room."""
    if one.reported_value is None:
        return ""
    if in_words:
        return f" ({figure(one.reported_value, one.unit).removesuffix(' %')} as reported)"
    return f" ›{one.reported_value:,.0f}"


def marked(figures: Sequence[Figure], with_colour: bool, in_words: bool = False) -> list[Amount]:
    """The latest figures with their marks, as wide for each so that the numbers stay under one another.

    ``with_colour``: with the symbol of the target, where no column of its own says it. ``in_words``: whether there is
    room to say which figure is the reported one.
    """
    both = [reported_mark(one, in_words) for one in figures]
    wide = max(map(len, both), default=0)
    colour = with_colour and any(one.rag for one in figures)
    published = any(one.source == "published" for one in figures)
    found = []
    for one, other in zip(figures, both, strict=True):
        symbol, _, tone = RAG.get(one.rag or "", (" ", "", ""))
        mark = (f" {symbol}" if colour else "") + ("" if not published else " p" if one.source == "published" else "  ")
        mark += other.ljust(wide)
        nothing = one.source == "none"
        found.append(
            Amount(one.value, one.unit, NO_DATA if nothing else mark, "quiet" if nothing else tone if colour else "")
        )
    return found


def of_a_group(one: Figure) -> Figure:
    """A group's figure: a count or a rate of the whole population is not held against what is meant for the whole."""
    if one.unit not in ("count", "rate_per_10000"):
        return one
    return replace(one, comparators={}, target=None, rag=None)


def against_columns(figures: Sequence[Figure]) -> tuple[Column, ...]:
    """Target and comparators, as far as any of the figures has them."""
    target = (TARGET,) if any(one.target is not None for one in figures) else ()
    return target + tuple(column for column in COMPARATORS if any(column.key in one.comparators for one in figures))


def against_fields(one: Figure) -> dict[str, object]:
    """The cells of those columns; the target's sort by how the figure stands to it, the missed ones first."""
    cells: dict[str, object] = {}
    if one.target is not None:
        symbol, _, tone = RAG.get(one.rag or "", (" ", "", ""))
        rank = list(RAG).index(one.rag) if one.rag in RAG else len(RAG)
        cells["target"] = Against(one.target, one.unit, symbol, tone, float(rank))
    for area, other in one.comparators.items():
        value = float(other["value"])
        cells[area] = Against(value, one.unit, READS.get(str(other["reads"]), " "), rank=value)
    return cells


def trend_text(values: Sequence[float | None]) -> str:
    """Thirteen months as bars."""
    return fit(sparkline(values), MONTHS_SHOWN, right=True)


def figure_words(one: Figure, brief: bool = False) -> str:
    """A figure read aloud, with the numbers behind it; ``brief``: without what it is compared with."""
    return "; ".join(figure_parts(one, brief)) + "."


def figure_parts(one: Figure, brief: bool = False) -> list[str]:
    """The same in parts, what matters most first."""
    if one.source == "none":
        return ["no data, because an extract that this measure needs has not been loaded"]
    words = figure(one.value, one.unit)
    if one.unit == "count" and one.denominator is not None:
        words += f" of {number(one.denominator)}"
    elif one.denominator is not None:
        words += f" ({number(one.numerator)} of {number(one.denominator)})"
    elif lacks_population(one):
        words = f"{number(one.numerator)} counted, {NO_POPULATION}"
    if one.source == "published":
        words += " as published (p), there are no cases behind it"
    parts = [words, *_reported(one)]
    if not brief:
        parts += _compared(one)
        month = change_words(one.change, one.better, figure(one.previous, one.unit))
        three = change_words(one.change_three, one.better, figure(one.previous_three, one.unit))
        parts += [f"last month {month}"] if month else []
        parts += [f"three-month average {three}"] if three else []
    if one.overdue is not None and one.due_soon is not None:
        parts.append(f"{count(one.overdue)} overdue now, {count(one.due_soon)} due within five working days")
    return parts


def _reported(one: Figure) -> list[str]:
    """The figure as people report it, in words."""
    if one.reported_value is None:
        return []
    words = figure(one.reported_value, one.unit)
    if one.reported_denominator is not None and one.unit == "percent":
        words += f" ({number(one.reported_numerator)} of {number(one.reported_denominator)})"
    overdue = "" if one.reported_overdue is None else f", {count(one.reported_overdue)} overdue"
    return [f"as reported {words}{overdue}"]


def _compared(one: Figure) -> list[str]:
    """Target and comparators in words."""
    parts = []
    if one.target is not None:
        symbol, word, _ = RAG.get(one.rag or "", ("", "", ""))
        parts.append(f"target {figure(one.target, one.unit)} {symbol} {word}".rstrip())
    others = [
        f"{name} {figure(float(one.comparators[area]['value']), one.unit)} "
        f"{READS.get(str(one.comparators[area]['reads']), '')}".rstrip()
        for area, name in AREAS.items()
        if area in one.comparators
    ]
    return [*parts, ", ".join(others)] if others else parts


def as_fits(head: str, parts: Sequence[str], cells: int, lines: int) -> list[str]:
    """As many of the parts as fit into some lines, none of them cut; the first always."""
    text = f"{head}: {parts[0]}."
    for part in parts[1:]:
        longer = f"{text[:-1]}; {part}."
        if len(wrap(longer, cells)) <= lines:
            text = longer
    return wrap(text, cells, lines)
