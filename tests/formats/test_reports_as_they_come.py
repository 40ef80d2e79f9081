"""What authorities' reports hold besides tidy rows: totals, codes of their own, a list twice, other versions."""

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from caseworkbench.errors import WorkbenchError

from .making import HEADINGS, annex_a, annex_a_csvs, as_csv, table, write_workbook
from .reading import Came, Weeks

CONTACT = {
    "Child Unique ID": "C1",
    "Gender": "a) Male",
    "Ethnicity": "a) WBRI",
    "Date of Birth": date(2010, 1, 2),
    "Date of Contact": date(2018, 9, 3),
    "Contact Source": "q) 6: Police",
}
IN_NEED = {
    "Child Unique ID": "C1",
    "Gender": "a) Male",
    "CIN Start Date": date(2018, 6, 4),
    "Primary Need Code": "N1",
    "Date Child Was Last Seen": date(2018, 9, 3),
    "Case Status": "c) Child in need plan",
    "Allocated Team": "North",
    "Allocated Worker": "Ferelith Oake",
}


def ssd(folder: Path, **objects: Sequence[Mapping[str, Any]]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, rows in objects.items():
        with (folder / f"ssd_{name}.csv").open("w", newline="", encoding="utf-8") as out:
            writer = csv.DictWriter(out, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    return folder


# ------------------------------------------------------------------------------------------------------ lines of totals
@pytest.mark.parametrize(
    "line",
    [
        ["Total", 1],
        ["Grand total", "", "", "", 1],
        ["TOTALS:", "", "", "", "", date(2018, 9, 30)],
        ["Total number of children: 1", "", "", "", "", "", "1"],
    ],
)
@pytest.mark.parametrize("kind", ["workbook", "csv"])
def test_a_line_of_totals_is_no_child_and_is_told(tmp_path: Path, line: list[Any], kind: str) -> None:
    rows = [*table("List 1", [CONTACT]), line]
    if kind == "workbook":
        came = Came([write_workbook(tmp_path / "Annex A.xlsx", {"List 1": rows})])
    else:
        path = tmp_path / "List_1.csv"
        with path.open("w", newline="", encoding="utf-8") as out:
            csv.writer(out).writerows([as_csv(cell) for cell in row] for row in rows)
        came = Came([path])
    assert came.one("children")["child_id"] == "C1"
    assert came.one("contacts")["child_id"] == "C1"
    (told,) = came.rejects
    assert (told.line, told.column, told.value) == (3, "Child Unique ID", line[0])
    assert "is a total" in told.message


def test_care_leavers_are_not_joined_by_their_number(tmp_path: Path) -> None:
    leaver = {"Child Unique ID": "C9", "Eligibility Category": "Relevant", "LA in Touch": "a) Yes"}
    rows = [*table("List 9", [leaver]), ["Total", 1, "", "", "", "", "", "", "1"]]
    came = Came([write_workbook(tmp_path / "Annex A.xlsx", {"List 9": rows})])
    assert came.one("care_leavers")["child_id"] == "C9"


def test_a_team_whose_name_begins_like_a_total_stays(tmp_path: Path) -> None:
    folder = ssd(
        tmp_path / "ssd",
        department=[{"dept_team_id": "Total Family Support", "dept_team_name": "TFS", "dept_team_parent_name": "Help"}],
    )
    assert Came([folder])["teams"][0]["team"] == "Total Family Support"


# ------------------------------------------------------------------------------------------------------ codes of theirs
def test_a_case_status_that_nobody_knows_is_told_and_the_rest_of_the_row_counts(tmp_path: Path) -> None:
    path = annex_a(tmp_path / "a.xlsx", {"List 6": [{**IN_NEED, "Case Status": "f) Step down"}]})
    came = Came([path])
    assert came["cin_plans"] == []
    assert came.one("referrals")["referral_date"] == "2018-06-04"
    assert came.one("visits")["visit_type"] == "other"
    (told,) = came.rejects
    assert (told.table, told.line, told.column, told.value) == ("cin_plans", 2, "Case Status", "f) Step down")
    assert "child in need plans" in told.message


def test_a_plan_does_not_end_because_its_case_status_cannot_be_read(tmp_path: Path, weeks: Weeks) -> None:
    weeks.load(annex_a(tmp_path / "1.xlsx", {"List 6": [IN_NEED]}), date(2018, 9, 10))
    unread = {**IN_NEED, "Case Status": "f) Step down"}
    weeks.load(annex_a(tmp_path / "2.xlsx", {"List 6": [unread]}), date(2018, 9, 17))
    assert weeks.tuples("cin_plans", "plan_id", "end_date") == [("C1@2018-06-04", None)]
    assessed = {**IN_NEED, "Case Status": "d) Open assessment"}
    weeks.load(annex_a(tmp_path / "3.xlsx", {"List 6": [assessed]}), date(2018, 9, 24))
    assert weeks.tuples("cin_plans", "plan_id", "end_date") == [("C1@2018-06-04", "2018-09-24")]


def test_a_flag_of_the_census_that_is_neither_true_nor_false_is_told(tmp_path: Path) -> None:
    path = tmp_path / "census.xml"
    path.write_text(
        """<Message><Children><Child>
        <ChildIdentifiers><LAchildID>C1</LAchildID></ChildIdentifiers>
        <CINdetails>
        <CINreferralDate>2018-01-10</CINreferralDate><ReferralNFA>wrong</ReferralNFA>
        <Section47><S47ActualStartDate>2018-02-05</S47ActualStartDate><ICPCnotRequired>2</ICPCnotRequired></Section47>
        </CINdetails></Child></Children></Message>"""
    )
    came = Came([path])
    assert came["referrals"] == came["section47s"] == []
    assert [(told.line, told.column, told.value) for told in came.rejects] == [
        (3, "ReferralNFA", "wrong"),
        (5, "ICPCnotRequired", "2"),
    ]


def test_a_flag_of_the_national_extract_that_is_neither_yes_nor_no_is_told(tmp_path: Path) -> None:
    plan = {"cppl_cp_plan_id": "P1", "cppl_person_id": "C1", "cppl_cp_plan_start_date": "2018-01-02"}
    visit = {
        "cppv_cp_visit_id": "V1",
        "cppv_person_id": "C1",
        "cppv_cp_visit_date": "2018-01-05",
        "cppv_cp_visit_seen": "P",
    }
    came = Came([ssd(tmp_path / "ssd", cp_plans=[plan], cp_visits=[visit])])
    assert came["visits"] == []
    (told,) = came.rejects
    assert (told.column, told.value) == ("cppv_cp_visit_seen", "P")
    known = {**visit, "cppv_cp_visit_seen": "NA"}
    assert Came([ssd(tmp_path / "other", cp_plans=[plan], cp_visits=[known])]).one("visits")["child_seen"] is None


def test_what_is_wrong_is_told_in_the_words_of_the_report(tmp_path: Path) -> None:
    rows = [{**CONTACT, "Date of Contact": "last week"}, {**CONTACT, "Date of Contact": None}]
    first, second = Came([annex_a_csvs(tmp_path / "a", {"List 1": rows})]).rejects
    assert first.message.startswith("The Date of Contact is not a date: write it as 2018-09-21")
    assert second.message.startswith("A row of contacts needs a Date of Contact")
    native = tmp_path / "referrals.csv"
    native.write_text("Referral ID,Child ID,Referral date\nr1,c1,32/01/2018\n")
    assert Came([native]).rejects[0].message.startswith("The referral date is not a date")


# --------------------------------------------------------------------------------------------- headings and lists twice
def test_of_two_columns_with_one_heading_the_first_is_read_and_it_is_told(tmp_path: Path) -> None:
    head, row = table("List 1", [CONTACT])
    rows = [[*head, "Date of Contact"], [*row, date(2018, 1, 1)]]
    came = Came([write_workbook(tmp_path / "a.xlsx", {"List 1": rows})])
    assert came.one("contacts")["received_at"] == "2018-09-03"
    assert "a.xlsx, List 1: several columns are headed Date of Contact; the first was read." in came.notes


@pytest.mark.parametrize("order", [["pers_sex", "pers_gender"], ["pers_gender", "pers_sex"]])
def test_the_formats_own_heading_goes_before_another_wording_whatever_their_order(
    tmp_path: Path, order: list[str]
) -> None:
    values = {"pers_sex": "F", "pers_gender": "M"}
    person = {"pers_person_id": "C1", **{name: values[name] for name in order}}
    assert Came([ssd(tmp_path / "ssd", person=[person])]).one("children")["sex"] == "F"


def test_a_list_that_is_there_twice_is_read_as_one_and_it_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "two"
    folder.mkdir()
    annex_a(folder / "week 1.xlsx", {"List 1": [CONTACT]})
    annex_a(folder / "week 2.xlsx", {"List 1": [{**CONTACT, "Child Unique ID": "C2"}]})
    came = Came([folder])
    assert {row["child_id"] for row in came["contacts"]} == {"C1", "C2"}
    (told,) = [note for note in came.notes if note.startswith("list 1 ")]
    assert "2 times (week 1.xlsx, List 1, week 2.xlsx, List 1)" in told


# ------------------------------------------------------------------------------------------ other versions and endings
def test_an_extract_without_the_persons_of_visits_and_involvements_finds_them(tmp_path: Path) -> None:
    folder = ssd(
        tmp_path / "ssd",
        cin_episodes=[{"cine_referral_id": "R1", "cine_person_id": "C1", "cine_referral_date": "2018-01-02 00:00:00"}],
        cin_plans=[{"cin_plan_id": "P1", "cinp_person_id": "C1", "cinp_cin_plan_start_date": "2018-02-01"}],
        cin_visits=[
            {"cinv_cin_visit_id": "V1", "cinv_cin_plan_id": "P1", "cinv_cin_visit_date": "2018-02-09 10:30:00.000"}
        ],
        involvements=[
            {
                "invo_involvements_id": "I1",
                "invo_professional_id": "W1",
                "invo_professional_role_id": "CW",
                "invo_referral_id": "R1",
                "invo_involvement_start_date": "2018-01-03",
            }
        ],
        cla_reviews=[
            {
                "clar_cla_review_id": "L1",
                "clar_cla_id": "K1",
                "clar_cla_review_date": "2018-03-01",
                "clar_cla_person_id": "C1",
            }
        ],
    )
    came = Came([folder])
    assert came.one("cin_plans")["plan_id"] == "P1"
    assert (came.one("visits")["child_id"], came.one("visits")["visit_date"]) == ("C1", "2018-02-09")
    assert (came.one("allocations")["child_id"], came.one("allocations")["role"]) == ("C1", "lead")
    assert came.one("reviews")["child_id"] == "C1"
    assert came.rejects == []


def test_the_first_versions_of_the_national_extract(tmp_path: Path) -> None:
    folder = ssd(
        tmp_path / "ssd",
        person=[{"pers_la_person_id": "C1", "pers_dob": "2010-05-06 00:00:00.000"}],
        contact=[
            {
                "cont_contact_id": "K1",
                "cont_person_id": "C1",
                "cont_contact_start": "2018-01-02",
                "cont_contact_source_desc": "Police",
            }
        ],
        missing=[
            {
                "miss_table_id": "M1",
                "miss_la_person_id": "C1",
                "miss_mis_epi_start": "2018-02-10 22:00:00",
                "miss_mis_epi_type": "Missing",
                "miss_mis_epi_end": "2018-02-11 06:00:00",
                "miss_mis_epi_rhi_offered": "Y",
                "miss_mis_epi_rhi_accepted": "N",
            }
        ],
    )
    came = Came([folder])
    assert came.one("children")["date_of_birth"] == "2010-05-06"
    assert (came.one("contacts")["received_at"], came.one("contacts")["source"]) == ("2018-01-02", "Police")
    missing = came.one("missing_episodes")
    assert (missing["episode_type"], missing["ended_at"], missing["ended_at_time"]) == (
        "missing",
        "2018-02-11",
        "06:00:00",
    )
    assert came.one("return_interviews")["accepted"] == "N"


def test_an_object_of_which_nothing_can_be_made_is_told(tmp_path: Path) -> None:
    folder = ssd(
        tmp_path / "ssd",
        person=[{"pers_person_id": "C1"}],
        involvements=[{"invo_involvements_id": "I1", "invo_professional_id": "W1"}],
    )
    came = Came([folder])
    assert came["allocations"] == []
    (told,) = [note for note in came.notes if "nothing was made of it" in note]
    assert told.startswith("ssd_involvements.csv") and told.endswith("for want of invo_person_id or invo_referral_id.")


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2018-03-01Z", "2018-03-01"),
        ("2018-03-01+01:00", "2018-03-01"),
        ("2018-03-01T00:00:00Z", "2018-03-01"),
        ("2018-03-01 00:00:00+00", "2018-03-01"),
        ("2018-03-01T23:30:00Z", None),
        ("2018-02-30Z", None),
    ],
)
def test_a_day_with_a_time_zone_is_that_day_and_an_hour_with_one_is_told(
    tmp_path: Path, written: str, day: str | None
) -> None:
    path = tmp_path / "census.xml"
    path.write_text(
        "<Message><Children><Child><ChildIdentifiers><LAchildID>C1</LAchildID></ChildIdentifiers><CINdetails>"
        f"<CINreferralDate>{written}</CINreferralDate></CINdetails></Child></Children></Message>"
    )
    came = Came([path])
    assert [row["referral_date"] for row in came["referrals"]] == ([day] if day else [])
    assert [told.value for told in came.rejects] == ([] if day else [written])


