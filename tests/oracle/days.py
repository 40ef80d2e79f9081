"""Working days and calendar months by walking one day at a time."""

from datetime import date, timedelta
from functools import cache

import holidays

DAY = timedelta(days=1)


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of England in one year."""
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


@cache
def is_working(day: date) -> bool:
    """Monday to Friday and no bank holiday."""
    return day.weekday() < 5 and day not in bank_holidays(day.year)


@cache
def add_working_days(start: date, n: int) -> date:
    """The n-th working day after start; for n = 0 the start, or the next working day where it is none."""
    day = start
    if n == 0:
        while not is_working(day):
            day += DAY
        return day
    for _ in range(n):
        day += DAY
        while not is_working(day):
            day += DAY
    return day


@cache
def working_days_between(a: date, b: date) -> int:
    """How many working days d satisfy a < d <= b; negative where b is before a."""
    if b < a:
        return -working_days_between(b, a)
    count = 0
    day = a
    while day < b:
        day += DAY
        if is_working(day):
            count += 1
    return count


def add_months(day: date, n: int) -> date:
    """The same day n calendar months later, clipped to the month's end."""
    months = day.year * 12 + (day.month - 1) + n
    year, month = divmod(months, 12)
    month += 1
    for candidate in range(day.day, 0, -1):
        try:
            return date(year, month, candidate)
        except ValueError:
            continue
    raise AssertionError("every month has a first day")


def whole_months(a: date, b: date) -> int:
    """The greatest n for which n calendar months after a is not past b."""
    n = 0
    while add_months(a, n + 1) <= b:
        n += 1
    return n


def month_end(day: date) -> date:
    """The last day of the month that holds the day."""
    while (day + DAY).month == day.month:
        day += DAY
    return day


def previous_month_end(day: date) -> date:
    """The last day of the calendar month before the one that holds the day."""
    return day.replace(day=1) - DAY


def due_date(start: date, limit: int, unit: str) -> date:
    """The last date on which a clock can still be stopped in time."""
    if unit == "working_days":
        return add_working_days(start, limit)
    if unit == "days":
        return start + limit * DAY
    if unit == "months":
        return add_months(start, limit)
    if unit == "hours":
        return start + (limit // 24) * DAY
    raise AssertionError(unit)
