"""Referrals, assessments, enquiries and conferences that do not fit together."""

from .asking import ask, cin, details, referral


def enquiry(name: str = "S1", **more: object) -> dict[str, object]:
    return {"s47_id": name, "start_date": "2018-03-05", **more}


def assessment(day: str, name: str = "A1", **more: object) -> dict[str, object]:
    return {"assessment_id": name, "referral_id": "R1", "start_date": day, **more}


def discussion(day: str, name: str, child: str = "C1") -> dict[str, object]:
    return {"strategy_id": name, "child_id": child, "held_date": day}


def test_an_enquiry_that_concluded_without_a_conference_or_a_decision():
    rows = [enquiry(end_date="2018-03-20"), enquiry("S2", end_date="2018-03-20", icpc_required="N"), enquiry("S3")]
    assert ask("enquiry_undecided", section47s=rows) == [("C1", "S1", "2018-03-20")]


def test_a_conference_that_was_not_required():
    held = [{"conference_id": "I1", "s47_id": "S1", "held_date": "2018-03-20"}]
    assert ask("conference_not_required", section47s=[enquiry(icpc_required="N")], initial_conferences=held) == [
        ("C1", "S1", "2018-03-20")
    ]
    assert ask("conference_not_required", section47s=[enquiry(icpc_required="Y")], initial_conferences=held) == []


def test_a_conference_without_an_enquiry_unless_the_child_moved_in():
    held = {"held_date": "2018-03-20"}
    rows = [
        {"conference_id": "I1", **held},
        {"conference_id": "I2", "s47_id": "S9", **held},
        {"conference_id": "I3", "transfer_in": "Y", **held},
        {"conference_id": "I4", "s47_id": "S1", **held},
        {"conference_id": "I5"},
    ]
    found = ask("conference_without_enquiry", section47s=[enquiry()], initial_conferences=rows)
    assert [subject for _, subject, _ in found] == ["I1", "I2"]


def test_an_enquiry_on_a_referral_that_was_never_assessed():
    rows = [enquiry(referral_id="R1"), enquiry("S2", referral_id="R2"), enquiry("S3")]
    referrals = [referral("2018-03-01"), referral("2018-03-01", name="R2")]
    found = ask(
        "enquiry_without_assessment", section47s=rows, referrals=referrals, assessments=[assessment("2018-03-01")]
    )
    assert found == [("C1", "S2", "2018-03-05")]


def test_an_assessment_that_began_more_than_a_working_day_after_the_referral():
    # Good Friday and Easter Monday lie between Thu 29 March and Tue 3 April 2018.
    for day, expected in (("2018-04-03", []), ("2018-04-04", ["A1"])):
        found = ask("assessment_late_to_start", referrals=[referral("2018-03-29")], assessments=[assessment(day)])
        assert [subject for _, subject, _ in found] == expected


def test_a_second_assessment_of_a_referral_may_begin_later():
    both = [assessment("2018-03-02"), assessment("2018-06-01", "A2")]
    assert ask("assessment_late_to_start", referrals=[referral("2018-03-01")], assessments=both) == []


def test_how_late_an_assessment_began_is_said_in_working_days():
    found = details(
        "assessment_late_to_start", referrals=[referral("2018-03-01")], assessments=[assessment("2018-03-06")]
    )
    assert found == ["referred 2018-03-01, begun 2018-03-06, 3 working days later"]


def test_a_discussion_recorded_again_within_fifteen_working_days_counts_from_the_first():
    # 15 working days from Tue 21 August 2018 end on Wed 12 September: Monday 27 August is a bank holiday.
    first = discussion("2018-08-21", "D1")
    assert ask("strategy_recorded_again", strategy_discussions=[first, discussion("2018-09-12", "D2")]) == [
        ("C1", "D2", "2018-09-12")
    ]
    assert ask("strategy_recorded_again", strategy_discussions=[first, discussion("2018-09-13", "D2")]) == []
    assert ask("strategy_recorded_again", strategy_discussions=[first, discussion("2018-09-12", "D2", "C2")]) == []


