"""The words, signs and sentences of a pack: what Sandwell's report says under its table, made from the figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from caseworkbench.output.words import ARROWS, NOTHING, count_of, figure, limit_words, long_date, short_month
from caseworkbench.workbench.figure import Figure, TrendPoint

if TYPE_CHECKING:
    from caseworkbench.measures.catalogue import Measure

NOT_COMPARED = "N/A"
AREAS = {"statistical_neighbours": "statistical neighbours", "england": "England", "region": "region"}
READS = {"above": "▲", "below": "▼", "similar": "◆"}
COLOURS = {"green": ("✓", "met"), "amber": ("~", "near"), "red": ("✗", "missed")}
STATUSES = {
    "overdue": "overdue",
    "due_soon": "due soon",
    "running": "running",
    "in_time": "in time",
    "late": "late",
    "void": "void",
}
PERIODS = {
    "month": "monthly",
    "quarter": "quarterly",
    "ytd": "since 1 April",
    "rolling12": "twelve months",
    "asat": "as at the day",
}
JUDGED = {1: "Good or improving", 2: "Improving but impact concerning", 3: "Not improving"}
"""The status that a manager judges by hand, as Sefton's scorecard has it."""
_MOVED = {"up": "up from", "down": "down from", "same": "much the same as"}
_COMPARED = {"above": "above", "below": "below", "similar": "much the same as"}
_LEAD = re.compile(r"^(?:percentage|number|rate) of (?:the |% )?|^% (?:of )?", re.IGNORECASE)
_FORBIDDEN_IN_SHEETS = re.compile(r"[\[\]:*?/\\'!\x00-\x1f\x7f-\x9f]+")
_SHEET_NAME = 31


def title_with_limit(one: Figure) -> str:
    """A measure's title with the limit it was counted with, unless the title says it already."""
    words = limit_words(one.limit, one.limit_unit)
    return one.title if not words or words.casefold() in one.title.casefold() else f"{one.title} ({words})"


def sheet_name(number: int, title: str) -> str:
    """A name for a sheet: ``3 Initial child protection``; unique by its number, at most 31 characters."""
    rest = _FORBIDDEN_IN_SHEETS.sub(" ", _LEAD.sub("", title))
    rest = " ".join(rest.split())
    name = f"{number} {rest[:1].upper()}{rest[1:]}".rstrip()
    if len(name) > _SHEET_NAME:
        cut = name[: _SHEET_NAME + 1].rpartition(" ")[0]
        name = cut if " " in cut else name[:_SHEET_NAME]
    return name


def initials(name: str | None) -> str:
    """``Ada Mary Quillfeather`` as ``A.M.Q.``; nothing where a name has no letter."""
    letters = [next((sign for sign in word if sign.isalpha()), "") for word in (name or "").split()]
    return "".join(f"{letter.upper()}." for letter in letters if letter)


def number(value: float | None) -> str:
    """A count without decimals, a sum of parts of posts with one, a dash where there is none."""
    if value is None:
        return NOTHING
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


def good_or_bad(direction: str | None, better: str | None) -> str:
    """``better``, ``worse`` or nothing, for a change (up, down) or a reading (above, below)."""
    if better not in ("high", "low") or direction not in ("up", "down", "above", "below"):
        return ""
    return "better" if (direction in ("up", "above")) == (better == "high") else "worse"


def change_signs(change: str | None, better: str | None) -> tuple[str, str]:
    """A change as arrow and words: ``("▲", "up, better")``; N/A where there is nothing to compare with."""
    if change is None:
        return NOT_COMPARED, "not available"
    words = {"up": "up", "down": "down", "same": "much the same"}[change]
    verdict = good_or_bad(change, better)
    return ARROWS[change], f"{words}, {verdict}" if verdict else words


def reading_signs(one: Figure, area: str) -> tuple[str, str]:
    """How the figure reads against a comparator, as arrow and words."""
    reads = (one.comparators.get(area) or {}).get("reads")
    if reads is None:
        return NOT_COMPARED, "not available"
    verdict = good_or_bad(reads, one.better)
    return READS[reads], f"{reads}, {verdict}" if verdict else str(reads)


def colour_words(one: Figure) -> str:
    """``✗ missed``; nothing without a target."""
    return " ".join(COLOURS[one.rag]) if one.rag else ""


def better_words(better: str | None) -> str:
    """Which way is better, as Sandwell's second column has it."""
    return {"high": "High", "low": "Low"}.get(better or "", NOTHING)


def value_words(one: Figure) -> str:
    """The latest figure, or why there is none."""
    if one.value is not None:
        return figure(one.value, one.unit) + (" p" if one.source == "published" else "")
    return "no data" if one.source == "none" else NOTHING


def counted_words(one: Figure) -> str:
    """``28 of 47``; empty where nothing was counted."""
    if one.numerator is None:
        return ""
    return number(one.numerator) + ("" if one.denominator is None else f" of {number(one.denominator)}")


def reported_words(one: Figure) -> str:
    """The figure as reported, where it differs from the recorded one."""
    if not is_reported_otherwise(one):
        return ""
    counts = f"{number(one.reported_numerator)} of {number(one.reported_denominator)}"
    return f"{figure(one.reported_value, one.unit)} ({counts})"


