"""``workday``: the worked examples of the calendar, as a person on the telephone asks for them."""

import pytest


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        ("2018-08-21", 15, "2018-09-12"),
        ("22/09/2018", 15, "2018-10-12"),
        ("2018-12-21", 5, "2019-01-02"),
        ("2022-09-01", 15, "2022-09-23"),
        ("31/03/2023", 20, "2023-05-03"),
        ("2021-12-25", 0, "2021-12-29"),
    ],
)
def test_the_worked_examples(call, start, count, due):
    assert call("workday", "add", start, count, "--format", "json").json["date"] == due


def test_the_days_skipped_are_named(call):
    skipped = call("workday", "add", "2018-12-24", "3", "--format", "json").json["skipped"]
    assert skipped == [
        {"date": "2018-12-25", "why": "Christmas Day"},
        {"date": "2018-12-26", "why": "Boxing Day"},
        {"date": "2018-12-29", "why": "Saturday"},
        {"date": "2018-12-30", "why": "Sunday"},
    ]


def test_plain_words_by_default(call):
    assert call("workday", "add", "21/08/2018", "15").out == (
        "15 working days from Tue 21 Aug 2018; Mon 27 Aug is the summer bank holiday; due Wed 12 Sep 2018.\n"
    )


def test_between_counts_after_the_first_and_with_the_last(call):
    assert call("workday", "between", "2018-08-21", "2018-09-12", "--format", "json").json == {"working_days": 15}
    assert call("workday", "between", "2018-09-12", "2018-08-21", "--format", "json").json == {"working_days": -15}


def test_a_year_lists_its_bank_holidays_but_not_those_that_fall_on_a_weekend(call):
    days = call("workday", "list", "2021", "--format", "json").json
    assert [day["date"] for day in days] == [
        "2021-01-01",
        "2021-04-02",
        "2021-04-05",
        "2021-05-03",
        "2021-05-31",
        "2021-08-30",
        "2021-12-27",
        "2021-12-28",
    ]


def test_no_store_is_needed(call, tmp_path):
    assert call("--store", tmp_path / "none", "workday", "add", "2018-08-21", "1").status == 0
    assert not (tmp_path / "none").exists()
