"""Dates that have not come yet, and dates before the child was born."""

from .asking import ask, cp, details, referral, visit


def test_a_visit_made_after_the_as_at_date_is_asked_about_and_one_on_it_is_not():
    assert ask("event_in_the_future", visits=[visit("2018-09-30"), visit("2018-10-01")]) == [
        ("C1", "C1 2018-10-01", "2018-10-01")
    ]


def test_an_authorisation_in_the_future_is_asked_about_beside_a_start_that_is_not():
    row = {"assessment_id": "A1", "start_date": "2018-09-03", "authorised_date": "2019-09-03"}
    assert details("event_in_the_future", assessments=[row]) == ["authorised on 2019-09-03"]


def test_a_review_that_was_cancelled_was_not_held_in_the_future():
    row = {"review_id": "W1", "review_type": "cp", "subject_id": "P1", "held_date": "2018-12-01"}
    assert ask("event_in_the_future", reviews=[row | {"cancelled": "Y"}]) == []
    assert ask("event_in_the_future", reviews=[row | {"cancelled": "N"}]) == [("C1", "W1", "2018-12-01")]


def test_an_end_that_has_not_come_is_asked_about():
    plans = [cp(end="2018-09-30"), cp(end="2018-10-01", plan="P2"), cp(plan="P3")]
    assert ask("end_in_the_future", cp_plans=plans) == [("C1", "P2", "2018-10-01")]


def test_the_far_day_that_systems_write_for_no_end_is_none_but_a_slip_of_the_pen_is():
    plans = [cp(end="9999-12-31"), cp(end="2999-12-31", plan="P2"), cp(end="2108-03-01", plan="P3")]
    assert ask("end_in_the_future", cp_plans=plans) == [("C1", "P3", "2108-03-01")]


BORN = [{"date_of_birth": "2018-05-01"}]


def test_a_child_cannot_have_been_seen_or_placed_before_its_birth():
    assert ask("event_before_birth", children=BORN, visits=[visit("2018-04-30"), visit("2018-05-01")]) == [
        ("C1", "C1 2018-04-30", "2018-04-30")
    ]
    placement = {"placement_id": "L1", "start_date": "2018-04-30"}
    assert ask("event_before_birth", children=BORN, placements=[placement]) == [("C1", "L1", "2018-04-30")]


def test_a_referral_of_a_child_not_yet_born_is_in_order_up_to_ten_months_before():
    early = [referral("2017-06-30", name="R1"), referral("2017-07-01", name="R2")]
    assert ask("event_before_birth", children=BORN, referrals=early) == [("C1", "R1", "2017-06-30")]
    assert details("event_before_birth", children=BORN, referrals=early) == ["on 2017-06-30, born 2018-05-01"]


def test_a_visit_to_the_parents_before_the_birth_is_in_order():
    assert ask("event_before_birth", children=BORN, visits=[visit("2018-04-30", seen=None)]) == []


def test_a_birth_in_the_future_is_asked_about_once_and_not_for_every_event():
    born = [{"date_of_birth": "2019-05-01"}]
    assert ask("birth_in_the_future", children=born) == [("C1", "C1", "2019-05-01")]
    assert ask("event_before_birth", children=born, visits=[visit("2018-04-30")]) == []


def test_whatever_a_figure_goes_by_is_asked_about_where_it_lies_in_the_future():
    """An assessment looked at by a manager tomorrow would be in time from then on."""
    tomorrow = "2018-10-01"
    assessment = {"assessment_id": "A1", "start_date": "2018-09-03", "oversight_date": tomorrow}
    assert details("event_in_the_future", assessments=[assessment]) == ["looked at by a manager on 2018-10-01"]
    placement = {"placement_id": "L1", "start_date": tomorrow}
    assert ask("event_in_the_future", placements=[placement]) == [("C1", "L1", tomorrow)]
    assert ask("event_in_the_future", care_leavers=[{"latest_contact": tomorrow}]) == [("C1", "C1", tomorrow)]


def test_an_interview_that_names_no_child_is_that_of_its_episode():
    episode = {"episode_id": "E1", "child_id": "C2", "episode_type": "missing"}
    interview = {"interview_id": "I1", "episode_id": "E1", "child_id": None, "offered_at": "2018-10-02"}
    assert ask("event_in_the_future", missing_episodes=[episode], return_interviews=[interview]) == [
        ("C2", "I1", "2018-10-02")
    ]


def test_what_happens_before_a_birth_is_in_order_for_ten_months_and_no_longer():
    rows = {
        "strategy_discussions": lambda day: {"strategy_id": day, "held_date": day},
        "initial_conferences": lambda day: {"conference_id": day, "held_date": day},
        "supervisions": lambda day: {"supervision_id": day, "supervision_date": day},
        "reviews": lambda day: {"review_id": day, "review_type": "cp", "subject_id": "P1", "held_date": day},
    }
    for table, row in rows.items():
        found = ask("event_before_birth", children=BORN, **{table: [row("2017-06-30"), row("2017-07-01")]})
        assert found == [("C1", "2017-06-30", "2017-06-30")]
    assert ask("event_before_birth", children=BORN, visits=[visit("2017-06-30", seen=None)]) != []


def test_a_post_a_worker_or_a_team_may_end_before_it_began_too():
    dates = {"start_date": "2018-09-03", "end_date": "2018-09-02"}
    assert ask("end_before_start", posts=[{"post_id": "S1", "holder": "vacant", **dates}]) == [
        (None, "S1", "2018-09-02")
    ]
    assert ask("end_before_start", workers=[{"worker": "Wren", **dates}]) == [(None, "Wren", "2018-09-02")]
    team = {"team": "North", "service": "Care", "from_date": "2018-09-03", "to_date": "2018-09-02"}
    assert ask("end_before_start", teams=[team]) == [(None, "North", "2018-09-02")]
