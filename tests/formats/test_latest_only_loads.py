"""Lists 6 to 8 week after week: they show only the latest, and successive loads build the history up.

Weeks: Fri 7, 14, 21 September 2018. Each answer is worked by hand.
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


def d(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text if len(text) == 10 else f"2018-{text}")


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a workbook of the lists named: ``write(List_6=[…])``."""
    made = [0]

    def one(**lists: list[dict[str, Any]]) -> Path:
        made[0] += 1
        folder = tmp_path / f"week {made[0]}"
        folder.mkdir()
        names = {name.replace("_", " "): rows for name, rows in lists.items()}
        return write_workbook(folder / "Annex A.xlsx", {name: table(name, rows) for name, rows in names.items()})

    return one


def in_need(
    child: str,
    start: str,
    status: str = "c) Child in need plan",
    *,
    seen: str | None = None,
    closed: str | None = None,
    team: str | None = "North",
    worker: str | None = "Wyn Tarr",
) -> dict[str, Any]:
    return {
        "Child Unique ID": child,
        "CIN Start Date": d(start),
        "Case Status": status,
        "Date Child Was Last Seen": d(seen),
        "CIN Closure Date": d(closed),
        "Allocated Team": team,
        "Allocated Worker": worker,
    }


def protected(
    child: str,
    start: str,
    *,
    visit: str | None = None,
    review: str | None = None,
    end: str | None = None,
    team: str | None = "South",
    worker: str | None = "Orla Pike",
) -> dict[str, Any]:
    return {
        "Child Unique ID": child,
        "Child Protection Plan Start Date": d(start),
        "Date of the Last Statutory Visit": d(visit),
        "Date of latest review conference": d(review),
        "Child Protection Plan End Date": d(end),
        "Allocated Team": team,
        "Allocated Worker": worker,
    }


def looked_after(
    child: str,
    start: str,
    *,
    placed: str | None = None,
    visit: str | None = None,
    end: str | None = None,
    team: str | None = "Corporate",
    worker: str | None = "Ines Vale",
) -> dict[str, Any]:
    return {
        "Child Unique ID": child,
        "Date Started to be Looked After": d(start),
        "Start Date of Most Recent Placement": d(placed),
        "Date of Last Social Work Visit": d(visit),
        "Date Ceased to be Looked After": d(end),
        "Allocated Team": team,
        "Allocated Worker": worker,
    }


# ------------------------------------------------------------------------------------------------ visits and reviews


def test_visits_add_up_week_by_week(weeks: Weeks, write: Write) -> None:
    for as_at, day in ((W1, "09-03"), (W2, "09-03"), (W3, "09-19")):
        weeks.load(write(List_7=[protected("C1", "03-01", visit=day)]), as_at)
    assert weeks.tuples("visits", "visit_date", "visit_type") == [("2018-09-03", "cp"), ("2018-09-19", "cp")]
    assert weeks.withdrawn() == []


def test_a_visit_later_than_the_list_now_says_is_withdrawn(weeks: Weeks, write: Write) -> None:
    weeks.load(write(List_7=[protected("C1", "03-01", visit="08-20")]), W1)
    weeks.load(write(List_7=[protected("C1", "03-01", visit="09-12")]), W2)
    weeks.load(write(List_7=[protected("C1", "03-01", visit="09-11")]), W3)
    assert weeks.tuples("visits", "visit_date") == [("2018-08-20",), ("2018-09-11",)]
    assert weeks.withdrawn() == [("visits", "cp-C1@2018-09-12")]


def test_a_visit_is_withdrawn_where_the_list_now_shows_none_under_the_plan(weeks: Weeks, write: Write) -> None:
    weeks.load(write(List_7=[protected("C1", "2017-03-01", visit="2017-09-01", end="2018-04-03")]), W1)
    weeks.load(write(List_7=[protected("C1", "08-01", visit="09-12")]), W2)
    weeks.load(write(List_7=[protected("C1", "08-01")]), W3)
    assert weeks.tuples("visits", "visit_date") == [("2017-09-01",)]


