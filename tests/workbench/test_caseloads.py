"""Caseloads as at Sun 30 Sep 2018, counted by hand.

- Wren (North, full time) has C1 since January and C2 since Mon 10 Sep.
- Gull (North, 0.6) had C3 until Fri 15 Jun and has C4 since May: month ends March to August with 1, 1, 2, 1, 1, 1.
- Rook (South, of whom the workers extract knows no hours) has C4 too, since Mon 3 Sep.
- Idle (North, 0.5) has nobody; Gone left in August.
- C5 was referred to South on Mon 17 Sep and nobody is allocated: 9 working days.
"""

from datetime import date

import pytest

from caseworkbench.errors import WorkbenchError
from caseworkbench.workbench.boards import BoardLine
from tests.workbench.extract import authority

SEPTEMBER = date(2018, 9, 30)
EXTRACTS = {
    "children": [
        {"child_id": f"C{n}", "forename": name} for n, name in enumerate(("Ada", "Bel", "Cyn", "Dot", "Eve"), 1)
    ],
    "teams": [{"team": "North", "service": "Safeguarding"}, {"team": "South", "service": "Assessment"}],
    "workers": [
        {"worker": "Wren", "name": "Wren Ashby", "team": "North", "fte": "1", "start_date": "2015-01-01"},
        {"worker": "Gull", "name": "", "team": "North", "fte": "0.6"},
        {"worker": "Rook", "name": "", "team": "South"},
        {"worker": "Idle", "name": "", "team": "North", "fte": "0.5", "start_date": "2018-09-30"},
        {"worker": "Gone", "name": "", "team": "North", "fte": "1", "end_date": "2018-08-31"},
    ],
    "allocations": [
        {"allocation_id": "A1", "child_id": "C1", "worker": "Wren", "team": "North", "start_date": "2018-01-01"},
        {"allocation_id": "A2", "child_id": "C2", "worker": "Wren", "team": "North", "start_date": "2018-09-10"},
        {
            "allocation_id": "A3",
            "child_id": "C3",
            "worker": "Gull",
            "team": "North",
            "start_date": "2018-01-01",
            "end_date": "2018-06-15",
        },
        {"allocation_id": "A4", "child_id": "C4", "worker": "Gull", "team": "North", "start_date": "2018-05-01"},
        {"allocation_id": "A5", "child_id": "C4", "worker": "Rook", "team": "South", "start_date": "2018-09-03"},
    ],
    "referrals": [
        {"referral_id": "R1", "child_id": "C1", "referral_date": "2018-01-01", "team": "North"},
        {"referral_id": "R5", "child_id": "C5", "referral_date": "2018-09-17", "team": "South"},
    ],
    "care_episodes": [{"care_id": "E1", "child_id": "C1", "start_date": "2018-03-01", "legal_status": "C2"}],
    "cp_plans": [
        {"plan_id": "P1", "child_id": "C1", "start_date": "2018-02-01"},
        {"plan_id": "P4", "child_id": "C4", "start_date": "2018-06-01"},
    ],
    "cin_plans": [{"plan_id": "K5", "child_id": "C5", "start_date": "2018-09-20"}],
}


@pytest.fixture(scope="module")
def workbench(tmp_path_factory):
    return authority(tmp_path_factory.mktemp("caseloads"), EXTRACTS, SEPTEMBER)


def rows(workbench, by, **asked):
    return {row["worker"] or row["team"] or row["service"]: row for row in workbench.caseloads(by, **asked)}


def test_the_unallocated_stand_on_top_with_the_longest_wait(workbench):
    first = workbench.caseloads("worker")[0]
    assert (first["unallocated"], first["children"], first["longest_unallocated"]) == (True, 1, 9)
    assert (first["child_in_need"], first["assessment_or_other"], first["new_this_month"]) == (1, 0, 1)
    assert first["average_six_months"] == 0


def test_workers_with_their_children_hours_and_six_months(workbench):
    found = rows(workbench, "worker")
    assert list(found) == ["Unallocated", "Rook", "Gull", "Idle", "Wren"]  # by service, team, worker
    shown = {name: (row["children"], row["fte"], row["per_fte"], row["change"]) for name, row in found.items()}
    assert shown["Wren"] == (2, 1, 2, "up")
    assert shown["Gull"] == (1, 0.6, pytest.approx(1 / 0.6), "same")
    assert shown["Rook"] == (1, None, None, "up")
    assert shown["Idle"] == (0, 0.5, 0, "same")
    assert found["Wren"]["average_six_months"] == 1
    assert found["Gull"]["average_six_months"] == pytest.approx(7 / 6)
    assert found["Wren"]["worker_name"] == "Wren Ashby"


