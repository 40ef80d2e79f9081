"""The same authority as a Standard Safeguarding Dataset and as a census gives the figures of its native extracts."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from caseworkbench.loading.load import load
from caseworkbench.sample.__main__ import main
from caseworkbench.workbench.open import open_workbench

Figures = dict[str, tuple[object, object, object]]

SSD = {
    *("icpc", "assessment", "assessment_from_referral", "cp_visit", "cin_visit", "cp_review", "lac_review"),
    *("cp_supervision", "case_supervision", "management_oversight", "return_interview", "unallocated"),
    *("plan_after_assessment", "cin_drift", "cp_drift", "contacts", "referrals", "contact_to_referral", "re_referral"),
    *("assessments_completed", "assessment_nfa", "assessments_open", "s47s", "cin_cases", "cin_plans_open", "cp_open"),
    *("cp_reviewed_dfe", "lac_open", "lac_3_placements", "lac_3_workers", "care_leaver_eet", "caseload"),
}
"""What the dataset holds the facts of, with supervisions and interviews beside it."""

CENSUS = {
    *("assessment", "assessment_from_referral", "cp_review", "cp_drift", "referrals", "re_referral"),
    *("assessments_completed", "assessments_open", "s47s", "cp_open", "cp_repeat", "cp_reviewed_dfe"),
}
"""What the census holds the facts of."""

ANNEX_A = {"assessment", "cp_visit", "cp_review", "cp_drift", "assessments_open", "cin_cases", "cp_open", "cp_rate"} | {
    *("lac_open", "lac_rate", "care_leaver_eet"),
}
"""What one Annex A workbook holds the facts of."""

PAGE = Path(__file__).parents[2] / "docs" / "data-formats.md"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("formats")
    arguments = ["--ssd", str(folder / "ssd"), "--cin-census", str(folder / "census.xml")]
    arguments += ["--annex-a", str(folder / "annex_a.xlsx")]
    done = CliRunner().invoke(main, [str(folder / "native"), *arguments])
    assert done.exit_code == 0, done.output
    for name in ("supervisions.csv", "return_interviews.csv"):
        shutil.copy(folder / "native" / name, folder / "ssd")
    return folder


def figures(source: Path, store: Path) -> Figures:
    record = load([source], store, as_at=None if source.suffix == ".xml" else date(2018, 9, 30))
    assert record.rejected == 0
    opened = open_workbench(store)
    assert opened.as_at == date(2018, 9, 30)
    found: Figures = {one.measure: (one.numerator, one.denominator, one.overdue) for one in opened.figures()}
    opened.close()
    return found


@pytest.fixture(scope="module")
def native(written: Path) -> Figures:
    return figures(written / "native", written / "store")


def test_the_dataset_gives_the_same_figures(native: Figures, written: Path, tmp_path: Path) -> None:
    found = figures(written / "ssd", tmp_path / "store")
    assert {name: found[name] for name in SSD} == {name: native[name] for name in SSD}


def test_the_census_gives_the_same_figures(native: Figures, written: Path, tmp_path: Path) -> None:
    found = figures(written / "census.xml", tmp_path / "store")
    assert {name: found[name] for name in CENSUS} == {name: native[name] for name in CENSUS}
    # An enquiry has no end there, so one that led to no conference goes on: the share is the same, what is open is not.
    assert found["icpc"][:2] == native["icpc"][:2]


def test_annex_a_gives_the_same_figures(native: Figures, written: Path, tmp_path: Path) -> None:
    found = figures(written / "annex_a.xlsx", tmp_path / "store")
    assert {name: found[name] for name in ANNEX_A} == {name: native[name] for name in ANNEX_A}


@pytest.mark.parametrize(
    ("source", "heading"),
    [
        ("annex_a.xlsx", "Annex A"),
        ("ssd", "Standard Safeguarding Dataset"),
        ("census.xml", "Children in need census"),
    ],
)
def test_every_other_figure_is_explained_on_the_page_of_formats(
    native: Figures, written: Path, tmp_path: Path, source: str, heading: str
) -> None:
    found = figures(written / source, tmp_path / "store")
    section = PAGE.read_text(encoding="utf-8").partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    explained = {
        name for line in section.splitlines() if line.startswith("| ") for name in re.findall(r"`(\w+)`", line)
    }
    assert {name for name in native if found[name] != native[name]} <= explained
    without = section.partition("| nothing: no data")[2].partition("\n")[0]
    beside = {"cp_supervision", "case_supervision", "management_oversight"} if source == "ssd" else set()
    assert {name for name in native if found[name] == (None, None, None)} == (
        set(re.findall(r"`(\w+)`", without)) - beside
    )


def groups(source: Path, store: Path) -> set[tuple[object, ...]]:
    load([source], store, as_at=date(2018, 9, 30))
    opened = open_workbench(store)
    found = {
        (by, one.measure, one.group, one.numerator, one.denominator)
        for by in ("sex", "age", "ethnicity", "disability")
        for one in opened.figures(by=by)
        if one.measure in ("referrals", "assessment", "cp_open")
    }
    opened.close()
    return found


@pytest.mark.parametrize("source", ["ssd", "census.xml"])
def test_who_the_children_are_is_the_same_too(written: Path, tmp_path: Path, source: str) -> None:
    there = groups(written / "native", tmp_path / "native")
    assert ("disability", "referrals", "NONE") in {one[:3] for one in there}
    assert groups(written / source, tmp_path / "other") == there


@pytest.mark.parametrize("measure", ["strategy_no_s47", "vacancy_rate", "audit_returned"])
def test_what_the_dataset_has_no_table_for_is_no_figure(written: Path, tmp_path: Path, measure: str) -> None:
    found = figures(written / "ssd", tmp_path / "store")
    assert found[measure] == (None, None, None)
