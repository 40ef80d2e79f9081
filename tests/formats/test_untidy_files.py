"""Annex A as suppliers produce it: each kind of untidiness by itself, and the same native rows come out."""

import csv
from datetime import date, datetime
from pathlib import Path

import pytest

from caseworkbench.errors import WorkbenchError

from .making import HEADINGS, annex_a, annex_a_csvs, table, write_workbook
from .reading import Came

ASSESSMENT = {
    "Child Unique ID": "C1",
    "Gender": "b) Female",
    "Ethnicity": "a) WBRI",
    "Date of Birth": date(2010, 1, 2),
    "Age of Child (Years)": 8,
    "Does the Child have a Disability": "b) No",
    "Continuous Assessment Start Date": date(2018, 9, 3),
    "Child Seen During Continuous Assessment": "a) Yes",
    "Continuous Assessment Date of Authorisation": date(2018, 9, 21),
    "Was the child assessed as requiring LA children's social care support?": "b) No",
    "Allocated Team": "North",
    "Allocated Worker": "Ferelith Oake",
}
EXPECTED = {
    "assessment_id": "C1@2018-09-03",
    "child_id": "C1",
    "start_date": "2018-09-03",
    "child_seen": "Y",
    "authorised_date": "2018-09-21",
    "nfa": "Y",
    "team": "North",
    "worker": "Ferelith Oake",
    "origin": "annex_a:list 4",
}
CHILD = {
    "child_id": "C1",
    "sex": "F",
    "ethnicity": "WBRI",
    "date_of_birth": "2010-01-02",
    "disability": "N",
    "origin": "annex_a:list 4",
}
LIST_4 = HEADINGS["List 4"]


def sheet(path: Path, rows: list[list[object]], name: str = "List 4") -> Came:
    return Came([write_workbook(path / "Annex A.xlsx", {name: rows})])


def is_right(came: Came) -> None:
    assert came["assessments"] == [EXPECTED]
    assert came["children"] == [CHILD]
    assert came.rejects == []


def test_a_tidy_workbook(tmp_path: Path) -> None:
    is_right(sheet(tmp_path, table("List 4", [ASSESSMENT])))


@pytest.mark.parametrize("change", [str.upper, str.lower, str.title, lambda text: f"  {text} ", lambda t: f"{t}\u00a0"])
def test_headings_in_other_case_or_with_spaces_around(tmp_path: Path, change: object) -> None:
    rows = table("List 4", [ASSESSMENT])
    rows[0] = [change(heading) for heading in rows[0]]  # type: ignore[operator]
    is_right(sheet(tmp_path, rows))


def test_curly_quotes_and_none_at_all(tmp_path: Path) -> None:
    rows = table("List 4", [ASSESSMENT])
    for quote in ("\u2019", ""):
        rows[0] = [heading.replace("'", quote) for heading in LIST_4]
        is_right(sheet(tmp_path, rows))


def test_stray_brackets_and_line_breaks_in_headings(tmp_path: Path) -> None:
    rows = table("List 4", [ASSESSMENT])
    rows[0] = [f"({heading})" if n % 2 else heading.replace(" ", "\n", 1) for n, heading in enumerate(LIST_4)]
    is_right(sheet(tmp_path, rows))


def test_other_wording(tmp_path: Path) -> None:
    rows = table("List 4", [ASSESSMENT])
    wording = {
        "Age of Child (Years)": "Age",
        "Continuous Assessment Start Date": "Assessment Start Date",
        "Continuous Assessment Date of Authorisation": "Date of Authorisation",
        "Gender": "Sex",
        "Date of Birth": "DOB",
        "Allocated Worker": "Allocated Social Worker",
    }
    rows[0] = [wording.get(heading, heading) for heading in LIST_4]
    is_right(sheet(tmp_path, rows))


