"""Assessments and the plans after them, worked by hand."""

import pytest

from .assessments import (
    assessment,
    assessment_checkpoint,
    assessment_from_referral,
    assessment_seen,
    plan_after_assessment,
)
from .hand import brief, ends, row


def tables(closed: str | None = None, **given: object) -> dict:
    made: dict = {"assessment_id": "A1", "referral_id": "R1", "start_date": "2018-03-01", **given}
    return {
        "assessments": [row(**made)],
        "referrals": [row(referral_id="R1", referral_date="2018-02-20", closed_date=closed)],
    }


def test_an_assessment_runs_until_it_is_authorised():
    assert brief(assessment(tables(authorised_date="2018-04-03"))) == [
        ("2018-03-01", "2018-04-03", None, 45, "working_days")
    ]


def test_an_assessment_that_was_authorised_stays_stopped_though_its_referral_closed_before():
    assert ends(assessment(tables(closed="2018-03-20", authorised_date="2018-04-03"))) == [
        ("2018-03-01", "2018-04-03", None)
    ]


def test_an_assessment_never_authorised_is_void_when_its_referral_closes():
    assert ends(assessment(tables(closed="2018-03-20"))) == [("2018-03-01", None, "2018-03-20")]


def test_an_assessment_started_on_or_after_the_closure_never_ran():
    assert assessment(tables(closed="2018-03-01")) == []
    assert assessment(tables(closed="2018-02-25")) == []


@pytest.mark.parametrize("referral", [None, "R9"])
def test_nothing_closes_an_assessment_whose_referral_is_not_known(referral):
    given = tables(closed="2018-03-20", referral_id=referral)
    assert ends(assessment(given)) == [("2018-03-01", None, None)]
    assert assessment_from_referral(given) == []


def test_an_assessment_authorised_before_its_start_is_not_believed():
    assert assessment(tables(authorised_date="2018-02-28")) == []
    assert assessment(tables(authorised_date="2018-02-28", closed="2018-04-01")) == []


def test_the_clock_from_the_referral_believes_what_is_not_before_the_referral():
    assert ends(assessment_from_referral(tables(authorised_date="2018-02-28"))) == [("2018-02-20", "2018-02-28", None)]
    assert assessment_from_referral(tables(authorised_date="2018-02-19")) == []


def test_the_first_assessment_of_a_referral_is_the_earliest_then_the_least_identifier_as_text():
    given = tables()
    given["assessments"] = [
        row(assessment_id="A9", referral_id="R1", start_date="2018-03-01", authorised_date="2018-03-09"),
        row(assessment_id="A10", referral_id="R1", start_date="2018-03-01", authorised_date="2018-03-10"),
        row(assessment_id="A1", referral_id="R1", start_date="2018-03-02", authorised_date="2018-03-05"),
    ]
    (clock,) = assessment_from_referral(given)
    assert (clock.subject, clock.stop.isoformat()) == ("A10", "2018-03-10")


def test_the_clock_from_the_referral_is_void_at_closure_only_where_never_authorised():
    assert ends(assessment_from_referral(tables(closed="2018-04-03"))) == [("2018-02-20", None, "2018-04-03")]
    assert ends(assessment_from_referral(tables(closed="2018-04-03", authorised_date="2018-05-01"))) == [
        ("2018-02-20", "2018-05-01", None)
    ]
    assert assessment_from_referral(tables(closed="2018-02-20")) == []


def test_oversight_or_authorisation_whichever_came_first_is_the_checkpoint():
    both = tables(oversight_date="2018-03-12", authorised_date="2018-03-09")
    assert brief(assessment_checkpoint(both)) == [("2018-03-01", "2018-03-09", None, 10, "working_days")]


def test_oversight_before_the_start_is_passed_over():
    both = tables(oversight_date="2018-02-12", authorised_date="2018-03-09")
    assert ends(assessment_checkpoint(both)) == [("2018-03-01", "2018-03-09", None)]
    assert assessment_checkpoint(tables(oversight_date="2018-02-12")) == []


