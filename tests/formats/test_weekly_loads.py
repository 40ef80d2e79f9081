"""Annex A week after week: rows found again, corrected, withdrawn; each answer worked by hand.

Weeks: Fri 7, 14, 21 September 2018.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from .making import annex_a, table, write_workbook
from .reading import Weeks

W1, W2, W3 = date(2018, 9, 7), date(2018, 9, 14), date(2018, 9, 21)
Write = Callable[..., Path]


def d(text: str) -> date:
    """A day of 2018, or a whole date."""
    return date.fromisoformat(text if len(text) == 10 else f"2018-{text}")


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a week's workbook: ``write(List_4=[…])``."""
    made = [0]

    def one(**lists: list[dict[str, Any]]) -> Path:
        made[0] += 1
        folder = tmp_path / f"week {made[0]}"
        folder.mkdir()
        return annex_a(folder / "Annex A.xlsx", {name.replace("_", " "): rows for name, rows in lists.items()})

    return one


def contact(child: str, day: str, **more: Any) -> dict[str, Any]:
    return {"Child Unique ID": child, "Date of Contact": d(day), **more}


def referral(child: str, day: str, **more: Any) -> dict[str, Any]:
    return {"Child Unique ID": child, "Date of referral": d(day), "Referral NFA?": "No", **more}


def assessment(child: str, start: str, authorised: str | None = None, **more: Any) -> dict[str, Any]:
    return {
        "Child Unique ID": child,
        "Continuous Assessment Start Date": d(start),
        "Continuous Assessment Date of Authorisation": d(authorised) if authorised else None,
        **more,
    }


def enquiry(child: str, start: str, held: str | None = None, **more: Any) -> dict[str, Any]:
    return {
        "Child Unique ID": child,
        "Strategy discussion initiating Section 47 Enquiry Start Date": d(start),
        "Date of Initial Child Protection Conference": d(held) if held else None,
        **more,
    }


def plan(
    child: str, start: str, visit: str | None = None, review: str | None = None, end: str | None = None, **more: Any
) -> dict[str, Any]:
    return {
        "Child Unique ID": child,
        "Child Protection Plan Start Date": d(start),
        "Date of the Last Statutory Visit": d(visit) if visit else None,
        "Date of latest review conference": d(review) if review else None,
        "Child Protection Plan End Date": d(end) if end else None,
        **more,
    }


def test_the_same_file_again_changes_nothing(weeks: Weeks, write: Write) -> None:
    file = write(
        List_1=[contact("C1", "09-03", Gender="Female")],
        List_3=[referral("C1", "09-03", **{"Allocated Team": "North"})],
        List_4=[assessment("C1", "09-04")],
        List_5=[enquiry("C1", "09-04", "09-06")],
        List_7=[plan("C2", "03-01", "09-05", "08-30", **{"Allocated Team": "South", "Allocated Worker": "Wyn Tarr"})],
    )
    weeks.load(file, W1)
    before = weeks.everything()
    again = weeks.load(file, W1)
    assert weeks.everything() == before
    assert weeks.withdrawn() == []
    assert {count.table: count.replaced for count in again.tables} == {
        count.table: count.accepted for count in again.tables
    }


@pytest.mark.parametrize(
    ("list_name", "row", "table", "noun"),
    [
        ("List_1", contact, "contacts", "contact"),
        ("List_3", referral, "referrals", "referral"),
        ("List_4", assessment, "assessments", "assessment"),
        ("List_5", enquiry, "section47s", "section 47 enquiry"),
    ],
)
def test_a_corrected_date_leaves_no_ghost(
    weeks: Weeks, write: Write, list_name: str, row: Any, table: str, noun: str
) -> None:
    weeks.load(write(**{list_name: [row("C1", "06-01"), row("C2", "09-03")]}), W1)
    second = weeks.load(write(**{list_name: [row("C1", "06-01"), row("C2", "09-04")]}), W2)
    key = next(iter(weeks.rows(table)[0]))
    assert weeks.tuples(table, key) == [("C1@2018-06-01",), ("C2@2018-09-04",)]
    assert weeks.withdrawn() == [(table, "C2@2018-09-03")]
    (gone,) = weeks.rows("withdrawn")
    assert gone["child_id"] == "C2"
    assert gone["message"].startswith(f"The {noun} of 2018-09-03 that an earlier list")
    assert next(count for count in second.tables if count.table == table).withdrawn == 1