def test_a_new_workbook_under_the_old_ending_is_read(tmp_path: Path) -> None:
    path = annex_a(tmp_path / "a.xlsx", {"List 1": [CONTACT]}).rename(tmp_path / "Annex A.xls")
    assert Came([path]).one("contacts")["child_id"] == "C1"


@pytest.mark.parametrize("body", ["<html><table>", '<?xml version="1.0"?><Workbook>', "\n<!DOCTYPE html>"])
def test_a_page_that_excel_can_show_is_told_as_what_it_is(tmp_path: Path, body: str) -> None:
    path = tmp_path / "Annex A.xls"
    path.write_text(body)
    with pytest.raises(WorkbenchError, match=r"Annex A\.xls is a web page or XML that Excel can show, not a workbook"):
        Came([path])


def test_a_heading_of_pages_of_text_is_quoted_briefly(tmp_path: Path) -> None:
    path = tmp_path / "List_1.csv"
    path.write_text("Child Unique ID,Gender," + "the session has ended " * 500 + "\nC1,M,x\n")
    with pytest.raises(WorkbenchError, match="lacks the heading 'Date of Contact'") as refused:
        Came([path])
    assert len(str(refused.value)) < 400


def test_the_whole_published_list_of_looked_after_children_is_known(tmp_path: Path) -> None:
    further = (
        "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months",
        "Was the child offered a Return Interview after their last missing episode (Y/N)?",
        "URN of Placement",
        "LA of Placement",
    )
    row = {"Child Unique ID": "C1", "Date Started to be Looked After": date(2018, 1, 2)}
    rows = table("List 8", [row], [*HEADINGS["List 8"], *further])
    came = Came([write_workbook(tmp_path / "a.xlsx", {"List 8": rows})])
    assert [note for note in came.notes if "kept out" in note] == []


