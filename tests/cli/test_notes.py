"""`note` and `notes`: saying something about cases from the command line, with JSON."""

import shutil

import pytest

S4 = "icpc:S4@2018-09-03"
S3 = "icpc:S3@2018-09-10"


@pytest.fixture
def say(call, loaded, tmp_path):
    """Call the command on a copy of the small authority's store: notes are written."""
    shutil.copytree(loaded, tmp_path / "store")
    return lambda *arguments: call("--store", tmp_path / "store", *arguments)


def test_what_is_said_comes_back_with_who_and_when(say, monkeypatch):
    monkeypatch.setenv("CASEWORKBENCH_USER", "ash")
    written = say("note", S4, "--reason", "late_notification", "--owner", "Otto Penn", "--due", "05/10/2018",
                   "--action", "Book the chair", "--format", "json")  # fmt: skip
    assert written.status == 0
    [entry] = written.json
    assert entry["case"] == entry["case_then"] == S4
    assert (entry["reason"], entry["owner"], entry["action_due"]) == ("late_notification", "Otto Penn", "2018-10-05")
    assert (entry["written_by"], entry["undone"], entry["attached"]) == ("ash", False, True)
    [stands] = say("notes", "--format", "json").json
    assert (stands["case"], stands["action"], stands["entries"]) == (S4, "Book the chair", 1)
    [case] = [row for row in say("cases", "icpc", "--format", "json").json if row["case"] == S4]
    assert (case["reason"], case["owner"], case["action_due"]) == ("late_notification", "Otto Penn", "2018-10-05")


def test_an_empty_text_takes_away_what_stood_a_date_as_well_as_words(say):
    say("note", S4, "--owner", "Otto Penn", "--action", "Book the chair", "--due", "05/10/2018")
    for option, field in (("--due", "action_due"), ("--action", "action"), ("--owner", "owner")):
        assert say("note", S4, option, "").status == 0
        [stands] = say("notes", S4, "--format", "json").json
        assert stands[field] is None
    assert stands["entries"] == 4
    assert say("note", S4, "--due", "soon").status == 2


def test_cases_come_from_standing_input_one_a_line(say, monkeypatch):
    import io
    import sys

    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{S3}\n\n{S4}\n"))
    assert say("note", "-", "--owner", "Wren Ashby").status == 0
    assert {row["case"] for row in say("notes", "--owner", "Wren Ashby", "--format", "json").json} == {S3, S4}


def test_since_a_day_goes_by_the_day_where_one_is(say, monkeypatch):
    import time
    from datetime import UTC, datetime, timedelta

    # So far east, or west, that the day there is never that of UTC.
    east = datetime.now(UTC).hour >= 12
    monkeypatch.setenv("TZ", "EAST-12" if east else "WEST+12")
    time.tzset()
    try:
        say("note", S4, "--text", "Rang")
        here = datetime.now().date()
        assert here != datetime.now(UTC).date()
        assert len(say("notes", "--since", here.isoformat(), "--format", "json").json) == 1
        assert say("notes", "--since", (here + timedelta(days=1)).isoformat(), "--format", "json").json == []
    finally:
        monkeypatch.undo()
        time.tzset()


def test_an_entry_is_undone_only_with_the_case_that_it_is_about(say):
    say("note", S4, "--text", "Chased")
    say("note", S3, "--text", "Booked")
    wrong = say("note", S3, "--undo", "--entry", "1")
    assert (wrong.status, "no entry 1 about " + S3 in wrong.err) == (1, True)
    assert [row["note"] for row in say("notes", S4, "--format", "json").json] == ["Chased"]
    assert say("note", S4, "--undo", "--entry", "1").status == 0
    assert say("notes", S4, "--format", "json").json == []


def test_undo_is_said_and_history_keeps_everything(say):
    say("note", S4, "--text", "Rang the family")
    undone = say("note", S4, "--undo")
    assert (undone.status, undone.out) == (0, "")
    assert "Undone on 1 case" in undone.err
    assert say("notes", "--format", "json").json == []
    history = say("notes", "--history", "--format", "json").json
    assert [(row["note"], row["undone"], row["undoes"]) for row in history] == [
        ("Rang the family", True, None),
        (None, False, 1),
    ]
    again = say("note", S4, "--undo")
    assert again.status == 1
    assert "nothing to undo" in again.err


@pytest.mark.parametrize(
    ("asked", "status", "sentence"),
    [
        (("note", "icpc:S99@2018-09-01", "--text", "x"), 1, "There is no case icpc:S99@2018-09-01"),
        (("note", "S4", "--text", "x"), 1, "a case is named like"),
        (("note", S4, "--reason", "lat_notification"), 1, "did you mean late_notification"),
        (("note", S4, "--due", "31/02/2018"), 2, "not a day of the calendar"),
        (("note", S4), 1, "Nothing was said"),
        (("note", S4, "--text", "x" * 10_001), 1, "10,001 characters"),
        (("note", S4, "--undo", "--text", "x"), 2, "says nothing new"),
        (("note", S4, "--undo", "--entry", "7"), 1, "no entry 7"),
        (("notes", "--measure", "icp"), 1, "did you mean"),
    ],
)
def test_what_cannot_be_said_is_one_sentence(say, asked, status, sentence):
    answer = say(*asked)
    assert answer.status == status
    assert sentence in answer.err
    assert say("notes", "--format", "json").json == []


