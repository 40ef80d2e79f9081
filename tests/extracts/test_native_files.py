"""Native CSV files as they come: encodings, headings, delimiters, line numbers, and files that are refused."""

from pathlib import Path

import pytest

from caseworkbench.errors import WorkbenchError
from caseworkbench.extracts import delimited
from caseworkbench.extracts.checking import Checker
from caseworkbench.extracts.read import read_native
from caseworkbench.extracts.rows import CheckedRows, Reject
from caseworkbench.extracts.sources import describe, find_files

HEAD = "visit_id,child_id,visit_date,visit_type,worker"


def visits(
    folder: Path, content: str | bytes, name: str = "visits.csv"
) -> tuple[list[tuple[object, ...]], list[Reject]]:
    """The rows of a made file (its key and worker) and its rejects."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return together(path)


def together(path: Path) -> tuple[list[tuple[object, ...]], list[Reject]]:
    checker, rows, rejects = Checker(), list[tuple[object, ...]](), list[Reject]()
    for raw in read_native(find_files([path])).rows():
        checked: CheckedRows = checker.check(raw)
        assert checked.table == "visits"
        rows += zip(checked.columns["visit_id"], checked.columns["worker"], strict=True)
        rejects += checked.rejects
    return rows, rejects


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_names_survive_every_encoding_that_is_known(tmp_path: Path, encoding: str) -> None:
    content = f"{HEAD}\nv1,c1,2018-09-21,cp,Zoë O’Neil\n".encode(encoding)
    assert visits(tmp_path, content) == ([("v1", "Zoë O’Neil")], [])


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", ["", "end"])
def test_any_line_end_will_do_and_the_last_may_be_missing(tmp_path: Path, ending: str, last: str) -> None:
    lines = [HEAD, "v1,c1,2018-09-21,cp,A", "v2,c1,2018-09-21,cp,B"]
    content = ending.join(lines) + (ending if last else "")
    assert visits(tmp_path, content)[0] == [("v1", "A"), ("v2", "B")]


@pytest.mark.parametrize(
    "heading",
    [
        "VISIT_ID,CHILD_ID,VISIT_DATE,VISIT_TYPE,WORKER",
        " Visit ID , child id,Visit-Date,visit-type, worker\u00a0",
        '"visit_id","child_id","visit_date","visit_type","worker"',
    ],
)
def test_headings_match_whatever_their_case_space_and_hyphens(tmp_path: Path, heading: str) -> None:
    assert visits(tmp_path, f"{heading}\nv1,c1,2018-09-21,cp,A\n")[0] == [("v1", "A")]


def test_columns_may_stand_in_any_order_and_be_absent(tmp_path: Path) -> None:
    rows, _ = visits(tmp_path, "worker,visit_type,visit_date,child_id,visit_id\nA,cp,2018-09-21,c1,v1\n")
    assert rows == [("v1", "A")]


@pytest.mark.parametrize("mark", [";", "\t"])
def test_semicolons_or_tabs_separate_where_the_headings_hold_no_comma(tmp_path: Path, mark: str) -> None:
    content = f"{HEAD}\nv1,c1,2018-09-21,cp,A\n".replace(",", mark)
    assert visits(tmp_path, content)[0] == [("v1", "A")]


def test_further_columns_are_kept_out_with_one_warning_that_names_them(tmp_path: Path) -> None:
    path = tmp_path / "visits.csv"
    path.write_text(f"Notes,{HEAD},Postcode\nx,v1,c1,2018-09-21,cp,A,y\n")
    extract = read_native([path])
    (raw,) = extract.rows()
    assert "Notes" not in raw.columns and raw.columns["visit_id"][0] == "v1"
    (note,) = extract.notes
    assert "Notes, Postcode" in note and "visits.csv" in note


def test_line_numbers_are_those_of_the_file_whatever_comes_between(tmp_path: Path) -> None:
    content = f'\n{HEAD}\nv1,c1,never,cp,A\n\nv2,c1,never,cp,"A\nB"\n,,,,\nv3,c1,never,cp,A\n"v\r\n4",c1,never,cp,A\n'
    rows, rejects = visits(tmp_path, content)
    assert rows == []
    assert [reject.line for reject in rejects] == [3, 5, 8, 9]


def test_line_numbers_run_on_from_chunk_to_chunk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "BLOCK", 100)
    monkeypatch.setattr(delimited, "CHUNK", 3)
    lines = [f"v{n},c1,2018-09-21,cp,A" for n in range(1, 40)]
    lines[6] = "v7,c1,never,cp,A"
    lines[24] = 'v25,c1,2018-09-21,cp,"A\n\nB"'
    lines[30] = "v31,c1,never,cp,A"
    rows, rejects = visits(tmp_path, "\n".join([HEAD, *lines]) + "\n")
    assert [row[0] for row in rows] == [f"v{n}" for n in range(1, 40) if n not in (7, 31)]
    assert [reject.line for reject in rejects] == [8, 34]


def test_a_row_may_leave_off_its_last_cells_but_not_have_too_many(tmp_path: Path) -> None:
    content = f"{HEAD}\nv1,c1,2018-09-21,cp\nv2,c1,2018-09-21,cp,A,B\nv3,c1,2018-09-21,cp,A\nv4,c1,2018-09-21,cp,A,, \n"
    rows, rejects = visits(tmp_path, content)
    assert rows == [("v1", None), ("v3", "A"), ("v4", "A")]
    assert [reject.line for reject in rejects] == [3]
    assert "6 cells where the headings have 5" in rejects[0].message


def test_a_row_too_long_is_rejected_although_the_next_is_too_short(tmp_path: Path) -> None:
    rows, rejects = visits(tmp_path, f"{HEAD}\nv1,c1,2018-09-21,cp,A,x\nv2,c1,2018-09-21,cp\n")
    assert rows == [("v2", None)]
    assert [reject.line for reject in rejects] == [2]


def test_quoted_cells_hold_commas_and_quotation_marks(tmp_path: Path) -> None:
    rows, _ = visits(tmp_path, f'{HEAD}\nv1,c1,2018-09-21,cp,"Smith, ""Jo"""\nv2,c1,2018-09-21,cp,5" tall\n')
    assert rows == [("v1", 'Smith, "Jo"'), ("v2", '5" tall')]


