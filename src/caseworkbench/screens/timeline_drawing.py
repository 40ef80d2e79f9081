"""A child's clocks drawn against the months. Pure functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from caseworkbench.screens.text import MONTHS, STATUS, fit

Piece = tuple[str, str]


def draw_timeline(
    clocks: Sequence[Mapping[str, object]], titles: Mapping[str, str], as_at: date, cells: int, rows: int
) -> list[list[Piece]]:
    """One line per clock under a line of months, thirteen months up to a little after ``as_at``.

    ``├`` starts a clock, ``┊`` is its due date, the last sign is its status; the part after the due date is
    drawn double.
    """
    label = 24 if cells < 100 else 36
    room = max(20, cells - label - 1)
    first = (as_at.replace(day=1) - timedelta(days=366)).replace(day=1)
    last = as_at + timedelta(days=45)
    days = (last - first).days

    def x(day: date) -> int:
        return max(0, min(room - 1, (day - first).days * (room - 1) // days))

    lines: list[list[Piece]] = [_axis(first, last, label, room, x)]
    shown = [
        clock
        for clock in clocks
        if isinstance(started := clock.get("started"), date) and started <= last and _end(clock, as_at) >= first
    ]
    for clock in shown[: max(0, rows - 1)]:
        title = fit(titles.get(str(clock["measure"]), str(clock["measure"])), label)
        lines.append([(title + " ", ""), *_bar(clock, as_at, room, x)])
    hidden = len(shown) - max(0, rows - 1)
    if hidden > 0:
        lines[-1] = [(f"and {hidden + 1} more clocks in the list above", "quiet")]
    return lines


def _end(clock: Mapping[str, object], as_at: date) -> date:
    for name in ("stopped", "voided"):
        if isinstance(found := clock.get(name), date):
            return found
    return as_at


def _axis(first: date, last: date, label: int, room: int, place: Callable[[date], int]) -> list[Piece]:
    chars = [" "] * room
    month = first
    while month <= last:
        at = place(month)
        word = MONTHS[month.month - 1] if month.month != 1 else str(month.year)
        if at + len(word) <= room and all(c == " " for c in chars[max(0, at - 1) : at + len(word)]):
            chars[at : at + len(word)] = word
        month = (month + timedelta(days=32)).replace(day=1)
    return [(" " * (label + 1), ""), ("".join(chars), "quiet")]


def _bar(clock: Mapping[str, object], as_at: date, room: int, place: Callable[[date], int]) -> list[Piece]:
    started = clock["started"]
    assert isinstance(started, date)
    due = clock.get("due")
    start, end = place(started), place(_end(clock, as_at))
    symbol, _, tone = STATUS.get(str(clock.get("status")), ("·", "", ""))
    chars = [" "] * room
    for at in range(start, end + 1):
        chars[at] = "─"
    late_from = room
    if isinstance(due, date):
        late_from = place(due)
        for at in range(late_from + 1, end + 1):
            chars[at] = "═"
        if late_from not in (start, end):
            chars[late_from] = "┊"
    chars[start] = "├"
    chars[end] = symbol if end != start or symbol != "·" else "├"
    text = "".join(chars)
    if tone == "bad" and late_from < end:
        return [(text[: late_from + 1], ""), (text[late_from + 1 :], "bad")]
    return [(text, "")]
