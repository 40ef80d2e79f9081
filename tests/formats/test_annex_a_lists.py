"""What each list of Annex A becomes."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from .making import annex_a
from .reading import Came


@pytest.fixture
def read_list(tmp_path: Path) -> Any:
    def read(**lists: list[dict[str, Any]]) -> Came:
        return Came(
            [annex_a(tmp_path / "Annex A.xlsx", {name.replace("_", " "): rows for name, rows in lists.items()})]
        )

    return read


def test_an_enquiry_and_its_conference(read_list: Any) -> None:
    came = read_list(
        List_5=[
            {
                "Child Unique ID": "C1",
                "Strategy discussion initiating Section 47 Enquiry Start Date": date(2018, 8, 21),
                "Was an Initial Child Protection Conference deemed unnecessary?": "b) No",
                "Date of Initial Child Protection Conference": date(2018, 9, 12),
                "Did the Initial Child Protection Conference Result in a Child Protection Plan": "a) Yes",
                "Allocated Team": "North",
            },
            {
                "Child Unique ID": "C2",
                "Strategy discussion initiating Section 47 Enquiry Start Date": date(2018, 8, 22),
                "Was an Initial Child Protection Conference deemed unnecessary?": "a) Yes",
            },
            {
                "Child Unique ID": "C3",
                "Strategy discussion initiating Section 47 Enquiry Start Date": date(2018, 8, 23),
            },
        ]
    )
    assert [(row["s47_id"], row["start_date"], row["icpc_required"]) for row in came["section47s"]] == [
        ("C1@2018-08-21", "2018-08-21", "Y"),
        ("C2@2018-08-22", "2018-08-22", "N"),
        ("C3@2018-08-23", "2018-08-23", None),
    ]
    assert all("end_date" not in row for row in came["section47s"])
    conference = came.one("initial_conferences")
    assert (conference["s47_id"], conference["held_date"], conference["outcome_cp_plan"], conference["team"]) == (
        "C1@2018-08-21",
        "2018-09-12",
        "Y",
        "North",
    )


def test_children_in_need_have_a_plan_only_where_the_status_says_so(read_list: Any) -> None:
    statuses = [
        "a) Looked after",
        "b) Child protection",
        "c) Child in need plan",
        "d) Open assessment",
        "e) Closed",
        None,
    ]
    came = read_list(
        List_6=[
            {
                "Child Unique ID": f"C{number}",
                "CIN Start Date": date(2018, 6, 1),
                "Date Child Was Last Seen": date(2018, 9, 3),
                "Case Status": status,
            }
            for number, status in enumerate(statuses, start=1)
        ]
    )
    plan = came.one("cin_plans")
    assert (plan["plan_id"], plan["start_date"], plan["latest_only"], plan["start_estimated"]) == (
        "C3@2018-06-01",
        "2018-06-01",
        "Y",
        "Y",
    )
    assert sorted((row["child_id"], row["visit_type"]) for row in came["visits"]) == [
        ("C1", "lac"),
        ("C2", "cp"),
        ("C3", "cin"),
        ("C4", "other"),
        ("C5", "other"),
        ("C6", "other"),
    ]
    assert len(came["referrals"]) == 6


def test_a_child_protection_plan_with_its_latest_visit_and_review(read_list: Any) -> None:
    came = read_list(
        List_7=[
            {
                "Child Unique ID": "C1",
                "Child Protection Plan Start Date": date(2018, 3, 1),
                "Initial Category of Abuse": "a) Neglect",
                "Latest Category of Abuse": "EMO",
                "Date of the Last Statutory Visit": date(2018, 9, 20),
                "Was the Child Seen Alone?": "a) Yes",
                "Date of latest review conference": date(2018, 8, 30),
                "Number of Previous Child Protection Plans": 1,
            }
        ]
    )
    plan = came.one("cp_plans")
    assert (plan["plan_id"], plan["previous_plans"], plan["latest_only"], plan["initial_category"]) == (
        "C1@2018-03-01",
        1,
        "Y",
        "Neglect",
    )
    visit = came.one("visits")
    assert (visit["visit_date"], visit["visit_type"], visit["seen_alone"]) == ("2018-09-20", "cp", "Y")
    review = came.one("reviews")
    assert (review["subject_id"], review["review_type"], review["held_date"]) == ("C1@2018-03-01", "cp", "2018-08-30")


def test_a_looked_after_child_with_placement_visit_and_review(read_list: Any) -> None:
    came = read_list(
        List_8=[
            {
                "Child Unique ID": "C1",
                "Date Started to be Looked After": date(2017, 3, 1),
                "Child's Legal Status": "a) C2: Full care order",
                "Date of Latest Statutory Review": date(2018, 8, 30),
                "Date of Last Social Work Visit": date(2018, 9, 20),
                "What is the permanence plan for this child?": "f) Long-term fostering",
                "Start Date of Most Recent Placement": date(2017, 6, 1),
                "Placement Type": "U1",
            },
            {
                "Child Unique ID": "C2",
                "Date Started to be Looked After": date(2018, 3, 1),
                "What is the permanence plan for this child?": "a) Return to family",
                "Start Date of Most Recent Placement": date(2018, 3, 1),
            },
        ]
    )
    assert [(row["care_id"], row["legal_status"], row["latest_only"]) for row in came["care_episodes"]] == [
        ("C1@2017-03-01", "C2", "Y"),
        ("C2@2018-03-01", None, "Y"),
    ]
    first, second = came["placements"]
    assert (first["placement_id"], first["care_id"], first["placement_type"]) == (
        "C1@2017-06-01",
        "C1@2017-03-01",
        "U1",
    )
    assert "visit_rule" not in second  # a permanence plan does not say what was agreed for this placement
    assert [(row["visit_type"], row["visit_date"]) for row in came["visits"]] == [("lac", "2018-09-20")]
    assert [(row["review_type"], row["subject_id"]) for row in came["reviews"]] == [("lac", "C1@2017-03-01")]


def test_care_leavers_with_their_activity_code(read_list: Any) -> None:
    came = read_list(
        List_9=[
            {
                "Child Unique ID": "C1",
                "Date of Birth": date(1998, 9, 1),
                "Eligibility Category": "b) Former relevant",
                "LA in Touch": "a) Yes",
                "Type of Accommodation": "K",
                "Suitability of Accommodation": "a) Suitable",
                "Activity Status": "F2: in education",
                "Allocated Team": "Leaving Care",
            }
        ]
    )
    leaver = came.one("care_leavers")
    assert (leaver["child_id"], leaver["activity"], leaver["in_touch"], leaver["suitable"], leaver["team"]) == (
        "C1",
        "F2",
        "Y",
        "Suitable",
        "Leaving Care",
    )
    assert came.one("children")["date_of_birth"] == "1998-09-01"
