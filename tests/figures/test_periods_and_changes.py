"""Periods, and how a figure compares with the ones before."""

from datetime import date

import pytest

from caseworkbench.errors import WorkbenchError
from caseworkbench.figures.periods import period_start
from caseworkbench.figures.value import change, mean, value_of


@pytest.mark.parametrize(
    ("period", "day", "first"),
    [
        ("month", date(2018, 9, 17), date(2018, 9, 1)),
        ("quarter", date(2018, 9, 17), date(2018, 7, 1)),
        ("quarter", date(2018, 1, 1), date(2018, 1, 1)),
        ("ytd", date(2018, 4, 1), date(2018, 4, 1)),
        ("ytd", date(2018, 3, 31), date(2017, 4, 1)),
        ("rolling12", date(2018, 9, 30), date(2017, 10, 1)),
        ("rolling12", date(2020, 2, 29), date(2019, 3, 1)),
        ("asat", date(2018, 9, 17), date(2018, 9, 17)),
    ],
)
def test_a_period_begins_where_the_specification_says(period, day, first):
    assert period_start(period, day) == first


def test_an_unknown_period_is_named():
    with pytest.raises(WorkbenchError, match="no period 'week'"):
        period_start("week", date(2018, 9, 1))


def test_half_a_point_is_a_change_and_less_is_none():
    assert change(60.1, 59.6) == "up"
    assert change(59.6, 60.1) == "down"
    assert change(79.0, 78.7) == "same"
    assert change(None, 78.7) is None
    assert change(78.7, None) is None


def test_sandwells_three_month_averages_read_as_it_printed_them():
    plans_reviewed = [95.8, 95.3, 96.1]
    assert change(95.7, mean(plans_reviewed)) == "same"
    assert change(18.80, mean([19.40, 20.19, 20.90])) == "down"


def test_the_mean_is_of_the_months_that_exist():
    assert mean([None, 50.0, 70.0]) == 60.0
    assert mean([None, None]) is None


def test_nothing_to_count_has_no_percentage_but_a_count_of_nothing_is_nought():
    assert value_of(0, 0, "percent") is None
    assert value_of(0, 0, "count") == 0
    assert value_of(3, 4, "percent") == 75.0
