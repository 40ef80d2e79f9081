"""The reference's measures that are not clocks, worked by hand."""

from fractions import Fraction

import pytest

from .days import add_months
from .hand import d, row
from .share_figures import lines, reading, share_figures
from .shares import SHARES, age, in_education_employment_or_training


def met(measure: str, tables: dict, day: str = "2018-09-30") -> dict[str, bool]:
    """Subject to met of the rows that count."""
    return {line.row.subject: line.row.met for line in lines(tables, measure, d(day))}


def figure(measure: str, tables: dict, day: str = "2018-09-30", **more: object) -> tuple:
    """(numerator, denominator, value) of the authority."""
    found = share_figures(tables, measure, d(day), **more)[None, None, None]
    return found["numerator"], found["denominator"], found["value"]


def referral(name: str, day: str, **more: object) -> dict:
    return row(referral_id=name, referral_date=day, **more)


def test_a_count_takes_the_last_twelve_months_from_the_day_after_the_same_day_a_year_ago():
    tables = {"referrals": [referral("R1", "2017-09-30"), referral("R2", "2017-10-01"), referral("R3", "2018-10-01")]}
    assert met("referrals", tables) == {"R2": True}
    assert figure("referrals", tables) == (1, 1, 1)


def test_a_rate_is_per_ten_thousand_children_and_none_where_nobody_counted_the_children():
    tables = {"referrals": [referral("R1", "2018-09-01")]}
    assert figure("referral_rate", tables, population=80_000) == (1, 80_000, Fraction(1, 8))
    assert figure("referral_rate", tables) == (1, None, None)


@pytest.mark.parametrize(
    ("earlier", "expected"),
    [("2017-08-31", False), ("2017-09-01", True), ("2018-08-31", True), ("2018-09-01", False)],
)
def test_a_referral_is_a_re_referral_up_to_twelve_months_after_another_of_another_day(earlier, expected):
    tables = {"referrals": [referral("R1", earlier), referral("R2", "2018-09-01")]}
    assert met("re_referral", tables)["R2"] is expected


@pytest.mark.parametrize(
    ("started", "expected"),
    [
        ("2018-09-02", True),
        ("2018-09-03", False),
        ("2018-09-10", False),
        ("2018-09-11", True),
        (None, True),
    ],
)
def test_an_enquiry_answers_a_strategy_discussion_from_that_day_to_the_fifth_working_day_after(started, expected):
    tables = {"strategy_discussions": [row(strategy_id="D1", held_date="2018-09-03")], "section47s": []}
    if started is not None:
        tables["section47s"].append(row(s47_id="S1", start_date=started))
    assert met("strategy_no_s47", tables) == {"D1": expected}


def test_an_enquiry_that_starts_after_the_day_does_not_yet_answer():
    tables = {
        "strategy_discussions": [row(strategy_id="D1", held_date="2018-09-03")],
        "section47s": [row(s47_id="S1", start_date="2018-09-05")],
    }
    assert met("strategy_no_s47", tables, "2018-09-04") == {"D1": True}
    assert met("strategy_no_s47", tables, "2018-09-05") == {"D1": False}


def test_assessments_open_are_those_whose_clock_runs():
    tables = {
        "referrals": [referral("R1", "2018-01-01", closed_date="2018-06-01")],
        "assessments": [
            row(assessment_id="A1", start_date="2018-09-03"),
            row(assessment_id="A2", start_date="2018-03-01", referral_id="R1"),
            row(assessment_id="A3", start_date="2018-09-03", authorised_date="2018-09-01"),
            row(assessment_id="A4", start_date="2018-09-03", authorised_date="2018-09-30"),
            row(assessment_id="A5", start_date="2018-09-03", authorised_date="2018-10-01"),
        ],
    }
    assert met("assessments_open", tables) == {"A1": True, "A5": True}
    assert met("assessments_open", tables, "2018-05-31") == {"A2": True}


def test_a_child_in_need_has_an_open_referral_and_neither_plan_nor_care():
    tables = {
        "referrals": [
            referral("R1", "2018-01-01"),
            referral("R2", "2018-02-01"),
            referral("R3", "2018-02-01", nfa="Y") | {"child_id": "C2"},
            referral("R4", "2018-02-01") | {"child_id": "C3"},
            referral("R5", "2018-02-01") | {"child_id": "C4"},
        ],
        "cp_plans": [row(plan_id="P1", start_date="2018-03-01", end_date="2018-09-30") | {"child_id": "C3"}],
        "care_episodes": [row(care_id="E1", start_date="2018-03-01", legal_status="V3") | {"child_id": "C4"}],
    }
    assert figure("cin_cases", tables) == (3, 3, 3)
    assert figure("cin_cases", tables, "2018-09-29") == (2, 2, 2)


