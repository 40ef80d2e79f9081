"""The children in need census: every schema year's spelling, worked out by hand, and week by week."""

from datetime import date
from pathlib import Path

import pytest

from caseworkbench.errors import WorkbenchError
from caseworkbench.extracts.describe import describe
from caseworkbench.extracts.read import read
from caseworkbench.loading.load import load

from .reading import Came, Weeks

HEAD = (
    "<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2018</Year>"
    "<ReferenceDate>{day}</ReferenceDate></CollectionDetails></Header><Children>"
)
TAIL = "</Children></Message>"
ENQUIRY = (
    "<Section47><S47ActualStartDate>{start}</S47ActualStartDate><InitialCPCtarget>2018-03-01</InitialCPCtarget>"
    "<DateOfInitialCPC>{held}</DateOfInitialCPC><ICPCnotRequired>{unneeded}</ICPCnotRequired></Section47>"
)
PLAN = (
    "<ChildProtectionPlans><CPPstartDate>2018-02-20</CPPstartDate><CPPendDate/>"
    "<InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse><LatestCategoryOfAbuse>EMO</LatestCategoryOfAbuse>"
    "<NumberOfPreviousCPP>1</NumberOfPreviousCPP><Reviews><CPPreviewDate>2018-05-01</CPPreviewDate>"
    "<CPPreviewDate>2018-09-01</CPPreviewDate></Reviews></ChildProtectionPlans>"
)


def child(number: str, details: str, sex: str = "<Sex>F</Sex>", date_of_birth: str = "2010-05-06") -> str:
    return (
        f"<Child><ChildIdentifiers><LAchildID>{number}</LAchildID><PersonBirthDate>{date_of_birth}</PersonBirthDate>{sex}"
        "</ChildIdentifiers><ChildCharacteristics><Ethnicity>WBRI</Ethnicity><Disabilities><Disability>HAND</Disability>"
        f"<Disability>LD</Disability></Disabilities></ChildCharacteristics>{details}</Child>"
    )


def case(start: str, inside: str = "", closed: str = "", nfa: str = "false") -> str:
    ended = f"<CINclosureDate>{closed}</CINclosureDate><ReasonForClosure>RC1</ReasonForClosure>" if closed else ""
    return (
        f"<CINdetails><CINreferralDate>{start}</CINreferralDate><ReferralSource>1A</ReferralSource>"
        f"<PrimaryNeedCode>N1</PrimaryNeedCode>{ended}<ReferralNFA>{nfa}</ReferralNFA>{inside}</CINdetails>"
    )


def assessment(start: str, done: str = "") -> str:
    end = f"<AssessmentAuthorisationDate>{done}</AssessmentAuthorisationDate>" if done else ""
    return (
        f"<Assessments><AssessmentActualStartDate>{start}</AssessmentActualStartDate>"
        f"<AssessmentInternalReviewDate>2018-02-02</AssessmentInternalReviewDate>{end}</Assessments>"
    )


def write(path: Path, *children: str, day: str = "2018-09-30") -> Path:
    path.write_text(HEAD.format(day=day) + "".join(children) + TAIL, encoding="utf-8")
    return path


def test_everything_that_a_case_holds(tmp_path: Path) -> None:
    inside = (
        assessment("2018-01-15", "2018-03-01")
        + "<CINPlanDates><CINPlanStartDate>2018-03-02</CINPlanStartDate></CINPlanDates>"
        + ENQUIRY.format(start="2018-02-05", held="2018-02-20", unneeded="false")
        + PLAN
        + "<DateOfInitialCPC>2018-06-01</DateOfInitialCPC>"
    )
    came = Came([write(tmp_path / "census.xml", child("C1", case("2018-01-10", inside)))])
    assert came.formats == ["cin_census"]
    who = came.one("children")
    assert (who["sex"], who["ethnicity"], who["disability"], who["date_of_birth"]) == (
        "F",
        "WBRI",
        "HAND",
        "2010-05-06",
    )
    referral = came.one("referrals")
    assert (referral["referral_id"], referral["nfa"], referral["source"]) == ("C1@2018-01-10", "N", "1A")
    done = came.one("assessments")
    assert (done["referral_id"], done["start_date"], done["authorised_date"]) == (
        "C1@2018-01-10",
        "2018-01-15",
        "2018-03-01",
    )
    enquiry = came.one("section47s")
    assert (enquiry["s47_id"], enquiry["icpc_required"]) == ("C1@2018-02-05", "Y")
    conferences = sorted((row.get("s47_id") or "", row["held_date"]) for row in came["initial_conferences"])
    assert conferences == [("", "2018-06-01"), ("C1@2018-02-05", "2018-02-20")]
    plan = came.one("cp_plans")
    assert (plan["plan_id"], plan["end_date"], plan["previous_plans"]) == ("C1@2018-02-20", None, 1)
    assert (plan["initial_category"], plan["latest_category"]) == ("NEG", "EMO")
    assert [(row["subject_id"], row["held_date"]) for row in came["reviews"]] == [
        ("C1@2018-02-20", "2018-05-01"),
        ("C1@2018-02-20", "2018-09-01"),
    ]
    assert came.one("cin_plans")["start_date"] == "2018-03-02"


