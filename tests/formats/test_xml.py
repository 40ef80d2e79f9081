"""XML through a mapping of paths, read as a stream; what is not well formed or brings entities is refused."""

from datetime import date
from pathlib import Path

import pytest

from caseworkbench.errors import WorkbenchError
from caseworkbench.extracts.read import read
from caseworkbench.extracts.xml_source import root_of

from .reading import Came

MAPPING = """\
name = "returns"
title = "Returns"
mode = "merge"
[xml]
root = "Message"
record = "Children/Child"
reference_date = "Header/CollectionDetails/ReferenceDate"

[codes.flag]
Y = ["true", "1"]
N = ["false", "0"]

[[parts]]
name = "child"
element = ""
[parts.headings]
child = { heading = "ChildIdentifiers/LAchildID", required = true }
sex = { heading = "ChildIdentifiers/Sex", also = ["ChildIdentifiers/GenderCurrent"] }
[[parts.rows]]
table = "children"
merge = "gather"
[parts.rows.columns]
child_id = "{child}"
sex = "{sex}"

[[parts]]
name = "enquiry"
element = "CINdetails/Section47"
[parts.headings]
child = { heading = "../../ChildIdentifiers/LAchildID", required = true }
referral = { heading = "../CINreferralDate", kind = "date" }
start = { heading = "S47ActualStartDate", kind = "date", required = true }
none = { heading = "ICPCnotRequired", codes = "flag" }
[[parts.rows]]
table = "section47s"
merge = "window"
[parts.rows.columns]
s47_id = "{child}@{start}"
child_id = "{child}"
referral_id = "{child}@{referral}"
start_date = "{start}"
"""

RETURN = """\
<?xml version="1.0" encoding="utf-8"?>
<Message>
  <Header><CollectionDetails><ReferenceDate>2018-03-31</ReferenceDate></CollectionDetails></Header>
  <Children>
    <Child>
      <ChildIdentifiers><LAchildID>C1</LAchildID><Sex>F</Sex></ChildIdentifiers>
      <CINdetails>
        <CINreferralDate>2018-01-02</CINreferralDate>
        <Section47><S47ActualStartDate>2018-01-05</S47ActualStartDate></Section47>
        <Section47><S47ActualStartDate>2018-02-31</S47ActualStartDate></Section47>
      </CINdetails>
      <CINdetails>
        <CINreferralDate>2018-03-01</CINreferralDate>
        <Section47><S47ActualStartDate>2018-03-05</S47ActualStartDate></Section47>
      </CINdetails>
    </Child>
    <Child><ChildIdentifiers><LAchildID>C2</LAchildID><GenderCurrent>1</GenderCurrent></ChildIdentifiers></Child>
  </Children>
</Message>
"""


@pytest.fixture
def formats(tmp_path: Path) -> Path:
    folder = tmp_path / "formats"
    folder.mkdir()
    (folder / "returns.toml").write_text(MAPPING)
    return folder


@pytest.fixture
def message(tmp_path: Path) -> Path:
    path = tmp_path / "return.xml"
    path.write_text(RETURN)
    return path


def test_elements_become_rows_with_what_stands_above_them(formats: Path, message: Path) -> None:
    came = Came([message], str(formats / "returns.toml"))
    assert [(row["child_id"], row["sex"]) for row in came["children"]] == [("C1", "F"), ("C2", "1")]
    assert [(row["s47_id"], row["referral_id"]) for row in came["section47s"]] == [
        ("C1@2018-01-05", "C1@2018-01-02"),
        ("C1@2018-03-05", "C1@2018-03-01"),
    ]
    (reject,) = came.rejects
    assert (reject.value, reject.line, reject.file) == ("2018-02-31", 10, "return.xml, enquiry")


def test_the_format_is_known_by_the_root_and_says_its_date(formats: Path, message: Path) -> None:
    (extract,) = read([message], None, [formats])
    assert (extract.format, extract.mode, extract.reference_date) == ("returns", "merge", date(2018, 3, 31))


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE Message [<!ENTITY a "aaaa">]>',
        '<!DOCTYPE Message SYSTEM "http://127.0.0.1/x.dtd">',
        '<!DOCTYPE Message [<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;]>',
    ],
)
def test_document_types_and_entities_are_refused(formats: Path, message: Path, head: str) -> None:
    message.write_text(RETURN.replace("<Message>", f"{head}\n<Message>", 1))
    with pytest.raises(WorkbenchError, match=r"return.xml has a document type or entities of its own"):
        read([message], None, [formats])


def test_xml_that_does_not_parse_is_named_with_line_and_column(formats: Path, message: Path) -> None:
    message.write_text(RETURN.replace("</Children>", "</Childen>"))
    with pytest.raises(
        WorkbenchError, match=r"return.xml is not well-formed XML at line 18, column 5 \(mismatched tag\)"
    ):
        read([message], None, [formats])


def test_xml_that_is_cut_off(formats: Path, message: Path) -> None:
    message.write_text(RETURN[: len(RETURN) // 2])
    with pytest.raises(WorkbenchError, match=r"is not well-formed XML"):
        read([message], None, [formats])


def test_other_xml_is_in_no_known_format(tmp_path: Path, formats: Path) -> None:
    path = tmp_path / "other.xml"
    path.write_text("<rss><channel/></rss>")
    assert root_of(path) == "rss"
    with pytest.raises(WorkbenchError, match="outermost element is <rss>, which no format has"):
        read([path], None, [formats])