def reviewed(*held: str) -> dict:
    return {
        "cp_plans": [row(plan_id="P1", start_date="2018-01-15")],
        "reviews": [row(review_type="cp", subject_id="P1", held_date=day) for day in held],
    }


def test_a_plan_is_reviewed_in_time_where_every_review_due_by_then_was():
    assert met("cp_reviewed_dfe", reviewed("2018-04-15"), "2018-04-14") == {}
    assert met("cp_reviewed_dfe", reviewed("2018-04-15"), "2018-04-15") == {"P1": True}
    assert met("cp_reviewed_dfe", reviewed("2018-04-16"), "2018-04-15") == {"P1": False}
    assert met("cp_reviewed_dfe", reviewed("2018-04-16"), "2018-09-30") == {"P1": False}
    assert met("cp_reviewed_dfe", reviewed("2018-04-15"), "2018-10-14") == {"P1": True}
    assert met("cp_reviewed_dfe", reviewed("2018-04-15"), "2018-10-15") == {"P1": False}


def test_a_second_plan_is_one_that_the_record_or_the_data_knows_an_earlier_of():
    plans = [
        row(plan_id="P1", start_date="2010-01-01", end_date="2010-06-01"),
        row(plan_id="P2", start_date="2018-09-01"),
        row(plan_id="P3", start_date="2018-09-01", previous_plans=0) | {"child_id": "C2"},
        row(plan_id="P4", start_date="2018-09-01", previous_plans=1) | {"child_id": "C3"},
        row(plan_id="P5", start_date="2018-09-01") | {"child_id": "C4"},
        row(plan_id="P6", start_date="2018-08-01", end_date="2018-08-01") | {"child_id": "C4"},
    ]
    assert met("cp_repeat", {"cp_plans": plans}) == {"P2": True, "P3": False, "P4": True, "P5": False}


def placed(*spans: tuple[str, str | None], care: str = "E1", **episode: object) -> dict:
    return {
        "care_episodes": [row(care_id="E1", start_date="2015-01-01", **episode)],
        "placements": [
            row(placement_id=f"L{n}", care_id=care, start_date=start, end_date=end)
            for n, (start, end) in enumerate(spans)
        ],
    }


def test_three_placements_count_that_were_open_on_some_day_of_the_twelve_months():
    later = (("2018-01-01", "2018-05-01"), ("2018-05-01", None))
    assert met("lac_3_placements", placed(("2015-01-01", "2017-10-02"), *later)) == {"C1": True}
    # Open until the evening of 30 September 2017, a day before the twelve months to 30 September 2018.
    assert met("lac_3_placements", placed(("2015-01-01", "2017-10-01"), *later)) == {"C1": False}
    assert met("lac_3_placements", placed(("2018-10-01", None), *later)) == {"C1": False}
    assert met("lac_3_placements", placed(("2018-04-01", "2018-04-01"), *later)) == {"C1": False}


def test_placements_of_short_breaks_are_none_and_a_child_counts_once():
    tables = placed(("2018-01-01", "2018-02-01"), ("2018-02-01", "2018-03-01"), ("2018-03-01", None), care="E9")
    assert met("lac_3_placements", tables) == {"C1": True}
    tables["care_episodes"] += [row(care_id="E9", start_date="2018-01-01", legal_status="V4")]
    assert met("lac_3_placements", tables) == {"C1": False}
    tables["care_episodes"] += [row(care_id="E8", start_date="2018-01-01")]
    assert met("lac_3_placements", tables) == {"C1": False}


def test_three_workers_are_three_different_lead_workers():
    tables = placed()
    spans = [("Ann", "2018-01-01"), ("Bo", "2018-02-01"), ("Ann", "2018-03-01"), ("Cy", "2018-04-01")]
    tables["allocations"] = [
        row(allocation_id=f"Z{n}", worker=worker, start_date=start) for n, (worker, start) in enumerate(spans)
    ]
    assert met("lac_3_workers", tables) == {"C1": True}
    tables["allocations"][3]["role"] = "reviewing_officer"
    assert met("lac_3_workers", tables) == {"C1": False}


def test_ages_are_reached_on_birthdays_and_on_1_march_by_those_born_on_29_february():
    assert (age(d("1999-09-30"), d("2018-09-29")), age(d("1999-09-30"), d("2018-09-30"))) == (18, 19)
    assert (age(d("2000-02-29"), d("2019-02-28")), age(d("2000-02-29"), d("2019-03-01"))) == (18, 19)


