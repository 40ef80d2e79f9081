"""Where figures come from, and to whom cases belong."""

from datetime import date

import pytest

from caseworkbench.errors import WorkbenchError
from tests.workbench.extract import authority, figure

SEPTEMBER = date(2018, 9, 30)
VISITED = {
    "cp_plans": [
        {"plan_id": "P1", "child_id": "C1", "start_date": "2018-09-03"},
        {"plan_id": "P2", "child_id": "C2", "start_date": "2018-08-01"},
    ],
    "visits": [{"visit_id": "V1", "child_id": "C1", "visit_date": "2018-09-20", "visit_type": "cp", "child_seen": "Y"}],
    "allocations": [
        {"allocation_id": "A1", "child_id": "C1", "worker": "Wren", "team": "North", "start_date": "2018-08-01"},
        {"allocation_id": "A2", "child_id": "C1", "worker": "Gull", "start_date": "2018-09-01"},
    ],
    "teams": [{"team": "North", "service": "Safeguarding"}],
}


def test_a_measure_whose_tables_are_missing_shows_no_data_never_nought(tmp_path):
    found = figure(authority(tmp_path, VISITED, SEPTEMBER), "return_interview")
    assert found.source == "none"
    assert (found.numerator, found.denominator, found.value, found.overdue) == (None, None, None, None)


def test_an_extract_without_rows_is_data_with_nothing_to_count(tmp_path):
    tables = {**VISITED, "visits": [{"visit_id": "", "child_id": "", "visit_date": "", "visit_type": ""}]}
    found = figure(authority(tmp_path, tables, SEPTEMBER), "cp_visit")
    assert (found.source, found.numerator, found.denominator, found.value) == ("cases", 0, 2, 0.0)


def test_a_figure_from_before_the_extracts_begin_is_no_data(tmp_path):
    found = figure(authority(tmp_path, VISITED, SEPTEMBER), "cp_visit", as_at=date(2018, 7, 31))
    assert (found.source, found.denominator) == ("none", None)


def test_team_and_worker_each_come_from_the_allocation_that_has_them(tmp_path):
    workbench = authority(tmp_path, VISITED, SEPTEMBER)
    by_child = {case["child_id"]: case for case in workbench.cases("cp_visit").rows()}
    assert (by_child["C1"]["team"], by_child["C1"]["worker"], by_child["C1"]["service"]) == (
        "North",
        "Gull",
        "Safeguarding",
    )
    assert (by_child["C2"]["team"], by_child["C2"]["worker"], by_child["C2"]["service"]) == (
        "Unallocated",
        "Unallocated",
        "Unmapped",
    )


def test_the_unallocated_come_last_and_can_be_chosen(tmp_path):
    workbench = authority(tmp_path, VISITED, SEPTEMBER)
    teams = [one.team for one in workbench.figures(by="team") if one.measure == "cp_visit"]
    assert teams == ["North", "Unallocated"]
    assert len(workbench.cases("cp_visit", team="Unallocated")) == 1
    assert len(workbench.cases("cp_visit", service="Unmapped")) == 1


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"team": "Nroth"}, "no team 'Nroth'.*did you mean North"),
        ({"service": "x"}, "no service 'x'"),
        ({"worker": "gull"}, "did you mean Gull"),
    ],
)
def test_an_unknown_name_is_told_with_the_nearest(tmp_path, asked, said):
    workbench = authority(tmp_path, VISITED, SEPTEMBER)
    with pytest.raises(WorkbenchError, match=said):
        workbench.cases("cp_visit", **asked)


def test_a_reorganised_team_belonged_to_its_old_service_then(tmp_path):
    tables = {
        **VISITED,
        "teams": [
            {"team": "North", "service": "Old", "from_date": "", "to_date": "2018-09-15"},
            {"team": "North", "service": "New", "from_date": "2018-09-16", "to_date": ""},
        ],
    }
    workbench = authority(tmp_path, tables, SEPTEMBER)
    assert workbench.cases("cp_visit", team="North").row(0)["service"] == "New"
    assert workbench.cases("cp_visit", team="North", as_at=date(2018, 9, 10)).row(0)["service"] == "Old"


def test_the_trend_stands_for_the_same_figures_as_the_board(tmp_path):
    workbench = authority(tmp_path, VISITED, SEPTEMBER)
    for point in workbench.trend("cp_visit", months=3, by="team"):
        asked = workbench.figures(by="team", as_at=point.month_end)
        same = [one for one in asked if one.measure == "cp_visit" and one.team == point.team]
        assert [(one.numerator, one.denominator) for one in same] in ([(point.numerator, point.denominator)], [])


def test_a_date_outside_the_calendar_is_refused(tmp_path):
    workbench = authority(tmp_path, VISITED, SEPTEMBER)
    with pytest.raises(WorkbenchError, match="outside the calendar"):
        workbench.figures(as_at=date(1850, 1, 1))


def test_team_2_comes_before_team_10(tmp_path):
    plans = [{"plan_id": f"P{n}", "child_id": f"C{n}", "start_date": "2018-09-03"} for n in (1, 2, 3)]
    allocations = [
        {"allocation_id": f"A{n}", "child_id": f"C{n}", "team": team, "worker": "Wren", "start_date": "2018-08-01"}
        for n, team in enumerate(("Team 10", "team 2", "Team 1"), 1)
    ]
    workbench = authority(tmp_path, {"cp_plans": plans, "allocations": allocations}, SEPTEMBER)
    assert [one.team for one in workbench.figures(by="team") if one.measure == "cp_drift"] == [
        "Team 1",
        "team 2",
        "Team 10",
    ]
