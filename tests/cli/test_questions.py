"""``questions``: what contradicts itself, for one team, since a day, or counted."""

import pytest

from .conftest import write_extracts

EXTRACTS = {
    "children": "child_id,date_of_birth\nC1,2010-03-04\nC2,2012-05-06\nC3,2014-01-02\n",
    "teams": "team,service\nNorth,Safeguarding\nSouth,Safeguarding\n",
    "cin_plans": (
        "plan_id,child_id,start_date,end_date\nN1,C1,2018-01-02,\nN2,C1,2018-03-01,\nN3,C2,2018-06-01,2018-05-01\n"
    ),
    "allocations": (
        "allocation_id,child_id,worker,team,start_date\nZ1,C1,Ann,North,2018-01-02\nZ2,C2,Bo,Nroth,2018-01-02\n"
    ),
    "workers": "worker,end_date\nAnn,2018-09-07\n",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    from caseworkbench.cli.main import run

    place = tmp_path_factory.mktemp("questions")
    extracts = write_extracts(place / "extracts", EXTRACTS)
    assert run(["--store", str(place / "store"), "load", str(extracts), "--as-at", "2018-09-30"]) == 0
    return place / "store"


@pytest.fixture
def asked(call, store):
    return lambda *arguments: call("--store", store, "questions", *arguments)


def test_each_question_says_who_is_responsible_for_the_child(asked):
    rows = {row["rule"]: row for row in asked("--format", "json").json}
    assert rows["two_plans_at_once"] == {
        "rule": "two_plans_at_once",
        "title": "Two open plans of one kind at once",
        "child_id": "C1",
        "subject": "N2",
        "table": "cin_plans",
        "date": "2018-03-01",
        "detail": "child in need plan since 2018-03-01 beside N1 since 2018-01-02",
        "service": "Safeguarding",
        "team": "North",
        "worker": "Ann",
    }
    assert set(rows) == {"two_plans_at_once", "end_before_start", "worker_has_left", "team_unknown"}


def test_of_one_team_and_of_one_rule(asked):
    assert {row["child_id"] for row in asked("--team", "North", "--format", "json").json} == {"C1"}
    (one,) = asked("--rule", "end_before_start", "--format", "json").json
    assert (one["child_id"], one["subject"], one["team"]) == ("C2", "N3", "Nroth")


def test_since_a_day(asked):
    rules = {row["rule"] for row in asked("--since", "01/05/2018", "--format", "json").json}
    assert rules == {"end_before_start", "worker_has_left"}


def test_counted_by_team_and_by_rule(asked):
    assert asked("--by", "team", "--format", "json").json == [
        {"service": "Safeguarding", "team": "North", "questions": 2, "children": 1},
        {"service": "Unmapped", "team": "Nroth", "questions": 2, "children": 1},
    ]
    by_rule = asked("--by", "rule", "--team", "North", "--format", "json").json
    assert [(row["rule"], row["questions"]) for row in by_rule] == [("two_plans_at_once", 1), ("worker_has_left", 1)]


def test_a_table_for_people_names_the_team(asked):
    shown = asked("--by", "team").out
    assert "Children" in shown and "North" in shown


def test_a_rule_that_is_none_names_the_nearest(asked):
    answer = asked("--rule", "two_plans")
    assert answer.status == 1
    assert "two_plans_at_once" in answer.err


def test_nothing_that_fits_is_said_and_json_stays_an_array(asked):
    assert "no question that fits" in asked("--team", "East").err + asked("--team", "East").out
    assert asked("--team", "East", "--format", "json").json == []
    assert asked("--rule", "sibling_seen", "--format", "json").json == []
