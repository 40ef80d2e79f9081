"""Workbooks that cannot or must not be read: one sentence each, and nothing unpacked first."""

import zipfile
from datetime import date
from pathlib import Path

import pytest

from caseworkbench.errors import WorkbenchError
from caseworkbench.extracts import workbook
from caseworkbench.extracts.workbook import Workbook

from .making import annex_a, write_workbook
from .reading import Weeks

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def refusal(path: Path) -> str:
    with pytest.raises(WorkbenchError) as refused:
        book = Workbook(path)
        for name in book.sheet_names:
            book.sheet(name)
    sentence = str(refused.value)
    assert "\n" not in sentence
    assert path.name in sentence
    return sentence


def test_a_workbook_with_a_password(tmp_path: Path) -> None:
    path = tmp_path / "Annex A.xlsx"
    path.write_bytes(OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600))
    assert "is protected with a password" in refusal(path)


def test_an_old_workbook_that_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "Annex A.xls"
    path.write_bytes(OLE + bytes(2000))
    assert "cannot be read as a workbook" in refusal(path)


@pytest.mark.parametrize("body", [b"Child Unique ID,Gender\nC1,F\n", b"%PDF-1.4 something", b"\x00\x01\x02\x03"])
def test_a_file_that_is_no_workbook_whatever_its_ending(tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "Annex A.xlsx"
    path.write_bytes(body)
    assert "is not a workbook" in refusal(path)


def test_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "Annex A.xlsx"
    path.write_bytes(b"")
    assert "is empty" in refusal(path)


@pytest.mark.parametrize("part", [0.3, 0.6, 0.9, 0.99])
def test_a_workbook_that_was_cut_off(tmp_path: Path, part: float) -> None:
    whole = annex_a(tmp_path / "whole.xlsx", {}).read_bytes()
    path = tmp_path / "Annex A.xlsx"
    path.write_bytes(whole[: int(len(whole) * part)])
    assert "is damaged or cut off" in refusal(path)


def test_a_workbook_with_a_damaged_part(tmp_path: Path) -> None:
    path = annex_a(tmp_path / "Annex A.xlsx", {})
    body = bytearray(path.read_bytes())
    middle = body.index(b"xl/worksheets/sheet1.xml") + 60
    body[middle : middle + 20] = bytes(20)
    path.write_bytes(bytes(body))
    assert "is damaged or cut off" in refusal(path)


def test_another_zip_file(tmp_path: Path) -> None:
    path = tmp_path / "Annex A.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("List_1.csv", "Child Unique ID\n")
    assert "is a zip file but no workbook" in refusal(path)


def test_a_zip_bomb_by_its_ratio_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "Annex A.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", bytes(70 << 20))
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: pytest.fail("it was unpacked"))
    assert "would unpack to 73 MB" in refusal(path)


def test_a_zip_bomb_by_its_size_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = annex_a(tmp_path / "Annex A.xlsx", {})
    monkeypatch.setattr(workbook, "LARGEST", 1000)
    assert "would unpack to" in refusal(path)


def test_a_bomb_that_declares_a_small_size_is_found_damaged(tmp_path: Path) -> None:
    path = tmp_path / "Annex A.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"7" * 100_000)
    body = path.read_bytes()
    size = (100_000).to_bytes(4, "little")
    assert body.count(size) == 2
    path.write_bytes(body.replace(size, (50).to_bytes(4, "little")))
    assert "is damaged or cut off" in refusal(path)


def test_a_stray_cell_in_the_last_corner_is_refused(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "Annex A.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("List 1")
    sheet.write(0, 0, "Child Unique ID")
    sheet.write(1_048_575, 16_383, "x")
    book.close()
    assert "has a cell in row 1,048,576, column 16,384" in refusal(path)


def test_rows_and_columns_are_counted_as_excel_counts_them(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", {"One": [[], [None, "B2", date(2018, 9, 21), 1.5, True]]})
    assert Workbook(path).sheet("One").rows == [["", "", "", "", ""], ["", "B2", date(2018, 9, 21), 1.5, True]]


def test_a_refused_workbook_leaves_the_store_as_it_was(tmp_path: Path, weeks: Weeks) -> None:
    good = annex_a(
        tmp_path / "Annex A.xlsx", {"List 1": [{"Child Unique ID": "C1", "Date of Contact": date(2018, 9, 3)}]}
    )
    weeks.load(good, date(2018, 9, 7))
    before = weeks.everything()
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(good.read_bytes()[:-200])
    with pytest.raises(WorkbenchError):
        weeks.load(bad, date(2018, 9, 14))
    assert weeks.everything() == before
