"""Return interviews, children without a worker, drift and audits done again, worked by hand."""

from .hand import brief, ends, row
from .others import cin_drift, cp_drift, reaudit, return_interview, unallocated


def returned(*interviews: dict, **episode: object) -> dict:
    made: dict = {"episode_id": "M1", "episode_type": "missing", "ended_at": "2018-09-21", **episode}
    return {
        "missing_episodes": [row(**made)],
        "return_interviews": [{"episode_id": "M1", **i} for i in interviews],
    }


def test_a_return_interview_is_owed_after_each_ended_missing_episode():
    assert brief(return_interview(returned())) == [("2018-09-21", None, None, 72, "hours")]
    assert return_interview(returned(episode_type="absent")) == []
    assert return_interview(returned(ended_at=None)) == []


def test_the_earliest_interview_stops_the_clock_even_one_after_a_declined_offer():
    tables = returned(
        row(interviewed_at="2018-09-30"),
        row(interviewed_at="2018-09-25"),
        row(offered_at="2018-09-22", accepted="N"),
    )
    assert ends(return_interview(tables)) == [("2018-09-21", "2018-09-25", None)]


def test_an_interview_before_the_return_is_passed_over_and_alone_it_is_not_believed():
    assert return_interview(returned(row(interviewed_at="2018-09-20"))) == []
    both = returned(row(interviewed_at="2018-09-20"), row(interviewed_at="2018-09-22"))
    assert ends(return_interview(both)) == [("2018-09-21", "2018-09-22", None)]


def test_of_two_interviews_on_one_day_one_without_a_time_comes_first_then_the_earliest():
    timed = [row(interviewed_at="2018-09-24", interviewed_at_time=at) for at in ("16:00", "14:00")]
    (clock,) = return_interview(returned(*timed, ended_at_time="15:00"))
    assert clock.stop_time.isoformat() == "14:00:00"
    (clock,) = return_interview(returned(*timed, row(interviewed_at="2018-09-24"), ended_at_time="15:00"))
    assert clock.stop_time is None


def test_an_interview_declined_by_the_due_date_makes_the_clock_void_that_day():
    for offered in ("2018-09-22", "2018-09-24"):
        tables = returned(row(offered_at=offered, accepted="N"))
        assert ends(return_interview(tables)) == [("2018-09-21", None, offered)]


def test_an_interview_declined_on_or_before_the_day_of_return_is_a_void_row():
    for offered in ("2018-09-21", "2018-09-19", None):
        tables = returned(row(offered_at=offered, accepted="N"))
        assert ends(return_interview(tables)) == [("2018-09-21", None, "2018-09-21")]


def test_an_offer_made_after_the_due_date_and_declined_is_late():
    (clock,) = return_interview(returned(row(offered_at="2018-09-25", accepted="N")))
    assert (clock.stop.isoformat(), clock.void, clock.stopped_in_time) == ("2018-09-25", None, False)


def test_of_two_declined_offers_the_earliest_decides():
    tables = returned(row(offered_at="2018-09-28", accepted="N"), row(offered_at="2018-09-23", accepted="N"))
    assert ends(return_interview(tables)) == [("2018-09-21", None, "2018-09-23")]


def test_an_offer_accepted_or_not_answered_leaves_the_clock_running():
    tables = returned(row(offered_at="2018-09-22", accepted="Y"), row(offered_at="2018-09-22", accepted=None))
    assert ends(return_interview(tables)) == [("2018-09-21", None, None)]


# Children without an allocated worker


def referred(*allocations: dict, closed: str | None = None, nfa: str | None = None) -> dict:
    return {
        "referrals": [row(referral_id="R1", referral_date="2018-09-03", closed_date=closed, nfa=nfa, team="North")],
        "allocations": [{"allocation_id": f"Z{n}", **item} for n, item in enumerate(allocations)],
    }


def worker(start: str | None, end: str | None = None, **more: object) -> dict:
    return row(**{"worker": "Ann", "start_date": start, "end_date": end, **more})


def test_the_gap_runs_from_the_referral_to_the_next_lead_allocation():
    assert brief(unallocated(referred(worker("2018-09-10")))) == [("2018-09-03", "2018-09-10", None, 5, "working_days")]


