"""Open plans that nobody visits, supervises or holds, or that are open when they should not be."""

import pytest

from .asking import ask, cin, cp, details, referral, visit


def test_a_plan_with_no_visit_ever_of_its_kind():
    plans = [cp("2018-06-01")]
    others = [visit("2018-05-31"), visit("2018-07-02", kind="cin"), visit("2018-07-03", seen="N")]
    assert ask("plan_never_visited", cp_plans=plans, visits=others) == [("C1", "P1", "2018-06-01")]
    assert ask("plan_never_visited", cp_plans=plans, visits=[visit("2018-06-01")]) == []


def test_a_plan_is_not_asked_about_while_its_first_visit_is_not_due():
    # The as-at date is Sun 30 September 2018: ten working days after Fri 14 and Sat 15, eleven after Thu 13.
    assert ask("plan_never_visited", cp_plans=[cp("2018-09-14")]) == []
    assert ask("plan_never_visited", cp_plans=[cp("2018-09-13")]) == [("C1", "P1", "2018-09-13")]


def test_plans_that_ended_or_are_short_breaks_need_no_visit():
    care = {"care_id": "E1", "start_date": "2018-01-01", "legal_status": "V3"}
    assert ask("plan_never_visited", cp_plans=[cp(end="2018-09-30")], care_episodes=[care]) == []
    assert ask("plan_never_visited", care_episodes=[care | {"legal_status": "C2"}]) == [("C1", "E1", "2018-01-01")]


def test_a_plan_open_on_a_closed_referral():
    plans = [cin("2018-02-01")]
    closed = referral("2018-01-02", closed="2018-07-20")
    assert ask("plan_on_closed_referral", cin_plans=plans, referrals=[closed]) == [("C1", "N1", "2018-07-20")]
    again = referral("2018-08-01", name="R2")
    assert ask("plan_on_closed_referral", cin_plans=plans, referrals=[closed, again]) == []
    assert (
        ask("plan_on_closed_referral", cin_plans=plans, referrals=[referral("2018-01-02", closed="2018-10-01")]) == []
    )


def test_a_referral_that_closed_before_the_plan_began_says_nothing_of_it():
    old = [referral("2016-01-02", closed="2016-07-20")]
    assert ask("plan_on_closed_referral", cin_plans=[cin("2018-02-01")], referrals=old) == []


def test_a_child_in_need_plan_beside_a_child_protection_plan_but_not_a_handover():
    plans = [cin("2018-01-01", "2018-03-01")]
    assert ask("cin_plan_beside_cp_plan", cin_plans=plans, cp_plans=[cp("2018-02-28")]) == [("C1", "N1", "2018-02-28")]
    assert ask("cin_plan_beside_cp_plan", cin_plans=plans, cp_plans=[cp("2018-03-01")]) == []
    assert ask("cin_plan_beside_cp_plan", cin_plans=plans, cp_plans=[cp("2017-01-01", "2018-01-01")]) == []


def test_two_open_plans_of_one_kind_list_the_later():
    plans = [cp("2018-01-01"), cp("2018-03-01", plan="P2")]
    assert ask("two_plans_at_once", cp_plans=plans) == [("C1", "P2", "2018-03-01")]
    assert ask("two_plans_at_once", cp_plans=[cp("2018-01-01", "2018-03-01"), cp("2018-03-01", plan="P2")]) == []


def test_each_of_three_plans_is_listed_with_the_one_before_it():
    plans = [cin("2018-01-01", plan="N9"), cin("2018-02-01", plan="N1"), cin("2018-03-01", plan="N5")]
    assert details("two_plans_at_once", cin_plans=plans) == [
        "child in need plan since 2018-02-01 beside N9 since 2018-01-01",
        "child in need plan since 2018-03-01 beside N1 since 2018-02-01",
    ]


FAMILY = [{"child_id": name, "family_id": family} for name, family in (("C1", "F1"), ("C2", "F1"), ("C3", "F2"))]
PLANS = [cp(child=name, plan=f"P{name}") for name in ("C1", "C2", "C3")]


