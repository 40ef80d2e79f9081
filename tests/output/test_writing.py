"""What people read: tables, CSV, JSON, Markdown, and text from data made harmless in each."""

import csv
import datetime as dt
import io
import json

import pytest

from caseworkbench.output.columns import Column
from caseworkbench.output.csv import write_csv
from caseworkbench.output.json import write_json, write_json_rows
from caseworkbench.output.markdown import write_markdown
from caseworkbench.output.plain import cut, plain, width
from caseworkbench.output.table import write_table
from caseworkbench.output.words import count_of, figure, limit_words

ESC = "\x1b"


def _written(write, *arguments, **options):
    stream = io.StringIO()
    write(*arguments, stream, **options)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"{ESC}[2J", "␛[2J"),
        ("a\nb\tc\rd", "a␊b␉c␍d"),
        ("\x7f\x9b31m", "␡<009B>31m"),
        ("abc\u202ecba", "abc<202E>cba"),
        ("zero\u200bwidth", "zero<200B>width"),
        ("[b]Ali[/b]", "[b]Ali[/b]"),
        ("Zoë Ōno 日本", "Zoë Ōno 日本"),
        ("lone \ud800", "lone <D800>"),
    ],
)
def test_hostile_text_is_seen_and_not_obeyed(text, shown):
    assert plain(text) == shown


def test_wide_characters_take_two_cells_and_combining_marks_none():
    assert (width("日本"), width("e\u0301"), width("Zoë"), width("–▲─")) == (4, 1, 3, 3)
    assert cut("日本語", 4) == "日…"


def test_a_table_is_aligned_whatever_the_characters():
    columns = [Column("name", "Name"), Column("days", "Days over", "right")]
    rows = [{"name": "日本", "days": 3}, {"name": "Ada", "days": 1204}]
    assert _written(lambda stream: write_table(columns, rows, stream)) == (
        "Name  Days over\n────  ─────────\n日本          3\nAda       1,204\n"
    )


def test_a_date_reads_with_its_weekday_and_nothing_reads_as_nothing():
    text = _written(lambda stream: write_table(["due", "done"], [{"due": dt.date(2018, 9, 12), "done": None}], stream))
    assert text.splitlines()[2] == "Wed 12 Sep 2018"


def test_a_narrow_terminal_cuts_what_may_be_cut_then_leaves_out_what_can_be_spared():
    columns = [Column("a", "A", least=5), Column("b", "B", spare=1), Column("c", "C", spare=2)]
    rows = [{"a": "abcdefghij", "b": "12345678", "c": "12345678"}]
    stream = io.StringIO()
    assert write_table(columns, rows, stream, room=24) == ["C"]
    assert stream.getvalue().splitlines()[2] == "abcdefghij  12345678"
    stream = io.StringIO()
    assert write_table(columns, rows, stream, room=15) == ["C"]
    assert stream.getvalue().splitlines()[2] == "abcd…  12345678"


def test_nothing_is_cut_in_a_pipe():
    text = _written(lambda stream: write_table(["a"], [{"a": "x" * 500}], stream))
    assert "x" * 500 in text


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_csv_text_that_a_spreadsheet_would_compute_gets_an_apostrophe(start):
    text = _written(lambda stream: write_csv(["name"], [{"name": f"{start}1+1"}], stream))
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows == [["name"], [f"'{start}1+1"]]


def test_a_csv_leaves_numbers_dates_and_unknowns_as_they_are():
    row = {"n": -3, "f": 2.5, "d": dt.date(2018, 9, 12), "none": None, "yes": True, "o": {"england": {"value": 1}}}
    lines = _written(lambda stream: write_csv(list(row), [row], stream)).splitlines()
    assert lines[1] == '-3,2.5,2018-09-12,,true,"{""england"": {""value"": 1}}"'


def test_json_is_one_value_with_iso_dates_and_no_control_characters():
    text = _written(lambda stream: write_json_rows([{"d": dt.date(2018, 9, 12), "t": "\x9b\x1b\u2028"}], stream))
    assert json.loads(text) == [{"d": "2018-09-12", "t": "\x9b\x1b\u2028"}]
    assert not set(text) & {"\x9b", "\x1b", "\u2028"}
    assert json.loads(_written(lambda stream: write_json_rows([], stream))) == []
    assert json.loads(_written(lambda stream: write_json({"date": dt.date(2018, 9, 12)}, stream))) == {
        "date": "2018-09-12"
    }


def test_markdown_shows_marks_and_does_not_format():
    text = _written(lambda stream: write_markdown(["name"], [{"name": "a|b *c* <script> [x](y)\nz"}], stream))
    assert text.splitlines()[2] == r"| a\|b \*c\* \<script\> \[x\](y)␊z |"


def test_figures_read_as_reports_print_them():
    assert [
        figure(59.64, "percent"),
        figure(13.0, "count"),
        figure(77.81, "rate_per_10000"),
        figure(None, "percent"),
    ] == [
        "59.6 %",
        "13",
        "77.8",
        "–",
    ]
    assert [limit_words(1, "working_days"), limit_words(72, "hours"), limit_words(None, None)] == [
        "1 working day",
        "72 hours",
        "",
    ]
    assert count_of(1204, "row") == "1,204 rows"
