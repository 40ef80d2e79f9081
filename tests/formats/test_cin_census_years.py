"""The children in need census of each schema year, as suppliers write it: the same facts come of all of them."""

import re
from pathlib import Path

import pytest

from .reading import Came

YEARS = range(2017, 2027)

RETURN = """<?xml version="1.0" encoding="{encoding}"?>
<Message{namespace}>
<Header><CollectionDetails><Collection>CIN</Collection><Year>{year}</Year><ReferenceDate>{year}-03-31</ReferenceDate>
</CollectionDetails><Source><SourceLevel>L</SourceLevel><LEA>999</LEA><SerialNo>001</SerialNo></Source></Header>
<Children><Child>
<ChildIdentifiers><LAchildID>C1</LAchildID><UPN>A123456789123</UPN><FormerUPN>X98765432123B</FormerUPN>
<UPNunknown>UN3</UPNunknown><PersonBirthDate>2010-05-06</PersonBirthDate>{sex}</ChildIdentifiers>
<ChildCharacteristics><Ethnicity>WBRI</Ethnicity><Disabilities><Disability>HAND</Disability><Disability>LD</Disability>
</Disabilities></ChildCharacteristics>
<CINdetails><CINreferralDate>2016-06-01</CINreferralDate><ReferralSource>1A</ReferralSource>
<PrimaryNeedCode>N4</PrimaryNeedCode><DateOfInitialCPC>2016-12-06</DateOfInitialCPC>
<Assessments><AssessmentActualStartDate>2016-06-03</AssessmentActualStartDate>{planned}
<AssessmentAuthorisationDate>2016-07-18</AssessmentAuthorisationDate>
<FactorsIdentifiedAtAssessment><AssessmentFactors>2A</AssessmentFactors><AssessmentFactors>2B</AssessmentFactors>
</FactorsIdentifiedAtAssessment></Assessments>
<CINPlanDates><CINPlanStartDate>2016-07-24</CINPlanStartDate><CINPlanEndDate>2016-09-16</CINPlanEndDate></CINPlanDates>
<CINPlanDates><CINPlanStartDate>2017-01-24</CINPlanStartDate></CINPlanDates>
<Section47><S47ActualStartDate>2016-09-02</S47ActualStartDate><InitialCPCtarget>2016-09-23</InitialCPCtarget>
<DateOfInitialCPC>2016-09-17</DateOfInitialCPC><ICPCnotRequired>{no}</ICPCnotRequired></Section47>
<Section47><S47ActualStartDate>2016-08-02</S47ActualStartDate><ICPCnotRequired>{yes}</ICPCnotRequired></Section47>
<ReferralNFA>{no}</ReferralNFA>
<ChildProtectionPlans><CPPstartDate>2016-09-17</CPPstartDate><CPPendDate>2017-01-20</CPPendDate>
<InitialCategoryOfAbuse>PHY</InitialCategoryOfAbuse><LatestCategoryOfAbuse>NEG</LatestCategoryOfAbuse>
<NumberOfPreviousCPP>1</NumberOfPreviousCPP>{reviews}</ChildProtectionPlans>{proceedings}</CINdetails>
<CINdetails><CINreferralDate>2017-02-01</CINreferralDate><CINclosureDate>2017-02-01</CINclosureDate>
<ReasonForClosure>RC8</ReasonForClosure><ReferralNFA>{yes}</ReferralNFA></CINdetails>
</Child></Children></Message>
"""


def return_of(year: int, encoding: str = "utf-8", namespace: str = "") -> str:
    """The return as its year's schema has it: sex, planned dates, pre-proceedings; flags and lists in turn."""
    days = ("2016-12-10", "2017-01-15")
    together = f"<Reviews>{''.join(f'<CPPreviewDate>{day}</CPPreviewDate>' for day in days)}</Reviews>"
    apart = "".join(f"<Reviews><CPPreviewDate>{day}</CPPreviewDate></Reviews>" for day in days)
    proceedings = "<PreProceedingsandFGDM><PPStartDate>2016-11-01</PPStartDate></PreProceedingsandFGDM>"
    return RETURN.format(
        year=year,
        encoding=encoding,
        namespace=namespace,
        sex="<GenderCurrent>2</GenderCurrent>" if year < 2023 else "<Sex>F</Sex>",
        planned="<AssessmentInternalReviewDate>2016-06-22</AssessmentInternalReviewDate>" if year < 2024 else "",
        yes="true" if year % 2 else "1",
        no="false" if year % 2 else "0",
        reviews=together if year % 2 else apart,
        proceedings=proceedings if year == 2026 else "",
    )


def facts(path: Path) -> dict[str, list[dict[str, object]]]:
    came = Came([path])
    assert (came.formats, came.rejects) == (["cin_census"], [])
    assert len(came.notes) <= 1, "elements that nothing is read from are passed with one note at most"
    return came.rows


@pytest.fixture
def known(tmp_path: Path) -> dict[str, list[dict[str, object]]]:
    path = tmp_path / "known.xml"
    path.write_text(return_of(2017), encoding="utf-8")
    return facts(path)


def test_the_facts_of_the_return(known: dict[str, list[dict[str, object]]]) -> None:
    assert [(one["sex"], one["disability"]) for one in known["children"]] == [("F", "HAND")]
    assert [(one["referral_date"], one["nfa"], one["closed_date"]) for one in known["referrals"]] == [
        ("2016-06-01", "N", None),
        ("2017-02-01", "Y", "2017-02-01"),
    ]
    assert [(one["start_date"], one["authorised_date"]) for one in known["assessments"]] == [
        ("2016-06-03", "2016-07-18")
    ]
    assert [(one["start_date"], one["end_date"]) for one in known["cin_plans"]] == [
        ("2016-07-24", "2016-09-16"),
        ("2017-01-24", None),
    ]
    assert [(one["start_date"], one["icpc_required"]) for one in known["section47s"]] == [
        ("2016-09-02", "Y"),
        ("2016-08-02", "N"),
    ]
    assert sorted((one["held_date"], one.get("s47_id")) for one in known["initial_conferences"]) == [
        ("2016-09-17", "C1@2016-09-02"),
        ("2016-12-06", None),
    ]
    assert [one["held_date"] for one in known["reviews"]] == ["2016-12-10", "2017-01-15"]


@pytest.mark.parametrize("year", YEARS)
def test_every_schema_year_says_the_same(tmp_path: Path, known: dict[str, list[dict[str, object]]], year: int) -> None:
    path = tmp_path / f"{year}.xml"
    path.write_text(return_of(year), encoding="utf-8")
    assert facts(path) == known


@pytest.mark.parametrize(
    ("encoding", "written"),
    [("utf-8", "utf-8-sig"), ("utf-16", "utf-16"), ("UTF-16", "utf-16"), ("windows-1252", "cp1252")],
)
def test_every_encoding_that_it_names(
    tmp_path: Path, known: dict[str, list[dict[str, object]]], encoding: str, written: str
) -> None:
    path = tmp_path / "return.xml"
    path.write_text(return_of(2017, encoding), encoding=written)
    assert facts(path) == known


def test_with_a_namespace_by_default_or_by_prefix(tmp_path: Path, known: dict[str, list[dict[str, object]]]) -> None:
    path = tmp_path / "return.xml"
    path.write_text(return_of(2017, namespace=' xmlns="https://example.org/cin"'), encoding="utf-8")
    assert facts(path) == known
    prefixed = re.sub(r"<(/?)([A-Z])", r"<\1c:\2", return_of(2017, namespace=' xmlns:c="https://example.org/cin"'))
    path.write_text(prefixed, encoding="utf-8")
    assert facts(path) == known