def test_a_file_with_headings_alone_is_a_table_without_rows(tmp_path: Path) -> None:
    (tmp_path / "visits.csv").write_text(HEAD + "\n")
    extract = read_native([tmp_path / "visits.csv"])
    assert extract.tables == {"visits"} and sum(len(raw.lines) for raw in extract.rows()) == 0


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(content, says, id=f"{number} {says}")
        for number, (content, says) in enumerate(
            [
                (b"", "empty"),
                (b"\xef\xbb\xbf", "empty"),
                (b"\n\n  \n", "empty"),
                (HEAD.encode() + b"\nv1,c1,2018-", "cut off"),
                (HEAD.encode() + b'\nv1,c1,2018-09-21,cp,"A\nv2,c1,2018-09-21,cp,B\n', "cut off"),
                (HEAD.encode() + b'\nv1,c1,2018-09-21,cp,"A', "cut off"),
                (HEAD.encode() + "\nv1,c1,2018-09-21,cp,Jé\nv1,c1,2018-09-21,cp,J".encode() + b"\xc3", "cut off"),
                (HEAD.encode("utf-16-le"), "not text"),
                (HEAD.encode() + b"\nv1,c1,\0\0,cp,A\n", "not text"),
                (bytes(range(1, 32)) * 20, "not text"),
                (HEAD.encode() + b"\nv1,c1,2018-09-21,cp,\x81\x8d\n", "neither UTF-8 nor Windows-1252"),
                ((HEAD + "\nv1,c1,2018-09-21,cp,A\n").encode("utf-16")[:-1], "cut off or damaged"),
                ("\ufeff".encode("utf-16-le") + b"\x00\xd8" * 40, "cut off or damaged"),
                ("\ufeff \n".encode("utf-16-le"), "empty"),
                (b"x" * (17 << 20), "not text in lines"),
                (b'"' + b"x" * 200_000 + b"\n", "cannot be split"),
                (b"PK\x03\x04" + bytes(100), "a workbook"),
                (b"%PDF-1.7 " + b"x" * 50, "a PDF"),
                (b"\xd0\xcf\x11\xe0" + bytes(100), "password-protected"),
                (b"visit_id,child_id,visit_type,Date of visit\nv1,c1,cp,2018-09-21\n", "'visit_date'"),
                (b"visit_id,visit_id,child_id,visit_type,visit_date\nv1,v1,c1,cp,2018-09-21\n", "two columns"),
            ]
        )
    ],
)
def test_a_file_that_cannot_be_trusted_is_refused_in_one_sentence(tmp_path: Path, content: bytes, says: str) -> None:
    with pytest.raises(WorkbenchError) as refused:
        visits(tmp_path, content)
    sentence = str(refused.value)
    assert says in sentence and "visits.csv" in sentence and "\n" not in sentence


