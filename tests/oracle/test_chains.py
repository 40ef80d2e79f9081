"""Visits, reviews and supervision under plans, placements and care episodes, worked by hand."""

import pytest

from .chains import (
    case_supervision,
    cin_review,
    cin_visit,
    cp_review,
    cp_supervision,
    cp_visit,
    lac_review,
    lac_visit,
    management_oversight,
)
from .hand import brief, ends, row


def visits(kind: str, *days: str, seen: str | None = "Y") -> list[dict]:
    return [row(visit_date=day, visit_type=kind, child_seen=seen) for day in days]


def reviews(kind: str, subject: str, *days: str | None, **more: object) -> list[dict]:
    return [row(review_type=kind, subject_id=subject, held_date=day, **more) for day in days]


def cp(start: str = "2018-01-08", end: str | None = "2018-06-01", **more: object) -> list[dict]:
    return [row(plan_id="P1", start_date=start, end_date=end, **more)]


def test_each_visit_stops_the_running_clock_and_starts_the_next():
    tables = {"cp_plans": cp(), "visits": visits("cp", "2018-01-30", "2018-01-15", "2018-01-30")}
    assert brief(cp_visit(tables)) == [
        ("2018-01-08", "2018-01-15", None, 10, "working_days"),
        ("2018-01-15", "2018-01-30", None, 10, "working_days"),
        ("2018-01-30", None, "2018-06-01", 10, "working_days"),
    ]


def test_visits_of_another_type_to_an_empty_house_or_outside_the_plan_are_none():
    tables = {
        "cp_plans": cp(),
        "visits": visits("cin", "2018-01-15")
        + visits("cp", "2018-01-16", seen="N")
        + visits("cp", "2018-01-07", "2018-06-02"),
    }
    assert ends(cp_visit(tables)) == [("2018-01-08", None, "2018-06-01")]


def test_a_visit_where_nothing_is_known_about_the_child_being_seen_counts():
    tables = {"cp_plans": cp(), "visits": visits("cp", "2018-01-16", seen=None)}
    assert ends(cp_visit(tables))[0] == ("2018-01-08", "2018-01-16", None)


def test_a_visit_on_the_plans_last_day_stops_the_last_clock_and_starts_none():
    tables = {"cp_plans": cp(), "visits": visits("cp", "2018-06-01")}
    assert ends(cp_visit(tables)) == [("2018-01-08", "2018-06-01", None)]


def test_a_visit_on_the_plans_first_day_makes_no_row_of_zero_length():
    tables = {"cp_plans": cp(end=None), "visits": visits("cp", "2018-01-08")}
    assert ends(cp_visit(tables)) == [("2018-01-08", None, None)]


@pytest.mark.parametrize("end", ["2018-01-08", "2018-01-07"])
def test_a_plan_that_ends_on_or_before_its_start_is_ignored_everywhere(end):
    tables = {
        "cp_plans": cp(end=end),
        "cin_plans": [row(plan_id="N1", start_date="2018-01-01", end_date=None)],
        "visits": visits("cp", "2018-01-08"),
    }
    assert cp_visit(tables) == []
    assert ends(cin_visit(tables)) == [("2018-01-01", None, None)]


# Effective CIN plans


def cin(start: str, end: str | None, **higher: list) -> dict:
    return {"cin_plans": [row(plan_id="N1", start_date=start, end_date=end)], **higher}


def test_a_cin_plan_ends_where_a_higher_plan_starts():
    assert ends(cin_visit(cin("2018-01-01", None, cp_plans=cp()))) == [("2018-01-01", None, "2018-01-08")]
    care = [row(care_id="E1", start_date="2018-02-01", end_date=None)]
    assert ends(cin_visit(cin("2018-01-01", "2018-03-01", care_episodes=care))) == [("2018-01-01", None, "2018-02-01")]
    assert ends(cin_visit(cin("2018-01-01", "2018-01-05", cp_plans=cp()))) == [("2018-01-01", None, "2018-01-05")]


def test_a_visit_on_the_day_the_higher_plan_starts_still_belongs_to_the_cin_plan():
    tables = cin("2018-01-01", None, cp_plans=cp(), visits=visits("cin", "2018-01-08", "2018-01-09"))
    assert ends(cin_visit(tables)) == [("2018-01-01", "2018-01-08", None)]


def test_a_cin_plan_that_starts_under_a_higher_plan_has_no_clocks():
    assert cin_visit(cin("2018-01-08", None, cp_plans=cp())) == []
    assert cin_visit(cin("2018-05-31", None, cp_plans=cp())) == []
    assert ends(cin_visit(cin("2018-06-01", None, cp_plans=cp()))) == [("2018-06-01", None, None)]


def test_a_short_break_leaves_the_cin_plan_as_it_is():
    care = [row(care_id="E1", start_date="2018-01-01", end_date=None, legal_status="V3")]
    assert ends(cin_visit(cin("2018-01-01", None, care_episodes=care))) == [("2018-01-01", None, None)]
    assert lac_review({"care_episodes": care}) == []
    assert case_supervision({"care_episodes": care}) == []