def test_the_date_of_the_enquirys_own_conference_written_twice_is_one_conference(tmp_path: Path) -> None:
    inside = ENQUIRY.format(start="2018-02-05", held="2018-02-20", unneeded="false") + (
        "<DateOfInitialCPC>2018-02-20</DateOfInitialCPC>"
    )
    came = Came([write(tmp_path / "c.xml", child("C1", case("2018-01-10", inside)))])
    assert came.one("initial_conferences")["s47_id"] == "C1@2018-02-05"


@pytest.mark.parametrize(
    ("written", "known"), [("NONE", "NONE"), ("none", "NONE"), ("", None), ("AUT", "AUT"), ("N/A", None)]
)
def test_no_disability_is_not_an_unknown_one(tmp_path: Path, written: str, known: str | None) -> None:
    record = child("C1", "").replace("<Disability>LD</Disability>", "").replace(">HAND<", f">{written}<")
    assert Came([write(tmp_path / "c.xml", record)]).one("children")["disability"] == known


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("<Sex>M</Sex>", "M"),
        ("<Sex>U</Sex>", "U"),
        ("<GenderCurrent>1</GenderCurrent>", "M"),
        ("<GenderCurrent>2</GenderCurrent>", "F"),
        ("<GenderCurrent>0</GenderCurrent>", "U"),
        ("<GenderCurrent>9</GenderCurrent>", "I"),
    ],
)
def test_sex_in_every_years_spelling(tmp_path: Path, written: str, read_as: str) -> None:
    assert Came([write(tmp_path / "c.xml", child("C1", "", written))]).one("children")["sex"] == read_as


@pytest.mark.parametrize(("written", "required"), [("true", "N"), ("1", "N"), ("false", "Y"), ("0", "Y"), ("", None)])
def test_a_conference_that_is_not_required(tmp_path: Path, written: str, required: str | None) -> None:
    inside = ENQUIRY.format(start="2018-02-05", held="", unneeded=written)
    came = Came([write(tmp_path / "c.xml", child("C1", case("2018-01-10", inside, nfa="1")))])
    assert came.one("section47s")["icpc_required"] == required
    assert came.one("referrals")["nfa"] == "Y"
    assert came["initial_conferences"] == []


def test_an_unborn_child_and_other_capitals(tmp_path: Path) -> None:
    unborn = (
        "<Child><ChildIdentifiers><LAChildID>U1</LAChildID><ExpectedPersonBirthDate>2018-12-01</ExpectedPersonBirthDate>"
        "</ChildIdentifiers></Child>"
    )
    row = Came([write(tmp_path / "c.xml", unborn)]).one("children")
    assert (row["child_id"], row["date_of_birth"], row["expected_date_of_birth"]) == ("U1", None, "2018-12-01")


def test_the_reference_date_is_the_as_at_date(tmp_path: Path) -> None:
    (extract,) = read([write(tmp_path / "c.xml", child("C1", case("2018-01-10")), day="2019-03-31")])
    assert (extract.mode, extract.reference_date) == ("merge", date(2019, 3, 31))


def test_a_date_that_is_none_rejects_its_row_with_its_line(tmp_path: Path) -> None:
    came = Came([write(tmp_path / "c.xml", child("C1", case("2018-01-10", "\n" + assessment("2018-02-31"))))])
    (reject,) = came.rejects
    assert (reject.table, reject.line, reject.value) == ("assessments", 2, "2018-02-31")


def test_a_reference_date_that_is_no_date_is_refused_and_not_guessed(tmp_path: Path) -> None:
    with pytest.raises(WorkbenchError, match="the reference date '31 Marrch', which is no date: put it right"):
        read([write(tmp_path / "c.xml", child("C1", case("2018-01-10")), day="31 Marrch")])


