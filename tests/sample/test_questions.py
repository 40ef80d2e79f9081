"""Each question that reviewers asked of real records is in the sample, in a few rows."""

import itertools
from datetime import timedelta

from .tables import Rows, by, day, is_open

Tables = dict[str, Rows]


def test_strategy_discussions_are_recorded_again_within_fifteen_days_of_an_earlier_one(tables: Tables) -> None:
    again = [
        child
        for child, rows in by(tables["strategy_discussions"], "child_id").items()
        for dates in [sorted(day(row["held_date"]) for row in rows)]
        if any(timedelta(0) < b - a <= timedelta(15) for a, b in itertools.pairwise(dates))
    ]
    assert len(again) >= 10


def test_the_discussion_behind_a_conference_in_time_is_not_always_the_first(tables: Tables) -> None:
    discussions = by(tables["strategy_discussions"], "child_id")
    held = {row["s47_id"] for row in tables["initial_conferences"]}
    flattered = [
        row
        for row in tables["section47s"]
        if row["s47_id"] in held
        and any(
            timedelta(0) < day(row["start_date"]) - day(other["held_date"]) <= timedelta(21)
            for other in discussions.get(row["child_id"], [])
        )
    ]
    assert len(flattered) >= 4


def test_a_conference_was_held_where_none_was_required(tables: Tables) -> None:
    held = {row["s47_id"] for row in tables["initial_conferences"]}
    assert sum(row["icpc_required"] == "N" and row["s47_id"] in held for row in tables["section47s"]) >= 2


def test_some_conferences_have_no_enquiry_and_some_children_moved_in(tables: Tables) -> None:
    assert any(not row["s47_id"] and row["transfer_in"] == "N" for row in tables["initial_conferences"])
    assert any(row["transfer_in"] == "Y" for row in tables["initial_conferences"])


def test_an_enquiry_concluded_with_no_conference_and_no_decision(tables: Tables) -> None:
    held = {row["s47_id"] for row in tables["initial_conferences"]}
    undecided = [
        row
        for row in tables["section47s"]
        if row["end_date"] and not row["icpc_required"] and row["s47_id"] not in held
    ]
    assert 5 <= len(undecided) <= 60


def test_no_further_action_is_ticked_and_yet_there_is_more(tables: Tables) -> None:
    assessed = {row["referral_id"] for row in tables["assessments"]}
    assert sum(row["nfa"] == "Y" and row["referral_id"] in assessed for row in tables["referrals"]) >= 3
    plans = by(tables["cin_plans"], "child_id")
    assert any(
        row["nfa"] == "Y"
        and row["authorised_date"]
        and any(plan["start_date"] >= row["authorised_date"] for plan in plans.get(row["child_id"], []))
        for row in tables["assessments"]
    )


def test_a_sibling_was_visited_and_this_child_was_not(tables: Tables) -> None:
    family = {row["child_id"]: row["family_id"] for row in tables["children"]}
    open_plans = by([row for row in tables["cp_plans"] if is_open(row)], "child_id")
    families = by([{"child": child, "family": family[child]} for child in open_plans], "family")
    visited = {
        (row["child_id"], row["visit_date"])
        for row in tables["visits"]
        if row["visit_type"] == "cp" and row["visit_date"] >= "2018-09-01" and row["child_seen"] != "N"
    }
    apart = [
        name
        for name, members in families.items()
        for dates in [{d for child, d in visited if child == member["child"]} for member in members]
        if len(members) > 1 and dates != {d for child, d in visited if child == members[0]["child"]}
    ]
    assert apart


def test_some_children_are_open_with_no_plan_after_their_assessment(tables: Tables) -> None:
    planned = {
        row["child_id"] for name in ("cp_plans", "cin_plans", "care_episodes") for row in tables[name] if is_open(row)
    }
    assessing = {row["child_id"] for row in tables["assessments"] if not row["authorised_date"]}
    open_children = {row["child_id"] for row in tables["referrals"] if not row["closed_date"] and row["nfa"] == "N"}
    assert 5 <= len(open_children - planned - assessing) <= 120