def test_care_leavers_of_19_to_21_are_counted_and_those_whose_age_is_unknown_are_not():
    ages = {"C1": 19, "C2": 21, "C3": 22, "C4": 18}
    tables = {
        "children": [
            row(date_of_birth=add_months(d("2018-09-30"), -12 * n)) | {"child_id": c} for c, n in ages.items()
        ],
        "care_leavers": [row(activity="F2") | {"child_id": child} for child in (*ages, "C5")],
    }
    assert met("care_leaver_eet", tables) == {"C1": True, "C2": True}


@pytest.mark.parametrize("activity", ["F1", "f5", "P2", "P", "F4 apprenticeship", "Part-time training"])
def test_full_time_and_part_time_codes_are_education_employment_or_training(activity):
    assert in_education_employment_or_training(activity)


@pytest.mark.parametrize("activity", ["G4", "G6", None, "Not known", "Parenting", "Partner"])
def test_other_codes_and_the_unknown_are_not(activity):
    assert not in_education_employment_or_training(activity)


def test_a_caseload_is_children_over_workers_among_lead_allocations():
    spans = [("C1", "Ann"), ("C1", "Bo"), ("C2", "Ann"), ("C3", None)]
    tables = {
        "allocations": [
            row(allocation_id=f"Z{n}", worker=worker, team="North") | {"child_id": child}
            for n, (child, worker) in enumerate(spans)
        ]
    }
    assert figure("caseload", tables) == (2, 2, 1)
    by_worker = share_figures(tables, "caseload", d("2018-09-30"), by="worker")
    assert by_worker["Unmapped", "North", "Ann"]["value"] == 2
    assert reading([], "average", None).value is None


def test_posts_count_by_their_full_time_equivalent_one_where_it_is_empty():
    posts = [
        {"post_id": "B1", "holder": "permanent", "fte": 0.5},
        {"post_id": "B2", "holder": "permanent", "absent": "Y"},
        {"post_id": "B3", "holder": "agency", "absent": "N"},
        {"post_id": "B4", "holder": "vacant", "fte": 0.5, "absent": "Y"},
        {"post_id": "B5", "holder": "vacant", "end_date": d("2018-09-30")},
    ]
    assert figure("vacancy_rate", {"posts": posts}) == (Fraction(3, 2), 3, 50)
    assert figure("unfilled_rate", {"posts": posts}) == (Fraction(3, 2), 3, 50)
    assert figure("agency_rate", {"posts": posts}) == (1, Fraction(5, 2), 40)


def test_audits_count_when_they_are_returned_and_when_they_are_due():
    audits = [
        row(
            audit_id="Q1", due_date="2018-09-10", returned_date="2018-09-12", grade="good", moderated_grade="inadequate"
        ),
        row(audit_id="Q2", due_date="2018-09-10", returned_date="2018-10-01", grade="good"),
        row(audit_id="Q3", due_date="2018-09-10", exempt="Y"),
        row(audit_id="Q4", due_date="2018-08-10", returned_date="2018-09-12", grade="inadequate"),
        row(audit_id="Q5", returned_date="2018-09-12", moderated_grade="good"),
    ]
    tables = {"audits": audits}
    assert met("audit_returned", tables) == {"Q1": True, "Q2": False}
    assert met("audit_ri_or_better", tables) == {"Q1": True, "Q4": False, "Q5": False}
    assert met("audit_ri_or_better_moderated", tables) == {"Q1": False, "Q4": False, "Q5": True}
    assert met("audit_downgraded", tables) == {"Q1": True, "Q5": False}


def test_a_managers_escalation_is_lower_than_inadequate():
    audit = row(audit_id="Q1", returned_date="2018-09-12", grade="inadequate", moderated_grade="inadequate_escalation")
    assert met("audit_downgraded", {"audits": [audit]}) == {"Q1": True}


def test_events_belong_to_whoever_had_the_child_on_that_day_and_what_is_open_to_whoever_has_it():
    tables = {
        "cp_plans": [row(plan_id="P1", start_date="2018-09-01")],
        "allocations": [
            row(allocation_id="Z1", team="North", worker="Ann", start_date="2018-01-01", end_date="2018-09-15"),
            row(allocation_id="Z2", team="South", worker="Bo", start_date="2018-09-15"),
        ],
    }
    (started,) = lines(tables, "cp_repeat", d("2018-09-30"))
    (open_now,) = lines(tables, "cp_open", d("2018-09-30"))
    assert (started.team, started.worker) == ("North", "Ann")
    assert (open_now.team, open_now.worker) == ("South", "Bo")


def test_there_are_thirty_one():
    assert len(SHARES) == 31