def test_an_owner_who_is_not_known_is_told_and_kept(say):
    answer = say("note", S4, "--owner", "Nobody Here")
    assert answer.status == 0
    assert "no extract" in answer.err
    assert say("notes", "--format", "json").json[0]["owner_known"] is False


def test_the_board_shows_the_reported_figure_and_its_cases(say):
    say("note", S4, "--reason", "done_not_recorded", "--done-on", "2018-09-24")
    [figure] = say("board", "--measure", "icpc", "--format", "json").json
    assert (figure["numerator"], figure["denominator"]) == (1, 2)
    assert (figure["reported_numerator"], figure["reported_denominator"]) == (2, 3)
    assert "As reported" in say("board", "--measure", "icpc").out
    [case] = say("cases", "icpc", "--differing", "--format", "json").json
    assert (case["case"], case["status"], case["done_on"]) == (S4, "overdue", "2018-09-24")


def test_a_list_says_the_reason_in_the_authoritys_words_and_that_it_is_still_not_recorded(say, tmp_path, monkeypatch):
    """Said to be done in September; long after, when that is believed no more, the list says so."""
    (tmp_path / "settings.toml").write_text('[reasons]\ndone_not_recorded = "Held, minutes awaited"\n')
    monkeypatch.setenv("CASEWORKBENCH_CONFIG", str(tmp_path / "settings.toml"))
    say("note", S4, "--reason", "done_not_recorded", "--done-on", "2018-09-20")
    words = "Held, minutes awaited (Thu 20 Sep 2018)"
    for asked in (("cases", "icpc"), ("team", "Assessment 2"), ("team", "Assessment 2", "--print")):
        now, much_later = (
            say(*asked, "--as-at", day, "--format", "markdown").out for day in ("2018-09-30", "2040-01-01")
        )
        assert words in now and "still not recorded" not in now, asked
        assert f"{words} (still not recorded)" in much_later, asked


def test_hostile_words_are_shown_and_obeyed_by_nobody(say):
    say("note", S4, "--text", "=1+1\x1b[31mred\n[b]bold[/b]")
    assert "\x1b" not in say("notes").out
    assert "\x1b" not in say("cases", "icpc").out
    assert "'=1+1" in say("notes", "--format", "csv").out


def test_the_reasons_are_listed(say):
    codes = [row["reason"] for row in say("notes", "--reasons", "--format", "json").json]
    assert codes[0] == "late_notification"
    assert {"done_not_recorded", "not_applicable"} <= set(codes)


def test_a_comment_is_written_read_and_taken_back(say):
    assert (
        "Noted on" in say("comment", "icpc", "--text", "Seven families", "--action", "Weekly list", "--judged", "2").err
    )
    [found] = say("comment", "icpc", "--format", "json").json
    assert (found["comment"], found["action"], found["judged"], found["month"]) == (
        "Seven families",
        "Weekly list",
        2,
        "2018-09",
    )
    assert found["judged_words"] == "improving, but impact concerning"
    assert say("comment", "icpc", "--as-at", "31/10/2018", "--format", "json").json == []
    assert say("comment", "icpc", "--undo").status == 0
    assert say("comment", "icpc", "--format", "json").json == []
    assert "nothing to undo" in say("comment", "icpc", "--undo").err
    history = say("comment", "icpc", "--history", "--format", "json").json
    assert [(row["comment"], row["undone"], row["undoes"]) for row in history] == [
        ("Seven families", True, None),
        (None, False, 1),
    ]
    assert say("comment", "icpc", "--team", "Nowhere", "--text", "x").status == 1


def test_the_taking_back_of_a_comment_can_be_taken_back(say):
    say("comment", "icpc", "--text", "Seven families", "--judged", "2")
    say("comment", "icpc", "--undo")
    assert say("comment", "icpc", "--undo", "--entry", "2").status == 0
    [found] = say("comment", "icpc", "--format", "json").json
    assert (found["comment"], found["judged"]) == ("Seven families", 2)
    history = say("comment", "icpc", "--history", "--format", "json").json
    assert [(row["judged"], row["undoes"], row["undone"]) for row in history] == [
        (2, None, False),
        (None, 1, True),
        (None, 2, False),
    ]
    other = say("comment", "contact_decision", "--undo", "--entry", "1")
    assert (other.status, "There is no entry 1 about" in other.err) == (1, True)
    assert say("comment", "icpc", "--entry", "1").status == 2


def test_a_status_judged_by_hand_can_be_taken_away_alone(say):
    say("comment", "icpc", "--text", "Seven families", "--judged", "3")
    say("comment", "icpc", "--judged", "")
    [found] = say("comment", "icpc", "--format", "json").json
    assert (found["comment"], found["judged"]) == ("Seven families", None)


def test_a_month_outside_the_calendar_has_no_figure_to_comment_on(say):
    refused = say("comment", "icpc", "--text", "Late", "--as-at", "2161-01-01")
    assert (refused.status, "lies outside the calendar" in refused.err) == (1, True)