def test_another_childs_plan_does_not_end_this_childs():
    other = cp()
    other[0]["child_id"] = "C2"
    assert ends(cin_visit(cin("2018-01-01", None, cp_plans=other))) == [("2018-01-01", None, None)]


# Visits to looked after children


def placed(rule: str | None, start: str = "2018-01-01", end: str | None = None, **more: object) -> dict:
    return {
        "care_episodes": [row(care_id="E1", start_date="2018-01-01", end_date=None)],
        "placements": [row(placement_id="L1", care_id="E1", start_date=start, end_date=end, visit_rule=rule, **more)],
    }


@pytest.mark.parametrize("rule", [None, "standard"])
def test_a_placement_is_visited_in_a_week_and_then_every_six_weeks(rule):
    tables = {**placed(rule), "visits": visits("lac", "2018-01-05", "2019-03-01")}
    assert brief(lac_visit(tables)) == [
        ("2018-01-01", "2018-01-05", None, 7, "days"),
        ("2018-01-05", "2019-03-01", None, 42, "days"),
        ("2019-03-01", None, None, 42, "days"),
    ]


def test_a_visit_on_the_day_of_placement_is_the_first():
    tables = {**placed(None), "visits": visits("lac", "2018-01-01")}
    assert brief(lac_visit(tables)) == [("2018-01-01", None, None, 42, "days")]


@pytest.mark.parametrize(("rule", "months"), [("until_18", 3), ("long_term_agreed", 6)])
def test_a_lasting_placement_is_visited_less_often_after_a_year(rule, months):
    tables = {**placed(rule), "visits": visits("lac", "2018-01-05", "2018-12-31", "2019-01-01")}
    assert brief(lac_visit(tables)) == [
        ("2018-01-01", "2018-01-05", None, 7, "days"),
        ("2018-01-05", "2018-12-31", None, 42, "days"),
        ("2018-12-31", "2019-01-01", None, 42, "days"),
        ("2019-01-01", None, None, months, "months"),
    ]


@pytest.mark.parametrize(("rule", "days"), [("parents_assessment", 42), ("temporary_carer", 28)])
def test_weekly_visits_until_the_first_review_of_the_episode(rule, days):
    tables = {**placed(rule), "visits": visits("lac", "2018-01-05", "2018-01-20", "2018-01-27")}
    assert [clock[3] for clock in brief(lac_visit(tables))] == [7, 7, 7, 7]
    tables["reviews"] = reviews("lac", "E1", "2018-01-20", "2018-01-26")
    assert [clock[3] for clock in brief(lac_visit(tables))] == [7, 7, days, days]
    tables["reviews"] = reviews("lac", "E1", "2018-01-20", cancelled="Y") + reviews("lac", "E1", "2018-01-01")
    assert [clock[3] for clock in brief(lac_visit(tables))] == [7, 7, 7, 7]


def test_a_placement_ends_with_its_care_episode_where_that_is_earlier():
    tables = placed(None, end="2018-05-01")
    tables["care_episodes"][0]["end_date"] = row(x="2018-03-01")["x"]
    assert ends(lac_visit(tables)) == [("2018-01-01", None, "2018-03-01")]
    tables["care_episodes"][0]["end_date"] = row(x="2018-06-01")["x"]
    assert ends(lac_visit(tables)) == [("2018-01-01", None, "2018-05-01")]


def test_the_placements_of_an_ignored_episode_or_a_short_break_have_no_clocks():
    tables = placed(None)
    tables["care_episodes"][0]["legal_status"] = "V4"
    assert lac_visit(tables) == []
    tables = placed(None)
    tables["care_episodes"][0]["end_date"] = row(x="2018-01-01")["x"]
    assert lac_visit(tables) == []


@pytest.mark.parametrize("episode", [None, "E9"])
def test_a_placement_whose_episode_is_not_known_has_clocks_and_no_first_review(episode):
    tables = {**placed("parents_assessment"), "visits": visits("lac", "2018-02-01")}
    tables["placements"][0]["care_id"] = episode
    tables["reviews"] = reviews("lac", "E9", "2018-01-20")
    assert brief(lac_visit(tables)) == [
        ("2018-01-01", "2018-02-01", None, 7, "days"),
        ("2018-02-01", None, None, 7, "days"),
    ]


def test_a_placement_that_starts_when_its_episode_is_over_has_no_clock():
    tables = placed(None, start="2018-03-01")
    tables["care_episodes"][0]["end_date"] = row(x="2018-03-01")["x"]
    assert lac_visit(tables) == []


# Reviews


def test_child_protection_reviews_come_in_three_months_then_every_six():
    tables = {"cp_plans": cp(end=None), "reviews": reviews("cp", "P1", "2018-04-08", "2018-10-01")}
    assert brief(cp_review(tables)) == [
        ("2018-01-08", "2018-04-08", None, 3, "months"),
        ("2018-04-08", "2018-10-01", None, 6, "months"),
        ("2018-10-01", None, None, 6, "months"),
    ]