def test_a_visit_whose_date_cannot_be_read_withdraws_nothing(weeks: Weeks, write: Write) -> None:
    weeks.load(write(List_7=[protected("C1", "03-01", visit="09-05")]), W1)
    odd = {**protected("C1", "03-01"), "Date of the Last Statutory Visit": "31/09/2018"}
    record = weeks.load(write(List_7=[odd]), W2)
    assert record.rejected == 1
    assert weeks.tuples("visits", "visit_date") == [("2018-09-05",)]


def test_a_child_who_left_the_list_keeps_the_visits(weeks: Weeks, write: Write) -> None:
    weeks.load(write(List_7=[protected("C1", "2017-03-01", visit="03-01", end="03-13"), protected("C2", "03-01")]), W1)
    weeks.load(write(List_7=[protected("C2", "03-01")]), W2)
    assert weeks.tuples("visits", "child_id") == [("C1",)]


def test_the_same_visit_on_two_lists_is_one(weeks: Weeks, write: Write) -> None:
    weeks.load(
        write(
            List_6=[in_need("C1", "02-01", "b) Child protection", seen="09-05")],
            List_7=[{**protected("C1", "03-01", visit="09-05"), "Was the Child Seen Alone?": "a) Yes"}],
        ),
        W1,
    )
    assert weeks.tuples("visits", "visit_date", "visit_type", "seen_alone") == [("2018-09-05", "cp", "Y")]


def test_a_visit_reported_under_one_status_stays_when_the_status_changes(weeks: Weeks, write: Write) -> None:
    weeks.load(write(List_6=[in_need("C1", "02-01", "b) Child protection", seen="09-05")]), W1)
    weeks.load(write(List_6=[in_need("C1", "02-01", seen="09-05")]), W2)
    assert weeks.tuples("visits", "visit_date", "visit_type") == [("2018-09-05", "cin"), ("2018-09-05", "cp")]
    assert weeks.withdrawn() == []


def test_reviews_add_up_week_by_week(weeks: Weeks, write: Write) -> None:
    weeks.load(write(List_7=[protected("C1", "03-01", review="05-25")]), W1)
    weeks.load(write(List_7=[protected("C1", "03-01", review="09-13")]), W2)
    assert weeks.tuples("reviews", "held_date", "subject_id") == [
        ("2018-05-25", "C1@2018-03-01"),
        ("2018-09-13", "C1@2018-03-01"),
    ]


# --------------------------------------------------------------------------------------------------------- placements


def test_a_new_placement_ends_the_one_before_on_the_day_it_begins(weeks: Weeks, write: Write) -> None:
    for as_at, day in ((W1, "06-01"), (W2, "09-10"), (W3, "09-18")):
        weeks.load(write(List_8=[looked_after("C1", "05-01", placed=day)]), as_at)
    assert weeks.tuples("placements", "start_date", "end_date", "care_id") == [
        ("2018-06-01", "2018-09-10", "C1@2018-05-01"),
        ("2018-09-10", "2018-09-18", "C1@2018-05-01"),
        ("2018-09-18", None, "C1@2018-05-01"),
    ]


def test_a_placement_later_than_the_list_now_says_is_withdrawn_and_the_one_before_is_open_again(
    weeks: Weeks, write: Write
) -> None:
    for as_at, day in ((W1, "06-01"), (W2, "09-10"), (W3, "06-01")):
        weeks.load(write(List_8=[looked_after("C1", "05-01", placed=day)]), as_at)
    assert weeks.tuples("placements", "start_date", "end_date") == [("2018-06-01", None)]
    assert weeks.withdrawn() == [("placements", "C1@2018-09-10")]


# ---------------------------------------------------------------------------------------------- list 6 and list 3


