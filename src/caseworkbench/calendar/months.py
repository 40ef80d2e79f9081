"""Calendar months over columns of day numbers: the same day N months later, clipped to the month's end."""

from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from caseworkbench.calendar.days import Days, to_date, to_day

Whole = npt.NDArray[np.int32]


def add_months(days: Days, months: Whole | int) -> Days:
    """The same day ``months`` calendar months later (31 August + 6 months = 28 or 29 February)."""
    dates = days.astype("datetime64[D]")
    first = dates.astype("datetime64[M]")
    target = first + np.asarray(months).astype("timedelta64[M]")
    day = (dates - first.astype("datetime64[D]")).astype(np.int64)
    length = ((target + 1).astype("datetime64[D]") - target.astype("datetime64[D]")).astype(np.int64)
    moved = target.astype("datetime64[D]").astype(np.int64) + np.minimum(day, length - 1)
    result: Days = moved.astype(np.int32)
    return result


def whole_months(earlier: Days, later: Days) -> Whole:
    """The most months that fit: the greatest m with ``add_months(earlier, m) <= later``."""
    span = later.astype("datetime64[D]").astype("datetime64[M]") - earlier.astype("datetime64[D]").astype(
        "datetime64[M]"
    )
    months = span.astype(np.int32)
    fitting: Whole = months - (add_months(earlier, months) > later).astype(np.int32)
    return fitting


def month_end(day: date) -> date:
    """The last day of the date's month."""
    following = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return following - timedelta(days=1)


def months_before(day: date, months: int) -> date:
    """The same day ``months`` earlier, clipped."""
    return to_date(int(add_months(np.array([to_day(day)], dtype=np.int32), -months)[0]))


def previous_month_ends(day: date, count: int) -> list[date]:
    """The last ``count`` month ends before the date's month, latest first."""
    ends: list[date] = []
    current = day
    for _ in range(count):
        current = current.replace(day=1) - timedelta(days=1)
        ends.append(current)
    return ends
