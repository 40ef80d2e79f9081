"""Notes stay with their case from load to load, and follow it where a load moves its start."""

from datetime import date

import pytest

from caseworkbench.errors import WorkbenchError
from caseworkbench.notes.entry import Said
from caseworkbench.settings import Settings
from caseworkbench.store.folder import StoreFolder
from caseworkbench.workbench.open import open_workbench
from tests.notes.stories import ENQUIRIES, S1, S2, S3, SEPTEMBER, enquiry, held, loaded, noted

PLAN = [{"plan_id": "P1", "child_id": "C1", "start_date": "2018-08-01"}]


def visits(*days):
    return [{"visit_id": f"V{day}", "child_id": "C1", "visit_date": day, "visit_type": "cp"} for day in days]


def test_a_note_is_there_after_the_next_load(tmp_path):
    loaded(tmp_path).noting.write([S1], Said(reason="late_notification"))
    assert noted(loaded(tmp_path), S1)["reason"] == "late_notification"


def test_a_note_is_kept_with_the_case_when_it_is_done(tmp_path):
    loaded(tmp_path).noting.write([S1], Said(reason="late_notification"))
    after = loaded(tmp_path, conferences=[held(1, "2018-10-03")], as_at=date(2018, 10, 5))
    row = noted(after, S1)
    assert (row["status"], row["reason"]) == ("late", "late_notification")


def test_a_note_stays_when_the_load_is_undone(tmp_path):
    from caseworkbench.loading.load import undo_load

    loaded(tmp_path)
    loaded(tmp_path).noting.write([S1], Said(note="Rang"))
    undo_load(tmp_path / "store")
    assert noted(open_workbench(tmp_path / "store", Settings()), S1)["note"] == "Rang"


def test_where_the_start_is_corrected_to_an_earlier_day_the_note_follows_to_the_clock_that_covers_it(tmp_path):
    loaded(tmp_path).noting.write([S1], Said(note="Rang"))
    after = loaded(tmp_path, [enquiry(1, "2018-08-20"), *ENQUIRIES[1:]])
    assert noted(after, "icpc:S1@2018-08-20")["note"] == "Rang"
    [row] = after.standing_rows()
    assert (row["case"], row["attached"]) == ("icpc:S1@2018-08-20", True)
    assert after.entries()[0]["case_then"] == S1


def test_where_the_start_is_corrected_to_a_later_day_the_note_follows_to_the_only_clock_of_its_subject(tmp_path):
    loaded(tmp_path).noting.write([S1], Said(note="Rang"))
    after = loaded(tmp_path, [enquiry(1, "2018-08-23"), *ENQUIRIES[1:]])
    assert noted(after, "icpc:S1@2018-08-23")["note"] == "Rang"


def test_in_a_chain_the_note_follows_to_the_clock_that_now_covers_the_old_start(tmp_path):
    """The visit of 10 Aug turns out to have been on 8 Aug, and one of 20 Aug is entered late."""
    first = loaded(tmp_path, cp_plans=PLAN, visits=visits("2018-08-10"))
    first.noting.write(["cp_visit:P1@2018-08-10"], Said(note="Nobody in"))
    after = loaded(tmp_path, cp_plans=PLAN, visits=visits("2018-08-08", "2018-08-20"))
    assert noted(after, "cp_visit:P1@2018-08-08")["note"] == "Nobody in"
    assert noted(after, "cp_visit:P1@2018-08-20")["note"] is None


def test_what_finds_no_case_is_listed_and_comes_back_with_it(tmp_path):
    loaded(tmp_path).noting.write([S1, S2], Said(note="Rang"))
    without = loaded(tmp_path, ENQUIRIES[1:])
    assert {row["case"]: row["attached"] for row in without.standing_rows()} == {S1: False, S2: True}
    assert without.entries([S1])[0]["note"] == "Rang"
    again = loaded(tmp_path)
    assert noted(again, S1)["note"] == "Rang"


def test_two_corrections_one_after_the_other_do_not_lose_the_note(tmp_path):
    loaded(tmp_path).noting.write([S1], Said(note="first"))
    moved = loaded(tmp_path, [enquiry(1, "2018-08-20"), *ENQUIRIES[1:]])
    moved.noting.write(["icpc:S1@2018-08-20"], Said(owner="W2"))
    again = loaded(tmp_path, [enquiry(1, "2018-08-28"), *ENQUIRIES[1:]])
    row = noted(again, "icpc:S1@2018-08-28")
    assert (row["note"], row["owner"]) == ("first", "W2")