def test_list_6_finds_the_referral_of_list_3_and_neither_erases_the_other(weeks: Weeks, write: Write) -> None:
    three = {
        "Child Unique ID": "C1",
        "Date of referral": d("09-03"),
        "Referral Source": "Police",
        "Referral NFA?": "No",
        "Allocated Team": "Front Door",
        "Allocated Worker": "Bea Lund",
    }
    six = {**in_need("C1", "09-03", closed="09-13"), "Primary Need Code": "N1", "Reason for Closure": "RC1"}
    columns = ("referral_id", "source", "nfa", "primary_need", "closed_date", "closure_reason", "team", "worker")
    whole = ("C1@2018-09-03", "Police", "N", "N1", "2018-09-13", "RC1", "Front Door", "Bea Lund")
    weeks.load(write(List_3=[three], List_6=[six]), W2)
    assert weeks.tuples("referrals", *columns) == [whole]
    # The referral leaves list 3 when its six months are over; what list 3 said of it stays.
    weeks.load(write(List_6=[six]), W3)
    assert weeks.tuples("referrals", *columns) == [whole]


def test_lists_that_come_in_loads_of_their_own_complete_each_other_in_any_order(weeks: Weeks, write: Write) -> None:
    three = {"Child Unique ID": "C1", "Date of referral": d("09-03"), "Referral NFA?": "No", "Allocated Team": "MASH"}
    weeks.load(write(List_6=[in_need("C1", "09-03", closed="09-13", team=None)]), W2)
    weeks.load(write(List_3=[three]), W1)
    assert weeks.tuples("referrals", "referral_id", "nfa", "closed_date", "team") == [
        ("C1@2018-09-03", "N", "2018-09-13", "MASH")
    ]


def test_a_closure_that_is_taken_back_is_taken_back(weeks: Weeks, write: Write) -> None:
    weeks.load(write(List_6=[in_need("C1", "06-01", closed="09-05")]), W1)
    weeks.load(write(List_6=[in_need("C1", "06-01")]), W2)
    assert weeks.tuples("referrals", "closed_date") == [(None,)]


# ------------------------------------------------------------------------------------------------- child in need plans


def test_a_plan_ends_when_the_case_closes(weeks: Weeks, write: Write) -> None:
    weeks.load(write(List_6=[in_need("C1", "06-01")]), W1)
    weeks.load(write(List_6=[in_need("C1", "06-01", "e) Closed", closed="09-11")]), W2)
    assert weeks.tuples("cin_plans", "plan_id", "end_date") == [("C1@2018-06-01", "2018-09-11")]


def test_a_plan_ends_on_the_as_at_date_when_the_status_changes(weeks: Weeks, write: Write) -> None:
    weeks.load(write(List_6=[in_need("C1", "06-01")]), W1)
    weeks.load(write(List_6=[in_need("C1", "06-01", "b) Child protection plan")]), W2)
    weeks.load(write(List_6=[in_need("C1", "06-01", "b) Child protection plan")]), W3)
    assert weeks.tuples("cin_plans", "plan_id", "end_date") == [("C1@2018-06-01", "2018-09-14")]


def test_a_plan_ends_on_the_as_at_date_when_the_child_is_gone_from_the_list(weeks: Weeks, write: Write) -> None:
    weeks.load(write(List_6=[in_need("C1", "06-01"), in_need("C2", "05-01")]), W1)
    weeks.load(write(List_6=[in_need("C2", "05-01")]), W2)
    assert weeks.tuples("cin_plans", "plan_id", "end_date") == [
        ("C1@2018-06-01", "2018-09-14"),
        ("C2@2018-05-01", None),
    ]