def test_a_child_counts_once_under_its_highest_plan(workbench):
    found = rows(workbench, "worker")
    plans = ("looked_after", "child_protection", "child_in_need", "assessment_or_other")
    assert [found["Wren"][plan] for plan in plans] == [1, 0, 0, 1]
    assert [found["Gull"][plan] for plan in plans] == [0, 1, 0, 0]
    for row in workbench.caseloads("team"):
        assert sum(row[plan] for plan in plans) == row["children"]


def test_new_this_month_is_whom_the_group_had_not_got_at_the_end_of_the_last(workbench):
    by_worker, by_team = rows(workbench, "worker"), rows(workbench, "team")
    assert {name: by_worker[name]["new_this_month"] for name in ("Wren", "Gull", "Rook", "Idle")} == {
        "Wren": 1,
        "Gull": 0,
        "Rook": 1,
        "Idle": 0,
    }
    assert (by_team["North"]["new_this_month"], by_team["South"]["new_this_month"]) == (1, 1)


def test_a_team_s_hours_are_those_of_the_workers_who_have_its_children(workbench):
    found = rows(workbench, "team")
    assert (found["North"]["children"], found["North"]["workers"], found["North"]["fte"]) == (3, 2, 1.6)
    assert (found["South"]["children"], found["South"]["workers"], found["South"]["fte"]) == (1, 1, None)


def test_a_worker_with_children_in_two_teams_is_divided_by_where_they_are(tmp_path):
    """Half a post with two children in North and one in South: six children for each full post, in either team."""
    tables = {
        "allocations": [
            {"allocation_id": f"A{n}", "child_id": f"C{n}", "worker": "Half", "team": team, "start_date": "2018-01-08"}
            for n, team in enumerate(["North", "North", "South"])
        ],
        "workers": [{"worker": "Half", "team": "North", "fte": "0.5"}],
    }
    found = authority(tmp_path, tables, SEPTEMBER).caseloads("worker")
    shown = {row["team"]: (row["children"], row["fte"], row["per_fte"]) for row in found if row["worker"] == "Half"}
    assert shown["North"] == (2, pytest.approx(1 / 3, abs=1e-6), pytest.approx(6, abs=1e-4))
    assert shown["South"] == (1, pytest.approx(1 / 6, abs=1e-6), pytest.approx(6, abs=1e-4))


def test_a_worker_who_has_left_adds_no_hours_to_the_team_that_has_the_children(tmp_path):
    """Left on Fri 7 September with two children: until then three children for two posts, since then for one."""
    tables = {
        "allocations": [
            {"allocation_id": f"A{n}", "child_id": f"C{n}", "worker": who, "team": "North", "start_date": "2018-01-08"}
            for n, who in enumerate(["Left", "Left", "Stays"])
        ],
        "workers": [
            {"worker": "Left", "team": "North", "fte": "1", "end_date": "2018-09-07"},
            {"worker": "Stays", "team": "North", "fte": "1", "end_date": ""},
        ],
    }
    workbench = authority(tmp_path, tables, SEPTEMBER)

    def shown(by, day):
        found = workbench.caseloads(by, as_at=day)
        return {row["worker"] or row["team"]: (row["children"], row["fte"], row["per_fte"]) for row in found}

    assert shown("team", date(2018, 9, 6)) == {"North": (3, 2, 1.5)}
    assert shown("team", SEPTEMBER) == {"North": (3, 1, 3)}
    assert shown("worker", SEPTEMBER) == {"Left": (2, 0, None), "Stays": (1, 1, 1)}


@pytest.mark.parametrize("by", ["service", "team", "worker"])
@pytest.mark.parametrize("day", [SEPTEMBER, date(2018, 5, 31), date(2018, 6, 20)])
def test_children_and_workers_are_those_of_the_average_caseload(workbench, by, day):
    figures = workbench.figures([BoardLine("caseload")], by=by, as_at=day)
    wanted = {(f.service, f.team, f.worker): (f.numerator, f.denominator) for f in figures}
    counted = [row for row in workbench.caseloads(by, as_at=day) if row["children"] and not row["unallocated"]]
    found = {(row["service"], row["team"], row["worker"]): (row["children"], row["workers"]) for row in counted}
    assert found == wanted and found


@pytest.mark.parametrize("by", ["service", "team", "worker"])
def test_the_average_is_that_of_the_trend(workbench, by):
    points = workbench.trend("caseload", months=7, by=by)
    for row in workbench.caseloads(by):
        mine = [
            p.numerator for p in points if (p.service, p.team, p.worker) == (row["service"], row["team"], row["worker"])
        ]
        if mine and not row["unallocated"]:
            assert row["average_six_months"] == pytest.approx(sum(mine[:6]) / 6)


def test_the_average_reaches_no_further_back_than_the_data(tmp_path):
    late = [row | {"start_date": "2018-07-02"} for row in EXTRACTS["allocations"][:2]]
    workbench = authority(tmp_path, {**EXTRACTS, "allocations": late}, SEPTEMBER)
    assert rows(workbench, "worker")["Wren"]["average_six_months"] == 2  # at the end of July and of August


