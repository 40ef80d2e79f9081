"""Whose a data question is: the child's team, else the team on the record, else nobody's."""

import csv
from collections import Counter
from datetime import date

import pytest

from caseworkbench.loading.load import load
from caseworkbench.workbench.open import open_workbench

WENT_WRONG = "2018-09-03"
TABLES = {
    "children": [{"child_id": name} for name in ("C1", "C2", "C3", "C4")],
    "teams": [
        {"team": "Front Desk", "service": "Access", "to_date": "2018-03-31"},
        {"team": "Front Desk", "service": "Safeguarding", "from_date": "2018-04-01"},
        {"team": "North", "service": "Safeguarding"},
        {"team": "South", "service": "Safeguarding"},
    ],
    "allocations": [
        {"allocation_id": "Z1", "child_id": "C1", "worker": "Ann", "team": "North", "start_date": "2018-01-02"},
        {"allocation_id": "Z2", "child_id": "C2", "worker": "Bo", "team": "South", "start_date": "2018-01-02"}
        | {"end_date": "2018-06-01"},
    ],
    "contacts": [
        {"contact_id": f"K{number}", "child_id": f"C{number}", "received_at": "2018-02-05", "decision_at": "2018-02-01"}
        | {"team": team}
        for number, team in enumerate(("Front Desk", "Front Desk", "", "Unallocated"), 1)
    ],
    "section47s": [
        {"s47_id": "S2", "child_id": "C2", "start_date": WENT_WRONG, "end_date": "2018-09-01", "team": "Duty"}
        | {"icpc_required": "N"},
    ],
    "cin_plans": [
        {"plan_id": "P2", "child_id": "C2", "start_date": WENT_WRONG, "end_date": "2018-08-01"},
    ],
}


@pytest.fixture(scope="module")
def questions(tmp_path_factory):
    place = tmp_path_factory.mktemp("whose")
    for name, rows in TABLES.items():
        with (place / f"{name}.csv").open("w", newline="") as file:
            writer = csv.DictWriter(file, fieldnames=list(dict.fromkeys(key for row in rows for key in row)))
            writer.writeheader()
            writer.writerows(rows)
    load([place], place / "store", as_at=date(2018, 9, 30))
    workbench = open_workbench(place / "store")
    found = workbench.questions()
    workbench.close()
    return found


def whose(questions, rule, subject):
    (one,) = [row for row in questions if (row["rule"], row["subject"]) == (rule, subject)]
    return one["service"], one["team"], one["worker"]


def test_an_allocated_child_s_question_is_the_allocated_team_s_whatever_the_record_says(questions):
    assert whose(questions, "stop_before_start", "contact_decision:K1") == ("Safeguarding", "North", "Ann")


def test_a_child_whom_nobody_holds_any_more_is_asked_about_at_the_record_s_team(questions):
    assert whose(questions, "end_before_start", "S2") == ("Unmapped", "Duty", "Unallocated")


def test_a_record_that_makes_no_clock_gives_the_team_it_names_in_today_s_service(questions):
    assert whose(questions, "stop_before_start", "contact_decision:K2") == (
        "Safeguarding",
        "Front Desk",
        "Unallocated",
    )


def test_an_extract_without_teams_and_a_record_that_names_none_stay_unallocated(questions):
    nobody = ("Unmapped", "Unallocated", "Unallocated")
    assert whose(questions, "end_before_start", "P2") == nobody
    assert whose(questions, "stop_before_start", "contact_decision:K3") == nobody
    assert whose(questions, "stop_before_start", "contact_decision:K4") == nobody


def test_a_team_that_is_not_known_is_its_own_question(questions):
    assert whose(questions, "team_unknown", "Duty") == ("Unmapped", "Duty", "Unallocated")


def test_counts_by_team_are_the_questions_that_a_team_opens(questions):
    from caseworkbench.cli.questions import counted

    counts = {row["team"]: row["questions"] for row in counted(questions, ("service", "team"))}
    assert counts == Counter(row["team"] for row in questions)
    assert counts["Duty"] == 2