def test_a_corrected_start_moves_the_plan(weeks: Weeks, write: Write) -> None:
    weeks.load(write(List_6=[in_need("C1", "06-01"), in_need("C2", "05-01")]), W1)
    weeks.load(write(List_6=[in_need("C1", "06-02"), in_need("C2", "05-01")]), W2)
    assert weeks.tuples("cin_plans", "plan_id", "end_date") == [("C1@2018-06-02", None), ("C2@2018-05-01", None)]
    assert ("cin_plans", "C1@2018-06-01") in weeks.withdrawn()


def test_a_plan_after_a_child_protection_plan_begins_when_that_ended(weeks: Weeks, write: Write) -> None:
    # Referred 1 February, protection plan 1 March to 31 August, in need since: dated by the referral, the plan would
    # count as ended by the protection plan that it followed.
    record = write(List_6=[in_need("C1", "02-01", seen="09-05")], List_7=[protected("C1", "03-01", end="08-31")])
    weeks.load(record, W1)
    assert weeks.tuples("cin_plans", "plan_id", "start_date", "end_date", "start_estimated") == [
        ("C1@2018-08-31", "2018-08-31", None, "Y")
    ]
    weeks.load(record, W2)
    assert len(weeks.rows("cin_plans")) == 1


def test_an_empty_list_ends_nothing(weeks: Weeks, write: Write) -> None:
    weeks.load(write(List_6=[in_need("C1", "06-01")]), W1)
    weeks.load(write(List_6=[], List_7=[protected("C2", "03-01")]), W2)
    assert weeks.tuples("cin_plans", "end_date") == [(None,)]
    assert weeks.withdrawn() == []


# -------------------------------------------------------------------------------------------------------- allocations

ALLOCATION = ("child_id", "team", "worker", "start_date", "end_date")


def test_at_first_sight_an_allocation_has_no_start(weeks: Weeks, write: Write) -> None:
    weeks.load(write(List_6=[in_need("C1", "06-01")]), W1)
    assert weeks.tuples("allocations", *ALLOCATION) == [("C1", "North", "Wyn Tarr", None, None)]


def test_a_new_worker_ends_the_one_before_on_the_as_at_date(weeks: Weeks, write: Write) -> None:
    for as_at, worker in ((W1, "Wyn Tarr"), (W2, "Bea Lund"), (W3, "Bea Lund")):
        weeks.load(write(List_6=[in_need("C1", "06-01", worker=worker)]), as_at)
    assert weeks.tuples("allocations", *ALLOCATION) == [
        ("C1", "North", "Bea Lund", "2018-09-14", None),
        ("C1", "North", "Wyn Tarr", None, "2018-09-14"),
    ]


def test_a_case_that_nobody_has_any_more_has_no_allocation(weeks: Weeks, write: Write) -> None:
    weeks.load(write(List_6=[in_need("C1", "06-01")]), W1)
    weeks.load(write(List_6=[in_need("C1", "06-01", team=None, worker=None)]), W2)
    weeks.load(write(List_6=[in_need("C1", "06-01", team="East", worker=None)]), W3)
    assert weeks.tuples("allocations", *ALLOCATION) == [
        ("C1", "East", None, "2018-09-21", None),
        ("C1", "North", "Wyn Tarr", None, "2018-09-14"),
    ]


def test_the_highest_plan_says_who_is_responsible(weeks: Weeks, write: Write) -> None:
    weeks.load(
        write(
            List_6=[in_need("C1", "06-01", "a) Looked after")],
            List_7=[protected("C1", "06-10", end="08-31")],
            List_8=[looked_after("C1", "08-01", worker=None)],
        ),
        W1,
    )
    assert weeks.tuples("allocations", *ALLOCATION) == [("C1", "Corporate", "Wyn Tarr", None, None)]