def test_what_the_lists_window_has_left_behind_stays(weeks: Weeks, write: Write) -> None:
    weeks.load(write(List_1=[contact("C1", "03-05"), contact("C2", "09-03")]), W1)
    weeks.load(write(List_1=[contact("C2", "09-03"), contact("C3", "09-12")]), W2)
    assert weeks.tuples("contacts", "contact_id") == [("C1@2018-03-05",), ("C2@2018-09-03",), ("C3@2018-09-12",)]
    assert weeks.withdrawn() == []


def test_a_row_dated_after_the_load_is_not_withdrawn(weeks: Weeks, write: Write) -> None:
    weeks.load(write(List_1=[contact("C1", "09-03"), contact("C2", "09-28")]), W1)
    weeks.load(write(List_1=[contact("C1", "09-03")]), W2)
    assert weeks.withdrawn() == []


def test_an_assessment_authorised_more_than_six_months_ago_has_left_the_list(weeks: Weeks, write: Write) -> None:
    # As at 14 September the window begins on 14 March: authorised on the 13th has left it, on the 14th has not.
    old = [assessment("C1", "01-08", "03-13"), assessment("C2", "01-08", "03-14"), assessment("C3", "2017-06-01")]
    weeks.load(write(List_4=old), W1)
    weeks.load(write(List_4=[assessment("C3", "2017-06-01")]), W2)
    assert weeks.tuples("assessments", "assessment_id") == [("C1@2018-01-08",), ("C3@2017-06-01",)]
    assert weeks.withdrawn() == [("assessments", "C2@2018-01-08")]


def test_one_mistyped_year_in_a_long_list_does_not_withdraw_the_past(weeks: Weeks, write: Write) -> None:
    spring = [contact(f"S{n}", "04-03") for n in range(150)]
    summer = [contact(f"T{n}", "08-13") for n in range(150)]
    weeks.load(write(List_1=[*spring, *summer]), W1)
    weeks.load(write(List_1=[*summer, contact("X", "2001-08-13")]), W2)
    assert len(weeks.rows("contacts")) == 301
    assert weeks.withdrawn() == []


def test_a_row_that_was_turned_away_is_not_withdrawn(weeks: Weeks, write: Write) -> None:
    weeks.load(write(List_3=[referral("C1", "06-01"), referral("C2", "09-03"), referral("C3", "09-04")]), W1)
    undated = {**referral("C3", "09-04"), "Date of referral": "4th of this month"}
    second = weeks.load(
        write(List_3=[referral("C1", "06-01"), {**referral("C2", "09-03"), "Referral NFA?": "perhaps"}, undated]), W2
    )
    assert second.rejected == 2
    assert len(weeks.rows("referrals")) == 3
    assert weeks.withdrawn() == []


def test_a_withdrawn_enquiry_takes_its_conference_along(weeks: Weeks, write: Write) -> None:
    weeks.load(write(List_5=[enquiry("C1", "06-01"), enquiry("C2", "08-21", "09-06")]), W1)
    weeks.load(write(List_5=[enquiry("C1", "06-01"), enquiry("C2", "08-22", "09-06")]), W2)
    assert weeks.tuples("initial_conferences", "s47_id", "held_date") == [("C2@2018-08-22", "2018-09-06")]
    assert weeks.withdrawn() == [("initial_conferences", "C2@2018-08-21"), ("section47s", "C2@2018-08-21")]


def test_a_conference_of_an_enquiry_that_left_the_list_stays(weeks: Weeks, write: Write) -> None:
    weeks.load(write(List_5=[enquiry("C1", "03-08", "03-28"), enquiry("C2", "03-19")]), W1)
    weeks.load(write(List_5=[enquiry("C2", "03-19")]), W2)
    assert weeks.tuples("initial_conferences", "conference_id") == [("C1@2018-03-08",)]
    assert weeks.withdrawn() == []