def test_a_missing_required_column_is_told_with_the_nearest_headings(tmp_path: Path) -> None:
    with pytest.raises(WorkbenchError, match=r"'visit_date'.*nearest headings found are 'Date of visit'"):
        visits(tmp_path, "visit_id,child_id,visit_type,Date of visit\n")


def test_a_page_in_place_of_the_headings_is_quoted_briefly(tmp_path: Path) -> None:
    with pytest.raises(WorkbenchError, match=r"nearest headings found are 'the session.*…'") as refused:
        visits(tmp_path, "the session has ended " * 200 + "\n")
    assert len(str(refused.value)) < 300


@pytest.mark.parametrize("start", ["<html>", "<!DOCTYPE html>\n<html>", "\n <TABLE border=1>"])
def test_a_web_page_that_is_called_a_csv_is_told_as_what_it_is(tmp_path: Path, start: str) -> None:
    with pytest.raises(WorkbenchError, match=r"visits\.csv is a web page, not a CSV file") as refused:
        visits(tmp_path, start + "the session has ended " * 200 + "</html>\n")
    assert len(str(refused.value)) < 200


def test_an_open_quotation_mark_high_up_in_a_long_file_is_told(tmp_path: Path) -> None:
    content = f'{HEAD}\nv1,c1,2018-09-21,cp,"A\n' + "v2,c1,2018-09-21,cp,B\n" * 20_000
    with pytest.raises(WorkbenchError, match="quotation mark"):
        visits(tmp_path, content)


def test_a_stray_quotation_mark_is_not_a_cut(tmp_path: Path) -> None:
    rows, _ = visits(tmp_path, f'{HEAD}\nv1,c1,2018-09-21,cp,5" tall')
    assert rows == [("v1", '5" tall')]


@pytest.mark.parametrize("name", ["Visits.CSV", "sw visits 2018.csv", "export_3.csv", "cp-visits.txt"])
def test_a_single_file_is_known_by_its_name_or_else_by_its_headings(tmp_path: Path, name: str) -> None:
    assert visits(tmp_path, f"{HEAD}\nv1,c1,2018-09-21,cp,A\n", name)[0] == [("v1", "A")]


def test_a_folder_may_hold_other_files_and_copies(tmp_path: Path) -> None:
    for name in ("visits.csv", "visits (1).csv"):
        (tmp_path / name).write_text(f"{HEAD}\nv1,c1,2018-09-21,cp,A\n")
    (tmp_path / "notes.csv").write_text("a,b\n1,2\n")
    (tmp_path / "readme.docx").write_bytes(b"PK\x03\x04")
    (tmp_path / ".DS_Store").write_bytes(b"\0")
    (tmp_path / "~$book.xlsx").write_bytes(b"\0")
    extract = read_native(find_files([tmp_path]))
    assert [file.name for file in extract.files] == ["visits.csv"]
    notes = " ".join(extract.notes)
    assert all(name in notes for name in ("visits (1).csv", "notes.csv", "readme.docx"))
    assert ".DS_Store" not in notes


def test_a_folder_without_a_known_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.csv").write_text("a,b\n1,2\n")
    with pytest.raises(WorkbenchError, match=r"notes\.csv"):
        read_native(find_files([tmp_path]))
    (tmp_path / "empty").mkdir()
    with pytest.raises(WorkbenchError, match="holds no files"):
        find_files([tmp_path / "empty"])


def test_a_missing_source_is_named(tmp_path: Path) -> None:
    with pytest.raises(WorkbenchError, match=r"no file or folder .*gone\.csv"):
        find_files([tmp_path / "gone.csv"])


def test_a_file_that_grows_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "visits.csv"
    path.write_text(f"{HEAD}\nv1,c1,2018-09-21,cp,A\n")
    extract = read_native([path])
    with path.open("a") as file:
        file.write("v2,c1,2018-09-21,cp,A\n")
    with pytest.raises(WorkbenchError, match="changed while"):
        list(extract.rows())


def test_a_file_is_described_by_size_and_digest(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(b"abc")
    described = describe(path)
    assert described.size == 3
    assert described.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
