"""Dates and holidays as people say them."""

import re
from datetime import date

_HOLIDAYS = {
    "Late Summer Bank Holiday": "the summer bank holiday",
    "Spring Bank Holiday": "the spring bank holiday",
    "May Day": "the early May bank holiday",
    "State Funeral of Queen Elizabeth II": "the State Funeral of Queen Elizabeth II",
}
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_words(day: date, year: bool = True) -> str:
    """``Wed 12 Sep 2018``, or without the year ``Wed 12 Sep``; the same in every locale."""
    words = f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"
    return f"{words} {day.year}" if year else words


def holiday_words(name: str) -> str:
    """A bank holiday's name as it stands in a sentence."""
    return _HOLIDAYS.get(name, name)


def counted_words(count: int, word: str) -> str:
    """``1 working day``, ``3 working days``."""
    return f"{count} {word}{'' if count == 1 else 's'}"


def in_order(name: str) -> list[tuple[int, int, str]]:
    """A key by which names stand as people order them: Team 2 before Team 10, whatever the case of letters."""
    parts = re.split(r"(\d+)", name.casefold())
    return [(1, int(part), "") if part.isdecimal() else (0, 0, part) for part in parts if part]
