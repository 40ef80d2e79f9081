"""Limits are parameters, and closure days count only where an authority asks for it."""

from dataclasses import replace
from datetime import date

import pytest

from caseworkbench.errors import WorkbenchError
from caseworkbench.settings import Settings
from caseworkbench.workbench.boards import BoardLine
from caseworkbench.workbench.open import open_workbench
from tests.workbench.extract import authority, figure

SEPTEMBER = date(2018, 9, 30)
CONFERENCES = {
    "section47s": [{"s47_id": "S1", "child_id": "C1", "start_date": "2018-08-21", "icpc_required": "Y"}],
    "initial_conferences": [{"conference_id": "I1", "child_id": "C1", "s47_id": "S1", "held_date": "2018-09-17"}],
}
OFFERED = {
    "missing_episodes": [
        {"episode_id": "M1", "child_id": "C1", "episode_type": "missing", "ended_at": "2018-09-03 10:00"}
    ],
    "return_interviews": [{"interview_id": "I1", "episode_id": "M1", "offered_at": "2018-09-07", "accepted": "N"}],
}
CHECKPOINT = {
    "assessments": [
        {"assessment_id": "A1", "child_id": "C1", "start_date": "2018-09-03", "oversight_date": "2018-09-18"}
    ]
}


def test_a_conference_three_days_late_is_in_time_under_a_limit_of_eighteen(tmp_path):
    workbench = authority(tmp_path, CONFERENCES, SEPTEMBER)
    late, in_time = workbench.figures([BoardLine("icpc"), BoardLine("icpc", limit=18)])
    assert (late.limit, late.numerator, late.value) == (15, 0, 0.0)
    assert (in_time.limit, in_time.numerator, in_time.value) == (18, 1, 100.0)
    [case] = workbench.cases("icpc", statuses=["all"], limit=18).rows()
    assert (case["due"], case["limit"], case["status"]) == (date(2018, 9, 17), 18, "in_time")


def test_the_configuration_changes_a_limit_without_loading_again(tmp_path):
    authority(tmp_path, CONFERENCES, SEPTEMBER)
    changed = open_workbench(tmp_path / "store", Settings(limits={"icpc": 18}))
    assert figure(changed, "icpc").value == 100.0


def test_a_declined_interview_offered_late_is_void_where_the_limit_is_longer(tmp_path):
    workbench = authority(tmp_path, OFFERED, SEPTEMBER)
    [late] = workbench.cases("return_interview", statuses=["all"]).rows()
    assert (late["status"], late["stopped"], late["due"]) == ("late", date(2018, 9, 7), date(2018, 9, 6))
    [void] = workbench.cases("return_interview", statuses=["all"], limit=96).rows()
    assert (void["status"], void["voided"], void["stopped"]) == ("void", date(2018, 9, 7), None)


@pytest.mark.parametrize("limit", [-1, 100_000])
def test_a_limit_that_cannot_be_meant_is_refused(tmp_path, limit):
    workbench = authority(tmp_path, CONFERENCES, SEPTEMBER)
    with pytest.raises(WorkbenchError, match="cannot be meant"):
        workbench.cases("icpc", limit=limit)


def test_a_measure_whose_limit_differs_by_row_takes_no_single_one(tmp_path):
    workbench = authority(tmp_path, CONFERENCES, SEPTEMBER)
    with pytest.raises(WorkbenchError, match="lac_visit has no single limit"):
        workbench.cases("lac_visit", limit=20)


def test_one_of_several_limits_is_changed_by_its_name(tmp_path):
    plans = {
        "cp_plans": [{"plan_id": "P1", "child_id": "C1", "start_date": "2018-06-29"}],
        "reviews": [{"review_id": "R0", "child_id": "C9", "review_type": "cp", "subject_id": "P9"}],
    }
    authority(tmp_path, plans, SEPTEMBER)
    kind = open_workbench(tmp_path / "store", Settings(limits={"cp_review": {"first": 4}}))
    [case] = kind.cases("cp_review").rows()
    assert (case["due"], case["limit"], case["unit"]) == (date(2018, 10, 29), 4, "months")


def test_closure_days_count_for_local_standards_only_and_only_where_asked(tmp_path):
    closed = {date(2018, 9, 10): "Council closed"}
    tables = {**CHECKPOINT, **CONFERENCES}
    plain = Settings(closures=closed)
    asked = replace(plain, closures_for_local_standards=True)
    authority(tmp_path, tables, SEPTEMBER, plain)

    def due(settings, measure):
        return open_workbench(tmp_path / "store", settings).cases(measure, statuses=["all"]).row(0)["due"]

    assert due(plain, "assessment_checkpoint") == date(2018, 9, 17)
    assert due(asked, "assessment_checkpoint") == date(2018, 9, 18)
    assert due(asked, "icpc") == date(2018, 9, 12)


def test_closure_days_taken_out_of_the_configuration_no_longer_count(tmp_path):
    asked = Settings(closures={date(2018, 9, 10): "Council closed"}, closures_for_local_standards=True)
    authority(tmp_path, CHECKPOINT, SEPTEMBER, asked)
    case = open_workbench(tmp_path / "store", Settings()).cases("assessment_checkpoint", statuses=["all"]).row(0)
    assert case["due"] == date(2018, 9, 17)
