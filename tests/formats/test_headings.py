"""Headings of real reports find the template's, and never a wrong one."""

import pytest

from caseworkbench.extracts.headings import KnownHeadings, fold, nearest_headings
from caseworkbench.extracts.mapping import Mapping
from caseworkbench.extracts.mapping_reader import read_mapping
from caseworkbench.resources import formats_folder


@pytest.fixture(scope="module")
def annex_a() -> Mapping:
    return read_mapping(formats_folder() / "annex_a.toml")


def found(mapping: Mapping, list_name: str, headings: list[str]) -> dict[str, str]:
    """Name of the known heading -> the heading of the file."""
    part = next(part for part in mapping.parts if part.name == list_name)
    return {name: headings[place] for name, place in part.known.match(headings).items()}


@pytest.mark.parametrize(
    ("list_name", "name", "heading"),
    [
        ("list 1", "date", "DATE OF CONTACT"),
        ("list 1", "date", "Date of Contact   "),
        ("list 1", "date", " date\u00a0of\ncontact"),
        ("list 1", "date", "Date of Contact (dd/mm/yyyy)"),
        ("list 1", "child", "Child Unique ID "),
        ("list 1", "child", "Child Unique ID)"),
        ("list 1", "birth", "DOB"),
        ("list 1", "child", "Person No"),
        ("list 4", "child", "Mosaic ID"),
        ("list 8", "child", "Child ID Number"),
        ("list 9", "child", "LAchildID"),
        ("list 3", "date", "Date of Referral"),
        ("list 3", "date", "Referral Date"),
        ("list 3", "nfa", "Referral NFA"),
        ("list 3", "nfa", "Referral NFA ?"),
        ("list 4", "requires", "Was the child assessed as requiring LA children\u2019s social care support?"),
        ("list 4", "requires", "Was the child assessed as requiring LA childrens social care support"),
        ("list 4", "start", "[Continuous Assessment Start Date]"),
        ("list 4", "authorised", "Continuous Assessment Date of Authorization"),
        ("list 5", "start", "Strategy discussion initiating S47 Enquiry Start Date"),
        ("list 5", "start", "Stategy discussion initiating Section 47 Enquiry Start Date"),
        ("list 5", "unnecessary", "Was an ICPC deemed unnecessary?"),
        ("list 5", "plan", "Did the ICPC result in a CP Plan?"),
        ("list 6", "seen", "Date child was last seen"),
        ("list 6", "closed", "Child in Need Closure Date"),
        ("list 7", "start", "CP Plan Start Date"),
        ("list 7", "visit", "Date of Last Statutory Visit"),
        ("list 7", "review", "Date of Last Review Conference"),
        ("list 7", "alone", "Was the child seen alone"),
        ("list 7", "previous", "No. of Previous Child Protection Plans"),
        ("list 8", "legal", "Child\u2019s Legal Status"),
        ("list 8", "visit", "Date of last social worker visit"),
        ("list 9", "touch", "LA in touch (Y/N)"),
        ("list 1", "date", "DateOfContact"),
        ("list 4", "disability", "DoesTheChildHaveADisability"),
        ("list 4", "authorised", "ContinuousAssessmentDateOfAuthorisation"),
        ("list 5", "start", "StrategyDiscussionInitiatingSection47EnquiryStartDate"),
        ("list 6", "start", "CIN_Start_Date"),
    ],
)
def test_a_suppliers_wording_is_the_templates(annex_a: Mapping, list_name: str, name: str, heading: str) -> None:
    assert found(annex_a, list_name, [heading]) == {name: heading}


@pytest.mark.parametrize(
    ("list_name", "heading"),
    [
        ("list 5", "Number of ICPCs in the last 12 months"),
        ("list 5", "Number of Section 47 Enquiries in the last 12 months"),
        ("list 8", "Start date of current legal status"),
        ("list 8", "Date of Last Health Assessment"),
        ("list 8", "Date of Last Dental Check"),
        ("list 8", "Date of Last IRO Visit / Contact to the Child"),
        ("list 8", "Child's Category of Need"),
        ("list 8", "Number of Placements in the last 12 months"),
        ("list 3", "Number of Referrals in Last 12 Months"),
        ("list 1", "Age of Child (Years)"),
        ("list 1", "Age"),
        ("list 8", "Placement Provider"),
        ("list 8", "What is the permanence plan for this child?"),
    ],
)
def test_another_column_of_the_template_is_not_taken_for_one(annex_a: Mapping, list_name: str, heading: str) -> None:
    assert found(annex_a, list_name, [heading]) == {}


def test_a_start_is_never_taken_for_an_end() -> None:
    known = {"start": ("Child Protection Plan Start Date",), "end": ("Child Protection Plan End Date",)}
    assert KnownHeadings(known).match(["Child Protection Plan End Date"]) == {"end": 0}


def test_of_two_equal_headings_the_first_counts() -> None:
    assert KnownHeadings({"team": ("Allocated Team",)}).match(["Allocated Team", "Allocated Team"]) == {"team": 0}


def test_the_template_wording_wins_over_a_lenient_match_further_left() -> None:
    known = {"date": ("Date of Referral",)}
    assert KnownHeadings(known).match(["Date of Referral (old)", "Date of referral"]) == {"date": 1}


def test_folding_takes_away_case_quotes_and_punctuation() -> None:
    assert fold("  Child\u2019s  Legal Status? ") == fold("CHILD'S LEGAL STATUS") == "childs legal status"


def test_the_nearest_headings_are_named_as_they_stand() -> None:
    assert nearest_headings(["Date of referral"], ["Referal dt.", "Gender", "Date  referral came"], 2) == [
        "Date referral came",
        "Referal dt.",
    ]