def test_plans_drift_beyond_a_year_and_beyond_eighteen_months(tables: Tables) -> None:
    assert sum(is_open(row) and row["start_date"] < "2017-09-30" for row in tables["cin_plans"]) >= 5
    assert sum(is_open(row) and row["start_date"] < "2017-03-31" for row in tables["cp_plans"]) >= 2


def test_second_child_protection_plans(tables: Tables) -> None:
    assert sum(int(row["previous_plans"]) > 0 for row in tables["cp_plans"]) >= 10
    assert any(len(rows) > 1 for rows in by(tables["cp_plans"], "child_id").values())


def test_on_many_records_there_is_no_supervision_at_all(tables: Tables) -> None:
    supervised = {row["child_id"] for row in tables["supervisions"]}
    open_children = {row["child_id"] for name in ("cin_plans", "care_episodes") for row in tables[name] if is_open(row)}
    assert len(open_children - supervised) > 0.08 * len(open_children)


def test_audits_are_downgraded_and_inadequate_ones_are_done_again_or_not(tables: Tables) -> None:
    order = ["outstanding", "good", "requires_improvement", "inadequate", "inadequate_escalation"]
    audits = tables["audits"]
    down = [
        row
        for row in audits
        if row["moderated_grade"] and order.index(row["moderated_grade"]) > order.index(row["grade"])
    ]
    poor = {row["audit_id"] for row in audits if (row["moderated_grade"] or row["grade"]).startswith("inadequate")}
    again = {row["reaudit_of"] for row in audits} - {""}
    assert len(down) >= 20
    assert again
    assert again <= poor
    assert poor - again
    assert any(row["exempt"] == "Y" for row in audits)


def test_stops_before_starts_and_ends_before_starts(tables: Tables) -> None:
    assert any(row["authorised_date"] and row["authorised_date"] < row["start_date"] for row in tables["assessments"])
    assert any(row["decision_at"] and row["decision_at"][:10] < row["received_at"][:10] for row in tables["contacts"])
    assert any(row["end_date"] and row["end_date"] < row["start_date"] for row in tables["cin_plans"])
    assert any(row["end_date"] and row["end_date"] < row["start_date"] for row in tables["section47s"])


def test_births_in_the_future_and_births_expected(tables: Tables) -> None:
    children = tables["children"]
    assert sum(row["date_of_birth"] > "2018-09-30" for row in children) >= 2
    expected = [row for row in children if row["expected_date_of_birth"] > "2018-09-30"]
    assert len(expected) >= 3
    assert all(not row["date_of_birth"] for row in expected)


def test_a_child_whom_the_childrens_list_lacks(tables: Tables) -> None:
    known = {row["child_id"] for row in tables["children"]}
    assert {row["child_id"] for row in tables["contacts"]} - known


def test_a_worker_is_allocated_who_has_left(tables: Tables) -> None:
    left = {row["worker"] for row in tables["workers"] if row["end_date"]}
    assert any(is_open(row) and row["worker"] in left for row in tables["allocations"])


def test_attempts_at_empty_houses_and_declined_interviews(tables: Tables) -> None:
    assert sum(row["child_seen"] == "N" for row in tables["visits"]) >= 50
    assert sum(row["accepted"] == "N" for row in tables["return_interviews"]) >= 10
    assert any(row["episode_type"] == "absent" for row in tables["missing_episodes"])


def test_a_plan_is_open_on_a_closed_referral_and_two_plans_at_once(tables: Tables) -> None:
    open_plans = by([row for row in tables["cin_plans"] if is_open(row)], "child_id")
    assert any(len(rows) > 1 for rows in open_plans.values())
    latest = {row["child_id"]: row for row in sorted(tables["referrals"], key=lambda row: row["referral_date"])}
    assert any(latest[child]["closed_date"] for child in open_plans)


def test_one_team_moved_from_one_service_to_another(tables: Tables) -> None:
    moved = [rows for rows in by(tables["teams"], "team").values() if len(rows) > 1]
    assert len(moved) == 1
    assert len({row["service"] for row in moved[0]}) == 2


def test_teams_of_allocations_are_known(tables: Tables) -> None:
    assert {row["team"] for row in tables["allocations"]} <= {row["team"] for row in tables["teams"]}
