"""Working days: Monday to Friday less the named days. The only place where working days are counted.

Columns are day numbers (``calendar.days``). Source of the rules: measures.md, section 1, "Due dates".
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cached_property

import numpy as np
import numpy.typing as npt

from caseworkbench.calendar.days import Days, to_date, to_day
from caseworkbench.errors import WorkbenchError

FIRST_YEAR, LAST_YEAR = 1990, 2060
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SATURDAY = 5


class WorkingCalendar:
    """Working days from 1 January 1990 to 31 December 2060.

    ``named``: the days that are not worked although they may be weekdays, with their names.
    """

    def __init__(self, named: Mapping[date, str]) -> None:
        self.named = dict(named)
        self.first = date(FIRST_YEAR, 1, 1)
        self.last = date(LAST_YEAR, 12, 31)

    @cached_property
    def _busday(self) -> np.busdaycalendar:
        return np.busdaycalendar(holidays=np.array(sorted(self.named), dtype="datetime64[D]"))

    def covers(self, days: Days) -> npt.NDArray[np.bool_]:
        """Which of the days lie within the calendar."""
        return (days >= to_day(self.first)) & (days <= to_day(self.last))

    def _check(self, days: Days) -> npt.NDArray[np.datetime64]:
        inside = self.covers(days)
        if not inside.all():
            outside = int(days[~inside][0])
            try:
                shown = f"{to_date(outside):%d/%m/%Y}"
            except (ValueError, OverflowError):
                shown = "A date"
            raise WorkbenchError(
                f"{shown} lies outside the calendar, which runs from {self.first.year} to {self.last.year}: "
                "check the year."
            )
        return days.astype("datetime64[D]")

    def add_days(self, starts: Days, count: int) -> Days:
        """The ``count``-th working day after each start; with 0 the start itself or the next working day.

        A start that is not a working day is Day 0 all the same. Negative counts go backwards.
        Raises WorkbenchError where a start or a result lies outside the calendar.
        """
        roll = "backward" if count > 0 else "forward"
        moved = np.busday_offset(self._check(starts), count, roll=roll, busdaycal=self._busday)  # type: ignore[call-overload]
        result: Days = moved.astype(np.int32)
        self._check(result)
        return result

    def between_days(self, earlier: Days, later: Days) -> npt.NDArray[np.int32]:
        """How many working days d satisfy ``earlier < d <= later``; negative where later comes first."""
        low, high = np.minimum(earlier, later), np.maximum(earlier, later)
        counts = np.busday_count(self._check(low) + 1, self._check(high) + 1, busdaycal=self._busday)
        return np.where(later < earlier, -counts, counts).astype(np.int32)

    def add(self, start: date, count: int) -> date:
        """``add_days`` for one date."""
        return to_date(int(self.add_days(np.array([to_day(start)], dtype=np.int32), count)[0]))

    def between(self, earlier: date, later: date) -> int:
        """``between_days`` for one pair of dates."""
        pair = [np.array([to_day(day)], dtype=np.int32) for day in (earlier, later)]
        return int(self.between_days(pair[0], pair[1])[0])

    def why(self, day: date) -> str | None:
        """Why a day is not worked (the holiday's or closure's name, or the weekend day), or ``None``."""
        if not self.first <= day <= self.last:
            self._check(np.array([to_day(day)], dtype=np.int32))
        weekday = day.weekday()
        if weekday >= SATURDAY and day in self.named:
            return f"{WEEKDAYS[weekday]}, {self.named[day]}"
        return WEEKDAYS[weekday] if weekday >= SATURDAY else self.named.get(day)

    def is_working(self, day: date) -> bool:
        """Whether the day is a working day."""
        return self.why(day) is None

    def skipped(self, earlier: date, later: date) -> list[tuple[date, str]]:
        """The days after ``earlier``, up to and with ``later``, that are not worked, with the reason of each."""
        span = (earlier + timedelta(days=step) for step in range(1, (later - earlier).days + 1))
        return [(day, why) for day in span if (why := self.why(day)) is not None]

    def named_between(self, earlier: date, later: date) -> list[tuple[date, str]]:
        """As ``skipped``, but only the weekdays that have a name (bank holidays and closure days)."""
        return [
            (day, name)
            for day, name in sorted(self.named.items())
            if earlier < day <= later and day.weekday() < SATURDAY
        ]