def test_an_initial_conference_entered_as_a_review_is_none():
    tables = {"cp_plans": cp(end=None), "reviews": reviews("cp", "P1", "2018-01-08", "2018-01-05")}
    assert brief(cp_review(tables)) == [("2018-01-08", None, None, 3, "months")]


def test_reviews_cancelled_undated_of_another_plan_or_type_do_not_count():
    tables = {
        "cp_plans": cp(end=None),
        "reviews": reviews("cp", "P1", "2018-04-01", cancelled="Y")
        + reviews("cp", "P1", None)
        + reviews("cp", "P2", "2018-04-02")
        + reviews("cin", "P1", "2018-04-03"),
    }
    assert ends(cp_review(tables)) == [("2018-01-08", None, None)]
    tables["reviews"] += reviews("cp", "P1", "2018-04-04", cancelled=None)
    assert ends(cp_review(tables))[0] == ("2018-01-08", "2018-04-04", None)


def test_child_in_need_plans_are_reviewed_every_three_months():
    tables = cin("2018-01-01", None, reviews=reviews("cin", "N1", "2018-03-30"))
    assert brief(cin_review(tables)) == [
        ("2018-01-01", "2018-03-30", None, 3, "months"),
        ("2018-03-30", None, None, 3, "months"),
    ]


def test_looked_after_reviews_20_working_days_then_3_then_6_months():
    tables = {
        "care_episodes": [row(care_id="E1", start_date="2018-01-01", end_date="2018-12-01")],
        "reviews": reviews("lac", "E1", "2018-01-25", "2018-04-25", "2018-10-25"),
    }
    assert brief(lac_review(tables)) == [
        ("2018-01-01", "2018-01-25", None, 20, "working_days"),
        ("2018-01-25", "2018-04-25", None, 3, "months"),
        ("2018-04-25", "2018-10-25", None, 6, "months"),
        ("2018-10-25", None, "2018-12-01", 6, "months"),
    ]


# Supervision


def supervised(**plans: list) -> dict:
    return {
        "supervisions": [
            row(supervision_date="2018-01-20", kind="oversight"),
            row(supervision_date="2018-01-25", kind="supervision"),
            row(supervision_date="2018-02-20", kind=None),
        ],
        **plans,
    }


def test_oversight_is_no_supervision_but_an_empty_kind_is():
    assert brief(cp_supervision(supervised(cp_plans=cp()))) == [
        ("2018-01-08", "2018-01-25", None, 28, "days"),
        ("2018-01-25", "2018-02-20", None, 28, "days"),
        ("2018-02-20", None, "2018-06-01", 28, "days"),
    ]


def test_management_oversight_counts_supervision_of_any_kind():
    clocks = management_oversight(supervised(cp_plans=cp()))
    assert [clock.start.isoformat() for clock in clocks] == [
        "2018-01-08",
        "2018-01-20",
        "2018-01-25",
        "2018-02-20",
    ]


def test_case_supervision_names_its_plan_and_is_42_days_for_child_in_need_and_care():
    tables = supervised(
        cp_plans=cp(start="2019-01-01", end=None),
        cin_plans=[row(plan_id="P1", start_date="2018-02-21", end_date="2018-05-01")],
        care_episodes=[row(care_id="P1", start_date="2018-06-01", end_date="2018-07-01")],
    )
    assert [(clock.subject, clock.limit) for clock in case_supervision(tables)] == [
        ("cp-P1", 28),
        ("cin-P1", 42),
        ("lac-P1", 42),
    ]


# Chains of which only the latest event is known


def test_a_chain_of_latest_events_begins_at_the_earliest_known_event_with_a_later_limit():
    tables = {
        "cp_plans": cp(end=None, latest_only="Y"),
        "reviews": reviews("cp", "P1", "2018-05-01"),
        "visits": visits("cp", "2018-05-10", "2018-05-17"),
    }
    assert brief(cp_review(tables)) == [("2018-05-01", None, None, 6, "months")]
    assert ends(cp_visit(tables)) == [("2018-05-10", "2018-05-17", None), ("2018-05-17", None, None)]


def test_a_chain_of_latest_events_without_any_begins_at_the_start_as_the_first():
    assert brief(cp_review({"cp_plans": cp(end=None, latest_only="Y")})) == [("2018-01-08", None, None, 3, "months")]


def test_a_looked_after_chain_of_latest_events_owes_the_next_review_in_six_months():
    tables = {
        "care_episodes": [row(care_id="E1", start_date="2018-01-01", end_date=None, latest_only="Y")],
        "reviews": reviews("lac", "E1", "2018-01-25"),
    }
    assert brief(lac_review(tables)) == [("2018-01-25", None, None, 6, "months")]


def test_a_placement_of_latest_events_begins_as_if_visited_before():
    tables = {**placed(None, latest_only="Y"), "visits": visits("lac", "2018-03-01")}
    assert brief(lac_visit(tables)) == [("2018-03-01", None, None, 42, "days")]
    assert brief(lac_visit(placed(None, latest_only="Y"))) == [("2018-01-01", None, None, 7, "days")]