def test_a_checkpoint_ends_when_the_referral_closes_first():
    given = tables(oversight_date="2018-03-12", closed="2018-03-10")
    assert ends(assessment_checkpoint(given)) == [("2018-03-01", None, "2018-03-10")]
    given = tables(oversight_date="2018-03-12", closed="2018-03-12")
    assert ends(assessment_checkpoint(given)) == [("2018-03-01", "2018-03-12", None)]
    assert assessment_checkpoint(tables(oversight_date="2018-03-12", closed="2018-03-01")) == []


def test_a_child_not_seen_before_authorisation_makes_the_clock_void():
    given = tables(authorised_date="2018-03-09")
    given["visits"] = [row(visit_date="2018-03-10", visit_type="cin")]
    assert ends(assessment_seen(given)) == [("2018-03-01", None, "2018-03-09")]
    given["visits"] = [row(visit_date="2018-03-09", visit_type="cin")]
    assert ends(assessment_seen(given)) == [("2018-03-01", "2018-03-09", None)]


def test_a_child_seen_on_the_day_of_start_and_authorisation_was_seen():
    given = tables(authorised_date="2018-03-01")
    assert assessment_seen(given) == []
    given["visits"] = [row(visit_date="2018-03-01", visit_type="cin")]
    assert ends(assessment_seen(given)) == [("2018-03-01", "2018-03-01", None)]


# A plan after the assessment


def authorised(closed: str | None = None, nfa: str | None = None, **plans: list) -> dict:
    return {**tables(closed=closed, authorised_date="2018-04-03", nfa=nfa), **plans}


def plan(start: str, end: str | None = None, **more: object) -> dict:
    return row(plan_id="P1", start_date=start, end_date=end, **more)


def test_the_first_plan_or_care_episode_on_or_after_authorisation_stops_the_clock():
    given = authorised(
        cin_plans=[plan("2018-04-20")], cp_plans=[plan("2018-04-17")], care_episodes=[plan("2018-05-01")]
    )
    assert brief(plan_after_assessment(given)) == [("2018-04-03", "2018-04-17", None, 20, "working_days")]
    assert ends(plan_after_assessment(authorised(cin_plans=[plan("2018-04-03")]))) == [
        ("2018-04-03", "2018-04-03", None)
    ]


def test_no_plan_is_owed_after_no_further_action_but_where_the_outcome_is_not_known():
    assert plan_after_assessment(authorised(nfa="Y")) == []
    assert ends(plan_after_assessment(authorised(nfa=None))) == [("2018-04-03", None, None)]


def test_no_plan_is_owed_where_one_was_open_on_the_day_of_authorisation():
    assert plan_after_assessment(authorised(cin_plans=[plan("2018-04-02")])) == []
    assert plan_after_assessment(authorised(cp_plans=[plan("2018-01-02", "2018-04-04")])) == []
    assert ends(plan_after_assessment(authorised(cp_plans=[plan("2018-01-02", "2018-04-03")]))) == [
        ("2018-04-03", None, None)
    ]


def test_a_cin_plan_counts_as_extracted_even_inside_a_child_protection_plan():
    given = authorised(cp_plans=[plan("2018-01-02", "2018-03-30")], cin_plans=[plan("2018-02-01", "2018-06-01")])
    assert plan_after_assessment(given) == []


def test_short_breaks_and_plans_of_no_length_are_no_plans():
    given = authorised(
        care_episodes=[plan("2018-04-05", legal_status="V3"), plan("2018-03-05", legal_status="V4")],
        cin_plans=[plan("2018-04-06", "2018-04-06"), plan("2018-04-07", "2018-04-01")],
    )
    assert ends(plan_after_assessment(given)) == [("2018-04-03", None, None)]


def test_no_plan_is_owed_where_the_referral_closed_on_or_before_authorisation():
    assert plan_after_assessment(authorised(closed="2018-04-03", cin_plans=[plan("2018-04-03")])) == []
    assert plan_after_assessment(authorised(closed="2018-04-01")) == []
    assert ends(plan_after_assessment(authorised(closed="2018-04-04"))) == [("2018-04-03", None, "2018-04-04")]


def test_a_plan_on_the_day_of_closure_still_counts_as_in_place():
    given = authorised(closed="2018-04-10", cin_plans=[plan("2018-04-10")])
    assert ends(plan_after_assessment(given)) == [("2018-04-03", "2018-04-10", None)]