def test_a_sibling_seen_on_a_day_on_which_this_child_was_not():
    seen = [visit("2018-09-03"), visit("2018-09-03", "C2"), visit("2018-09-17", "C2"), visit("2018-09-17", "C3")]
    tables = {"children": FAMILY, "cp_plans": PLANS}
    assert ask("sibling_seen", visits=seen, **tables) == [("C1", "PC1", "2018-09-17")]
    assert details("sibling_seen", visits=seen, **tables) == ["sibling C2 seen 2018-09-17, this child not"]
    unseen = [*seen, visit("2018-09-17", seen="N")]
    assert ask("sibling_seen", visits=unseen, **tables) == [("C1", "PC1", "2018-09-17")]


def test_the_sibling_named_is_the_one_who_was_seen_on_the_day_named():
    family = [{"child_id": name, "family_id": "F1"} for name in ("C1", "C2", "C9")]
    plans = [cp(child=name, plan=f"P{name}") for name in ("C1", "C2", "C9")]
    seen = [visit("2018-09-03", "C9"), visit("2018-09-17", "C2")]
    found = details("sibling_seen", children=family, cp_plans=plans, visits=seen)
    assert found[0] == "sibling C2 seen 2018-09-17, this child not; 2 such days"


def test_a_sibling_who_has_no_plan_or_another_kind_of_plan_need_not_be_seen():
    seen = [visit("2018-09-17", "C2")]
    assert ask("sibling_seen", children=FAMILY, cp_plans=PLANS[1:2], visits=seen) == []
    assert ask("sibling_seen", children=FAMILY, cp_plans=PLANS[1:2], cin_plans=[cin()], visits=seen) == []


@pytest.mark.parametrize("kind", ["supervision", "oversight", None])
def test_an_open_plan_with_no_supervision_at_all(kind):
    held = {"supervision_id": "U1", "supervision_date": "2018-06-01", "kind": kind}
    assert ask("supervision_never", cp_plans=[cp("2018-06-02")], supervisions=[held]) == [("C1", "P1", "2018-06-02")]
    assert ask("supervision_never", cp_plans=[cp("2018-06-01")], supervisions=[held]) == []


def test_a_new_plan_has_time_for_its_first_supervision():
    assert ask("supervision_never", cp_plans=[cp("2018-09-03")]) == []


def allocation(
    worker: str | None, start: str | None = None, end: str | None = None, **more: object
) -> dict[str, object]:
    return {"allocation_id": "Z1", "worker": worker, "start_date": start, "end_date": end, **more}


def test_an_open_plan_and_no_allocated_worker():
    nobody = [("C1", "P1", "2018-01-01")]
    assert ask("no_worker_on_open_plan", cp_plans=[cp()]) == nobody
    assert ask("no_worker_on_open_plan", cp_plans=[cp()], allocations=[allocation("Ann", end="2018-09-30")]) == nobody
    assert ask("no_worker_on_open_plan", cp_plans=[cp()], allocations=[allocation(None)]) == nobody
    second = allocation("Ann", role="reviewing_officer")
    assert ask("no_worker_on_open_plan", cp_plans=[cp()], allocations=[second]) == nobody
    assert ask("no_worker_on_open_plan", cp_plans=[cp()], allocations=[allocation("Ann")]) == []


def test_the_allocated_worker_has_left():
    workers = [{"worker": "Ann", "end_date": "2018-09-07"}, {"worker": "Bo", "end_date": "2018-10-05"}]
    assert ask("worker_has_left", allocations=[allocation("Ann")], workers=workers) == [("C1", "Z1", "2018-09-07")]
    assert ask("worker_has_left", allocations=[allocation("Ann", end="2018-09-07")], workers=workers) == []
    assert ask("worker_has_left", allocations=[allocation("Bo")], workers=workers) == []


def test_a_team_that_no_teams_row_names():
    teams = [{"team": "North", "service": "Safeguarding"}]
    rows = [allocation("Ann", team="North"), allocation("Ann", team="Nroth") | {"allocation_id": "Z2"}]
    assert ask(
        "team_unknown", teams=teams, allocations=rows, referrals=[referral("2018-01-01") | {"team": "Nroth"}]
    ) == [(None, "Nroth", None)]
    assert details("team_unknown", teams=teams, allocations=rows) == ["named in 1 row, for example of allocations"]
