"""As recorded, as reported: what people say was done stands beside the recorded figure, never in its place."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from caseworkbench.notes import book
from caseworkbench.notes.entry import Said
from caseworkbench.settings import Settings
from tests.notes.stories import S1, S2, S3, SEPTEMBER, enquiry, held, loaded, noted
from tests.workbench.extract import figure

PLANS = [{"plan_id": f"P{n}", "child_id": f"C{n}", "start_date": "2018-08-01"} for n in range(1, 6)]
VISITS = [
    {"visit_id": f"V{n}", "child_id": f"C{n}", "visit_date": day, "visit_type": "cp"}
    for n, day in enumerate(["2018-09-20", "2018-09-20", "2018-09-20", "2018-09-03", "2018-09-04"], 1)
]
"""As at 30 Sep with a limit of 10 working days: three of five seen, C4 (due 17 Sep) and C5 (due 18 Sep) not."""


@pytest.fixture
def clock(monkeypatch):
    """Everything is written on 1 October 2018."""

    class Then(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2018, 10, 1, 9, 0, tzinfo=tz or UTC)

    monkeypatch.setattr(book, "datetime", Then)


@pytest.fixture
def workbench(tmp_path, clock):
    return loaded(tmp_path, cp_plans=PLANS, visits=VISITS)


def both(found):
    return (found.numerator, found.denominator), (found.reported_numerator, found.reported_denominator)


def test_a_visit_done_but_not_recorded_counts_in_the_reported_figure_alone(workbench):
    assert both(figure(workbench, "cp_visit")) == ((3, 5), (None, None))
    workbench.noting.write(["cp_visit:P4@2018-09-03"], Said(reason="done_not_recorded", done_on="2018-09-27"))
    found = figure(workbench, "cp_visit")
    assert both(found) == ((3, 5), (4, 5))
    assert (found.value, found.reported_value) == (60.0, 80.0)
    assert (found.overdue, found.reported_overdue) == (2, 1)


def test_an_unrecorded_visit_too_long_ago_leaves_the_child_unseen(workbench):
    """Seen on Mon 10 Sep: ten working days later is Mon 24 Sep, past on 30 Sep."""
    workbench.noting.write(["cp_visit:P4@2018-09-03"], Said(reason="done_not_recorded", done_on="2018-09-10"))
    assert figure(workbench, "cp_visit").reported_value is None


def test_a_case_to_which_the_duty_does_not_apply_is_left_out_of_the_reported_figure(workbench):
    workbench.noting.write(["cp_visit:P4@2018-09-03"], Said(reason="not_applicable"))
    assert both(figure(workbench, "cp_visit")) == ((3, 5), (3, 4))


def test_other_reasons_change_no_figure(workbench):
    workbench.noting.write(["cp_visit:P4@2018-09-03"], Said(reason="family_unavailable"))
    assert figure(workbench, "cp_visit").reported_value is None


def test_undoing_the_reason_takes_the_reported_figure_away(workbench):
    workbench.noting.write(["cp_visit:P4@2018-09-03"], Said(reason="not_applicable"))
    workbench.noting.undo(["cp_visit:P4@2018-09-03"])
    assert figure(workbench, "cp_visit").reported_value is None


def test_the_cases_that_make_the_difference_are_listed_as_recorded(workbench):
    workbench.noting.write(["cp_visit:P4@2018-09-03"], Said(reason="done_not_recorded", done_on="2018-09-27"))
    workbench.noting.write(["cp_visit:P5@2018-09-04"], Said(reason="worker_absent"))
    [row] = workbench.cases("cp_visit", differing=True).rows()
    assert (row["case"], row["status"], row["done_on"]) == ("cp_visit:P4@2018-09-03", "overdue", date(2018, 9, 27))


def test_a_reason_not_followed_by_a_record_expires_and_comes_back_as_an_exception(workbench):
    """Written on 1 Oct and believed for 28 days: until 29 Oct."""
    workbench.noting.write(["cp_visit:P4@2018-09-03"], Said(reason="not_applicable"))
    on = {day: figure(workbench, "cp_visit", as_at=date(2018, 10, day)) for day in (29, 30)}
    assert (on[29].reported_denominator, on[30].reported_denominator) == (4, None)
    [row] = [
        row
        for row in workbench.cases("cp_visit", as_at=date(2018, 10, 30)).rows()
        if row["case"] == "cp_visit:P4@2018-09-03"
    ]
    assert row["expired"] is True
    assert noted(workbench, "cp_visit:P4@2018-09-03")["expired"] is False
    assert workbench.standing_rows()[0]["expires"] == "2018-10-29"


def test_how_long_it_is_believed_is_configuration(tmp_path, clock):
    settings = replace(Settings(), expire_after_days=7)
    workbench = loaded(tmp_path, cp_plans=PLANS, visits=VISITS, settings=settings)
    workbench.noting.write(["cp_visit:P4@2018-09-03"], Said(reason="not_applicable"))
    assert figure(workbench, "cp_visit", as_at=date(2018, 10, 8)).reported_denominator == 4
    assert figure(workbench, "cp_visit", as_at=date(2018, 10, 9)).reported_denominator is None


def test_a_conference_held_but_not_recorded_is_completed_in_the_month_it_was_held(workbench):
    workbench.noting.write([S2], Said(reason="done_not_recorded", done_on="2018-09-24"))
    found = figure(workbench, "icpc")
    assert both(found) == ((0, 0), (1, 1))
    workbench.noting.write([S1], Said(reason="done_not_recorded", done_on="2018-09-13"))
    assert both(figure(workbench, "icpc")) == ((0, 0), (1, 2))


def test_what_is_recorded_later_wins_over_what_was_said(tmp_path, clock):
    loaded(tmp_path).noting.write([S2], Said(reason="done_not_recorded", done_on="2018-09-24"))
    after = loaded(tmp_path, conferences=[held(2, "2018-09-26")])
    found = figure(after, "icpc")
    assert both(found) == ((0, 1), (None, None))
    assert len(after.cases("icpc", differing=True)) == 0


def test_a_visit_said_to_be_done_before_the_next_recorded_one_still_counts_for_the_days_between(tmp_path, clock):
    """Said: seen 12 Sep. Recorded since: seen 24 Sep. On 20 Sep the child had been seen 8 days before."""
    loaded(tmp_path, cp_plans=PLANS, visits=VISITS).noting.write(
        ["cp_visit:P4@2018-09-03"], Said(reason="done_not_recorded", done_on="2018-09-12")
    )
    more = [*VISITS, {"visit_id": "V9", "child_id": "C4", "visit_date": "2018-09-24", "visit_type": "cp"}]
    after = loaded(tmp_path, cp_plans=PLANS, visits=more)
    on = figure(after, "cp_visit", as_at=date(2018, 9, 20))
    assert both(on) == ((3, 5), (4, 5))
    assert both(figure(after, "cp_visit")) == ((4, 5), (None, None))


def test_the_first_review_said_to_be_held_starts_a_clock_of_six_months(tmp_path, clock):
    """Plan from 1 May: first review due 1 Aug; held 30 July unrecorded, the next is due 30 Jan."""
    plans = [{"plan_id": "P1", "child_id": "C1", "start_date": "2018-05-01"}]
    reviews = [
        {"review_id": "R0", "child_id": "C8", "review_type": "cp", "subject_id": "P8", "held_date": "2018-01-02"}
    ]
    workbench = loaded(tmp_path, cp_plans=plans, reviews=reviews)
    workbench.noting.write(["cp_review:P1@2018-05-01"], Said(reason="done_not_recorded", done_on="2018-07-30"))
    assert both(figure(workbench, "cp_review")) == ((0, 1), (1, 1))
    settings = replace(Settings(), expire_after_days=3000)
    from caseworkbench.workbench.open import open_workbench

    patient = open_workbench(tmp_path / "store", settings)
    on = {day: figure(patient, "cp_review", as_at=day) for day in (date(2019, 1, 30), date(2019, 1, 31))}
    assert [found.reported_numerator for found in on.values()] == [1, None]


def test_a_team_s_figure_is_reported_beside_its_own_recorded_one(tmp_path, clock):
    allocations = [
        {"allocation_id": f"A{n}", "child_id": f"C{n}", "team": "North" if n < 5 else "South", "worker": f"W{n}"}
        for n in range(1, 6)
    ]
    workbench = loaded(tmp_path, cp_plans=PLANS, visits=VISITS, allocations=allocations)
    workbench.noting.write(["cp_visit:P4@2018-09-03"], Said(reason="done_not_recorded", done_on="2018-09-27"))
    by_team = {one.team: one for one in workbench.figures(by="team") if one.measure == "cp_visit"}
    assert both(by_team["North"]) == ((3, 4), (4, 4))
    assert both(by_team["South"]) == ((0, 1), (None, None))


def test_a_group_that_has_only_what_people_report_stands_in_the_breakdown(tmp_path, clock):
    # S2 is overdue in North, S3 in South is due on 15 October: nothing of South counts until somebody says so.
    enquiries = [enquiry(2, "2018-09-03"), enquiry(3, "2018-09-24") | {"team": "South"}]
    workbench = loaded(tmp_path, enquiries)
    workbench.noting.write([S3], Said(reason="done_not_recorded", done_on="2018-09-28"))
    groups = {one.team: both(one) for one in workbench.figures(by="team") if one.measure == "icpc"}
    assert groups == {"North": ((0, 0), (None, None)), "South": ((0, 0), (1, 1))}
    assert both(figure(workbench, "icpc")) == ((0, 0), (1, 1))


def test_a_share_counts_what_is_said_to_be_done_the_better_way(tmp_path, clock):
    audits = [{"audit_id": f"D{n}", "team": "North", "due_date": "2018-09-10"} for n in (1, 2)]
    audits[0]["returned_date"] = "2018-09-09"
    workbench = loaded(tmp_path, audits=audits)
    recorded = figure(workbench, "audit_returned")
    assert (recorded.numerator, recorded.denominator) == (1, 2)
    [case] = [row["case"] for row in workbench.cases("audit_returned").rows() if not row["met"]]
    workbench.noting.write([case], Said(reason="done_not_recorded", done_on="2018-09-20"))
    assert both(figure(workbench, "audit_returned")) == ((1, 2), (2, 2))
    workbench.noting.write([case], Said(reason="not_applicable"))
    assert both(figure(workbench, "audit_returned")) == ((1, 2), (1, 1))


def test_a_share_that_is_better_low_falls_by_what_is_said_to_be_done(tmp_path, clock):
    discussions = [
        {"strategy_id": f"D{n}", "child_id": f"C{n + 10}", "held_date": f"2018-09-{n:02}"} for n in (3, 4, 5)
    ]
    enquiries = [{"s47_id": "S13", "child_id": "C13", "start_date": "2018-09-04"}]
    workbench = loaded(tmp_path, enquiries, strategy_discussions=discussions)
    assert both(figure(workbench, "strategy_no_s47")) == ((2, 3), (None, None))
    workbench.noting.write(["strategy_no_s47:D4@2018-09-04"], Said(reason="done_not_recorded", done_on="2018-09-06"))
    assert both(figure(workbench, "strategy_no_s47")) == ((2, 3), (1, 3))
    # An enquiry that is recorded already is not begun a second time.
    workbench.noting.write(["strategy_no_s47:D3@2018-09-03"], Said(reason="done_not_recorded", done_on="2018-09-06"))
    assert both(figure(workbench, "strategy_no_s47")) == ((2, 3), (1, 3))
    assert len(workbench.cases("strategy_no_s47", differing=True)) == 1


def test_a_discussion_whose_day_is_corrected_stays_left_out_before_and_after_it_was_answered(tmp_path, clock):
    """D3 led to an enquiry on Wed 5 September: until then without one, since then with one."""
    enquiries = [{"s47_id": "S13", "child_id": "C13", "start_date": "2018-09-05"}]
    known = [{"strategy_id": f"D{n}", "child_id": f"C{n + 10}", "held_date": f"2018-09-0{n}"} for n in (3, 4)]
    before = loaded(tmp_path, enquiries, strategy_discussions=known)
    before.noting.write(["strategy_no_s47:D3@2018-09-03"], Said(reason="not_applicable"))
    assert both(figure(before, "strategy_no_s47")) == ((1, 2), (1, 1))
    corrected = [known[0] | {"held_date": "2018-09-02"}, known[1]]
    after = loaded(tmp_path, enquiries, strategy_discussions=corrected)
    assert both(figure(after, "strategy_no_s47")) == ((1, 2), (1, 1))
    assert both(figure(after, "strategy_no_s47", as_at=date(2018, 9, 4))) == ((2, 2), (1, 1))


def test_an_audit_returned_before_it_was_due_can_be_said_to_be_back(tmp_path, clock):
    audits = [{"audit_id": f"D{n}", "team": "North", "due_date": "2018-09-30"} for n in (1, 2)]
    audits[0]["returned_date"] = "2018-09-09"
    workbench = loaded(tmp_path, audits=audits)
    workbench.noting.write(["audit_returned:D2@2018-09-30"], Said(reason="done_not_recorded", done_on="2018-09-20"))
    assert both(figure(workbench, "audit_returned")) == ((1, 2), (2, 2))


def test_the_recorded_figure_never_changes_by_what_is_said(workbench):
    before = [replace(one, comparators={}) for one in workbench.figures()]
    cases = [case for measure in ("cp_visit", "icpc") for case in workbench.cases(measure).columns["case"]]
    workbench.noting.write(cases, Said(reason="not_applicable"))
    nothing = {
        "reported_value": None,
        "reported_numerator": None,
        "reported_denominator": None,
        "reported_overdue": None,
        "comparators": {},
    }
    assert [replace(one, **nothing) for one in workbench.figures()] == before
    assert figure(workbench, "icpc").as_at == SEPTEMBER


def test_as_reported_is_what_the_figure_would_be_had_it_been_recorded(tmp_path):
    """Sixty plans with visits and reviews at random; each overdue case is said to be done on a day since it began.

    The reported figures are those of an authority in which the same visits and reviews stand in the extracts.
    """
    chance = random.Random(1809)
    first = date(2018, 2, 1)
    plans, visits, reviews = [], [], []
    for n in range(60):
        begun = first + timedelta(days=chance.randrange(200))
        plans.append({"plan_id": f"P{n}", "child_id": f"C{n}", "start_date": begun.isoformat(), "end_date": ""})
        if n % 5 == 0:
            plans[-1]["end_date"] = (begun + timedelta(days=chance.randrange(30, 300))).isoformat()
        for rows, every in ((visits, 16), (reviews, 90)):
            day = begun
            while (day := day + timedelta(days=chance.randrange(3, 2 * every))) < date(2018, 10, 20):
                rows.append((n, day))
    tables = {"cp_plans": plans, **_rows(visits, reviews)}
    (tmp_path / "said").mkdir()
    (tmp_path / "recorded").mkdir()
    settings = replace(Settings(), expire_after_days=3650)
    said = loaded(tmp_path / "said", settings=settings, **tables)
    claimed = 0
    for measure, rows in (("cp_visit", visits), ("cp_review", reviews)):
        for case in list(said.cases(measure, statuses=["overdue"]).rows()):
            done = case["started"] + timedelta(days=chance.randrange(1, (SEPTEMBER - case["started"]).days + 1))
            said.noting.write([case["case"]], Said(reason="done_not_recorded", done_on=done.isoformat()))
            rows.append((int(str(case["case"]).split(":P")[1].split("@")[0]), done))
            claimed += 1
    assert claimed > 20
    recorded = loaded(tmp_path / "recorded", **(tables | _rows(visits, reviews)))
    for day in (date(2018, 6, 30), date(2018, 8, 15), SEPTEMBER, date(2018, 10, 12), date(2019, 3, 1)):
        for measure in ("cp_visit", "cp_review"):
            ours, theirs = figure(said, measure, as_at=day), figure(recorded, measure, as_at=day)
            reported = (ours.reported_numerator, ours.reported_denominator, ours.reported_overdue)
            if reported == (None, None, None):
                reported = (ours.numerator, ours.denominator, ours.overdue)
            assert reported == (theirs.numerator, theirs.denominator, theirs.overdue), (measure, day)


def _rows(visits, reviews):
    return {
        "visits": [
            {"visit_id": f"V{i}", "child_id": f"C{n}", "visit_date": day.isoformat(), "visit_type": "cp"}
            for i, (n, day) in enumerate(visits)
        ],
        "reviews": [
            {
                "review_id": f"R{i}",
                "child_id": f"C{n}",
                "review_type": "cp",
                "subject_id": f"P{n}",
                "held_date": day.isoformat(),
            }
            for i, (n, day) in enumerate(reviews)
        ],
    }