def test_title_rows_above_the_headings(tmp_path: Path) -> None:
    title: list[list[object]] = [
        ["Annex A: List 4"],
        [],
        ["Produced on", date(2018, 9, 30)],
        ["Assessments", None, "DRAFT"],
    ]
    came = sheet(tmp_path, [*title, *table("List 4", [ASSESSMENT])])
    is_right(came)


def test_a_bad_row_is_named_by_its_row_in_the_sheet(tmp_path: Path) -> None:
    title: list[list[object]] = [["Annex A: List 4"], []]
    bad = {**ASSESSMENT, "Continuous Assessment Date of Authorisation": "31/02/2018"}
    came = sheet(tmp_path, [*title, *table("List 4", [ASSESSMENT, bad])])
    (reject,) = came.rejects
    assert (reject.file, reject.line, reject.column, reject.value) == (
        "Annex A.xlsx, List 4",
        5,
        "Continuous Assessment Date of Authorisation",
        "31/02/2018",
    )


def test_columns_of_later_versions_are_kept_out_and_named(tmp_path: Path) -> None:
    rows = table("List 4", [ASSESSMENT])
    rows = [[*row[:3], extra, *row[3:]] for row, extra in zip(rows, ["Sex at birth (2026)", "x"], strict=True)]
    came = sheet(tmp_path, rows)
    is_right(came)
    assert came.notes == [
        "Annex A.xlsx, List 4: columns from which nothing here is made were kept out: Sex at birth (2026)."
    ]


def test_columns_in_another_order(tmp_path: Path) -> None:
    is_right(sheet(tmp_path, [list(reversed(row)) for row in table("List 4", [ASSESSMENT])]))


def test_bare_values(tmp_path: Path) -> None:
    bare = {key: value[3:] if str(value)[1:3] == ") " else value for key, value in ASSESSMENT.items()}
    assert bare["Gender"] == "Female"
    is_right(sheet(tmp_path, table("List 4", [bare])))


def test_spaces_that_do_not_break(tmp_path: Path) -> None:
    spaced = {
        key: f"\u00a0{str(value).replace(' ', chr(160) * 2)} " if isinstance(value, str) else value
        for key, value in ASSESSMENT.items()
    }
    is_right(sheet(tmp_path, table("List 4", [spaced])))


def test_dates_as_text(tmp_path: Path) -> None:
    texts = {key: f"{value:%d/%m/%Y}" if isinstance(value, date) else value for key, value in ASSESSMENT.items()}
    is_right(sheet(tmp_path, table("List 4", [texts])))


def test_dates_as_excel_serials(tmp_path: Path) -> None:
    serials = {
        key: (value - date(1899, 12, 30)).days if isinstance(value, date) else value
        for key, value in ASSESSMENT.items()
    }
    assert serials["Continuous Assessment Date of Authorisation"] == 43364
    is_right(sheet(tmp_path, table("List 4", [serials])))


def test_dates_at_midnight_have_no_time(tmp_path: Path) -> None:
    contact = {"Child Unique ID": "C1", "Date of Contact": datetime(2018, 9, 3)}
    later = {"Child Unique ID": "C2", "Date of Contact": datetime(2018, 9, 3, 14, 5)}
    came = sheet(tmp_path, table("List 1", [contact, later]), "List 1")
    assert [(row["received_at"], row["received_at_time"]) for row in came["contacts"]] == [
        ("2018-09-03", None),
        ("2018-09-03", "14:05:00"),
    ]
    assert came["contacts"][1]["contact_id"] == "C2@2018-09-03"


def test_numbers_as_identifiers_lose_their_decimal(tmp_path: Path) -> None:
    came = sheet(tmp_path, table("List 4", [{**ASSESSMENT, "Child Unique ID": 100234}]))
    assert came.one("assessments")["child_id"] == "100234"


def test_empty_rows_repeated_headings_and_notes_under_the_list_are_passed_over(tmp_path: Path) -> None:
    rows = table("List 4", [ASSESSMENT])
    notes: list[list[object]] = [[None] * 12, list(LIST_4), ["Source: case management system"], [None, "  ", "\u00a0"]]
    is_right(sheet(tmp_path, [*rows, *notes]))


