"""The calendar by walking days, on the dates that were worked by hand."""

import pytest

from .days import (
    add_months,
    add_working_days,
    due_date,
    is_working,
    previous_month_end,
    whole_months,
    working_days_between,
)
from .hand import d


@pytest.mark.parametrize(
    ("start", "limit", "unit", "due"),
    [
        ("2018-08-21", 15, "working_days", "2018-09-12"),  # 27 Aug is the summer bank holiday
        ("2018-09-22", 15, "working_days", "2018-10-12"),  # a weekend start is Day 0
        ("2018-12-21", 5, "working_days", "2019-01-02"),
        ("2022-09-01", 15, "working_days", "2022-09-23"),  # the State Funeral
        ("2023-03-31", 20, "working_days", "2023-05-03"),
        ("2021-12-25", 0, "working_days", "2021-12-29"),  # 27 and 28 Dec are substitute days
        ("2018-08-31", 6, "months", "2019-02-28"),
        ("2019-08-31", 6, "months", "2020-02-29"),
        ("2018-09-21", 28, "days", "2018-10-19"),
        ("2018-09-21", 72, "hours", "2018-09-24"),
        ("2018-09-21", 0, "working_days", "2018-09-21"),  # same working day, a Friday
    ],
)
def test_due_dates_worked_by_hand(start, limit, unit, due):
    assert due_date(d(start), limit, unit) == d(due)


@pytest.mark.parametrize(
    "day",
    [
        "1999-12-31",
        "2002-06-03",
        "2002-06-04",
        "2004-12-27",
        "2004-12-28",
        "2010-12-27",
        "2010-12-28",
        "2011-04-29",
        "2011-12-26",
        "2011-12-27",
        "2012-06-04",
        "2012-06-05",
        "2016-12-26",
        "2016-12-27",
        "2020-05-08",
        "2020-12-28",
        "2021-12-27",
        "2021-12-28",
        "2022-06-02",
        "2022-06-03",
        "2022-09-19",
        "2022-12-27",
        "2023-05-08",
    ],
)
def test_special_days_are_not_working_days(day):
    assert not is_working(d(day))


@pytest.mark.parametrize("day", ["2020-05-04", "2022-05-30", "2002-05-27", "2012-05-28", "2018-03-16"])
def test_days_that_only_look_like_bank_holidays_are_working_days(day):
    assert is_working(d(day))


def test_monday_to_the_monday_three_weeks_later_is_15_working_days():
    assert working_days_between(d("2018-09-03"), d("2018-09-24")) == 15
    assert add_working_days(d("2018-09-03"), 15) == d("2018-09-24")


def test_working_days_are_negative_where_the_second_date_is_before_the_first():
    assert working_days_between(d("2018-09-24"), d("2018-09-03")) == -15
    assert working_days_between(d("2018-09-24"), d("2018-09-24")) == 0


def test_a_saturday_is_no_working_day_after_friday():
    assert working_days_between(d("2018-09-21"), d("2018-09-22")) == 0
    assert working_days_between(d("2018-09-22"), d("2018-09-24")) == 1


def test_months_are_clipped_to_the_months_end():
    assert add_months(d("2018-01-31"), 1) == d("2018-02-28")
    assert add_months(d("2020-02-29"), -12) == d("2019-02-28")
    assert add_months(d("2018-12-15"), 1) == d("2019-01-15")
    assert add_months(d("2018-01-15"), -1) == d("2017-12-15")


def test_whole_months_count_like_the_due_dates_do():
    assert whole_months(d("2018-08-31"), d("2019-02-28")) == 6
    assert whole_months(d("2018-08-31"), d("2019-02-27")) == 5
    assert whole_months(d("2018-08-31"), d("2018-08-31")) == 0


def test_the_month_end_before_a_date_lies_in_the_month_before():
    assert previous_month_end(d("2018-10-31")) == d("2018-09-30")
    assert previous_month_end(d("2018-03-01")) == d("2018-02-28")
