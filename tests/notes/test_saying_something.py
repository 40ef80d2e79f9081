"""A reason, a note, an owner, an action: said of a case, never overwritten, undone by a further entry."""

import sqlite3
import stat
from datetime import date

import pytest

from caseworkbench.errors import WorkbenchError
from caseworkbench.notes.book import NoteBook
from caseworkbench.notes.entry import Said
from caseworkbench.settings import Settings
from caseworkbench.workbench.open import open_workbench
from tests.notes.stories import S1, S2, S3, SEPTEMBER, loaded, noted


def test_the_list_shows_what_was_said_last(tmp_path):
    workbench = loaded(tmp_path)
    workbench.noting.write([S1], Said(reason="late_notification", owner="W1"))
    workbench.noting.write([S1], Said(note="Chair off sick", action="Book the room", action_due="2018-10-05"))
    row = noted(workbench, S1)
    assert (row["reason"], row["owner"], row["note"]) == ("late_notification", "W1", "Chair off sick")
    assert (row["action"], row["action_due"]) == ("Book the room", date(2018, 10, 5))
    assert noted(workbench, S2)["reason"] is None


def test_a_later_word_takes_the_place_of_the_earlier_and_both_are_kept(tmp_path):
    workbench = loaded(tmp_path)
    workbench.noting.write([S1], Said(reason="late_notification"))
    workbench.noting.write([S1], Said(reason="awaiting_agency"))
    assert noted(workbench, S1)["reason"] == "awaiting_agency"
    assert [row["reason"] for row in workbench.entries([S1])] == ["late_notification", "awaiting_agency"]


def test_every_entry_says_who_and_when_and_at_which_load(tmp_path, monkeypatch):
    monkeypatch.setenv("CASEWORKBENCH_USER", "ash.marlow")
    workbench = loaded(tmp_path)
    [entry] = workbench.noting.write([S1], Said(note="Seen"))
    assert (entry.written_by, entry.about.load_id, entry.about.child_id) == ("ash.marlow", 1, "C1")
    assert entry.written_at.tzinfo is not None


def test_many_cases_are_written_about_at_once_or_none_is(tmp_path):
    workbench = loaded(tmp_path)
    workbench.noting.write([S1, S2], Said(owner="W2"))
    with pytest.raises(WorkbenchError, match="no case icpc:S9"):
        workbench.noting.write([S3, "icpc:S9@2018-09-01"], Said(owner="W2"))
    assert {row["case"] for row in workbench.standing_rows()} == {S1, S2}


def test_undoing_is_a_further_entry_and_what_stood_before_stands_again(tmp_path):
    workbench = loaded(tmp_path)
    workbench.noting.write([S1], Said(reason="late_notification"))
    workbench.noting.write([S1], Said(reason="data_error"))
    workbench.noting.undo([S1])
    assert noted(workbench, S1)["reason"] == "late_notification"
    assert [row["undone"] for row in workbench.entries([S1])] == [False, True, False]
    workbench.noting.undo([S1])
    assert noted(workbench, S1)["reason"] is None
    with pytest.raises(WorkbenchError, match="nothing to undo"):
        workbench.noting.undo([S1])
    assert len(workbench.entries([S1])) == 4


def test_an_undoing_can_itself_be_undone(tmp_path):
    workbench = loaded(tmp_path)
    workbench.noting.write([S1], Said(reason="late_notification"))
    [undoing] = workbench.noting.undo([S1])
    workbench.noting.undo_entry(undoing.entry_id)
    assert noted(workbench, S1)["reason"] == "late_notification"
    with pytest.raises(WorkbenchError, match="undone already"):
        workbench.noting.undo_entry(undoing.entry_id)


