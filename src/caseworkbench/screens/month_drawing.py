"""A clock drawn on small months: which days it counted, and which it passed over. Pure functions."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from caseworkbench.screens.text import MONTHS, fit

Piece = tuple[str, str]
MONTH_CELLS = 21
MARKS = {
    "start": ("▸", "head", "start"),
    "due": ("◆", "head", "due"),
    "stop": ("■", "head", "done"),
    "void": ("-", "quiet", "void"),
    "holiday": ("*", "warn", "not a working day"),
    "as_at": ("●", "head", "as at"),
}
"""Kind of day -> mark behind its number, tone, word for the legend; later ones give way to earlier ones."""


@dataclass(frozen=True)
class Span:
    """The dates of a clock that the drawing marks."""

    start: date
    due: date | None
    stop: date | None
    void: date | None
    as_at: date

    @property
    def end(self) -> date:
        """The last day on which it ran."""
        ends = [day for day in (self.stop, self.void) if day is not None]
        return min(ends) if ends else self.as_at

    def kind(self, day: date) -> str | None:
        """What ``day`` is for this clock."""
        for name, marked in (("stop", self.stop), ("void", self.void), ("due", self.due), ("start", self.start)):
            if day == marked:
                return name
        return "as_at" if day == self.as_at else None


def months_of(span: Span, most: int) -> list[date]:
    """First days of the months to draw: all of them where there is room, else where it starts, falls due, ends."""
    wanted = {day.replace(day=1) for day in (span.start, span.due, span.end) if day is not None}
    first, last = min(wanted), max(wanted)
    between = []
    month = first
    while month <= last:
        between.append(month)
        month = (month + timedelta(days=32)).replace(day=1)
    if len(between) <= most:
        return between
    keep = sorted(wanted)
    return keep if len(keep) <= most else [*keep[: most - 1], keep[-1]] if most > 1 else keep[-1:]


def draw_months(span: Span, holidays: Mapping[date, str], cells: int) -> list[list[Piece]]:
    """The months beside one another, eight lines, with a legend of the marks used under them."""
    months = months_of(span, max(1, (cells + 2) // (MONTH_CELLS + 2)))
    drawn = [_month(first, span, holidays) for first in months]
    lines: list[list[Piece]] = []
    for row in range(max(len(one) for one in drawn)):
        line: list[Piece] = []
        for number, one in enumerate(drawn):
            if number:
                apart = row == 0 and (months[number] - months[number - 1]).days > 31
                line.append(("… " if apart else "  ", "quiet"))
            line += one[row] if row < len(one) else [(" " * MONTH_CELLS, "")]
        lines.append(line)
    used = {mark for one in drawn for line in one for text, _ in line for mark in text[2:3]}
    legend = "  ".join(f"{mark} {word}" for mark, _, word in MARKS.values() if mark in used)
    lines.append([(legend, "quiet")])
    return lines


def _month(first: date, span: Span, holidays: Mapping[date, str]) -> list[list[Piece]]:
    title = f"{MONTHS[first.month - 1]} {first.year}"
    lines: list[list[Piece]] = [
        [(fit(title, MONTH_CELLS), "head")],
        [("Mo Tu We Th Fr Sa Su ", "quiet")],
    ]
    line: list[Piece] = [("   ", "")] * first.weekday()
    for number in range(1, monthrange(first.year, first.month)[1] + 1):
        day = first.replace(day=number)
        line.append(_day(day, span, holidays))
        if len(line) == 7:
            lines.append(line)
            line = []
    if line:
        lines.append(line + [("   ", "")] * (7 - len(line)))
    return lines


def _day(day: date, span: Span, holidays: Mapping[date, str]) -> Piece:
    kind = span.kind(day)
    inside = span.start <= day <= max(span.end, span.due or span.end)
    if kind is None and inside and day in holidays:
        kind = "holiday"
    if kind is not None:
        mark, tone, _ = MARKS[kind]
        late = span.due is not None and day > span.due and kind in ("stop", "as_at")
        return (f"{day.day:2}{mark}", "bad" if late else tone)
    if not inside:
        return (" · ", "quiet")
    if day.weekday() > 4:
        return (f"{day.day:2} ", "quiet")
    return (f"{day.day:2} ", "bad" if span.due is not None and day > span.due else "")


def holidays_of(days: Sequence[object]) -> dict[date, str]:
    """Bank holidays and closure days among the day marks of an explanation, with their names."""
    found: dict[date, str] = {}
    for mark in days:
        if getattr(mark, "kind", "") in ("holiday", "closure"):
            found[mark.date] = mark.why or ""  # type: ignore[attr-defined]
    return found
