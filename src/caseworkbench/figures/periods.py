"""Periods: which days a figure looks at."""

from datetime import date, timedelta
from typing import Literal, get_args

from caseworkbench.calendar.months import months_before
from caseworkbench.errors import WorkbenchError

Period = Literal["month", "quarter", "ytd", "rolling12", "asat"]
PERIODS: tuple[Period, ...] = get_args(Period)
APRIL = 4


def period_start(period: str, day: date) -> date:
    """The first day of the period that ends on ``day``.

    ``month`` and ``quarter``: the calendar month or quarter that holds the day; ``ytd``: from the last 1 April;
    ``rolling12``: after the same day twelve months earlier; ``asat``: the day alone.
    """
    match period:
        case "month":
            return day.replace(day=1)
        case "quarter":
            return day.replace(month=day.month - (day.month - 1) % 3, day=1)
        case "ytd":
            return date(day.year if day.month >= APRIL else day.year - 1, APRIL, 1)
        case "rolling12":
            return months_before(day, 12) + timedelta(days=1)
        case "asat":
            return day
    raise WorkbenchError(f"There is no period {period!r}: choose one of {', '.join(PERIODS)}.")