def test_a_conference_that_moved_keeps_its_enquiry(weeks: Weeks, write: Write) -> None:
    weeks.load(write(List_5=[enquiry("C1", "08-21", "09-12")]), W1)
    weeks.load(write(List_5=[enquiry("C1", "08-21", "09-13")]), W2)
    assert weeks.tuples("initial_conferences", "held_date") == [("2018-09-13",)]
    assert weeks.withdrawn() == []


def test_an_authorisation_that_is_taken_back_is_taken_back(weeks: Weeks, write: Write) -> None:
    weeks.load(write(List_4=[assessment("C1", "08-21", "09-06")]), W1)
    weeks.load(write(List_4=[assessment("C1", "08-21")]), W2)
    assert weeks.tuples("assessments", "authorised_date") == [(None,)]


def test_a_child_is_what_all_lists_say(weeks: Weeks, write: Write) -> None:
    weeks.load(
        write(
            List_1=[contact("C1", "09-03", Gender="Male"), contact("C1", "09-04")],
            List_4=[
                assessment(
                    "C1", "09-04", **{"Date of Birth": d("2010-01-02"), "Does the Child have a Disability": "Yes"}
                )
            ],
        ),
        W1,
    )
    weeks.load(write(List_1=[contact("C1", "09-03", Ethnicity="WBRI")]), W2)
    assert weeks.tuples("children", "child_id", "sex", "date_of_birth", "ethnicity", "disability") == [
        ("C1", "M", "2010-01-02", "WBRI", "Y")
    ]


def test_a_birth_to_come_is_an_expected_one_until_the_child_is_born(weeks: Weeks, write: Write) -> None:
    born = ("date_of_birth", "expected_date_of_birth")
    weeks.load(write(List_1=[contact("C1", "09-03", **{"Date of Birth": d("09-11")})]), W1)
    assert weeks.tuples("children", *born) == [(None, "2018-09-11")]
    weeks.load(write(List_1=[contact("C1", "09-03", **{"Date of Birth": d("09-13")})]), W2)
    assert weeks.tuples("children", *born) == [("2018-09-13", "2018-09-11")]


def test_a_corrected_plan_start_keeps_its_reviews(weeks: Weeks, write: Write) -> None:
    weeks.load(write(List_7=[plan("C1", "03-01", "09-05", "05-25"), plan("C9", "01-02")]), W1)
    weeks.load(write(List_7=[plan("C1", "03-02", "09-12", "08-23"), plan("C9", "01-02")]), W2)
    assert weeks.tuples("cp_plans", "plan_id") == [("C1@2018-03-02",), ("C9@2018-01-02",)]
    assert weeks.tuples("reviews", "subject_id", "held_date") == [
        ("C1@2018-03-02", "2018-05-25"),
        ("C1@2018-03-02", "2018-08-23"),
    ]
    assert weeks.withdrawn() == [("cp_plans", "C1@2018-03-01")]


def test_a_plan_that_ended_more_than_six_months_ago_has_left_the_list(weeks: Weeks, write: Write) -> None:
    weeks.load(write(List_7=[plan("C1", "2017-06-01", end="03-13"), plan("C2", "2017-01-05")]), W1)
    weeks.load(write(List_7=[plan("C2", "2017-01-05")]), W2)
    assert weeks.tuples("cp_plans", "plan_id", "end_date") == [
        ("C1@2017-06-01", "2018-03-13"),
        ("C2@2017-01-05", None),
    ]


def test_only_lists_that_a_load_brings_can_withdraw(weeks: Weeks, write: Write) -> None:
    weeks.load(write(List_4=[assessment("C1", "06-01"), assessment("C2", "09-03")], List_7=[plan("C3", "03-01")]), W1)
    weeks.load(write(List_4=[assessment("C1", "06-01"), assessment("C2", "09-03")]), W2)
    assert len(weeks.rows("cp_plans")) == 1
    assert weeks.withdrawn() == []


def test_a_care_leaver_who_is_no_longer_listed_is_withdrawn(weeks: Weeks, write: Write) -> None:
    leavers = [{"Child Unique ID": child, "Eligibility Category": "Relevant"} for child in ("C1", "C2")]
    weeks.load(write(List_9=leavers), W1)
    weeks.load(write(List_9=leavers[:1]), W2)
    assert weeks.tuples("care_leavers", "child_id") == [("C1",)]
    assert weeks.withdrawn() == [("care_leavers", "C2")]


