"""The board as at 30 September 2018 tells the story: figures near the published column they follow."""

from datetime import date
from pathlib import Path

import pytest

from caseworkbench.loading.load import load
from caseworkbench.workbench.open import open_workbench
from caseworkbench.workbench.workbench import Workbench

from .tables import Rows, is_open

AS_AT = date(2018, 9, 30)
SEPTEMBER = {
    "contact_decision": 73.5,
    "icpc": 59.6,
    "assessment": 72.0,
    "cp_visit": 82.3,
    "cp_review": 95.7,
    "cp_supervision": 69.9,
    "return_interview": 50.0,
    "cin_visit": 64.3,
    "lac_visit": 90.5,
    "lac_review": 79.0,
}
EARLIER = {
    ("assessment", date(2018, 8, 31)): 84.5,
    ("cp_visit", date(2018, 8, 31)): 69.3,
    ("cp_supervision", date(2018, 7, 31)): 36.0,
    ("cp_supervision", date(2018, 8, 31)): 58.6,
    ("cin_visit", date(2018, 7, 31)): 47.4,
    ("contact_decision", date(2018, 8, 31)): 57.5,
    ("icpc", date(2018, 8, 31)): 71.7,
    ("lac_review", date(2018, 8, 31)): 78.7,
}


@pytest.fixture(scope="module")
def workbench(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    store = tmp_path_factory.mktemp("store") / "store"
    load([folder], store, as_at=AS_AT)
    return open_workbench(store)


def value(workbench: Workbench, measure: str, as_at: date = AS_AT) -> float:
    return next(figure.value for figure in workbench.figures(as_at=as_at) if figure.measure == measure)


@pytest.mark.parametrize("measure", sorted(SEPTEMBER))
def test_the_figure_of_september_is_within_two_points(workbench: Workbench, measure: str) -> None:
    assert value(workbench, measure) == pytest.approx(SEPTEMBER[measure], abs=2)


@pytest.mark.parametrize(("measure", "as_at"), sorted(EARLIER))
def test_the_months_before_follow_the_series(workbench: Workbench, measure: str, as_at: date) -> None:
    assert value(workbench, measure, as_at) == pytest.approx(EARLIER[measure, as_at], abs=3)


def test_seven_families_make_the_conference_figure_what_it_is(workbench: Workbench) -> None:
    cases = list(workbench.cases("icpc", as_at=AS_AT, counted=True).rows())
    late = [case for case in cases if not case["met"]]
    assert (len(cases), len(late)) == (47, 19)
    assert len({case["family_id"] for case in late}) == 7
    assert any(case["started"] == date(2018, 8, 21) and case["stopped"] == date(2018, 9, 17) for case in late)


def test_twenty_five_of_forty_seven_overdue_assessments_were_completed_which_leaves_twenty_two(
    workbench: Workbench,
) -> None:
    august = {
        case["case"] for case in workbench.cases("assessment", as_at=date(2018, 8, 31), statuses=["overdue"]).rows()
    }
    september = {case["case"] for case in workbench.cases("assessment", as_at=AS_AT, statuses=["overdue"]).rows()}
    assert (len(august), len(september)) == (47, 22)
    assert september <= august


def test_thirteen_children_have_been_unallocated_for_more_than_five_days_and_twenty_eight_for_less(
    workbench: Workbench,
) -> None:
    figure = next(figure for figure in workbench.figures() if figure.measure == "unallocated")
    assert (figure.numerator, figure.denominator) == (13, 41)


def fte(rows: Rows) -> float:
    return sum(float(row["fte"]) for row in rows)


def test_a_third_of_posts_lack_a_permanent_holder_and_a_tenth_are_unfilled(tables: dict[str, Rows]) -> None:
    posts = [row for row in tables["posts"] if is_open(row)]
    unfilled = [row for row in posts if row["holder"] == "vacant" or row["absent"] == "Y"]
    assert 100 * fte([row for row in posts if row["holder"] != "permanent"]) / fte(posts) == pytest.approx(34.4, abs=1)
    assert 100 * fte(unfilled) / fte(posts) == pytest.approx(10.5, abs=1.5)


def test_the_average_caseload_is_nearly_nineteen(tables: dict[str, Rows]) -> None:
    leads = [row for row in tables["allocations"] if is_open(row) and row["role"] != "secondary"]
    average = len({row["child_id"] for row in leads}) / len({row["worker"] for row in leads})
    assert average == pytest.approx(18.8, abs=0.6)


def test_more_than_half_of_audits_are_graded_better_than_inadequate(tables: dict[str, Rows]) -> None:
    returned = [row for row in tables["audits"] if row["returned_date"][:7] == "2018-09"]
    good = [row for row in returned if not row["grade"].startswith("inadequate")]
    assert 100 * len(good) / len(returned) == pytest.approx(54.8, abs=0.5)


def test_fewer_children_are_on_a_child_protection_plan_than_in_the_winter(tables: dict[str, Rows]) -> None:
    def on(day: str) -> int:
        return sum(row["start_date"] <= day and not "" < row["end_date"] <= day for row in tables["cp_plans"])

    assert on("2018-09-30") / 2.03 == pytest.approx(77.8, abs=2)
    assert on("2018-01-31") > on("2018-05-31") > on("2018-09-30")