def test_a_sheet_of_the_workbook_that_is_none_of_the_lists_is_read_past(tmp_path: Path) -> None:
    path = write_workbook(
        tmp_path / "Annex A.xlsx", {"Cover": [["Annex A"], ["Anytown"]], "List 4": table("List 4", [ASSESSMENT])}
    )
    came = Came([path])
    is_right(came)
    assert came.notes == ["Annex A.xlsx, Cover was read past: it is none of the lists of Ofsted Annex A."]


def test_early_help_and_adoption_are_read_past_and_said_so(tmp_path: Path) -> None:
    came = Came([annex_a(tmp_path / "Annex A.xlsx", {"List 4": [ASSESSMENT]})])
    assert [note.split(" was read past")[0] for note in came.notes if "read past" in note] == [
        "Annex A.xlsx, List 2 (early help)",
        "Annex A.xlsx, List 10 (children waiting for or placed for adoption)",
        "Annex A.xlsx, List 11 (adopters)",
    ]


@pytest.mark.parametrize(
    "name", ["List 4", "list_4", "List4", "LIST 04", "Annex A - List 4", "List 4 - Assessments", "4. List 4"]
)
def test_sheets_by_any_name_that_says_which_list(tmp_path: Path, name: str) -> None:
    is_right(sheet(tmp_path, table("List 4", [ASSESSMENT]), name))


@pytest.mark.parametrize("name", ["Assessments", "Sheet1"])
def test_sheets_whose_headings_say_which_list(tmp_path: Path, name: str) -> None:
    is_right(sheet(tmp_path, table("List 4", [ASSESSMENT]), name))


@pytest.mark.parametrize(
    "name",
    ["List_{number}.csv", "Annex A - list {number}.csv", "List {number}.csv", "AnnexA_List_{number}_2018-09-30.csv"],
)
def test_one_csv_per_list(tmp_path: Path, name: str) -> None:
    came = Came([annex_a_csvs(tmp_path / "csvs", {"List 4": [ASSESSMENT]}, name)])
    is_right(came)
    assert came.formats == ["annex_a"]


def test_a_csv_in_windows_1252_with_semicolons_and_a_title_line(tmp_path: Path) -> None:
    folder = tmp_path / "csvs"
    folder.mkdir()
    rows = table("List 4", [{**ASSESSMENT, "Allocated Worker": "Zo\xeb \u2019Oake"}])
    with (folder / "List_4.csv").open("w", newline="", encoding="cp1252") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["List 4: Assessments"])
        writer.writerow([])
        for row in rows:
            writer.writerow([f"{cell:%d/%m/%Y}" if isinstance(cell, date) else cell for cell in row])
    came = Came([folder])
    assert came.one("assessments")["worker"] == "Zo\xeb \u2019Oake"
    assert "List_4.csv was read as Windows-1252, not UTF-8." in came.notes


def test_annex_a_beside_native_supervisions(tmp_path: Path) -> None:
    folder = annex_a_csvs(tmp_path / "both", {"List 4": [ASSESSMENT]})
    (folder / "supervisions.csv").write_text("supervision_id,child_id,supervision_date\nS1,C1,2018-09-05\n")
    came = Came([folder])
    assert came.formats == ["native", "annex_a"]
    assert came.one("supervisions")["supervision_id"] == "S1"
    is_right(came)


def test_the_format_can_be_named(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "book.xlsx", {"Sheet1": table("List 4", [ASSESSMENT])})
    is_right(Came([path], "annex_a"))


def test_a_required_heading_that_is_missing_is_named_with_the_nearest_found(tmp_path: Path) -> None:
    rows = table("List 4", [ASSESSMENT])
    rows[0] = ["Began" if heading == "Continuous Assessment Start Date" else heading for heading in rows[0]]
    with pytest.raises(WorkbenchError) as refused:
        sheet(tmp_path, rows)
    assert "lacks the heading 'Continuous Assessment Start Date'" in str(refused.value)
    assert "the nearest headings found are 'Began'" in str(refused.value)
    assert "Annex A.xlsx, List 4" in str(refused.value)