def test_undoing_reaches_an_entry_written_under_the_old_name(tmp_path):
    loaded(tmp_path).noting.write([S1], Said(note="Rang"))
    after = loaded(tmp_path, [enquiry(1, "2018-08-20"), *ENQUIRIES[1:]])
    after.noting.undo(["icpc:S1@2018-08-20"])
    assert noted(after, "icpc:S1@2018-08-20")["note"] is None


def test_a_note_follows_its_enquiry_to_the_child_it_is_really_about(tmp_path):
    loaded(tmp_path).noting.write([S1], Said(note="Rang"))
    after = loaded(tmp_path, [enquiry(1, "2018-08-21", child="C7"), *ENQUIRIES[1:]])
    row = noted(after, S1)
    assert (row["child_id"], row["note"]) == ("C7", "Rang")


def test_a_note_under_another_limit_is_on_the_same_case(tmp_path):
    workbench = loaded(tmp_path)
    workbench.noting.write([S1], Said(note="Rang"))
    rows = workbench.cases("icpc", statuses=["all"], limit=40).rows()
    assert {row["case"]: row["note"] for row in rows} == {S1: "Rang", S2: None, S3: None}


def test_shares_take_notes_too(tmp_path):
    workbench = loaded(tmp_path)
    [case] = [case for case in workbench.cases("s47s").columns["case"] if "S1" in case]
    workbench.noting.write([case], Said(reason="data_error"))
    after = loaded(tmp_path)
    assert noted(after, case)["reason"] == "data_error"


def test_an_earlier_state_shows_what_was_said_by_then_and_takes_no_notes(tmp_path):
    loaded(tmp_path).noting.write([S1], Said(note="at the first load"))
    loaded(tmp_path).noting.write([S1], Said(note="at the second load"))
    earlier = StoreFolder(tmp_path / "store").pointer().generations[0].load_id
    then = open_workbench(tmp_path / "store", Settings(), known_at=earlier)
    assert noted(then, S1)["note"] == "at the first load"
    with pytest.raises(WorkbenchError, match="nothing can be written"):
        then.noting.write([S1], Said(note="too late"))


def test_an_earlier_state_has_the_comments_of_its_time(tmp_path):
    first = loaded(tmp_path)
    first.noting.write_comment(first.measure("icpc"), SEPTEMBER, Said(note="Two are late", judged="2"))
    second = loaded(tmp_path)
    second.noting.write_comment(second.measure("icpc"), SEPTEMBER, Said(note="Both were held"))
    earlier = StoreFolder(tmp_path / "store").pointer().generations[0].load_id
    then = open_workbench(tmp_path / "store", Settings(), known_at=earlier)
    assert (then.comment("icpc").note, second.comment("icpc").note) == ("Two are late", "Both were held")
    assert second.comment("icpc").judged == 2


def test_the_child_shows_what_is_said_of_its_clocks(tmp_path):
    workbench = loaded(tmp_path)
    workbench.noting.write([S1], Said(owner="W2"))
    clocks = {clock["case"]: clock for clock in workbench.child("C1", SEPTEMBER).clocks}
    assert clocks[S1]["owner"] == "W2"


def test_a_gap_that_vanishes_does_not_give_its_note_to_another_gap(tmp_path):
    """Nobody had the child from 1 May, nor from 1 August. Then it turns out that somebody had it in May after all."""
    referrals = [{"referral_id": "R8", "child_id": "C8", "referral_date": "2018-04-01"}]

    def had(*spans):
        return [
            {"allocation_id": f"A{n}", "child_id": "C8", "worker": "W1", "start_date": start, "end_date": end}
            for n, (start, end) in enumerate(spans)
        ]

    before = had(("2018-04-01", "2018-05-01"), ("2018-06-01", "2018-08-01"))
    first = loaded(tmp_path, referrals=referrals, allocations=before)
    first.noting.write(["unallocated:R8@2018-05-01"], Said(reason="not_applicable"))
    first.noting.write(["unallocated:R8@2018-08-01"], Said(reason="worker_absent"))
    after = loaded(tmp_path, referrals=referrals, allocations=had(("2018-04-01", "2018-08-01")))
    assert noted(after, "unallocated:R8@2018-08-01")["reason"] == "worker_absent"
    assert [(row["case"], row["attached"]) for row in after.standing_rows() if not row["attached"]] == [
        ("unallocated:R8@2018-05-01", False)
    ]
