"""``--known-at`` and ``changes``: the small authority a week later, with the week before still there to be asked.

Load 2, as at Sun 7 Oct 2018, has beside what load 1 had (see conftest.py):

- S4's conference, held on its due date, Mon 24 Sep, and entered a week after the month was reported;
- S3's conference, held on Mon 1 Oct, the day it was due;
- S6, an enquiry that began on Tue 2 Oct.
"""

from pathlib import Path

import pytest

from caseworkbench.cli.main import run

from .conftest import EXTRACTS, write_extracts

A_WEEK_LATER = {
    **EXTRACTS,
    "section47s": EXTRACTS["section47s"] + "S6,C3,2018-10-02,,Y,Assessment 1,Wren Ashby\n",
    "initial_conferences": EXTRACTS["initial_conferences"] + "I3,C3,S3,2018-10-01,N\nI4,C4,S4,2018-09-24,N\n",
}
FIELDS = (
    "case measure child_id child_name family_id service team worker kind field was now happened first_seen_load "
    "first_seen_on days_late status_before status_after counted_before met_before counted_after met_after effect "
    "started due stopped voided first_loaded_on case_before"
).split()


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the small authority as it was, and a week later."""
    place = tmp_path_factory.mktemp("twice")
    for name, extracts, day in (("first", EXTRACTS, "2018-09-30"), ("second", A_WEEK_LATER, "2018-10-07")):
        folder = write_extracts(place / name, extracts)
        assert run(["--store", str(place / "store"), "load", str(folder), "--as-at", day]) == 0
    return place / "store"


@pytest.fixture
def ask(call, twice):
    """Call the command on the store that was loaded twice."""
    return lambda *arguments: call("--store", twice, *arguments)


def _figure(ask, *arguments):
    [found] = ask("board", "--measure", "icpc", "--format", "json", *arguments).json
    return found["numerator"], found["denominator"], found["as_at"]


# --known-at


def test_a_figure_is_as_the_load_knew_it_as_at_its_own_date(ask):
    assert _figure(ask, "--known-at", "1") == (1, 2, "2018-09-30")
    assert _figure(ask) == (1, 1, "2018-10-07")


def test_the_last_load_counts_september_with_what_was_entered_late(ask):
    assert _figure(ask, "--as-at", "2018-09-30") == (2, 3, "2018-09-30")


@pytest.mark.parametrize(("said", "as_at"), [("2018-10-06", "2018-09-30"), ("07/10/2018", "2018-10-07")])
def test_a_date_means_the_last_load_on_or_before_it(ask, said, as_at):
    assert _figure(ask, "--known-at", said)[2] == as_at


def test_lists_children_trends_and_questions_are_as_known_then_too(ask):
    then, now = (ask("cases", "icpc", "--format", "json", *known).json for known in (("--known-at", "1"), ()))
    assert [case["case"] for case in then] == ["icpc:S4@2018-09-03", "icpc:S3@2018-09-10"]
    assert [case["case"] for case in now] == ["icpc:S6@2018-10-02"]
    [clock] = [
        clock
        for clock in ask("child", "C4", "--known-at", "1", "--format", "json").json["clocks"]
        if clock["measure"] == "icpc"
    ]
    assert clock["status"] == "overdue"
    points = ask("trend", "icpc", "--months", "1", "--known-at", "1", "--format", "json").json
    assert [(point["month_end"], point["denominator"]) for point in points] == [("2018-09-30", 2)]
    assert ask("questions", "--known-at", "1", "--format", "json").status == 0


@pytest.mark.parametrize(
    "command", [("board", "--measure", "icpc"), ("cases", "icpc"), ("child", "C4"), ("trend", "icpc")]
)
def test_the_caption_says_as_known_at_which_load(ask, command):
    said = " ".join(ask(*command, "--known-at", "1").out.split())
    assert "as known at load 1 (loaded " in said
    assert "as known at" not in ask(*command).out


def test_a_load_that_is_not_kept_is_told_with_those_that_are(ask):
    answer = ask("board", "--known-at", "7")
    assert (answer.status, answer.out) == (1, "")
    assert (
        answer.err == "Load 7 is not kept in this store: those kept are 1 (as at 30/09/2018), 2 (as at 07/10/2018).\n"
    )
    assert "No load of 01/09/2018 or before is kept" in ask("board", "--known-at", "2018-09-01").err


@pytest.mark.parametrize("said", ["last week", "-1", "2018-13-40", "1.5"])
def test_what_is_neither_a_load_nor_a_date_is_a_wrong_command_line(ask, said):
    answer = ask("board", f"--known-at={said}")
    assert answer.status == 2
    assert "load" in answer.err or "day of the calendar" in answer.err


# changes


def test_every_changed_case_has_exactly_these_fields(ask):
    found = {case["case"]: case for case in ask("changes", "icpc", "--format", "json").json}
    assert all(list(case) == FIELDS for case in found.values())
    late = found["icpc:S4@2018-09-03"]
    assert {name: late[name] for name in FIELDS[:21] if name != "child_name"} == {
        "case": "icpc:S4@2018-09-03",
        "measure": "icpc",
        "child_id": "C4",
        "family_id": "F3",
        "service": "Front Door",
        "team": "Assessment 2",
        "worker": "Otto Penn",
        "kind": "entered_late",
        "field": "stopped",
        "was": None,
        "now": "2018-09-24",
        "happened": "2018-09-24",
        "first_seen_load": 2,
        "first_seen_on": "2018-10-07",
        "days_late": 13,
        "status_before": "overdue",
        "status_after": "in_time",
        "counted_before": False,
        "met_before": False,
        "counted_after": False,
    }
    assert {case: one["kind"] for case, one in found.items()} == {
        "icpc:S1@2018-08-21": "period",
        "icpc:S2@2018-08-21": "period",
        "icpc:S3@2018-09-10": "done_in_time",
        "icpc:S4@2018-09-03": "entered_late",
        "icpc:S6@2018-10-02": "new",
    }


def test_the_printed_sentences_say_what_became_of_the_overdue_and_of_the_month(ask):
    said = " ".join(ask("changes", "icpc").out.split())
    assert "What changed from load 1 as at Sun 30 Sep 2018 to load 2 as at Sun 7 Oct 2018" in said
    assert "1 of 1 overdue conference has been completed, none remains." in said
    assert (
        "September was reported as 50.0; it is now 66.7: this conference was entered 13 days after it was held." in said
    )


def test_the_date_can_be_held_still_so_that_only_what_is_known_differs(ask):
    [case] = ask("changes", "icpc", "--as-at", "2018-09-30", "--format", "json").json
    assert (case["kind"], case["counted_before"], case["counted_after"], case["met_after"]) == (
        "entered_late",
        False,
        True,
        True,
    )
    assert case["effect"] == pytest.approx(100 * (2 / 3 - 1 / 2))


def test_the_summary_is_a_line_for_each_measure_with_figures_counts_and_the_sentence(ask):
    [row] = ask("changes", "icpc", "--summary", "--as-at", "30/09/2018", "--format", "json").json
    assert (row["from_value"], row["from_numerator"], row["to_denominator"]) == (50.0, 1, 3)
    assert row["kinds"] == {"entered_late": 1}
    assert row["numerators"] == row["denominators"] == {"entered_late": 1}
    assert sum(row["effects"].values()) == pytest.approx(row["difference"]) == pytest.approx(100 / 6)
    assert (row["done_in_time"], row["entered_late"], row["overdue_then"], row["overdue_remain"]) == (1, 1, 1, 0)
    assert row["sentence"].startswith("1 of 1 overdue conference has been completed, none remains. September was")


def test_without_measures_only_those_in_which_something_changed_are_listed(ask):
    said = ask("changes").out
    assert "Initial child protection conferences held in time: 5 cases" in said
    assert "Contacts decided in time" not in said
    rows = {row["measure"]: row for row in ask("changes", "--summary", "--format", "json").json}
    assert rows["s47s"]["kinds"] == {"new": 1}
    assert "contacts" not in rows


def test_kinds_and_teams_narrow_the_list(ask):
    found = ask("changes", "icpc", "--kind", "new,done-in-time", "--format", "json").json
    assert [case["case"] for case in found] == ["icpc:S3@2018-09-10", "icpc:S6@2018-10-02"]
    of_team = ask("changes", "icpc", "--team", "Assessment 2", "--format", "json").json
    assert {case["case"] for case in of_team} == {"icpc:S3@2018-09-10", "icpc:S4@2018-09-03"}


def test_two_dates_are_compared_as_the_last_load_knows_them(ask):
    found = ask("changes", "icpc", "--from", "2018-09-20", "--to", "2018-09-30", "--format", "json").json
    assert [(case["case"], case["kind"]) for case in found] == [("icpc:S4@2018-09-03", "done_in_time")]


def test_csv_and_markdown_hold_the_same_cases(ask):
    lines = ask("changes", "icpc", "--format", "csv").out.splitlines()
    assert lines[0] == ",".join(FIELDS)
    assert len(lines) == 6
    assert ask("changes", "icpc", "--format", "markdown").out.startswith("## What changed from load 1")


def test_a_name_that_looks_like_a_formula_or_an_escape_is_harmless(ask):
    assert "\x1b" not in ask("changes", "icpc").out
    assert ",'=Hugo Quillfeather," in ask("changes", "icpc", "--format", "csv").out


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["icpd"], 1, "There is no measure 'icpd': did you mean icpc"),
        (["icpc", "--team", "Nowhere"], 1, "There is no team 'Nowhere' in these extracts"),
        (["icpc", "--from", "2", "--to", "1"], 1, "Load 2 came after load 1: turn --from and --to round."),
        (["icpc", "--from", "2"], 1, "Both ends are load 2"),
        (["icpc", "--from", "9"], 1, "Load 9 is not kept in this store"),
        (["icpc", "--known-at", "1"], 1, "No load before load 1 is kept"),
        (["icpc", "--kind", "don_late"], 2, "did you mean done_late?"),
        (["icpc", "--board", "sandwell"], 2, "Name measures or a --board, not both."),
    ],
)
def test_mistakes_are_one_sentence(ask, arguments, status, said):
    answer = ask("changes", *arguments)
    assert (answer.status, answer.out) == (status, "")
    assert said in answer.err