def test_an_extract_of_headings_alone_provides_empty_tables(tmp_path: Path) -> None:
    (tmp_path / "ssd_care_leavers.csv").write_text("clea_table_id,clea_person_id,clea_care_leaver_in_touch\n")
    (tmp_path / "ssd_person.csv").write_text("pers_person_id,pers_sex,pers_dob\n")
    came = Came([tmp_path])
    assert came.formats == ["ssd"]
    assert [note for note in came.notes if note.endswith("has no rows.")] == [
        "ssd_care_leavers.csv (ssd_care_leavers) has no rows.",
        "ssd_person.csv (ssd_person) has no rows.",
    ]


@pytest.mark.parametrize(
    ("body", "what"), [(b"PK\x03\x04" + bytes(40), "a workbook or another zip file"), (b"\x1f\x8b\x08", "a compressed")]
)
def test_an_archive_that_is_called_xml_is_told_as_one(tmp_path: Path, body: bytes, what: str) -> None:
    path = tmp_path / "census.xml"
    path.write_bytes(body)
    with pytest.raises(WorkbenchError, match=rf"census\.xml is {what}.*not XML"):
        Came([path])


def test_a_copy_beside_an_object_of_the_national_extract_is_left_out_and_named(tmp_path: Path) -> None:
    folder = ssd(tmp_path / "ssd", person=[{"pers_person_id": "C1", "pers_sex": "F"}])
    old = [{"pers_person_id": "C1", "pers_sex": "M"}, {"pers_person_id": "C2", "pers_sex": "M"}]
    (ssd(tmp_path / "old", person=old) / "ssd_person.csv").rename(folder / "ssd_person_old.csv")
    came = Came([folder])
    assert [(row["child_id"], row["sex"]) for row in came["children"]] == [("C1", "F")]
    assert "ssd_person_old.csv was left out: ssd_person.csv beside it holds the same." in came.notes


