"""Working days of England: the worked examples of the specification, the special days, and laws that always hold."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworkbench.calendar.days import to_day
from caseworkbench.calendar.england import england
from caseworkbench.errors import WorkbenchError

ENGLAND = england()
DAYS = st.dates(date(1990, 1, 1), date(2055, 12, 31))
COUNTS = st.integers(0, 300)


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        (date(2018, 8, 21), 15, date(2018, 9, 12)),
        (date(2018, 9, 22), 15, date(2018, 10, 12)),
        (date(2018, 12, 21), 5, date(2019, 1, 2)),
        (date(2022, 9, 1), 15, date(2022, 9, 23)),
        (date(2023, 3, 31), 20, date(2023, 5, 3)),
        (date(2021, 12, 25), 0, date(2021, 12, 29)),
    ],
)
def test_the_worked_examples_come_out_as_written(start, count, due):
    assert ENGLAND.add(start, count) == due


@pytest.mark.parametrize(
    "day",
    [
        "1999-12-31",
        "2002-06-03",
        "2002-06-04",
        "2011-04-29",
        "2012-06-04",
        "2012-06-05",
        "2020-05-08",
        "2022-06-02",
        "2022-06-03",
        "2022-09-19",
        "2023-05-08",
        "2004-12-27",
        "2004-12-28",
        "2010-12-27",
        "2010-12-28",
        "2011-12-26",
        "2011-12-27",
        "2016-12-26",
        "2016-12-27",
        "2020-12-28",
        "2021-12-27",
        "2021-12-28",
        "2022-12-26",
        "2022-12-27",
    ],
)
def test_a_special_day_is_no_working_day(day):
    assert not ENGLAND.is_working(date.fromisoformat(day))


@pytest.mark.parametrize("day", ["2020-05-04", "2022-05-30", "2021-12-29", "2019-12-27", "2018-08-06"])
def test_a_monday_whose_holiday_moved_or_that_is_none_in_england_is_a_working_day(day):
    assert ENGLAND.is_working(date.fromisoformat(day))


def test_three_weeks_from_monday_to_monday_are_fifteen_working_days():
    assert ENGLAND.between(date(2018, 9, 3), date(2018, 9, 24)) == 15


def test_a_skipped_day_is_named():
    assert ENGLAND.skipped(date(2018, 8, 24), date(2018, 8, 28)) == [
        (date(2018, 8, 25), "Saturday"),
        (date(2018, 8, 26), "Sunday"),
        (date(2018, 8, 27), "Late Summer Bank Holiday"),
    ]


def test_an_authoritys_closure_day_is_skipped_by_its_own_name():
    closed = england({date(2018, 12, 24): "Council closed"})
    assert closed.add(date(2018, 12, 21), 1) == date(2018, 12, 27)
    assert closed.why(date(2018, 12, 24)) == "Council closed"


@pytest.mark.parametrize("year", [1990, 2045, 2060])
def test_every_year_in_the_calendar_has_its_bank_holidays(year):
    assert sum(day.year == year for day in ENGLAND.named) >= 8


@pytest.mark.parametrize("day", [date(1989, 12, 31), date(2061, 1, 1), date(218, 9, 21)])
def test_a_date_outside_the_calendar_is_an_error_that_says_so(day):
    with pytest.raises(WorkbenchError, match="outside the calendar, which runs from 1990 to 2060"):
        ENGLAND.add(day, 1)


@given(start=DAYS, count=st.integers(1, 300))
def test_the_nth_working_day_after_a_start_is_n_working_days_from_it(start, count):
    due = ENGLAND.add(start, count)
    assert due > start
    assert ENGLAND.is_working(due)
    assert ENGLAND.between(start, due) == count


@given(start=DAYS)
def test_no_working_days_on_is_the_day_itself_or_the_next_working_day(start):
    due = ENGLAND.add(start, 0)
    assert ENGLAND.is_working(due)
    assert due == start if ENGLAND.is_working(start) else ENGLAND.between(start, due) == 1


@given(first=DAYS, second=DAYS)
def test_counting_back_is_counting_forward_with_the_sign_turned(first, second):
    assert ENGLAND.between(first, second) == -ENGLAND.between(second, first)


@given(start=DAYS, length=st.integers(0, 400))
def test_counting_agrees_with_walking_day_by_day(start, length):
    end = start + timedelta(days=length)
    walked = sum(ENGLAND.is_working(start + timedelta(days=step)) for step in range(1, length + 1))
    assert ENGLAND.between(start, end) == walked
    assert length - walked == len(ENGLAND.skipped(start, end))


@given(starts=st.lists(DAYS, min_size=1, max_size=30), count=COUNTS)
def test_a_column_of_dates_is_counted_as_each_date_by_itself(starts, count):
    column = np.array([to_day(start) for start in starts], dtype=np.int32)
    assert ENGLAND.add_days(column, count).tolist() == [to_day(ENGLAND.add(start, count)) for start in starts]
