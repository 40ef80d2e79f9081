"""What lies about in the folder of an extract, and at the end of its files."""

import zipfile
from pathlib import Path

import pytest

from caseworkbench.errors import WorkbenchError
from caseworkbench.extracts.checking import check
from caseworkbench.extracts.read import read

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
VISITS = "visit_id,child_id,visit_date,visit_type,worker\nv1,c1,2018-09-21,cp,Ann\nv2,c1,2018-09-22,cp,Bob\n"


def archive(path: Path, part: str) -> Path:
    with zipfile.ZipFile(path, "w") as made:
        made.writestr(part, "<a/>")
    return path


@pytest.mark.parametrize("name", ["letter.docx", "old letter.doc", "extract.zip", "Thumbs.db"])
def test_a_letter_or_an_archive_in_the_folder_is_passed_over_and_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "visits.csv").write_text(VISITS)
    stray = tmp_path / name
    if name.endswith((".docx", ".zip")):
        archive(stray, "word/document.xml" if name.endswith("x") else "visits.csv")
    else:
        stray.write_bytes(OLE + bytes(2000))
    (extract,) = read([tmp_path])
    assert [file.name for file in extract.files] == ["visits.csv"]
    assert extract.notes == [f"{name} is in no format known here and was passed over."]


def test_an_archive_that_is_named_by_itself_is_told_as_one(tmp_path: Path) -> None:
    with pytest.raises(WorkbenchError, match=r"extract\.zip is a zip file but no workbook: unpack it"):
        read([archive(tmp_path / "extract.zip", "visits.csv")])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_last_row_that_may_be_cut_off_is_told(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "visits.csv"
    path.write_bytes(VISITS.encode(encoding))
    (whole,) = read([path])
    assert not any("cut off" in note for note in whole.notes)
    path.write_bytes(VISITS.rstrip("b\n").encode(encoding))
    (extract,) = read([path])
    (told,) = [note for note in extract.notes if "cut off" in note]
    assert told.startswith("visits.csv has no line end after its last row")


@pytest.mark.parametrize("total", ["Total", "Grand total: 2", "TOTALS"])
def test_the_line_of_totals_under_the_children_is_no_child(tmp_path: Path, total: str) -> None:
    path = tmp_path / "children.csv"
    path.write_text(f"child_id,forename\nc1,Ann\nc2,Total\n{total},2\n")
    (extract,) = read([path])
    (raw,) = extract.rows()
    checked = check(raw)
    assert list(checked.columns["child_id"]) == ["c1", "c2"]
    (told,) = checked.rejects
    assert (told.line, told.value) == (4, total)
    assert "is a total and no child" in told.message


CENSUS = """<?xml version="1.0"?>
<Message><Header><CollectionDetails><ReferenceDate>2018-03-31</ReferenceDate></CollectionDetails></Header>
<Children><Child><ChildIdentifiers><LAchildID>C1</LAchildID></ChildIdentifiers></Child></Children></Message>"""


def test_another_return_of_the_department_beside_the_census_is_passed_over_and_named(tmp_path: Path) -> None:
    (tmp_path / "cin.xml").write_text(CENSUS)
    (tmp_path / "workforce.xml").write_text("<Message><Header/><CSWWWorker><SWENo>A1</SWENo></CSWWWorker></Message>")
    (extract,) = read([tmp_path])
    assert [file.name for file in extract.files] == ["cin.xml"]
    assert "workforce.xml holds no record of Children in need census and was passed over." in extract.notes
    with pytest.raises(WorkbenchError, match=r"workforce\.xml holds no record of Children in need census"):
        read([tmp_path / "workforce.xml"])


@pytest.mark.parametrize("name", ["census.csv", "census.txt"])
def test_a_census_under_the_ending_of_a_table_is_told_as_xml(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(CENSUS)
    with pytest.raises(WorkbenchError, match=r"census\.(csv|txt) is XML, not a CSV file: give it the ending \.xml"):
        read([tmp_path / name])


def test_a_report_of_ones_own_that_is_named_after_a_table_leads_to_the_mapping(tmp_path: Path) -> None:
    (tmp_path / "Weekly visits.csv").write_text("Person,Seen on\nC1,2018-09-03\n")
    with pytest.raises(WorkbenchError, match=r"lacks the columns .*`caseworkbench formats FILE`"):
        read([tmp_path / "Weekly visits.csv"])
    (tmp_path / "visits.csv").write_text("Person,Seen on\nC1,2018-09-03\n")
    with pytest.raises(WorkbenchError, match=r"rename the heading or export the column\.$"):
        read([tmp_path / "visits.csv"])
