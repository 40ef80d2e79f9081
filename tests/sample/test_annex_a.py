"""The Annex A workbook: the same authority in an inspectorate's shape, read by the program."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from python_calamine import CalamineWorkbook

from caseworkbench.loading.load import load
from caseworkbench.sample.__main__ import main
from caseworkbench.workbench.open import open_workbench

NAME = "Northbridge Annex A 2018-09-30.xlsx"


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("command")
    path = folder / NAME
    done = CliRunner().invoke(main, [str(folder / "native"), "--annex-a", str(path)])
    assert done.exit_code == 0, done.output
    assert (folder / "native" / "visits.csv").is_file()
    return path


def test_it_has_the_eleven_lists(workbook: Path) -> None:
    assert CalamineWorkbook.from_path(str(workbook)).sheet_names == [f"List {number}" for number in range(1, 12)]


def test_it_is_as_untidy_as_real_ones(workbook: Path) -> None:
    book = CalamineWorkbook.from_path(str(workbook))
    first = book.get_sheet_by_name("List 1").to_python()
    assert "Northbridge" in str(first[0][0])
    assert first[2][0] == "Child Unique ID"
    referrals = book.get_sheet_by_name("List 3").to_python()
    assert isinstance(referrals[1][referrals[0].index("Date of Referral")], str)
    answers = {row[referrals[0].index("Referral NFA?")] for row in referrals[1:]}
    assert answers == {"Yes", "No"}
    assessments = book.get_sheet_by_name("List 4").to_python()
    assert any(str(heading).endswith(" ") for heading in assessments[0])
    assert any("\u00a0" in str(row[-1]) for row in assessments[1:])


def test_what_it_holds_gives_the_figures_of_the_native_extracts(workbook: Path, tmp_path: Path) -> None:
    load([workbook], tmp_path / "store")
    opened = open_workbench(tmp_path / "store")
    assert opened.as_at == date(2018, 9, 30)
    figures = {figure.measure: (figure.numerator, figure.denominator) for figure in opened.figures()}
    assert figures["icpc"] == (28, 47)
    assert figures["assessment"] == (64, 89)