def test_an_empty_text_takes_away_what_stood(tmp_path):
    workbench = loaded(tmp_path)
    workbench.noting.write([S1], Said(owner="W1", note="Ring the school"))
    workbench.noting.write([S1], Said(owner=""))
    assert (noted(workbench, S1)["owner"], noted(workbench, S1)["note"]) == (None, "Ring the school")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (Said(note="x" * 10_001), "10,001 characters"),
        (Said(action="Ring", action_due="2018-02-31"), "is no date"),
        (Said(reason="late_notice"), "did you mean late_notification"),
        (Said(reason="done_not_recorded"), "needs the date on which it was done"),
        (Said(reason="done_not_recorded", done_on="2018-08-20"), "before it began"),
        (Said(reason="done_not_recorded", done_on="2999-01-01"), "has not come yet"),
        (Said(done_on="2018-09-20"), "needs the reason"),
        (Said(reason="data_error", done_on="2018-09-20"), "needs the reason"),
        (Said(), "Nothing was said"),
    ],
)
def test_what_cannot_be_said_is_refused_in_one_sentence_and_nothing_is_written(tmp_path, said, sentence):
    workbench = loaded(tmp_path)
    with pytest.raises(WorkbenchError, match=sentence):
        workbench.noting.write([S1], said)
    assert workbench.entries() == []


def test_a_comment_that_is_too_long_is_called_a_comment(tmp_path):
    workbench = loaded(tmp_path)
    with pytest.raises(WorkbenchError, match="The comment has 10,001 characters"):
        workbench.noting.write_comment(workbench.measure("icpc"), date(2018, 9, 30), Said(note="x" * 10_001))


def test_a_note_of_ten_thousand_characters_is_kept_whole(tmp_path):
    workbench = loaded(tmp_path)
    workbench.noting.write([S1], Said(note="é" * 10_000))
    assert noted(workbench, S1)["note"] == "é" * 10_000


def test_an_owner_whom_no_extract_names_is_accepted_and_flagged(tmp_path):
    workbench = loaded(tmp_path)
    workbench.noting.write([S1], Said(owner="Wren Ashby"))
    workbench.noting.write([S2], Said(owner="Somebody New"))
    known = {row["case"]: row["owner_known"] for row in workbench.standing_rows()}
    assert known == {S1: True, S2: False}


def test_an_authority_edits_the_reasons(tmp_path):
    config = tmp_path / "own.toml"
    config.write_text(
        '[reasons]\nlate_notification = "Told late by the hospital"\ndata_error = false\n'
        'court = "Court directed otherwise"\n'
        'moved = { words = "Moved to another authority", effect = "not_applicable" }\n'
    )
    from caseworkbench.settings import load_settings

    settings = load_settings(config)
    (tmp_path / "x").mkdir()
    workbench = loaded(tmp_path / "x", settings=settings)
    workbench.noting.write([S1], Said(reason="Told late by the hospital"))
    workbench.noting.write([S2], Said(reason="court"))
    assert [row["reason"] for row in workbench.entries()] == ["late_notification", "court"]
    with pytest.raises(WorkbenchError, match="no reason 'data_error'"):
        workbench.noting.write([S3], Said(reason="data_error"))
    assert settings.reasons["moved"].effect == "not_applicable"


@pytest.mark.parametrize(
    "written",
    ["court = 3", 'court = { words = "x", effect = "gone" }', "nonesuch = false", 'court = " "', '"" = "Court"'],
)
def test_a_reason_that_is_not_understood_is_named_with_its_file(tmp_path, written):
    from caseworkbench.settings import load_settings

    config = tmp_path / "own.toml"
    config.write_text(f"[reasons]\n{written}\n")
    with pytest.raises(WorkbenchError, match=r"own\.toml.*\[reasons\]"):
        load_settings(config)


def test_two_people_writing_on_one_case_keep_both_entries_and_both_see_both(tmp_path):
    ash = loaded(tmp_path)
    bo = open_workbench(tmp_path / "store", Settings())
    before = bo.notes_version()
    ash.noting.write([S1], Said(note="Ash: rang the family"))
    bo.noting.write([S1], Said(note="Bo: wrote to the school"))
    notes = [[row["note"] for row in seen.entries([S1])] for seen in (ash, bo)]
    assert notes[0] == notes[1] == ["Ash: rang the family", "Bo: wrote to the school"]
    assert bo.notes_version() != before


def test_an_entry_undone_by_somebody_else_meanwhile_is_not_undone_twice(tmp_path):
    ash = loaded(tmp_path)
    [entry] = ash.noting.write([S1], Said(note="Rang"))
    bo = open_workbench(tmp_path / "store", Settings())
    bo.noting.undo([S1])
    with pytest.raises(WorkbenchError, match="undone already"):
        ash.noting.undo_entry(entry.entry_id)