def test_a_closed_case_was_somebodys_until_the_day_of_closing(weeks: Weeks, write: Write) -> None:
    weeks.load(write(List_6=[in_need("C1", "06-01"), in_need("C2", "06-01", "e) Closed", closed="08-31")]), W1)
    weeks.load(write(List_6=[in_need("C1", "06-01", "e) Closed", closed="09-12")]), W2)
    assert weeks.tuples("allocations", *ALLOCATION) == [
        ("C1", "North", "Wyn Tarr", None, "2018-09-13"),
        ("C2", "North", "Wyn Tarr", None, "2018-09-01"),
    ]


def test_the_first_load_loaded_again_corrected_corrects_the_allocation(weeks: Weeks, write: Write) -> None:
    weeks.load(write(List_6=[in_need("C1", "06-01", worker="Wyn Tar")]), W1)
    weeks.load(write(List_6=[in_need("C1", "06-01", worker="Wyn Tarr")]), W1)
    assert weeks.tuples("allocations", *ALLOCATION) == [("C1", "North", "Wyn Tarr", None, None)]


def test_a_later_load_loaded_again_corrected_corrects_the_change(weeks: Weeks, write: Write) -> None:
    weeks.load(write(List_6=[in_need("C1", "06-01", worker="Wyn Tarr")]), W1)
    weeks.load(write(List_6=[in_need("C1", "06-01", worker="Bea Lun")]), W2)
    weeks.load(write(List_6=[in_need("C1", "06-01", worker="Bea Lund")]), W2)
    assert weeks.tuples("allocations", *ALLOCATION) == [
        ("C1", "North", "Bea Lund", "2018-09-14", None),
        ("C1", "North", "Wyn Tarr", None, "2018-09-14"),
    ]


def test_three_weeks_loaded_twice_over_are_the_same_store(weeks: Weeks, write: Write, tmp_path: Path) -> None:
    files = [
        write(
            List_6=[in_need("C1", "06-01", seen=seen, worker=worker)],
            List_7=[protected("C2", "03-01", visit=seen)],
            List_8=[looked_after("C3", "05-01", placed=placed, visit=seen)],
        )
        for seen, worker, placed in (
            ("09-03", "Wyn Tarr", "05-01"),
            ("09-10", "Bea Lund", "09-10"),
            ("09-18", "Bea Lund", "09-10"),
        )
    ]
    for file, as_at in zip(files, (W1, W2, W3), strict=True):
        weeks.load(file, as_at)
    once = weeks.everything()
    weeks.load(files[2], W3)
    assert weeks.everything() == once
    other = Weeks(tmp_path / "other")
    for file, as_at in zip(files, (W1, W2, W3), strict=True):
        other.load(file, as_at)
        other.load(file, as_at)
    assert other.everything() == once


def test_the_figures_follow_from_the_loads(timed_weeks: Weeks, write: Write) -> None:
    """C1's plan began 1 March; seen Mon 3 and Wed 19 September: the chain begins at the earliest known visit."""
    from caseworkbench.workbench.open import open_workbench

    for as_at, day in ((W1, "09-03"), (W3, "09-19")):
        timed_weeks.load(write(List_7=[protected("C1", "03-01", visit=day)]), as_at)
    workbench = open_workbench(timed_weeks.store)
    try:
        cases = workbench.cases("cp_visit", statuses=["in_time", "late", "running", "due_soon", "overdue"])
        rows = list(cases.rows())
    finally:
        workbench.close()
    # Started Mon 3 Sept, due Mon 17 Sept (10 working days), stopped Wed 19: late. Then running, due Wed 3 October.
    assert sorted((row["started"], row["due"], row["status"], row["team"]) for row in rows) == [
        (d("09-03"), d("09-17"), "late", "South"),
        (d("09-19"), d("10-03"), "running", "South"),
    ]


def test_annex_a_of_a_whole_week_loads_from_a_workbook_with_every_list(weeks: Weeks, tmp_path: Path) -> None:
    record = weeks.load(annex_a(tmp_path / "Annex A.xlsx", {"List 6": [in_need("C1", "06-01")]}), W1)
    assert (record.format, record.mode) == ("annex_a", "merge")