def is_reported_otherwise(one: Figure) -> bool:
    """Whether the figure as reported differs from the one recorded."""
    recorded = (one.value, one.numerator, one.denominator)
    reported = (one.reported_value, one.reported_numerator, one.reported_denominator)
    return any(value is not None for value in reported) and reported != recorded


def span_words(one: Figure) -> str:
    """Over which days the figure counts."""
    if one.period == "asat" or one.period_start == one.period_end:
        return f"as at {long_date(one.period_end)}"
    return f"from {long_date(one.period_start)} to {long_date(one.period_end)}"


def figure_sentences(one: Figure, months: Sequence[TrendPoint]) -> list[str]:
    """The figure read aloud: what was counted, how it moved, what it is held against."""
    if one.source == "none":
        return ["There is no data for this measure at this date: an extract that it needs has not been loaded."]
    if one.source == "published":
        said = [f"{value_words(one)} as published for {short_month(one.period_end)}; there are no cases behind it."]
    elif one.numerator is None:
        said = ["The figure is left out: it was made from so few that a child could be known by it."]
    elif one.denominator == 0:
        said = [f"Nothing to count {span_words(one)}."]
    elif one.unit == "rate_per_10000" and one.denominator is None:
        said = [f"{number(one.numerator)}, {span_words(one)}; no rate, since the configuration names no population."]
    elif one.unit == "count":
        counted = number(one.numerator) if one.numerator == one.denominator else counted_words(one)
        said = [f"{counted}, {span_words(one)}."]
    else:
        said = [f"{figure(one.value, one.unit)}: {counted_words(one)}, {span_words(one)}."]
    reported = reported_words(one)
    if reported:
        said.append(
            f"As reported it is {reported}: what was done but not recorded, and what does not apply, put right."
        )
    moved = []
    for change, before, when in (
        (one.change, one.previous, "the month before"),
        (one.change_three, one.previous_three, "on average over the three months before"),
    ):
        if change is not None:
            verdict = good_or_bad(change, one.better)
            words = f"{_MOVED[change]} {figure(before, one.unit)} {when}"
            moved.append(f"{words} ({verdict})" if verdict else words)
    if moved:
        said.append(_sentence("; ".join(moved)))
    against = []
    for area, name in AREAS.items():
        other = one.comparators.get(area)
        if other and other["reads"]:
            verdict = good_or_bad(other["reads"], one.better)
            words = f"{_COMPARED[other['reads']]} {name}, {figure(other['value'], one.unit)}"
            against.append(f"{words} ({verdict})" if verdict else words)
    if one.target is not None:
        against.insert(0, f"target {figure(one.target, one.unit)} {colour_words(one)}".rstrip())
    if against:
        said.append(_sentence("; ".join(against)))
    said += _range(months, one.unit)
    return said


def _range(months: Sequence[TrendPoint], unit: str) -> list[str]:
    known = [(point.value, point.month_end) for point in months if point.value is not None]
    if len(known) < 3:
        return []
    (low, low_end), (high, high_end) = min(known), max(known)
    first = known[0]
    return [
        f"In {short_month(first[1])} it was {figure(first[0], unit)}; since then highest {figure(high, unit)} "
        f"({short_month(high_end)}), lowest {figure(low, unit)} ({short_month(low_end)})."
    ]


def overdue_sentences(
    one: Figure, measure: Measure, families: int, worst: int, unit: str | None, became: str, before: date
) -> list[str]:
    """The work list behind the figure: how many are overdue, in how many families, what became of those overdue.

    ``became``: the sentence on those that were overdue on the day ``before``.
    """
    if one.overdue is None or one.due_soon is None:
        return []
    noun = measure.noun
    said: list[str] = []
    if one.overdue:
        days = count_of(worst, "working day" if unit == "working_days" else "day")
        whose = f", in {count_of(families, 'family', 'families')}" if families else ""
        longest = f"the longest by {days}" if worst else "no working day has gone by since"
        said.append(f"{count_of(one.overdue, noun.one, noun.many)} overdue now{whose}; {longest}.")
    else:
        said.append("Nothing is overdue now.")
    if one.due_soon:
        falls = "falls" if one.due_soon == 1 else "fall"
        more = count_of(one.due_soon, f"more {noun.one}", f"more {noun.many}")
        said.append(f"{more} {falls} due within five working days.")
    if became:
        said.append(f"Since {long_date(before)}: {became}")
    return said


def reason_sentence(measure: Measure, given: Sequence[tuple[str, str | None]]) -> str:
    """Why the cases that speak against the figure are as they are: cases and families by reason, the most first.

    ``given``: a reason and the family (or child) for each case that has one; empty where none has.
    """
    if not given:
        return ""
    by_reason: dict[str, list[str | None]] = {}
    for reason, family in given:
        by_reason.setdefault(reason, []).append(family)
    parts = []
    for reason, families in sorted(by_reason.items(), key=lambda one: (-len(one[1]), one[0])):
        known = len(set(families) - {None})
        whose = f" in {count_of(known, 'family', 'families')}" if known else ""
        parts.append(f"{reason[:1].lower()}{reason[1:]}, {count_of(len(families), *measure.noun[:2])}{whose}")
    return _sentence(f"reasons given: {'; '.join(parts)}")


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + "."
