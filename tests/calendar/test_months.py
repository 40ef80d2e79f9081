"""Calendar months: the same day N months later, clipped to the month's end."""

from datetime import date

import numpy as np
import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from caseworkbench.calendar.days import from_iso, to_date, to_dates, to_day
from caseworkbench.calendar.months import add_months, month_end, months_before, previous_month_ends, whole_months

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


def column(*days):
    return np.array([to_day(day) for day in days], dtype=np.int32)


def test_six_months_after_31_august_is_the_end_of_february():
    assert to_dates(add_months(column(date(2018, 8, 31), date(2019, 8, 31)), 6)) == [
        date(2019, 2, 28),
        date(2020, 2, 29),
    ]


@given(start=DAYS, months=st.integers(-30, 60))
def test_adding_months_agrees_with_dateutil(start, months):
    assert to_date(add_months(column(start), months)[0]) == start + relativedelta(months=months)


@given(start=DAYS, months=st.integers(0, 60))
def test_as_many_whole_months_have_passed_as_were_added(start, months):
    later = add_months(column(start), months)
    assert whole_months(column(start), later)[0] == months


@given(start=DAYS, end=DAYS)
def test_one_more_month_would_be_too_many(start, end):
    start, end = sorted((start, end))
    months = int(whole_months(column(start), column(end))[0])
    assert start + relativedelta(months=months) <= end < start + relativedelta(months=months + 1)


def test_the_month_ends_before_a_month_come_latest_first():
    assert previous_month_ends(date(2018, 9, 30), 3) == [date(2018, 8, 31), date(2018, 7, 31), date(2018, 6, 30)]
    assert month_end(date(2020, 2, 3)) == date(2020, 2, 29)
    assert months_before(date(2020, 2, 29), 12) == date(2019, 2, 28)


@given(days=st.lists(st.none() | st.dates(), max_size=20))
def test_a_column_of_dates_survives_being_numbers(days):
    assert to_dates(from_iso([day.isoformat() if day else None for day in days])) == days


def test_text_that_is_no_date_is_an_error():
    with pytest.raises(ValueError, match="day is out of range"):
        from_iso(["2018-02-31"])
