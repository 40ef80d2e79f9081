"""Reading the dates that a person types."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from caseworkbench.errors import WorkbenchError
from caseworkbench.screens.text import MONTHS, clean

if TYPE_CHECKING:
    from caseworkbench.calendar.working_calendar import WorkingCalendar

_STEP = re.compile(r"([+-])\s*(\d{1,4})\s*([dwmy])", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4}|\d{2})")
_NO_YEAR = re.compile(r"(\d{1,2})[/. -](\d{1,2})")
_NAMED = re.compile(r"(?:[a-z]{3,9},?\s+)?(\d{1,2})\s+([a-z]{3,9})\.?\s+(\d{4})", re.IGNORECASE)
HOW = "type a date such as 30/09/2018 or 2018-09-30, or today, last, -1m, +2w"


def months_on(start: date, months: int) -> date:
    """The same day ``months`` calendar months on, clipped to the month's end; a month's end stays one."""
    first = start.year * 12 + start.month - 1 + months
    year, month = divmod(first, 12)
    last = monthrange(year, month + 1)[1]
    was_last = start.day == monthrange(start.year, start.month)[1]
    return date(year, month + 1, last if was_last else min(start.day, last))


def read_as_at(typed: str, current: date, last_load: date, today: date) -> date:
    """The date meant by ``typed``.

    ISO (2018-09-30), day first (30/9/2018, 30 Sep 2018), ``today``, ``last`` (the load's own date),
    or a step from ``current``: -1m, +2w, -10d, -1y. Raises WorkbenchError with a sentence.
    """
    text = typed.strip()
    if text.casefold() == "today":
        return today
    if text.casefold() in ("", "last", "load"):
        return last_load
    try:
        if step := _STEP.fullmatch(text):
            amount = int(step[2]) * (1 if step[1] == "+" else -1)
            match step[3].casefold():
                case "d":
                    return current + timedelta(days=amount)
                case "w":
                    return current + timedelta(weeks=amount)
                case "m":
                    return months_on(current, amount)
                case _:
                    return months_on(current, 12 * amount)
        if iso := _ISO.fullmatch(text):
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if first := _DAY_FIRST.fullmatch(text):
            year = int(first[3])
            return date(year + 2000 if year < 100 else year, int(first[2]), int(first[1]))
        if named := _NAMED.fullmatch(text):
            names = [name.casefold() for name in MONTHS]
            return date(int(named[3]), names.index(named[2][:3].casefold()) + 1, int(named[1]))
    except (ValueError, OverflowError):
        raise WorkbenchError(f"There is no such day as “{clean(text)[:40]}”; {HOW}.") from None
    raise WorkbenchError(f"“{clean(text)[:40]}” is not a date; {HOW}.")


HOW_DAY = "type 12/10/2018 or 2018-10-12, today, +3d for three working days, +1w or +1m"


def read_day(typed: str, today: date, *, ahead: bool = True) -> date:
    """The day meant by ``typed``: a date, ``today``, or a step from today; ``+3d`` is three working days on.

    ``ahead``: whether the day lies ahead rather than behind, which settles what 12/10 without a year means. Raises
    WorkbenchError with a sentence.
    """
    text = typed.strip()
    if text.casefold() in ("yesterday", "tomorrow"):
        return today + timedelta(days=1 if text.casefold() == "tomorrow" else -1)
    if (step := _STEP.fullmatch(text)) and step[3].casefold() == "d":
        amount, calendar = int(step[2]), _england()
        day = today
        while amount and today.year - 20 < day.year < today.year + 20:
            day += timedelta(days=1 if step[1] == "+" else -1)
            amount -= calendar.is_working(day)
        return day
    if short := _NO_YEAR.fullmatch(text):
        text = f"{short[1]}/{short[2]}/{_year_of(int(short[1]), int(short[2]), today, ahead)}"
    if not text or text.casefold() in ("last", "load"):
        raise WorkbenchError(f"“{clean(typed)[:40]}” is not a date; {HOW_DAY}.")
    try:
        return read_as_at(text, today, today, today)
    except WorkbenchError as error:
        raise WorkbenchError(str(error).replace(HOW, HOW_DAY)) from None


@cache
def _england() -> WorkingCalendar:
    from caseworkbench.calendar.england import england

    return england()


def _year_of(day: int, month: int, today: date, ahead: bool) -> int:
    """The year in which that day comes next, or came last."""
    this = (month, day) >= (today.month, today.day) if ahead else (month, day) <= (today.month, today.day)
    return today.year if this else today.year + (1 if ahead else -1)
