"""A pack for publication tells of no child: no cases, and no figure made from so few that one could be known."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from caseworkbench.workbench.figure import Figure, TrendPoint
from caseworkbench.workbench.publication import publishable

from .conftest import Page, everything, records, sheets


@pytest.fixture(scope="module")
def published(answer, tmp_path_factory):
    place = tmp_path_factory.mktemp("published")
    answer("pack", "--publish", "--team", "Assessment Team 2", "--out", str(place), "--name", "out")
    return place / "out"


def test_no_child_no_family_and_no_case_is_in_it(answer, published):
    children = {case["child_id"] for case in answer("cases", "assessment", "--status", "all")}
    families = {case["family_id"] for case in answer("cases", "assessment", "--status", "all")}
    for kind in (".xlsx", ".html", ".md"):
        text = everything(published.with_suffix(kind))
        assert not any(f"{name}" in text for name in (*children, *families) if name), kind
        assert "caseworkbench cases" not in text
    assert list(sheets(published.with_suffix(".xlsx"))) == ["Board", "Months"]


def test_figures_are_left_out_as_the_board_leaves_them_out(answer, published):
    rows = records(sheets(published.with_suffix(".xlsx"))["Board"], "No")
    figures = answer("board", "--board", "sandwell", "--team", "Assessment Team 2", "--publish")
    assert any(figure["value"] is None and figure["source"] == "cases" for figure in figures)
    for row, figure in zip(rows, figures, strict=True):
        assert (row["Counted"] or None) == (figure["denominator"] or None)
        if figure["value"] is None:
            assert isinstance(row["Latest"], str) and (row["Overdue"] or None) == (figure["overdue"] or None)


def test_the_page_says_what_is_left_out(published):
    assert (
        "what was made from counts of 1 to 5 is left out, and no case is listed"
        in Page(published.with_suffix(".html")).text
    )


END = dt.date(2018, 9, 30)
FIGURE = Figure(
    "icpc", "Conferences", 15, "working_days", None, None, None, END, "month", END.replace(day=1), END,
    numerator=28, denominator=47, value=59.6, unit="percent", better="high", overdue=7, due_soon=7,
    previous=69.6, previous_three=72.9, change="down", change_three="down", source="cases",
)  # fmt: skip


def month(met, counted, value=50.0):
    return TrendPoint("icpc", END, None, None, None, met, counted, value, "cases")


def test_a_month_of_few_is_left_out_and_so_is_the_change_from_it():
    months = [month(30, 40), month(30, 40), month(30, 40), month(3, 40), month(28, 47)]
    shown, kept = publishable(FIGURE, months, 6)
    assert [point.value for point in kept] == [50.0, 50.0, 50.0, None, 50.0]
    assert (shown.value, shown.previous, shown.change) == (59.6, None, None)
    assert (shown.previous_three, shown.change_three) == (None, None)


def test_a_month_of_few_unmet_is_left_out_too():
    months = [month(38, 40), *[month(30, 40)] * 3, month(28, 47)]
    shown, kept = publishable(FIGURE, months, 6)
    assert kept[0].value is None and kept[1].value == 50.0
    assert (shown.previous, shown.change_three) == (69.6, "down")


def test_a_figure_left_out_for_what_is_due_soon_is_left_out_of_its_months_too():
    months = [month(30, 40)] * 4 + [month(28, 47)]
    shown, kept = publishable(replace(FIGURE, due_soon=3), months, 6)
    assert (shown.value, kept[-1].value) == (None, None)
    assert [one.value for one in kept[:-1]] == [50.0] * 4
    assert publishable(FIGURE, months, 6)[1][-1].value == 50.0


def test_a_small_figure_takes_what_is_reported_with_it():
    small = replace(FIGURE, overdue=2, reported_value=70.0, reported_numerator=33, reported_denominator=47)
    shown, _ = publishable(small, [month(30, 40)] * 5, 6)
    assert (shown.value, shown.overdue, shown.reported_value, shown.comparators) == (None, None, None, {})


def test_a_reported_figure_that_differs_by_a_few_cases_is_left_out():
    months = [month(30, 40)] * 5
    few = replace(FIGURE, reported_value=63.8, reported_numerator=30, reported_denominator=47)
    many = replace(FIGURE, reported_value=74.5, reported_numerator=35, reported_denominator=47)
    assert publishable(few, months, 6)[0].reported_value is None
    assert publishable(many, months, 6)[0].reported_value == 74.5
