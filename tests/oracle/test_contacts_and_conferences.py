"""Contacts, initial child protection conferences and visits after a strategy discussion, worked by hand."""

from .contacts_and_conferences import contact_decision, icpc, s47_visit
from .hand import brief, ends, row


def conferences(enquiry: dict, *held: dict) -> dict:
    return {
        "section47s": [row(s47_id="S1", start_date="2018-08-21", **enquiry)],
        "initial_conferences": list(held),
    }


def conference(held: str | None, **more: object) -> dict:
    return row(conference_id="I1", s47_id="S1", held_date=held, **more)


def test_a_contact_decided_the_same_day_is_a_stopped_clock():
    tables = {"contacts": [row(contact_id="K1", received_at="2018-09-21", decision_at="2018-09-21")]}
    assert brief(contact_decision(tables)) == [("2018-09-21", "2018-09-21", None, 1, "working_days")]


def test_a_contact_decided_before_it_was_received_is_not_believed():
    tables = {"contacts": [row(contact_id="K1", received_at="2018-09-21", decision_at="2018-09-20")]}
    assert contact_decision(tables) == []


def test_times_of_day_do_not_make_a_contact_decided_before_it_was_received():
    tables = {
        "contacts": [
            row(
                contact_id="K1",
                received_at="2018-09-21",
                received_at_time="14:00",
                decision_at="2018-09-21",
                decision_at_time="09:00",
            )
        ]
    }
    assert ends(contact_decision(tables)) == [("2018-09-21", "2018-09-21", None)]


def test_the_earliest_conference_of_the_enquiry_stops_the_clock():
    tables = conferences({"icpc_required": "Y"}, conference("2018-09-17"), conference("2018-09-11"))
    assert brief(icpc(tables)) == [("2018-08-21", "2018-09-11", None, 15, "working_days")]


def test_a_conference_transferred_in_does_not_stop_the_clock():
    tables = conferences({}, conference("2018-09-03", transfer_in="Y"), conference("2018-09-11", transfer_in="N"))
    assert ends(icpc(tables)) == [("2018-08-21", "2018-09-11", None)]


def test_a_conference_of_no_or_another_enquiry_does_not_stop_the_clock():
    tables = conferences({}, row(s47_id=None, held_date="2018-09-03"), row(s47_id="S2", held_date="2018-09-03"))
    assert ends(icpc(tables)) == [("2018-08-21", None, None)]


def test_a_conference_before_the_strategy_discussion_is_passed_over():
    tables = conferences({}, conference("2018-08-20"), conference("2018-09-11"))
    assert ends(icpc(tables)) == [("2018-08-21", "2018-09-11", None)]


def test_an_enquiry_whose_only_conference_was_before_it_has_no_clock():
    assert icpc(conferences({"icpc_required": "Y"}, conference("2018-08-20"))) == []
    assert icpc(conferences({"end_date": "2018-09-30"}, conference("2018-08-20"))) == []


def test_no_clock_where_a_conference_was_not_required_even_if_one_was_held():
    assert icpc(conferences({"icpc_required": "N"}, conference("2018-09-11"))) == []


def test_an_ended_enquiry_without_conference_or_decision_is_void_at_its_end():
    assert ends(icpc(conferences({"end_date": "2018-09-05"}))) == [("2018-08-21", None, "2018-09-05")]
    undated = conferences({"end_date": "2018-09-05"}, conference(None))
    assert ends(icpc(undated)) == [("2018-08-21", None, "2018-09-05")]


def test_an_enquiry_that_ended_on_its_first_day_without_decision_never_ran():
    assert icpc(conferences({"end_date": "2018-08-21"})) == []
    assert icpc(conferences({"end_date": "2018-08-20"})) == []


def test_a_conference_that_was_required_and_never_happened_stays_visible():
    tables = conferences({"icpc_required": "Y", "end_date": "2018-09-05"})
    assert ends(icpc(tables)) == [("2018-08-21", None, None)]


def test_a_conference_after_the_enquirys_end_still_stops_the_clock():
    tables = conferences({"end_date": "2018-09-05"}, conference("2018-09-20"))
    assert ends(icpc(tables)) == [("2018-08-21", "2018-09-20", None)]


def visits(end: str | None, *seen: tuple[str, str | None]) -> dict:
    return {
        "section47s": [row(s47_id="S1", start_date="2018-08-21", end_date=end)],
        "visits": [row(visit_date=day, visit_type="other", child_seen=flag) for day, flag in seen],
    }


def test_the_first_visit_of_any_type_on_or_after_the_strategy_discussion_stops_the_clock():
    tables = visits(None, ("2018-08-20", "Y"), ("2018-08-24", "Y"), ("2018-08-23", None))
    assert brief(s47_visit(tables)) == [("2018-08-21", "2018-08-23", None, 1, "working_days")]


def test_a_visit_to_an_empty_house_does_not_stop_the_clock():
    assert ends(s47_visit(visits(None, ("2018-08-22", "N")))) == [("2018-08-21", None, None)]


def test_an_enquiry_that_ended_before_the_child_was_seen_is_void():
    assert ends(s47_visit(visits("2018-08-22", ("2018-08-23", "Y")))) == [("2018-08-21", None, "2018-08-22")]


def test_on_one_day_the_visit_wins_over_the_end_even_on_the_day_of_the_start():
    assert ends(s47_visit(visits("2018-08-22", ("2018-08-22", "Y")))) == [("2018-08-21", "2018-08-22", None)]
    assert ends(s47_visit(visits("2018-08-21", ("2018-08-21", "Y")))) == [("2018-08-21", "2018-08-21", None)]


def test_an_enquiry_that_ended_before_it_started_never_ran_whoever_was_seen_later():
    assert s47_visit(visits("2018-08-20", ("2018-08-21", "Y"))) == []
