"""What is typed into the fields of a note, and what it comes to."""

from __future__ import annotations

from datetime import date

import pytest

from caseworkbench.errors import WorkbenchError
from caseworkbench.notes.reasons import reasons
from caseworkbench.screens.dates import read_day
from caseworkbench.screens.note_fields import EACH_OWN, Subject, each_of, matching, offered, proposed_owner, said_of
from caseworkbench.screens.noting import subject_of

FRIDAY = date(2018, 12, 21)
NOTHING = dict.fromkeys(("reason", "done_on", "owner", "action", "action_due", "note"), "")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2018-12-28", date(2018, 12, 28)),
        ("28/12/2018", date(2018, 12, 28)),
        ("28/12", date(2018, 12, 28)),
        ("4/1", date(2019, 1, 4)),  # that day comes next year
        ("today", FRIDAY),
        ("tomorrow", date(2018, 12, 22)),
        ("+1d", date(2018, 12, 24)),  # over the weekend
        ("+3d", date(2018, 12, 28)),  # Christmas Day and Boxing Day are no working days
        ("+1w", date(2018, 12, 28)),
        ("+1m", date(2019, 1, 21)),
    ],
)
def test_the_day_an_action_is_due(typed: str, day: date) -> None:
    assert read_day(typed, FRIDAY) == day


def test_a_day_on_which_it_was_done_without_its_year_lies_behind() -> None:
    assert read_day("28/12", FRIDAY, ahead=False) == date(2017, 12, 28)
    assert read_day("20/12", FRIDAY, ahead=False) == date(2018, 12, 20)


@pytest.mark.parametrize("typed", ["", "soon", "32/1", "29/2/2019", "last", "+3"])
def test_what_is_no_day_is_one_sentence(typed: str) -> None:
    with pytest.raises(WorkbenchError, match=r"\+3d for three working days"):
        read_day(typed, FRIDAY)


def test_a_reason_is_meant_by_its_number_or_by_the_beginning_of_a_word() -> None:
    choices = offered(reasons({"hospital": "Child in hospital"}))
    assert [one.code for one in matching("10", choices)] == ["hospital"]
    assert [one.code for one in matching("1", choices)] == ["late_notification"]
    assert [one.code for one in matching("not app", choices)] == ["not_applicable"]
    assert [one.code for one in matching("child", choices)] == ["child_not_seen", "hospital"]
    assert matching("11", choices) == []


def test_what_was_left_as_it_stood_is_not_said_again() -> None:
    before = NOTHING | {"owner": "Wren Ashby", "note": "See file", "action": "Ring"}
    said = said_of(before | {"owner": "Otto Penn", "action": ""}, before, (), reasons({}), FRIDAY)
    assert (said.owner, said.action, said.note, said.reason) == ("Otto Penn", "", None, None)


def test_a_reason_chosen_again_is_said_again_with_its_day() -> None:
    before = NOTHING | {"reason": "Done but not recorded", "done_on": "01/12/2018"}
    again = said_of(before, before, {"reason"}, reasons({}), FRIDAY)
    assert (again.reason, again.done_on) == ("done_not_recorded", "2018-12-01")
    other = said_of(before | {"reason": "Data error"}, before, {"reason"}, reasons({}), FRIDAY)
    assert (other.reason, other.done_on) == ("data_error", None)


def test_the_worker_of_the_case_is_proposed_as_its_owner() -> None:
    one, other, nobody = Subject("a", "A", "W1"), Subject("b", "B", "W2"), Subject("c", "C")
    assert proposed_owner([one], "") == "W1"
    assert proposed_owner([one, one], "") == "W1"
    assert proposed_owner([one, other, nobody], "") == EACH_OWN
    assert proposed_owner([nobody], "") == ""
    assert proposed_owner([one], "Wren Ashby") == "Wren Ashby"
    said = said_of(NOTHING | {"owner": EACH_OWN, "action": "Ring"}, NOTHING, (), reasons({}), FRIDAY)
    assert {case: each.owner for case, each in each_of(said, [one, other, nobody]).items()} == {
        "a": "W1",
        "b": "W2",
        "c": None,
    }


def test_after_a_name_of_200_letters_the_identifier_is_still_read() -> None:
    row = {"case": "cp_visit:P1@2018-08-01", "child_name": "Wilhelmina" * 20, "child_id": "C001", "worker": "W1"}
    words = subject_of(row, masked=False).words
    assert words.endswith("…, C001")
    assert len(words) < 50