def test_a_heading_that_matters_and_is_missing_is_said(tmp_path: Path) -> None:
    headings = [heading for heading in LIST_4 if heading != "Continuous Assessment Date of Authorisation"]
    row = {key: value for key, value in ASSESSMENT.items() if key in headings}
    came = sheet(tmp_path, table("List 4", [row], headings))
    assert came.notes == [
        "Annex A.xlsx, List 4 (assessments) lacks Continuous Assessment Date of Authorisation: "
        "what they hold stays unknown."
    ]
    assert "authorised_date" not in came.one("assessments")


def test_a_list_without_a_heading_says_nothing_of_what_it_would_hold(tmp_path: Path) -> None:
    row = {"Child Unique ID": "C1", "Child Protection Plan Start Date": date(2018, 9, 3)}
    came = sheet(tmp_path, table("List 7", [row], list(row)), "List 7")
    assert came.one("cp_plans")["plan_id"] == "C1@2018-09-03"
    assert not {"reviews", "visits", "allocations"} & came.rows.keys()


def test_an_unknown_answer_that_decides_a_figure_is_turned_away(tmp_path: Path) -> None:
    row = {"Child Unique ID": "C1", "Date of referral": date(2018, 9, 3), "Referral NFA?": "perhaps"}
    came = sheet(tmp_path, table("List 3", [row]), "List 3")
    (reject,) = came.rejects
    assert (reject.table, reject.column, reject.value, reject.line) == ("referrals", "Referral NFA?", "perhaps", 2)


def test_a_row_without_its_date_is_turned_away_once(tmp_path: Path) -> None:
    row = {
        "Child Unique ID": "C1",
        "Case Status": "c) Child in need plan",
        "Date Child Was Last Seen": date(2018, 9, 1),
    }
    came = sheet(tmp_path, table("List 6", [row]), "List 6")
    assert [(reject.table, reject.column) for reject in came.rejects] == [("referrals", "CIN Start Date")]
    assert came["cin_plans"] == []


def test_a_folder_without_anything_known(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "other.xlsx", {"Budget": [["Month", "Cost"], ["May", 3]]})
    with pytest.raises(WorkbenchError, match=r"other.xlsx holds no list of a format known here"):
        Came([path])


@pytest.mark.parametrize("name", ["Early Help", "Sheet2"])
def test_early_help_assessments_are_not_taken_for_list_4(tmp_path: Path, name: str) -> None:
    early = {"Child Unique ID": "C9", "Assessment start date": date(2018, 9, 3), "Assessment completion date": None}
    path = write_workbook(
        tmp_path / "Annex A.xlsx", {"List 4": table("List 4", [ASSESSMENT]), name: table("List 2", [early])}
    )
    is_right(Came([path]))


def test_a_csv_cut_off_inside_a_row_is_refused(tmp_path: Path) -> None:
    folder = annex_a_csvs(tmp_path / "csvs", {"List 4": [ASSESSMENT, ASSESSMENT]})
    file = folder / "List_4.csv"
    file.write_bytes(file.read_bytes()[:-30])
    with pytest.raises(WorkbenchError, match=r"List_4.csv looks cut off"):
        Came([folder])


def test_a_large_native_file_of_another_name_is_not_read_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from caseworkbench.extracts import read_mapped

    most: list[int | None] = []
    real = read_mapped.csv_table
    monkeypatch.setattr(read_mapped, "csv_table", lambda source, top=None: (most.append(top), real(source, top))[1])
    file = tmp_path / "visits of this week.csv"
    file.write_text("visit_id,child_id,visit_date,visit_type\n" + "V1,C1,2018-09-03,cp\n" * 100)
    assert len(Came([file])["visits"]) == 100
    assert most == [60]
