"""A CSV that Excel has saved with ``sep=;`` above its headings reads as if that line were not there."""

from pathlib import Path

import pytest

from caseworkbench.errors import WorkbenchError
from caseworkbench.extracts.read import read

from .making import HEADINGS
from .reading import Came


def contacts(path: Path, above: str, mark: str, end: str = "\r\n", encoding: str = "utf-8") -> Path:
    rows = [["contact_id", "child_id", "received_at"], ["K1", "C1", "05/02/2018"], ["K2", "C2", "no day"]]
    text = above + end.join(mark.join(row) for row in rows) + end
    file = path / "contacts.csv"
    file.write_bytes(text.encode(encoding))
    return file


@pytest.mark.parametrize(
    ("above", "mark"),
    [
        ("sep=;\r\n", ";"),
        ("SEP=;\r\n", ";"),
        ('"sep=;"\r\n', ";"),
        ("sep=;;;\r\n", ";"),
        ("sep=,\r\n", ","),
        ("sep=\t\r\n", "\t"),
        ("sep=|\r\n", "|"),
        ("sep=;\r\n\r\n", ";"),
        ("\r\nsep=;\r\n", ";"),
    ],
)
def test_the_line_is_read_past_and_believed(tmp_path: Path, above: str, mark: str) -> None:
    came = Came([contacts(tmp_path, above, mark)])
    assert [(row["contact_id"], row["received_at"]) for row in came["contacts"]] == [("K1", "2018-02-05")]


def test_lines_are_counted_as_a_person_sees_them(tmp_path: Path) -> None:
    came = Came([contacts(tmp_path, "sep=;\r\n", ";")])
    assert [reject.line for reject in came.rejects] == [4]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_behind_a_byte_order_mark_too(tmp_path: Path, encoding: str) -> None:
    came = Came([contacts(tmp_path, "sep=;\n", ";", end="\n", encoding=encoding)])
    assert [row["contact_id"] for row in came["contacts"]] == ["K1"]


def test_a_list_of_annex_a_with_commas_in_its_cells(tmp_path: Path) -> None:
    names = ("Child Unique ID", "Date of referral", "Referral NFA?", "Allocated Worker")
    assert set(names) <= set(HEADINGS["List 3"])
    path = tmp_path / "List_3.csv"
    path.write_text(f"sep=;\n{';'.join(names)}\nC1;03/09/2018;No;Oake, Ferelith, Ms, BA\nC2;x;No;Wren\n")
    came = Came([path])
    assert [(row["child_id"], row["worker"]) for row in came["referrals"]] == [("C1", "Oake, Ferelith, Ms, BA")]
    assert [reject.line for reject in came.rejects] == [4]


def test_a_file_with_nothing_below_that_line_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "contacts.csv"
    path.write_text("sep=;\r\n")
    with pytest.raises(WorkbenchError, match=r"contacts\.csv is empty"):
        read([path])


def test_a_heading_that_begins_so_is_a_heading(tmp_path: Path) -> None:
    path = tmp_path / "contacts.csv"
    path.write_text("contact_id,child_id,received_at,sep=x\nK1,C1,05/02/2018,1\n")
    assert [row["contact_id"] for row in Came([path])["contacts"]] == ["K1"]
