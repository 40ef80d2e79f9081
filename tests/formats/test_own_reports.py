"""An authority's own report, from asking what it is to the figure, as a person does it on the command line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from caseworkbench.cli.main import caseworkbench
from caseworkbench.errors import WorkbenchError
from caseworkbench.extracts.describe import describe
from caseworkbench.extracts.mapping_reader import read_mapping

from .making import write_workbook
from .reading import Came

VISITS = (
    ("Weekly statutory visits", "", "", ""),
    ("Visit ID", "Child ID", "Visit Date", "Kind of Visit"),
    ("1", "C1", "03/09/2018", "CP visit"),
    ("2", "C1", "17/09/2018", "CP visit"),
)
XML = """<?xml version="1.0"?>
<Export><Made>2018-10-01</Made><Clients>
<Client><child_id>C1</child_id>
<Visit><visit_id>1</visit_id><visit_date>2018-09-03</visit_date><kind>CP visit</kind></Visit>
<Visit><visit_id>2</visit_id><visit_date>2018-09-17</visit_date><kind>CP visit</kind></Visit></Client>
<Client><child_id>C2</child_id></Client>
</Clients></Export>
"""


def run(*arguments: object) -> str:
    done = CliRunner().invoke(caseworkbench, [str(one) for one in arguments])
    assert done.exit_code == 0, done.output
    return done.stdout


def report(folder: Path, kind: str) -> Path:
    if kind == "csv":
        path = folder / "visits_of_the_week.csv"
        path.write_text("\n".join(",".join(row) for row in VISITS) + "\n")
        return path
    if kind == "xml":
        path = folder / "export.xml"
        path.write_text(XML)
        return path
    return write_workbook(folder / "report.xlsx", {"Statutory": VISITS})


@pytest.mark.parametrize("kind", ["csv", "workbook", "xml"])
def test_from_a_skeleton_to_the_figure(tmp_path: Path, kind: str) -> None:
    path = report(tmp_path, kind)
    found = json.loads(run("formats", path, "--format", "json"))
    assert found["format"] is None
    # The person fills in the one column that no heading is named after.
    heading = "kind" if kind == "xml" else "kind_of_visit"
    filled = found["skeleton"].replace('visit_type = ""', f'visit_type = "{{{heading}}}"')
    filled = filled.replace(f"{heading} = {{ heading", f'{heading} = {{ codes = "kinds", heading')
    mapping = tmp_path / "visits.toml"
    mapping.write_text(
        filled.replace("[[parts]]", '[codes.kinds]\ncp = ["cp visit"]\n\n[[parts]]', 1), encoding="utf-8"
    )

    plans = tmp_path / "cp_plans.csv"
    plans.write_text("plan_id,child_id,start_date\nP1,C1,2018-09-01\n")
    store = tmp_path / "store"
    run("--store", store, "load", plans, "--as-at", "2018-09-20")
    loaded = json.loads(run("--store", store, "load", path, "--format", mapping, "--as-at", "2018-09-20", "--json"))
    assert [(one["table"], one["accepted"]) for one in loaded["tables"] if one["table"] == "visits"] == [("visits", 2)]
    rows = json.loads(run("--store", store, "cases", "cp_visit", "--status", "all", "--format", "json"))
    # Seen within ten working days of the start and of the first visit; the third clock runs.
    assert sorted((row["started"], row["stopped"]) for row in rows) == [
        ("2018-09-01", "2018-09-03"),
        ("2018-09-03", "2018-09-17"),
        ("2018-09-17", None),
    ]


def test_the_skeleton_of_xml_is_a_mapping_that_reads_the_file(tmp_path: Path) -> None:
    path = report(tmp_path, "xml")
    found = describe(path)
    assert (found.format, found.tables[0].unknown[0]) == (None, "Clients/Client/child_id")
    mapping = tmp_path / "export.toml"
    mapping.write_text(found.skeleton.replace('visit_type = ""', 'visit_type = "{kind}"'), encoding="utf-8")
    assert sorted(read_mapping(mapping).tables) == ["children", "visits"]
    came = Came([path], str(mapping))
    assert [(row["child_id"], row["visit_date"]) for row in came["visits"]] == [
        ("C1", "2018-09-03"),
        ("C1", "2018-09-17"),
    ]


def test_a_known_return_says_which_of_its_elements_are_recognised(tmp_path: Path) -> None:
    path = tmp_path / "census.xml"
    path.write_text(
        "<Message><Header/><Children><Child><ChildIdentifiers><LAchildID>C1</LAchildID><UPN>X</UPN></ChildIdentifiers>"
        "<CINdetails><CINreferralDate>2018-01-02</CINreferralDate></CINdetails></Child></Children></Message>"
    )
    found = describe(path)
    assert found.format == "cin_census"
    by_name = {table.what: table for table in found.tables}
    assert ("CINdetails/CINreferralDate", "CINreferralDate") in by_name["referral"].columns
    assert "CINclosureDate" in by_name["referral"].missing
    assert by_name[None].unknown == ("ChildIdentifiers/UPN",)


ASSESSMENTS = """Northbridge Children’s Services,,,,,
Assessments report – run 01/10/2018 06:00,,,,,
,,,,,
Person ID,Our Ref,Started On,Signed off by manager (date),Child seen?,Closed/Ended
100001,A1,03/09/2018,28/09/2018,Yes,
100002,A2,04/09/2018,,No,
100003,A3,13/13/2018,,,
"""


def test_the_skeleton_guesses_what_the_report_is_about(tmp_path: Path) -> None:
    path = tmp_path / "assess_wk.csv"
    path.write_text(ASSESSMENTS, encoding="cp1252")
    made = describe(path).skeleton
    assert 'table = "assessments"' in made
    assert 'name = "assess_wk"' in made
    assert 'child_id = "{person_id}"' in made
    assert 'start_date = "{started_on}"' in made
    # One date that is none among them leaves it a column of dates; a column without values is one by its name.
    assert 'started_on = { heading = "Started On", kind = "date", required = true }' in made
    assert 'closed_ended = { heading = "Closed/Ended", kind = "date" }' in made


def test_what_is_left_empty_in_a_skeleton_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "assess_wk.csv"
    path.write_text(ASSESSMENTS, encoding="cp1252")
    mapping = tmp_path / "assess.toml"
    mapping.write_text(describe(path).skeleton, encoding="utf-8")
    lines = mapping.read_text(encoding="utf-8").splitlines()
    number = 1 + next(place for place, line in enumerate(lines) if line.startswith("assessment_id"))
    with pytest.raises(WorkbenchError, match=f"assess.toml, line {number}: 'assessment_id' is required and empty"):
        read_mapping(mapping)