def test_two_returns_are_loaded_one_at_a_time(tmp_path: Path) -> None:
    two = [write(tmp_path / f"{name}.xml", child("C1", case("2018-01-10"))) for name in ("a", "b")]
    with pytest.raises(WorkbenchError, match=r"a.xml, b.xml are of one format \(cin_census\).* one at a time"):
        load(two, tmp_path / "store")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("\n" + HEAD.format(day="2018-09-30") + TAIL, "holds no record"),
        ('\n<?xml version="1.0"?>\n<Message/>', "not well-formed XML at line 2, column 1"),
        (
            "<Report><Children/></Report>",
            "outermost element is <Report>, which no format has: those known are <Message>",
        ),
        ("", "c.xml is empty"),
    ],
)
def test_what_is_wrong_with_a_file_that_is_no_return_is_said(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "c.xml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(WorkbenchError, match=said):
        read([path])


def test_an_empty_file_is_said_to_be_empty_where_one_asks_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "c.xml").write_text("")
    with pytest.raises(WorkbenchError, match=r"c\.xml is empty: fetch the file again"):
        describe(tmp_path / "c.xml")


def test_a_return_without_a_child_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WorkbenchError, match="holds no record of Children in need census"):
        read([write(tmp_path / "c.xml")])


def test_the_same_return_again_changes_nothing(tmp_path: Path, weeks: Weeks) -> None:
    path = write(tmp_path / "c.xml", child("C1", case("2018-01-10", assessment("2018-01-15") + PLAN)))
    weeks.load(path, date(2018, 9, 30))
    before = weeks.everything()
    weeks.load(path, date(2018, 9, 30))
    assert weeks.everything() == before


def test_a_corrected_date_leaves_no_ghost_and_last_years_cases_stay(tmp_path: Path, weeks: Weeks) -> None:
    closed = case("2016-05-01", assessment("2016-05-02", "2016-06-01"), closed="2017-07-01")
    ended = child(
        "C2", case("2017-01-01", ENQUIRY.format(start="2017-02-01", held="", unneeded="1"), closed="2017-08-01")
    )
    first = case("2018-01-10", assessment("2018-01-15") + ENQUIRY.format(start="2018-02-05", held="", unneeded=""))
    weeks.load(write(tmp_path / "2018.xml", child("C1", closed + first), ended, day="2018-03-31"), date(2018, 3, 31))
    corrected = case("2018-01-10", assessment("2018-01-16") + ENQUIRY.format(start="2018-02-06", held="", unneeded=""))
    weeks.load(write(tmp_path / "2019.xml", child("C1", corrected), day="2019-03-31"), date(2019, 3, 31))
    assert [row["start_date"] for row in weeks.rows("assessments", "start_date")] == ["2016-05-02", "2018-01-16"]
    assert [row["start_date"] for row in weeks.rows("section47s", "start_date")] == ["2017-02-01", "2018-02-06"]
    assert len(weeks.rows("referrals")) == 3
    assert weeks.withdrawn() == [("assessments", "C1@2018-01-15"), ("section47s", "C1@2018-02-05")]


def test_an_open_case_that_a_later_return_lacks_is_withdrawn(tmp_path: Path, weeks: Weeks) -> None:
    weeks.load(
        write(tmp_path / "a.xml", child("C1", case("2018-01-10")), child("C2", case("2018-02-01"))), date(2018, 3, 31)
    )
    weeks.load(write(tmp_path / "b.xml", child("C1", case("2018-01-10"))), date(2018, 9, 30))
    assert weeks.withdrawn() == [("referrals", "C2@2018-02-01")]


def test_the_last_enquiry_that_is_taken_back_is_withdrawn(tmp_path: Path, weeks: Weeks) -> None:
    enquiry = ENQUIRY.format(start="2018-02-05", held="2018-02-20", unneeded="")
    weeks.load(write(tmp_path / "a.xml", child("C1", case("2018-01-10", enquiry))), date(2018, 3, 31))
    weeks.load(write(tmp_path / "b.xml", child("C1", case("2018-01-10"))), date(2018, 9, 30))
    assert weeks.withdrawn() == [("initial_conferences", "C1@2018-02-05"), ("section47s", "C1@2018-02-05")]


def test_an_earlier_return_adds_what_is_lacking_and_changes_nothing(tmp_path: Path, weeks: Weeks) -> None:
    now = child("C1", case("2018-01-10", assessment("2018-01-15", "2018-03-01"), closed="2018-09-01"))
    weeks.load(write(tmp_path / "b.xml", now), date(2018, 9, 30))
    then = child("C1", case("2018-01-10", assessment("2018-01-15"))) + child(
        "C2", case("2017-05-01", closed="2017-09-01")
    )
    weeks.load(write(tmp_path / "a.xml", then), date(2018, 3, 31))
    assert weeks.tuples("referrals", "referral_id", "closed_date") == [
        ("C1@2018-01-10", "2018-09-01"),
        ("C2@2017-05-01", "2017-09-01"),
    ]
    assert weeks.tuples("assessments", "authorised_date") == [("2018-03-01",)]
    assert weeks.withdrawn() == []
