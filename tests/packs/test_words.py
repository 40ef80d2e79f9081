"""The sentences, the signs and the drawings of a pack, on figures worked out by hand."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from caseworkbench.packs.drawing import LABEL_APART, chart, sparkline
from caseworkbench.packs.order import Order
from caseworkbench.packs.words import (
    change_signs,
    figure_sentences,
    is_reported_otherwise,
    reported_words,
    sheet_name,
    value_words,
)
from caseworkbench.packs.write import write_pack
from caseworkbench.workbench.figure import Figure, TrendPoint
from tests.workbench.extract import authority

END = dt.date(2018, 9, 30)
REVIEWS = Figure(
    "lac_review", "Looked after reviews", None, None, None, None, None, END, "ytd", dt.date(2018, 4, 1), END,
    numerator=79, denominator=100, value=79.0, unit="percent", better="high", overdue=5, due_soon=0,
    previous=78.7, previous_three=80.4, change="same", change_three="down", source="cases",
    comparators={"england": {"value": 85.0, "reads": "below"}, "region": {"value": 79.5, "reads": "similar"}},
    target=90.0, rag="red",
)  # fmt: skip


def months(*values):
    ends = [dt.date(2018, month + 1, 1) - dt.timedelta(days=1) for month in range(10 - len(values), 10)]
    return [
        TrendPoint("lac_review", end, None, None, None, 1, 2, value, "cases")
        for end, value in zip(ends, values, strict=True)
    ]


def test_a_figure_reads_as_a_report_says_it():
    assert figure_sentences(REVIEWS, months(83.9, 78.7, 79.0)) == [
        "79.0 %: 79 of 100, from Sun 1 Apr 2018 to Sun 30 Sep 2018.",
        "Much the same as 78.7 % the month before; down from 80.4 % on average over the three months before (worse).",
        "Target 90.0 % ✗ missed; below England, 85.0 % (worse); much the same as region, 79.5 %.",
        "In Jul 2018 it was 83.9 %; since then highest 83.9 % (Jul 2018), lowest 78.7 % (Aug 2018).",
    ]


def test_what_fell_due_on_friday_is_on_sunday_overdue_by_no_working_day(tmp_path):
    """15 working days from Fri 7 September are over on Fri 28 September; Sun 30 September is the as-at date."""
    tables = {
        "section47s": [{"s47_id": "S1", "child_id": "C1", "start_date": "2018-09-07", "icpc_required": "Y"}],
        "initial_conferences": [{"conference_id": "I1", "child_id": "C9", "held_date": "2018-01-05"}],
    }
    write_pack(authority(tmp_path, tables, END), Order("statutory"), tmp_path, name="pack", kinds=["md"])
    said = (tmp_path / "pack.md").read_text(encoding="utf-8")
    assert "1 conference overdue now, in 1 family; no working day has gone by since." in said
    assert "0 working days" not in said


def test_what_was_done_and_not_recorded_stands_beside_the_recorded_figure():
    """Sandwell, October 2018: 79 % recorded, 94 % done."""
    told = replace(REVIEWS, reported_value=94.0, reported_numerator=94, reported_denominator=100)
    assert reported_words(told) == "94.0 % (94 of 100)"
    assert figure_sentences(told, [])[1].startswith("As reported it is 94.0 % (94 of 100)")


def test_a_figure_reported_as_it_is_recorded_is_said_once():
    same = replace(REVIEWS, reported_value=79.0, reported_numerator=79, reported_denominator=100)
    assert not is_reported_otherwise(same) and not is_reported_otherwise(REVIEWS)


def test_no_figure_says_why():
    none = replace(REVIEWS, source="none", value=None, numerator=None, denominator=None)
    assert value_words(none) == "no data"
    assert figure_sentences(none, [])[0].startswith("There is no data for this measure at this date")
    nothing = replace(REVIEWS, value=None, numerator=0, denominator=0, change=None, change_three=None)
    assert figure_sentences(nothing, [])[0] == "Nothing to count from Sun 1 Apr 2018 to Sun 30 Sep 2018."
    rate = replace(REVIEWS, unit="rate_per_10000", value=None, denominator=None, change=None, change_three=None)
    assert figure_sentences(rate, [])[0].endswith("no rate, since the configuration names no population.")
    published = replace(REVIEWS, source="published", numerator=None, denominator=None)
    assert value_words(published) == "79.0 % p"


@pytest.mark.parametrize(
    ("change", "better", "signs"),
    [
        ("up", "high", ("▲", "up, better")),
        ("up", "low", ("▲", "up, worse")),
        ("down", None, ("▼", "down")),
        ("same", "high", ("◆", "much the same")),
        (None, "high", ("N/A", "not available")),
    ],
)
def test_an_arrow_has_words(change, better, signs):
    assert change_signs(change, better) == signs


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Percentage of initial child protection conferences", "3 Initial child protection"),
        ("Case/file: audits [all]?", "3 Case file audits all"),
        ("", "3"),
        ("x" * 60, "3 " + "X" + "x" * 28),
        ("it's 'quoted'", "3 It s quoted"),
    ],
)
def test_a_sheet_is_called_by_what_fits(title, name):
    assert sheet_name(3, title) == name and len(name) <= 31


def parsed(drawn):
    return ElementTree.fromstring(str(drawn))


def test_a_chart_has_a_mark_for_every_month_that_has_a_figure():
    drawn = parsed(chart(REVIEWS, months(80.0, None, 70.0, 75.0), "Reviews"))
    assert len(drawn.findall("circle")) == 3
    assert [text.text for text in drawn.findall("text") if "value" in (text.get("class") or "")] == [
        "80.0",
        "70.0",
        "75.0",
    ]
    assert len(drawn.findall("polyline")) == 2, "no line is drawn over a month without a figure"


def test_the_lines_of_target_and_comparators_are_told_apart_without_colour():
    drawn = parsed(chart(REVIEWS, months(80.0, 70.0), "Reviews"))
    levels = [line for line in drawn.findall("line") if line.get("class") == "level"]
    assert len({line.get("stroke-dasharray") for line in levels}) == 3
    names = {text.text for text in drawn.findall("text") if text.get("class") == "name"}
    assert names == {"target 90.0 %", "England 85.0 %", "region 79.5 %"}


def test_names_of_lines_that_lie_close_together_can_all_be_read():
    near = {area: {"value": 80.0 + at / 10, "reads": "similar"} for at, area in enumerate(("england", "region"))}
    drawn = parsed(chart(replace(REVIEWS, target=80.05, comparators=near), months(20.0, 100.0), "Reviews"))
    heights = sorted(float(text.get("y")) for text in drawn.findall("text") if text.get("class") == "name")
    assert all(low - high >= LABEL_APART - 0.1 for high, low in itertools.pairwise(heights))


@pytest.mark.parametrize("values", [(0.0, 0.0, 0.0), (100.0, 100.0, 100.0), (5.0,), (None, 3.0), (94000.0, 12.0)])
def test_any_values_can_be_drawn_inside_the_chart(values):
    drawn = parsed(chart(replace(REVIEWS, unit="count", target=None, comparators={}), months(*values), "Some"))
    height = float(drawn.get("viewBox").split()[3])
    assert all(0 <= float(circle.get("cy")) <= height for circle in drawn.findall("circle"))
    assert not re.search("nan|inf", str(ElementTree.tostring(drawn)))


def test_nothing_is_drawn_of_nothing():
    assert chart(REVIEWS, months(None, None), "Reviews") == "" and sparkline(months(None, None)) == ""