def test_forty_writers_at_once_lose_nothing(tmp_path):
    from concurrent.futures import ThreadPoolExecutor

    loaded(tmp_path).close()

    def write(number):
        workbench = open_workbench(tmp_path / "store", Settings())
        workbench.noting.write([S1], Said(note=f"note {number}"))
        workbench.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(40)))
    workbench = open_workbench(tmp_path / "store", Settings())
    assert {row["note"] for row in workbench.entries([S1])} == {f"note {number}" for number in range(40)}


def test_the_notes_are_their_owners_alone_to_read(tmp_path):
    loaded(tmp_path).noting.write([S1], Said(note="Private"))
    mode = (tmp_path / "store" / "notes.sqlite").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


def test_damaged_notes_are_told_and_the_figures_stand(tmp_path):
    loaded(tmp_path).noting.write([S1], Said(note="Rang"))
    (tmp_path / "store" / "notes.sqlite").write_bytes(b"no database at all" * 100)
    workbench = open_workbench(tmp_path / "store", Settings())
    assert any("are damaged" in mistake for mistake in workbench.mistakes())
    assert len(workbench.cases("icpc")) == 3
    assert workbench.figures()
    with pytest.raises(WorkbenchError, match="restore the file"):
        workbench.noting.write([S1], Said(note="Again"))


def test_notes_that_cannot_be_opened_are_told_and_the_figures_stand(tmp_path):
    loaded(tmp_path).close()
    (tmp_path / "store" / "notes.sqlite").mkdir()
    workbench = open_workbench(tmp_path / "store", Settings())
    assert any("cannot be used" in mistake for mistake in workbench.mistakes())
    assert len(workbench.cases("icpc")) == 3
    with pytest.raises(WorkbenchError, match="cannot be used"):
        workbench.noting.write([S1], Said(note="Again"))


def test_one_of_several_cases_of_a_plan_is_named_with_its_day(tmp_path):
    plans = [{"plan_id": "P1", "child_id": "C1", "start_date": "2018-08-01"}]
    visits = [{"visit_id": "V1", "child_id": "C1", "visit_date": "2018-08-09", "visit_type": "cp"}]
    workbench = loaded(tmp_path, cp_plans=plans, visits=visits)
    with pytest.raises(WorkbenchError, match="2 cases of cp_visit: name the one"):
        workbench.noting.write(["cp_visit:P1"], Said(note="Which?"))
    [entry] = workbench.noting.write(["icpc:S1"], Said(note="There is only one"))
    assert entry.about.key == S1


def test_notes_of_a_newer_release_are_not_touched(tmp_path):
    loaded(tmp_path).noting.write([S1], Said(note="Rang"))
    connection = sqlite3.connect(tmp_path / "store" / "notes.sqlite")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    workbench = open_workbench(tmp_path / "store", Settings())
    with pytest.raises(WorkbenchError, match="newer caseworkbench"):
        workbench.entries()


def test_the_writer_of_a_shared_account_is_named_by_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("CASEWORKBENCH_USER", "  j.fell ")
    assert NoteBook(tmp_path).writer == "j.fell"


def test_a_comment_belongs_to_the_month_the_limit_and_the_place(tmp_path):
    workbench = loaded(tmp_path)
    measure = workbench.measure("icpc")
    workbench.noting.write_comment(measure, SEPTEMBER, Said(note="Seven families", action="Weekly list", judged="2"))
    found = workbench.comment("icpc")
    assert (found.note, found.action, found.judged) == ("Seven families", "Weekly list", 2)
    assert workbench.comment("icpc", limit=18) is None
    assert workbench.comment("icpc", month=date(2018, 10, 1)) is None
    assert workbench.comment("icpc", team="North") is None
    workbench.noting.undo_comment(measure, SEPTEMBER)
    assert workbench.comment("icpc") is None
    with pytest.raises(WorkbenchError, match="nothing to undo"):
        workbench.noting.undo_comment(measure, SEPTEMBER)


def test_a_status_by_hand_is_one_two_or_three(tmp_path):
    workbench = loaded(tmp_path)
    with pytest.raises(WorkbenchError, match="good or improving"):
        workbench.noting.write_comment(workbench.measure("icpc"), SEPTEMBER, Said(judged="4"))