def test_a_handover_on_one_day_leaves_no_gap_and_a_day_between_does():
    assert unallocated(referred(worker("2018-09-03", "2018-09-20"), worker("2018-09-20"))) == []
    assert ends(unallocated(referred(worker("2018-09-03", "2018-09-20"), worker("2018-09-21")))) == [
        ("2018-09-20", "2018-09-21", None)
    ]


def test_each_gap_is_a_clock_and_the_last_is_void_when_the_referral_closes():
    tables = referred(worker("2018-09-10", "2018-09-20"), worker("2018-09-15", "2018-09-25"), closed="2018-10-01")
    assert ends(unallocated(tables)) == [
        ("2018-09-03", "2018-09-10", None),
        ("2018-09-25", None, "2018-10-01"),
    ]


def test_allocations_without_worker_not_lead_or_of_no_length_cover_nothing():
    tables = referred(
        worker("2018-09-03", worker=None),
        worker("2018-09-03", role="reviewing_officer"),
        worker("2018-09-05", "2018-09-05"),
        worker("2018-09-06", "2018-09-05"),
    )
    assert ends(unallocated(tables)) == [("2018-09-03", None, None)]


def test_an_allocation_without_a_start_covers_since_ever():
    assert ends(unallocated(referred(worker(None, "2018-09-20")))) == [("2018-09-20", None, None)]
    assert unallocated(referred(worker(None))) == []


def test_an_allocation_that_starts_on_or_after_closure_stops_nothing():
    for start in ("2018-09-20", "2018-09-21"):
        tables = referred(worker(start), closed="2018-09-20")
        assert ends(unallocated(tables)) == [("2018-09-03", None, "2018-09-20")]


def test_no_gap_where_nothing_was_to_be_done_or_the_referral_closed_at_once():
    assert unallocated(referred(nfa="Y")) == []
    assert unallocated(referred(closed="2018-09-03")) == []
    assert unallocated(referred(closed="2018-09-01")) == []


# Drift and audits


def test_drift_counts_from_the_plans_start_to_its_end():
    tables = {
        "cin_plans": [row(plan_id="N1", start_date="2018-01-01", end_date=None)],
        "cp_plans": [row(plan_id="P1", start_date="2018-03-01", end_date="2019-11-01")],
    }
    assert brief(cin_drift(tables)) == [("2018-01-01", None, "2018-03-01", 12, "months")]
    assert brief(cp_drift(tables)) == [("2018-03-01", None, "2019-11-01", 18, "months")]


def test_a_plan_whose_start_is_an_estimate_has_no_drift():
    tables = {"cin_plans": [row(plan_id="N1", start_date="2018-01-01", end_date=None, start_estimated="Y")]}
    assert cin_drift(tables) == []


def audit(name: str, returned: str | None, grade: str | None, moderated: str | None = None, of: str | None = None):
    return row(audit_id=name, returned_date=returned, grade=grade, moderated_grade=moderated, reaudit_of=of)


def test_the_moderated_grade_decides_whether_a_file_is_audited_again():
    tables = {
        "audits": [
            audit("Q1", "2018-01-31", "good", "inadequate"),
            audit("Q2", "2018-01-31", "inadequate", "good"),
            audit("Q3", "2018-01-31", "inadequate_escalation"),
            audit("Q4", None, "inadequate"),
        ]
    }
    assert [clock.subject for clock in reaudit(tables)] == ["Q1", "Q3"]
    assert reaudit(tables)[0].due.isoformat() == "2018-04-30"


def test_the_earliest_audit_of_the_same_file_again_stops_the_clock():
    tables = {
        "audits": [
            audit("Q1", "2018-01-31", "inadequate"),
            audit("Q2", "2018-05-01", "good", of="Q1"),
            audit("Q3", "2018-04-01", "good", of="Q1"),
            audit("Q4", "2018-01-30", "good", of="Q1"),
            audit("Q5", None, "good", of="Q1"),
        ]
    }
    assert ends(reaudit(tables)) == [("2018-01-31", "2018-04-01", None)]
    tables["audits"] = [tables["audits"][0], tables["audits"][3]]
    assert reaudit(tables) == []


def test_a_late_offer_that_was_declined_stops_the_clock_on_a_date_without_a_time():
    offer = row(offered_at="2018-09-25", offered_at_time="10:00", accepted="N")
    (clock,) = return_interview(returned(offer, ended_at_time="09:00"))
    assert (clock.stop.isoformat(), clock.stop_time) == ("2018-09-25", None)