def test_of_a_list_and_its_copy_the_rows_of_the_list_itself_count(tmp_path: Path, weeks: Weeks) -> None:
    folder = annex_a_csvs(tmp_path / "a", {"List 1": [CONTACT]})
    copy = annex_a_csvs(tmp_path / "b", {"List 1": [{**CONTACT, "Contact Source": "e) 2A: Schools"}]})
    (copy / "List_1.csv").rename(folder / "List_1_old.csv")
    weeks.load(folder, date(2018, 9, 30))
    assert weeks.tuples("contacts", "child_id", "source") == [("C1", "6: Police")]


@pytest.mark.parametrize(
    ("written", "sex"),
    [("a) Male", "M"), ("Female", "F"), ("b)", "F"), (1, "M"), ("2", "F"), (0, "U"), ("9", "I"), ("d) Neither", "I")],
)
def test_sex_in_words_letters_and_the_numbers_of_the_returns(tmp_path: Path, written: Any, sex: str) -> None:
    came = Came([annex_a(tmp_path / "a.xlsx", {"List 1": [{**CONTACT, "Gender": written}]})])
    assert came.one("children")["sex"] == sex


JSON = '{"OUTCOME_NEW_REFERRAL_FLAG":"Y","OUTCOME_NFA_FLAG":"N","OUTCOME_ADVICE_FLAG":"N","A":"1","B":"2","C":"3"}'


