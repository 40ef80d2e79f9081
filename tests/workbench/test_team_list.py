"""My team: one list over all measures, whose cases are those of the case lists (`small_team` has the story)."""

from datetime import date

import pytest

from caseworkbench.errors import WorkbenchError
from caseworkbench.workbench.team_list import only_new, team_list
from tests.workbench.extract import authority
from tests.workbench.small_team import EXTRACTS, WEDNESDAY


@pytest.fixture(scope="module")
def workbench(tmp_path_factory):
    return authority(tmp_path_factory.mktemp("team"), EXTRACTS, WEDNESDAY)


def test_the_worst_child_stands_first_whatever_list_it_is_on(workbench):
    found = team_list(workbench, team="North")
    shown = [(c.child_id, c.worst["measure"], c.worst["days_over"], c.worst["due"]) for c in found.children]
    assert shown == [
        ("C4", "s47_visit", 14, date(2018, 9, 6)),
        ("C1", "cp_visit", 7, date(2018, 9, 17)),
        ("C2", "cin_visit", 0, date(2018, 9, 26)),
        ("C3", "cin_visit", 0, date(2018, 9, 28)),
    ]


def test_today_is_the_day_itself_and_this_week_what_is_left_until_the_fifth_working_day(workbench):
    found = {c.child_id: c for c in team_list(workbench, team="North").children}
    counts = {name: (c.lists, c.overdue, c.due_today, c.due_this_week) for name, c in found.items()}
    assert counts == {"C4": (2, 1, 1, 0), "C1": (1, 1, 0, 0), "C2": (1, 0, 1, 0), "C3": (1, 0, 0, 1)}
    assert team_list(workbench, team="North").counts == {
        "children": 4,
        "overdue": 2,
        "due_today": 2,
        "due_this_week": 1,
        "new": None,
    }


def test_a_child_allocated_elsewhere_stands_on_the_list_of_the_team_that_owns_the_enquiry(workbench):
    [of_north] = [c for c in team_list(workbench, team="North").children if c.child_id == "C4"]
    assert (of_north.team, of_north.worker) == ("North", "Wren")
    assert (of_north.allocated_team, of_north.allocated_worker) == ("South", "Rook")
    assert [case["case"] for case in of_north.cases] == ["s47_visit:S4@2018-09-05", "icpc:S4@2018-09-05"]
    [of_south] = team_list(workbench, team="South").children
    assert (of_south.child_id, of_south.worker, of_south.due_this_week) == ("C4", "Rook", 1)
    assert [case["case"] for case in of_south.cases] == ["cp_visit:P4@2018-09-17"]


@pytest.mark.parametrize(
    "whose", [{"team": "North"}, {"team": "South"}, {"worker": "Wren"}, {"service": "Safeguarding"}]
)
@pytest.mark.parametrize("statuses", [("overdue", "due_soon"), ("overdue", "due_soon", "running")])
def test_the_list_is_the_sum_of_the_case_lists(workbench, whose, statuses):
    listed = [case["case"] for c in team_list(workbench, **whose, statuses=statuses).children for case in c.cases]
    one_by_one = [
        case["case"]
        for measure in workbench.measures()
        if measure.is_clock
        for case in workbench.cases(measure.id, statuses=statuses, **whose).rows()
    ]
    assert sorted(listed) == sorted(one_by_one)
    assert listed


def test_my_cases_are_those_that_a_worker_answers_for(workbench):
    found = team_list(workbench, worker="Wren")
    assert [(c.child_id, c.worker) for c in found.children] == [("C4", "Wren"), ("C1", "Wren"), ("C2", "Wren")]


def test_by_worker_in_order_of_name_and_by_family_the_worst_first(workbench):
    found = team_list(workbench, team="North")
    by_worker = [(name, [c.child_id for c in part.children]) for name, part in found.grouped("worker")]
    assert by_worker == [("Gull", ["C3"]), ("Wren", ["C4", "C1", "C2"])]
    by_family = [(name, [c.child_id for c in part.children]) for name, part in found.grouped("family")]
    assert by_family == [("F3", ["C4"]), ("F1", ["C1", "C2"]), ("F2", ["C3"])]


def test_what_is_new_is_counted_where_it_is_known(workbench):
    found = team_list(workbench, team="North", new=frozenset({"cp_visit:P1@2018-09-03", "cin_visit:K9@2018-01-01"}))
    assert [(c.child_id, c.new) for c in found.children] == [("C4", 0), ("C1", 1), ("C2", 0), ("C3", 0)]
    assert found.counts["new"] == 1
    assert [c.child_id for c in only_new(found).children] == ["C1"]


def test_a_running_clock_alone_puts_no_child_on_a_list(workbench):
    found = team_list(workbench, team="North", as_at=date(2018, 9, 5))
    assert "C1" not in {c.child_id for c in found.children}
    every = team_list(workbench, team="North", as_at=date(2018, 9, 5), statuses=("running",))
    [child] = [c for c in every.children if c.child_id == "C1"]
    assert (child.lists, child.overdue) == (0, 0)


def test_the_measures_of_a_board_alone_with_its_own_limits(tmp_path):
    from caseworkbench.settings import Settings

    boards = tmp_path / "boards"
    boards.mkdir()
    (boards / "ours.toml").write_text('title = "Ours"\n[[line]]\nmeasure = "cp_visit"\nlimit = 5\ntitle = "Seen"\n')
    workbench = authority(tmp_path, EXTRACTS, WEDNESDAY, Settings(board_folders=(boards,)))
    [child] = team_list(workbench, team="South", board="ours").children
    assert (child.worst["title"], child.worst["due"], child.worst["days_over"]) == ("Seen", date(2018, 9, 24), 2)


def test_an_unknown_team_is_told_with_the_nearest(workbench):
    with pytest.raises(WorkbenchError, match=r"no team 'Nroth'.*did you mean North"):
        team_list(workbench, team="Nroth")