def test_of_discussions_that_follow_one_another_the_days_count_from_the_very_first():
    # Tue 21 August, 9 working days to Tue 4 September, 9 more to Mon 17 September: 18 from the first.
    rows = [discussion("2018-08-21", "D1"), discussion("2018-09-04", "D2"), discussion("2018-09-17", "D3")]
    assert details("strategy_recorded_again", strategy_discussions=rows) == [
        "first held 2018-08-21, again 2018-09-04, 9 working days from the first",
        "first held 2018-08-21, again 2018-09-17, 18 working days from the first",
    ]


def test_two_discussions_on_one_day_flatter_nothing():
    rows = [discussion("2018-09-04", "D1"), discussion("2018-09-04", "D2")]
    assert ask("strategy_recorded_again", strategy_discussions=rows) == []


def test_without_discussions_the_starts_of_enquiries_stand_for_them():
    rows = [enquiry(start_date="2018-08-21"), enquiry("S2", start_date="2018-09-04")]
    assert ask("strategy_recorded_again", section47s=rows) == [("C1", "S2", "2018-09-04")]
    held = [discussion("2018-08-20", "D1")]
    assert ask("strategy_recorded_again", section47s=rows, strategy_discussions=held) == []


def test_the_conference_is_counted_from_both_discussions():
    rows = [discussion("2018-08-21", "D1"), discussion("2018-09-04", "D2")]
    held = [{"conference_id": "I1", "held_date": "2018-09-20"}]
    assert details("strategy_recorded_again", strategy_discussions=rows, initial_conferences=held) == [
        "first held 2018-08-21, again 2018-09-04, 9 working days from the first; "
        "conference 2018-09-20, 12 from this one and 21 from the first"
    ]


def test_a_referral_marked_no_further_action_and_then_assessed():
    rows = [referral("2018-03-01", closed="2018-03-02", nfa="Y")]
    assert ask("referral_nfa_yet_more", referrals=rows) == []
    assert details("referral_nfa_yet_more", referrals=rows, assessments=[assessment("2018-03-05")]) == [
        "referral of 2018-03-01, assessment from 2018-03-05"
    ]


def test_a_plan_after_no_further_action_unless_another_referral_accounts_for_it():
    rows = [referral("2018-03-01", closed="2018-03-02", nfa="Y")]
    plan = [cin("2018-05-01")]
    assert ask("referral_nfa_yet_more", referrals=rows, cin_plans=plan) == [("C1", "R1", "2018-05-01")]
    rows.append(referral("2018-04-20", name="R2"))
    assert ask("referral_nfa_yet_more", referrals=rows, cin_plans=plan) == []


def test_an_assessment_that_names_no_referral_is_the_only_referral_s():
    rows = [referral("2018-03-01", closed="2018-03-02", nfa="Y")]
    unlinked = [{"assessment_id": "A1", "start_date": "2018-04-03"}]
    assert details("referral_nfa_yet_more", referrals=rows, assessments=unlinked) == [
        "referral of 2018-03-01, assessment from 2018-04-03"
    ]
    rows.append(referral("2018-04-03", name="R2"))
    assert ask("referral_nfa_yet_more", referrals=rows, assessments=unlinked) == []


def test_an_assessment_that_found_nothing_to_do_and_a_plan_soon_after():
    done = [assessment("2018-03-01", authorised_date="2018-03-29", nfa="Y")]
    # 20 working days from Thu 29 March 2018 end on Mon 30 April.
    assert ask("assessment_nfa_yet_plan", assessments=done, cin_plans=[cin("2018-04-30")]) == [
        ("C1", "A1", "2018-04-30")
    ]
    assert ask("assessment_nfa_yet_plan", assessments=done, cin_plans=[cin("2018-05-01")]) == []


def test_of_several_plans_the_first_is_named_with_its_own_date():
    done = [assessment("2018-03-01", authorised_date="2018-03-29", nfa="Y")]
    care = {"care_id": "E1", "start_date": "2018-04-03", "legal_status": "C2"}
    assert details(
        "assessment_nfa_yet_plan", assessments=done, cin_plans=[cin("2018-04-10")], care_episodes=[care]
    ) == ["authorised 2018-03-29, looked after from 2018-04-03"]