@pytest.mark.parametrize(("by", "service"), [("team", None), ("worker", None), ("worker", "Family Help")])
def test_a_team_that_goes_to_another_service_takes_its_past_along(tmp_path, by, service):
    teams = [
        {"team": "North", "service": "Safeguarding", "to_date": "2018-07-01"},
        {"team": "North", "service": "Family Help", "from_date": "2018-07-01"},
    ]
    allocations = [
        {"allocation_id": f"A{n}", "child_id": f"C{n}", "worker": "Wren", "team": "North", "start_date": start}
        for n, start in enumerate(("2018-01-01", "2018-01-01", "2018-08-01"), 1)
    ]
    moved = authority(tmp_path, {"teams": teams, "allocations": allocations}, SEPTEMBER)
    [row] = [row for row in moved.caseloads(by, service=service) if not row["unallocated"]]
    # Two children at the month ends March to July, three at that of August: 13 / 6.
    assert (row["service"], row["children"], row["average_six_months"]) == ("Family Help", 3, pytest.approx(13 / 6))


def test_the_children_of_a_worker_with_plan_and_since_when(workbench):
    found = workbench.caseload_children(worker="Wren")
    assert [(one["child_id"], one["plan"], one["since"], one["new_this_month"]) for one in found] == [
        ("C1", "looked_after", date(2018, 1, 1), False),
        ("C2", "assessment_or_other", date(2018, 9, 10), True),
    ]


def test_the_children_who_wait_come_first_and_can_be_asked_for_alone(workbench):
    every = workbench.caseload_children(team="South")
    assert [(one["child_id"], one["unallocated"], one["unallocated_days"]) for one in every] == [
        ("C5", True, 9),
        ("C4", False, None),
    ]
    assert every[0]["since"] == date(2018, 9, 17)
    assert [one["child_id"] for one in workbench.caseload_children(worker="Unallocated")] == ["C5"]
    assert [one["child_id"] for one in workbench.caseload_children(team="South", unallocated=False)] == ["C4"]


def test_a_plan_of_which_there_is_no_data_is_not_known(tmp_path):
    tables = {name: rows for name, rows in EXTRACTS.items() if name != "care_episodes"}
    row = rows(authority(tmp_path, tables, SEPTEMBER), "worker")["Wren"]
    assert (row["looked_after"], row["child_protection"], row["assessment_or_other"]) == (None, 1, 1)


@pytest.mark.parametrize("by", ["service", "team", "worker"])
def test_a_team_that_has_no_child_has_its_workers_and_nobody_waiting(tmp_path, by):
    door = {"worker": "Tern", "team": "Front Door Team", "fte": "1"}
    tables = EXTRACTS | {
        "teams": [*EXTRACTS["teams"], {"team": "Front Door Team", "service": "Front Door"}],
        "workers": [*EXTRACTS["workers"], door],
    }
    workbench = authority(tmp_path, tables, SEPTEMBER)
    first, *others = workbench.caseloads(by, team="Front Door Team")
    assert (first["unallocated"], first["children"]) == (True, 0)
    assert [(row["worker"], row["children"]) for row in others] == ([("Tern", 0)] if by == "worker" else [])
    assert workbench.caseloads(by, service="Front Door")[0]["children"] == 0


def test_on_a_day_on_which_nobody_had_a_child_every_caseload_is_empty(tmp_path):
    """The only child was allocated for February: as at Sun 30 Sep 2018 six month ends with nobody."""
    once = {"allocation_id": "A1", "child_id": "C1", "worker": "Wren", "team": "North"}
    once |= {"start_date": "2018-02-01", "end_date": "2018-03-01"}
    workbench = authority(tmp_path, {"allocations": [once]}, SEPTEMBER)
    assert workbench.caseloads("worker") == workbench.caseloads("team") == []


def test_without_allocations_there_are_no_caseloads(tmp_path):
    tables = {name: rows for name, rows in EXTRACTS.items() if name != "allocations"}
    workbench = authority(tmp_path, tables, SEPTEMBER)
    with pytest.raises(WorkbenchError, match="counted from the allocations extract"):
        workbench.caseloads()
    with pytest.raises(WorkbenchError, match=r"no service 'Safegarding'.*did you mean Safeguarding"):
        authority(tmp_path, EXTRACTS, SEPTEMBER, name="other").caseloads(service="Safegarding")


@pytest.mark.parametrize("written", ["full time", "nan", "-1"])
def test_what_is_no_full_time_equivalent_is_not_known(tmp_path, written):
    tables = {
        "workers": [{"worker": "Wren", "team": "North", "fte": written}],
        "allocations": [{"allocation_id": "A1", "child_id": "C1", "worker": "Wren", "team": "North"}],
    }
    [found] = authority(tmp_path, tables, SEPTEMBER).caseloads()
    assert (found["children"], found["fte"], found["per_fte"]) == (1, None, None)