@pytest.mark.parametrize("mark", ["\t", ";", "|"])
def test_commas_inside_a_cell_separate_nothing_where_something_else_does(tmp_path: Path, mark: str) -> None:
    rows = [
        ["cont_contact_id", "cont_person_id", "cont_contact_date", "cont_contact_outcome_json"],
        *([f"K{number}", "C1", f"2018-01-0{number}", JSON] for number in range(1, 6)),
    ]
    path = tmp_path / "ssd_contacts.csv"
    path.write_text("".join(mark.join(row) + "\n" for row in rows))
    assert [(row["contact_id"], row["outcome"]) for row in Came([path])["contacts"]] == [
        (f"K{number}", "referral") for number in range(1, 6)
    ]


def test_semicolons_in_a_note_separate_nothing_where_commas_do(tmp_path: Path) -> None:
    note = "Police; by phone; urgent; late; again; on the 3rd; the 4th; the 5th; the 6th; the 7th; the 8th"
    rows = [{**CONTACT, "Child Unique ID": f"C{number}", "Contact Source": note} for number in range(3)]
    came = Came([annex_a_csvs(tmp_path / "a", {"List 1": rows})])
    assert {row["child_id"] for row in came["contacts"]} == {"C0", "C1", "C2"}


def test_a_native_table_whose_cells_are_separated_by_bars(tmp_path: Path) -> None:
    path = tmp_path / "children.csv"
    path.write_text("child_id|forename|surname\nC1|Ann|Oak, the younger\n")
    assert Came([path]).one("children")["surname"] == "Oak, the younger"


@pytest.mark.parametrize("drops", [False, True])
def test_a_report_of_ones_own_may_pass_over_the_kinds_that_it_does_not_name(tmp_path: Path, drops: bool) -> None:
    mapping = tmp_path / "visits_report.toml"
    mapping.write_text(
        f"""
name = "visits_report"
title = "Visits report"
mode = "replace"
[codes.kind]
drop_others = {str(drops).lower()}
cp = ["statutory"]
[[parts]]
name = "visits"
title = "visits"
[parts.headings]
child = {{ heading = "Person", required = true }}
day = {{ heading = "Seen on", kind = "date", required = true }}
what = {{ heading = "What", codes = "kind", required = true }}
[[parts.rows]]
table = "visits"
where = {{ what = ["cp"] }}
[parts.rows.columns]
visit_id = "{{child}}@{{day}}"
child_id = "{{child}}"
visit_date = "{{day}}"
visit_type = "{{what}}"
"""
    )
    report = tmp_path / "seen.csv"
    report.write_text("Person,Seen on,What\nC1,2018-09-03,Statutory\nC2,2018-09-04,Duty call\n")
    came = Came([report], str(mapping))
    assert came.one("visits")["child_id"] == "C1"
    assert [(told.line, told.column, told.value) for told in came.rejects] == (
        [] if drops else [(3, "What", "Duty call")]
    )


def test_cells_in_which_excel_shows_an_error_are_told(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "Annex A.xlsx"
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet("Notes")
    sheet = book.add_worksheet("List 6")
    style = book.add_format({"bold": True})
    for number, row in enumerate(table("List 6", [IN_NEED, {**IN_NEED, "Child Unique ID": "C2"}])):
        for place, cell in enumerate(row):
            if cell is not None:
                sheet.write(number, place, str(cell))
    team = HEADINGS["List 6"].index("Allocated Team")
    sheet.write_formula(1, team, "=VLOOKUP(A2,Teams!A:B,2,0)", style, "#N/A")
    sheet.write_formula(2, team, "=1/0", None, "#DIV/0!")
    book.close()
    came = Came([path])
    column = chr(ord("A") + team)
    assert (
        f"Annex A.xlsx, List 6: 2 cells show an error of Excel's, such as #REF! or #N/A ({column}2, {column}3), and "
        "they were read as empty."
    ) in came.notes
    assert not [note for note in Came([annex_a(tmp_path / "b.xlsx", {"List 6": [IN_NEED]})]).notes if "Excel" in note]