def test_native_rows_are_never_withdrawn(weeks: Weeks, write: Write, tmp_path: Path) -> None:
    folder = tmp_path / "native"
    folder.mkdir()
    (folder / "contacts.csv").write_text("contact_id,child_id,received_at\nK1,C1,2018-09-03\n")
    weeks.load(folder, W1)
    second = weeks.load(write(List_1=[contact("C2", "06-01"), contact("C3", "09-12")]), W2)
    assert any(note.startswith("The store also holds contacts from native files") for note in second.messages)
    assert weeks.tuples("contacts", "contact_id", "origin") == [
        ("C2@2018-06-01", "annex_a:list 1"),
        ("C3@2018-09-12", "annex_a:list 1"),
        ("K1", None),
    ]


def test_native_rows_can_be_merged_by_key(weeks: Weeks, tmp_path: Path) -> None:
    folder = tmp_path / "native"
    folder.mkdir()
    (folder / "contacts.csv").write_text(
        "contact_id,child_id,received_at,source\nK1,C1,2018-09-03,Police\nK2,C2,2018-09-04,\n"
    )
    weeks.load(folder, W1)
    (folder / "contacts.csv").write_text(
        "contact_id,child_id,received_at\nK2,C2,2018-09-05\nK1,C1,2018-09-03\nK3,C3,2018-09-06\n"
    )
    second = weeks.load(folder, W2, mode="merge")
    assert weeks.tuples("contacts", "contact_id", "received_at", "source") == [
        ("K1", "2018-09-03", "Police"),
        ("K2", "2018-09-05", None),
        ("K3", "2018-09-06", None),
    ]
    (count,) = [count for count in second.tables if count.table == "contacts"]
    assert (count.accepted, count.replaced, count.withdrawn) == (3, 2, 0)


def test_annex_a_can_replace(weeks: Weeks, write: Write) -> None:
    weeks.load(write(List_1=[contact("C1", "03-05")], List_7=[plan("C2", "03-01")]), W1)
    second = weeks.load(write(List_1=[contact("C3", "09-12"), contact("C3", "09-13")]), W2, mode="replace")
    assert weeks.tuples("contacts", "contact_id") == [("C3@2018-09-12",), ("C3@2018-09-13",)]
    assert not any("later" in message for message in second.messages)


def test_the_same_child_and_date_twice_the_last_row_wins_and_it_is_said(weeks: Weeks, write: Write) -> None:
    record = weeks.load(
        write(
            List_1=[
                contact("C1", "09-03", **{"Contact Source": "Police"}),
                contact("C1", "09-03", **{"Contact Source": "School"}),
            ]
        ),
        W1,
    )
    assert weeks.tuples("contacts", "source") == [("School",)]
    assert (
        "List 1: 1 of the contacts had the child and date of another row; the last of each was kept." in record.messages
    )


def test_a_load_older_than_what_the_store_holds_adds_and_changes_nothing(weeks: Weeks, write: Write) -> None:
    weeks.load(write(List_4=[assessment("C1", "06-01", "09-12"), assessment("C2", "09-10")]), W2)
    record = weeks.load(write(List_4=[assessment("C1", "06-01"), assessment("C3", "09-03")]), W1)
    assert weeks.tuples("assessments", "assessment_id", "authorised_date") == [
        ("C1@2018-06-01", "2018-09-12"),
        ("C2@2018-09-10", None),
        ("C3@2018-09-03", None),
    ]
    assert any(message.startswith("The store already holds a later Ofsted Annex A") for message in record.messages)


def test_each_table_says_since_when_its_history_runs(weeks: Weeks, write: Write, tmp_path: Path) -> None:
    only = write_workbook(tmp_path / "only.xlsx", {"List 4": table("List 4", [assessment("C1", "06-01")])})
    weeks.load(only, W1)
    file = write(List_4=[assessment("C1", "06-01")], List_7=[plan("C2", "03-01", "09-12", "08-30")])
    weeks.load(file, W2)
    weeks.load(file, W3)
    running = dict(weeks.tuples("coverage", "table_name", "running_from"))
    assert {running[name] for name in ("visits", "reviews", "placements", "allocations")} == {"2018-09-14"}
    assert running["assessments"] is None
    assert running["cp_plans"] is None
