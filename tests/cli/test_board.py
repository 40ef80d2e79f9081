"""``board`` and ``trend``: the figures, with the fields of the contract."""

import csv
import io

FIGURE = (
    "measure title limit limit_unit service team worker as_at period_start period_end numerator denominator value unit "
    "better overdue due_soon previous previous_three change change_three comparators target rag source "
    "reported_value reported_numerator reported_denominator reported_overdue"
).split()


def _one(rows, **wanted):
    found = [row for row in rows if all(row[name] == value for name, value in wanted.items())]
    assert len(found) == 1
    return found[0]


def test_the_board_has_exactly_the_fields_of_the_contract_in_their_order(ask):
    rows = ask("board", "--format", "json").json
    assert all(list(row) == FIGURE for row in rows)


def test_the_board_counts_conferences_by_the_month_in_which_they_were_held(ask):
    figure = _one(ask("board", "--format", "json").json, measure="icpc")
    assert (figure["numerator"], figure["denominator"], figure["value"]) == (1, 2, 50.0)
    assert (figure["overdue"], figure["due_soon"]) == (1, 1)
    assert (figure["limit"], figure["limit_unit"], figure["unit"], figure["better"]) == (
        15,
        "working_days",
        "percent",
        "high",
    )
    assert (figure["as_at"], figure["period_start"], figure["period_end"]) == ("2018-09-30", "2018-09-01", "2018-09-30")
    assert (figure["service"], figure["team"], figure["worker"], figure["source"]) == (None, None, None, "cases")


def test_without_target_and_comparators_the_one_is_null_and_the_other_an_object_without_areas(ask):
    figure = _one(ask("board", "--format", "json").json, measure="icpc")
    assert (figure["comparators"], figure["target"], figure["rag"]) == ({}, None, None)


def test_a_measure_whose_tables_were_never_loaded_has_no_data_and_no_zero(ask):
    figure = _one(ask("board", "--format", "json").json, measure="cp_visit")
    nothing = ("numerator", "denominator", "value", "overdue", "due_soon", "previous", "change")
    assert [figure[name] for name in nothing] == [None] * len(nothing)
    assert figure["source"] == "none"
    assert "no data" in ask("board").out


def test_another_as_at_date_shows_the_figures_of_that_evening(ask):
    figure = _one(ask("board", "--as-at", "15/09/2018", "--format", "json").json, measure="icpc")
    assert (figure["numerator"], figure["denominator"]) == (1, 1)
    assert figure["overdue"] == 1


def test_groups_name_their_level_and_nothing_below_it(ask):
    rows = [row for row in ask("board", "--by", "team", "--format", "json").json if row["measure"] == "icpc"]
    assert [(row["service"], row["team"], row["worker"]) for row in rows] == [
        ("Front Door", "Assessment 1", None),
        ("Front Door", "Assessment 2", None),
    ]
    assert [(row["numerator"], row["denominator"], row["overdue"]) for row in rows] == [(1, 2, 0), (0, 0, 1)]
    assert rows[1]["value"] is None


def test_another_limit_is_counted_with_and_shown(ask):
    rows = ask("board", "--measure", "icpc", "--limit", "18", "--format", "json").json
    assert [(row["limit"], row["value"]) for row in rows] == [(18, 100.0)]
    assert "limit 18 working days" in ask("board", "--measure", "icpc", "--limit", "18").out


def test_another_period_is_counted_over(ask):
    figure = _one(ask("board", "--period", "ytd", "--format", "json").json, measure="icpc")
    assert (figure["period_start"], figure["period_end"]) == ("2018-04-01", "2018-09-30")


def test_the_table_says_whose_figures_and_as_at_when(ask):
    answer = ask("board", "--team", "Assessment 1", "--measure", "icpc")
    assert answer.out.splitlines()[0].endswith("Assessment 1; as at Sun 30 Sep 2018")
    assert "50.0 %" in answer.out and "1 of 2" in answer.out


def test_the_csv_has_the_same_fields(ask):
    rows = list(csv.DictReader(io.StringIO(ask("board", "--format", "csv").out)))
    assert list(rows[0]) == FIGURE
    assert _one(rows, measure="icpc")["value"] == "50.0"


def test_markdown_is_a_table_under_a_heading(ask):
    lines = ask("board", "--format", "markdown").out.splitlines()
    assert lines[0].startswith("## ")
    assert lines[2].startswith("| Measure |") and set(lines[3]) <= set("|-: ")


def test_a_trend_gives_each_month_end_and_the_as_at_date_last(ask):
    points = ask("trend", "icpc", "--months", "3", "--format", "json").json
    assert list(points[0]) == "measure month_end service team worker numerator denominator value source".split()
    assert [point["month_end"] for point in points] == ["2018-07-31", "2018-08-31", "2018-09-30"]
    assert [point["value"] for point in points] == [None, None, 50.0]
    assert [point["source"] for point in points] == ["none", "cases", "cases"]


def test_a_trend_has_thirteen_months_unless_told(ask):
    assert len(ask("trend", "icpc", "--format", "json").json) == 13


def test_a_trend_with_another_limit_says_so(ask):
    assert ask("trend", "icpc", "--limit", "18", "--format", "json").json[-1]["value"] == 100.0
