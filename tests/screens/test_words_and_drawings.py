"""Dates, directions, sparklines, small months and timelines as they stand on a screen."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from caseworkbench.errors import WorkbenchError
from caseworkbench.screens.dates import read_as_at
from caseworkbench.screens.month_drawing import Span, draw_months
from caseworkbench.screens.text import (
    ago,
    clean,
    day,
    direction,
    figure,
    fit,
    natural,
    sparkline,
    trail,
    wrap,
)
from caseworkbench.screens.timeline_drawing import draw_timeline

from .fake import LOADED_AT, NOW

LAST = date(2018, 9, 30)
TODAY = date(2018, 10, 1)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2018-08-31", date(2018, 8, 31)),
        ("31/8/2018", date(2018, 8, 31)),
        ("31.08.18", date(2018, 8, 31)),
        ("31 Aug 2018", date(2018, 8, 31)),
        ("Fri 31 August 2018", date(2018, 8, 31)),
        ("today", TODAY),
        ("last", LAST),
        ("", LAST),
        ("-1m", date(2018, 8, 31)),
        ("-7m", date(2018, 2, 28)),
        ("+2w", date(2018, 10, 14)),
        ("-1y", date(2017, 9, 30)),
        ("- 10 d", date(2018, 9, 20)),
    ],
)
def test_an_as_at_date_is_read_as_a_person_types_it(typed: str, meant: date) -> None:
    assert read_as_at(typed, LAST, LAST, TODAY) == meant


@pytest.mark.parametrize("typed", ["31/02/2018", "yesterday", "2018-13-01", "12", "-1x", "5 Foo 2018"])
def test_what_is_no_date_is_refused_with_a_way_out(typed: str) -> None:
    with pytest.raises(WorkbenchError, match="type a date such as"):
        read_as_at(typed, LAST, LAST, TODAY)


def test_control_characters_are_pictures_and_markup_is_text() -> None:
    assert clean("a\x1b[2Jb") == "a␛[2Jb"
    assert clean("[red]x[/]") == "[red]x[/]"
    assert clean("a\u202eb\u200bc\x7f\x9b") == "a·b·c␡·"
    assert clean("a\u00a0b") == "a b"
    assert clean(None) == ""


def test_dates_ages_and_figures_in_words() -> None:
    assert day(date(2018, 9, 12)) == "Wed 12 Sep 2018"
    assert ago(LOADED_AT, NOW) == "7 hours ago"
    assert ago(NOW, NOW) == "just now"
    assert figure(59.5744, "percent") == "59.6 %"
    assert figure(1234.0, "count") == "1,234"
    assert figure(None, "percent") == "–"


def test_the_arrow_is_the_direction_and_the_sign_whether_it_is_good() -> None:
    assert direction("up", "high") == ("▲", "+", "good")
    assert direction("up", "low") == ("▲", "-", "bad")
    assert direction("down", "low") == ("▼", "+", "good")
    assert direction("same", "high")[0] == "="
    assert direction(None, "high")[0] == "–"


def test_a_sparkline_has_a_sign_a_month_and_a_dot_where_there_is_no_figure() -> None:
    assert sparkline([0, 50, 100, None]) == "▁▅█·"
    assert sparkline([5, 5]) == "▄▄"
    assert sparkline([None, None]) == "··"


def test_text_is_cut_at_a_word_and_wide_characters_count_double() -> None:
    assert fit("Care Management Team", 18) == "Care Management…  "
    assert fit("Care Management Team", 12) == "Care Manage…"
    assert fit("Conferences in time (15 working days)", 24) == "Conferences in time…    "
    assert fit("名前太郎", 6) == "名前… "
    assert fit("ab", 4, right=True) == "  ab"
    assert wrap("up to 59.6 % of all", 10) == ["up to", "59.6 % of", "all"]
    assert wrap("up to 59.6 % of all", 10, 3) == ["up to", "59.6 % of", "all"]
    assert wrap("up to 59.6 % of all", 10, 2) == ["up to", "59.6 % of…"]
    assert wrap("Rang.\n\nNobody in, rang again.", 12, 2) == ["Rang.", "Nobody in,…"]
    assert wrap("up to 59.6 % of all", 10, 0) == []


def test_a_name_that_is_cut_keeps_the_number_that_tells_it_from_the_next() -> None:
    assert fit("Care Management Team 9", 21) == "Care Management… 9   "
    assert fit("Care Management Team 10", 21) == "Care Management… 10  "
    assert fit("enquiry of Wed 5 Sep 2018", 18) == "enquiry of Wed 5… "
    assert fit("Team 10", 6) == "Team…" + " "


def test_a_sentence_is_not_cut_at_its_first_brackets() -> None:
    words = "All together: 71.9 % (64 of 89); 22 overdue now, 3 due within five working days."
    assert fit(words, 47, sentence=True).rstrip() == "All together: 71.9 % (64 of 89); 22 overdue…"
    assert fit("Contacts decided in time (1 working day)", 30).rstrip() == "Contacts decided in time…"


def test_a_long_breadcrumb_keeps_its_ends() -> None:
    assert trail(["Board", "Conferences", "East", "Priya"], 60) == "Board › Conferences › East › Priya"
    assert trail(["Board", "Conferences", "East", "Priya"], 25) == "Board › … › East › Priya"
    assert trail(["My team", "All measures", "Changes"], 12) == "… › Changes", "where one is, if no more has room"


def test_team_2_stands_before_team_10() -> None:
    assert sorted(["Team 10", "Team 2", "team 1"], key=natural) == ["team 1", "Team 2", "Team 10"]


def text_of(lines: list[list[tuple[str, str]]]) -> str:
    return "\n".join("".join(text for text, _ in line) for line in lines)


def test_the_small_calendar_marks_start_due_holiday_and_as_at() -> None:
    span = Span(date(2018, 8, 21), date(2018, 9, 12), None, None, LAST)
    drawn = text_of(draw_months(span, {date(2018, 8, 27): "summer bank holiday"}, 78))
    for mark in ("21▸", "27*", "12◆", "30●"):
        assert mark in drawn
    assert "Aug 2018" in drawn
    assert "Sep 2018" in drawn


def test_a_clock_over_years_shows_the_months_that_matter() -> None:
    span = Span(date(2015, 3, 2), date(2016, 3, 2), None, None, LAST)
    drawn = text_of(draw_months(span, {}, 78))
    assert "Mar 2015" in drawn
    assert "Mar 2016" in drawn
    assert "Sep 2018" in drawn
    assert "…" in drawn.splitlines()[0]


@pytest.mark.parametrize("cells", [10, 21, 44, 66, 200])
@pytest.mark.parametrize("length", [0, 1, 45, 400, 5000])
def test_any_clock_can_be_drawn_in_any_room(cells: int, length: int) -> None:
    start = LAST - timedelta(days=length)
    for due in (None, start, LAST, LAST + timedelta(days=200)):
        assert draw_months(Span(start, due, None, None, LAST), {}, cells)


def test_the_timeline_has_a_line_per_clock_and_says_what_it_left_out() -> None:
    clocks = [
        {"measure": "icpc", "started": date(2018, 8, 21), "due": date(2018, 9, 12), "status": "overdue"},
        {"measure": "icpc", "started": date(2018, 1, 2), "due": date(2018, 1, 23), "stopped": date(2018, 1, 20),
         "status": "in_time"},
        *[{"measure": "visit", "started": date(2018, 3, 1), "due": date(2018, 3, 9), "status": "late",
           "stopped": date(2018, 3, 12)}] * 20,
    ]  # fmt: skip
    drawn = text_of(draw_timeline(clocks, {"icpc": "Conferences"}, LAST, 78, 9))
    assert "├" in drawn.splitlines()[1]
    assert drawn.splitlines()[1].rstrip().endswith("!")
    assert "✓" in drawn.splitlines()[2]
    assert "and 15 more clocks" in drawn
    assert len(drawn.splitlines()) == 9
