"""Every figure of a pack is the board's, and opens into the very cases that it counts."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from .conftest import Page, leads, records, sheets


@pytest.fixture(scope="module")
def board(answer):
    return answer("board", "--board", "sandwell")


@pytest.fixture(scope="module")
def book(pack):
    return sheets(pack.with_suffix(".xlsx"))


def as_shown(value, unit):
    """A figure in the number that stands in the workbook: of a percentage the part of one."""
    return value / 100 if unit == "percent" and value is not None else value


def test_the_boards_figures_stand_in_the_workbook_as_numbers(board, book):
    rows = records(book["Board"], "No")
    assert len(rows) == len(board) == 15
    for row, figure in zip(rows, board, strict=True):
        assert row["Latest"] == pytest.approx(as_shown(figure["value"], figure["unit"]))
        assert (row["Met"], row["Counted"]) == (figure["numerator"], figure["denominator"])
        assert (row["Overdue"] or None, row["Due soon"] or None) == (
            figure["overdue"] or None,
            figure["due_soon"] or None,
        )
        if figure["target"] is not None:
            assert row["Target"] == pytest.approx(as_shown(figure["target"], figure["unit"]))
        for area, heading in (("statistical_neighbours", "Neighbours"), ("england", "England"), ("region", "Region")):
            other = figure["comparators"].get(area) if figure["comparators"] else None
            shown = as_shown(other["value"], figure["unit"]) if other else "N/A"
            assert row[heading] == (pytest.approx(shown) if other else shown)


def test_arrows_say_in_words_whether_they_are_good(board, book):
    conferences = records(book["Board"], "No")[2]
    assert board[2]["measure"] == "icpc"
    assert conferences["On the month before"] == "▼ down, worse"
    assert conferences["Against England"] == "▼ below, worse"
    plans = records(book["Board"], "No")[1]
    assert (plans["On the month before"], plans["Against England"]) == ("▼ down, better", "▲ above, worse")
    assert records(book["Board"], "No")[0]["Against England"] == "N/A"


def test_a_colour_is_never_without_its_sign_and_word(book):
    words = {row["No"]: row["Against target"] for row in records(book["Board"], "No")}
    assert (words[3], words[13], words[15], words[1]) == ("✗ missed", "~ near", "✓ met", "")


def test_thirteen_months_are_the_trends(answer, book):
    rows = records(book["Board"], "No")
    for at, measure in ((2, ["icpc", "--limit", "15"]), (12, ["vacancy_rate"]), (4, ["unallocated", "--limit", "5"])):
        months = [value for name, value in rows[at].items() if name[-4:] in ("2017", "2018")]
        points = answer("trend", *measure)
        unit = "count" if measure[0] == "unallocated" else "percent"
        assert months == [pytest.approx(as_shown(point["value"], unit)) for point in points]
        assert len(months) == 13


def test_every_figure_opens_into_the_cases_that_it_counts(board, book):
    """Of posts the figure counts full-time equivalents, of rates and averages the rows are the numerator."""
    names = [name for name in book if name[0].isdigit()]
    assert len(names) == 15
    for name, figure in zip(names, board, strict=True):
        cases = records(book[name], "Child")
        counted = [case for case in cases if case["Counted"] == "yes"]
        met = [case for case in counted if case["Met"] == "yes"]
        overdue = [case for case in cases if case.get("Status") == "overdue"]
        assert len(overdue) == (figure["overdue"] or 0)
        if figure["measure"] == "vacancy_rate":
            assert len(counted) == 55
        elif figure["unit"] in ("rate_per_10000", "average"):
            assert len(met) == figure["numerator"]
        else:
            assert (len(counted), len(met)) == (figure["denominator"], figure["numerator"])


LED = {"Latest": "Counted", "Met": "Met", "Counted": "Counted", "Overdue": "overdue", "Due soon": "due soon"}


def test_every_number_of_the_board_leads_to_the_rows_that_it_counts(pack, book):
    """Where the cases lie together to those rows and no others, else to the column by which they are told apart."""
    links, rows = leads(pack.with_suffix(".xlsx"), "Board"), book["Board"]
    at = next(number for number, row in enumerate(rows) if row[0] == "No")
    together = 0
    for number, row in enumerate(rows[at + 1 :], at + 2):
        line = dict(zip(rows[at], row, strict=True))
        for heading, usual in LED.items():
            place = links.get(f"{column_name(rows[at].index(heading))}{number}")
            title, value = line["Measure"], line[heading]
            if value in ("", 0) or (heading == "Counted" and title.startswith(("Rate", "Average"))):
                assert place is None, (title, heading)  # nothing, or people and workers
                continue
            number_made = heading == "Latest" and title.startswith(("Rate", "Average", "Children unallocated"))
            what = "Met" if number_made else usual
            sheet, reference = re.fullmatch(r"'(.+)'!(\w+(?::\w+)?)", place).groups()
            top = next(number for number, case in enumerate(book[sheet], 1) if case[0] == "Child")
            told_by = book[sheet][top - 1].index("Status" if what.islower() else what)
            meant = [
                number
                for number, case in enumerate(book[sheet], 1)
                if number > top and case[told_by] == (what if what.islower() else "yes")
            ]
            if ":" in reference:
                first, last = (int(part) for part in re.findall(r"\d+", reference))
                assert meant == list(range(first, last + 1)), (title, heading)
                together += 1
            else:
                assert reference == f"{column_name(told_by)}{top}", (title, heading)
            if heading != "Latest" and not title.startswith("Vacancy"):  # posts count by full-time equivalent
                assert len(meant) == value, (title, heading)
    assert together > 40


def test_every_number_of_a_group_leads_to_its_measures_sheet(pack, book):
    links, rows = leads(pack.with_suffix(".xlsx"), "Groups"), book["Groups"]
    names = [name for name in book if name[0].isdigit()]
    for number, row in enumerate(rows[1:], 2):
        for heading in ("Figure", "Met", "Counted", "Overdue", "Due soon"):
            at = rows[0].index(heading)
            assert row[at] == "" or links[f"{column_name(at)}{number}"] == f"'{names[int(row[0]) - 1]}'!A6"


def column_name(at):
    """The letters of a column of a sheet, the first being 0."""
    return (chr(64 + at // 26) if at >= 26 else "") + chr(65 + at % 26)


def test_the_cases_are_those_that_the_command_lists(answer, book):
    rows = records(book["3 Initial child protection"], "Child")
    [opens] = [row[0] for row in book["3 Initial child protection"] if str(row[0]).startswith("Opens with: ")]
    listed = answer(*opens.removeprefix("Opens with: caseworkbench ").split())
    assert {row["Case"] for row in rows if row["Counted"] == "yes"} == {case["case"] for case in listed}
    running = {case["case"] for case in answer("cases", "icpc", "--limit", "15")}
    assert {row["Case"] for row in rows} == running | {case["case"] for case in listed}
    first = next(row for row in rows if row["Case"] == listed[0]["case"])
    assert isinstance(first["Due"], dt.date) and f"{first['Due']:%Y-%m-%d}" == listed[0]["due"]


def test_no_sheet_has_a_name_that_excel_refuses(book):
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in book)
    assert len({name.casefold() for name in book}) == len(book)
    assert list(book)[:2] == ["Board", "Groups"] and list(book)[-1] == "Months"


def test_the_groups_of_a_measure_add_up_to_it(board, book):
    rows = records(book["Groups"], "No")
    for number in (3, 4, 6, 8):
        teams = [row for row in rows if row["No"] == number and row["Team"]]
        services = [row for row in rows if row["No"] == number and not row["Team"]]
        figure = board[number - 1]
        for groups in (teams, services):
            assert sum(row["Counted"] for row in groups) == figure["denominator"]
            assert sum(row["Met"] for row in groups) == figure["numerator"]


def test_the_page_has_the_table_of_the_report(answer, board, pack):
    page = Page(pack.with_suffix(".html"))
    table = page.tables[0]
    assert table[0][1:6] == ["Measure", "Better is", "Neighbours", "England", "Region"]
    assert table[0][6] == "Sep 2017" and table[0][18] == "Sep 2018"
    rows = table[1:]
    assert len(rows) == 15
    for row, figure in zip(rows, board, strict=True):
        latest = f"{figure['value']:,.0f}" if figure["unit"] == "count" else f"{figure['value']:,.1f}"
        latest += " %" if figure["unit"] == "percent" else ""
        assert row[18] == latest
    conferences = rows[2]
    assert conferences[2:6] == ["High", "83.9 %", "77.2 %", "78.7 %"]
    assert [cell.split()[0] for cell in conferences[19:]] == ["▼"] * 5
    assert rows[0][21:] == ["N/A not available"] * 3
    points = answer("trend", "assessment", "--limit", "45")
    assert rows[3][6:19] == [f"{point['value']:.1f} %" for point in points]


def test_the_page_says_what_sandwells_report_says_under_its_table(pack):
    text = Page(pack.with_suffix(".html")).text
    assert "59.6 %: 28 of 47, from Sat 1 Sep 2018 to Sun 30 Sep 2018." in text
    assert "Down from 69.6 % the month before (worse)" in text
    assert "below England, 77.2 % (worse)" in text
    assert "7 conferences overdue now, in 4 families; the longest by 9 working days." in text
    assert "13 of 41, as at Sun 30 Sep 2018." in text


def test_markdown_has_the_same_figures(board, pack):
    lines = pack.with_suffix(".md").read_text(encoding="utf-8").splitlines()
    table = next(line for line in lines if line.startswith("| 3 | Percentage of initial")).split(" | ")
    assert table[18].strip() == "59.6 %" and table[19] == "▼ down, worse"
    scored = next(line for line in lines if "3. Percentage of initial child protection conferences" in line).split(
        " | "
    )
    assert scored[1:2] == ["✗ missed (80.0 %)"]
    assert [part.strip() for part in scored[3:8]] == ["69.6 %", "59.6 %", "28 of 47", "7", "7"]


def test_a_pack_of_one_team_counts_that_team(answer, tmp_path):
    answer("pack", "--team", "Assessment Team 2", "--kind", "xlsx", "--out", str(tmp_path), "--name", "team")
    book = sheets(tmp_path / "team.xlsx")
    row = records(book["Board"], "No")[3]
    [figure] = answer("board", "--measure", "assessment", "--limit", "45", "--team", "Assessment Team 2")
    assert (row["Met"], row["Counted"]) == (figure["numerator"], figure["denominator"])
    assert "--team 'Assessment Team 2'" in row["Opens with"]
    cases = records(book["4 Single assessments completed"], "Child")
    assert {case["Team"] for case in cases} == {"Assessment Team 2"}
    workers = {row["Worker"] for row in records(book["Groups"], "No") if row["No"] == 4}
    assert workers == {case["Worker"] for case in cases}


def test_a_pack_of_another_day_is_as_it_was_that_day(answer, tmp_path):
    answer("pack", "--as-at", "2018-08-31", "--kind", "md", "--out", str(tmp_path), "--name", "august")
    [figure] = answer("board", "--measure", "icpc", "--limit", "15", "--as-at", "2018-08-31")
    text = (tmp_path / "august.md").read_text(encoding="utf-8")
    assert f"{figure['value']:.1f} %: {figure['numerator']} of {figure['denominator']}, from Wed 1 Aug 2018" in text


@pytest.mark.parametrize("board_name", ["sefton", "all"])
def test_every_board_can_be_taken_into_the_room(answer, board_name, tmp_path):
    written = answer("pack", "--board", board_name, "--out", str(tmp_path))
    assert [one["kind"] for one in written] == ["xlsx", "html", "md"]
    figures = answer("board", "--board", board_name)
    rows = records(sheets(tmp_path / f"pack-{board_name}-2018-09-30.xlsx")["Board"], "No")
    assert [row["Counted"] or None for row in rows] == [figure["denominator"] or None for figure in figures]
