"""Status, counting, responsibility and comparison, worked by hand."""

from datetime import timedelta
from fractions import Fraction

import pytest

from .clock import Clock
from .contacts_and_conferences import icpc
from .figures import (
    cases,
    change,
    counted_and_met,
    days_over,
    elapsed,
    figures,
    hours_over,
    last_month_ends,
    period_start,
    responsibility_date,
    service_of,
    status,
)
from .hand import d, row, t
from .others import return_interview, unallocated


def clock(stop: str | None = None, void: str | None = None, **more: object) -> Clock:
    """15 working days from Tue 21 Aug 2018: due Wed 12 Sep 2018."""
    given: dict = {"start": d("2018-08-21"), "limit": 15, "unit": "working_days", **more}
    return Clock(
        "icpc",
        "S1",
        "C1",
        stop=None if stop is None else d(stop),
        void=None if void is None else d(void),
        **given,
    )


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2018-08-20", None),
        ("2018-08-21", "running"),
        ("2018-09-04", "running"),
        ("2018-09-05", "due_soon"),
        ("2018-09-12", "due_soon"),
        ("2018-09-13", "overdue"),
    ],
)
def test_a_running_clock_is_due_soon_from_five_working_days_before_and_overdue_the_day_after(day, expected):
    assert status(clock(), d(day)) == expected


def test_a_stop_on_the_due_date_is_in_time_and_the_day_after_late():
    assert status(clock(stop="2018-09-12"), d("2018-09-30")) == "in_time"
    assert status(clock(stop="2018-09-13"), d("2018-09-30")) == "late"


def test_a_stop_or_void_after_the_as_at_date_has_not_happened_yet():
    assert status(clock(stop="2018-09-20"), d("2018-09-19")) == "overdue"
    assert status(clock(void="2018-09-20"), d("2018-09-19")) == "overdue"
    assert status(clock(void="2018-09-20"), d("2018-09-20")) == "void"


def test_elapsed_and_days_over_of_a_conference_three_working_days_late():
    late = clock(stop="2018-09-17")
    assert (elapsed(late, d("2018-12-31")), days_over(late, d("2018-12-31"))) == (18, 3)
    assert (elapsed(late, d("2018-09-13")), days_over(late, d("2018-09-13"))) == (16, 1)
    assert days_over(late, d("2018-09-12")) == 0


def test_overdue_on_a_saturday_is_no_working_day_over():
    friday = clock(start=d("2018-08-31"), limit=0)
    assert (status(friday, d("2018-09-01")), days_over(friday, d("2018-09-01"))) == ("overdue", 0)


def test_elapsed_is_in_the_units_of_the_limit():
    assert elapsed(clock(limit=28, unit="days"), d("2018-09-21")) == 31
    assert elapsed(clock(limit=72, unit="hours"), d("2018-09-21")) == 31
    assert elapsed(clock(limit=3, unit="months"), d("2018-11-20")) == 2
    assert days_over(clock(limit=3, unit="months"), d("2018-12-01")) == 10


# Hours


def back(start_time: str | None, stop: str, stop_time: str | None) -> Clock:
    episode = row(episode_id="M1", episode_type="missing", ended_at="2018-09-21", ended_at_time=start_time)
    interview = row(episode_id="M1", interviewed_at=stop, interviewed_at_time=stop_time)
    (made,) = return_interview({"missing_episodes": [episode], "return_interviews": [interview]})
    return made


def test_an_interview_after_the_hour_is_late_even_on_the_due_date():
    exact = back("14:05", "2018-09-24", "14:05")
    late = back("14:05", "2018-09-24", "15:35")
    assert (status(exact, d("2018-09-24")), hours_over(exact, d("2018-09-24"))) == ("in_time", 0)
    assert (status(late, d("2018-09-24")), hours_over(late, d("2018-09-24"))) == ("late", 1.5)
    assert days_over(late, d("2018-09-24")) == 0


def test_without_both_times_hours_go_by_date():
    assert status(back("14:05", "2018-09-24", None), d("2018-09-30")) == "in_time"
    assert status(back(None, "2018-09-24", "23:00"), d("2018-09-30")) == "in_time"
    assert status(back(None, "2018-09-25", "00:00"), d("2018-09-30")) == "late"
    assert hours_over(back(None, "2018-09-25", "00:00"), d("2018-09-30")) is None


def test_an_interview_on_the_day_of_return_counts_whatever_the_hour():
    assert status(back("14:05", "2018-09-21", "09:00"), d("2018-09-30")) == "in_time"


# Periods and counting


@pytest.mark.parametrize(
    ("day", "period", "first"),
    [
        ("2018-09-30", "month", "2018-09-01"),
        ("2018-09-30", "quarter", "2018-07-01"),
        ("2018-12-01", "quarter", "2018-10-01"),
        ("2018-09-30", "ytd", "2018-04-01"),
        ("2018-03-31", "ytd", "2017-04-01"),
        ("2018-04-01", "ytd", "2018-04-01"),
        ("2018-09-30", "rolling12", "2017-10-01"),
        ("2020-02-29", "rolling12", "2019-03-01"),
        ("2018-09-30", "asat", "2018-09-30"),
    ],
)
def test_periods_end_at_the_as_at_date(day, period, first):
    assert period_start(d(day), period) == d(first)


def count(basis: str, made: Clock, day: str) -> tuple[bool, bool]:
    return counted_and_met(made, basis, d(day), d(day).replace(day=1))


def test_completed_counts_what_was_stopped_in_the_period():
    assert count("completed", clock(stop="2018-09-12"), "2018-09-30") == (True, True)
    assert count("completed", clock(stop="2018-09-13"), "2018-09-30") == (True, False)
    assert count("completed", clock(stop="2018-08-31"), "2018-09-30") == (False, False)
    assert count("completed", clock(stop="2018-09-13"), "2018-09-12") == (False, False)
    assert count("completed", clock(void="2018-09-13"), "2018-09-30") == (False, False)


def test_due_puts_every_clock_into_the_month_in_which_it_falls_due_done_or_not():
    assert count("due", clock(), "2018-09-30") == (True, False)
    assert count("due", clock(stop="2018-08-22"), "2018-09-30") == (True, True)
    assert count("due", clock(stop="2018-10-02"), "2018-09-30") == (True, False)
    assert count("due", clock(stop="2018-10-02"), "2018-10-31") == (False, False)
    assert count("due", clock(), "2018-09-11") == (False, False)
    assert count("due", clock(), "2018-09-12") == (True, False)


def test_void_on_or_before_the_due_date_is_not_counted_and_after_it_is_unmet():
    assert count("due", clock(void="2018-09-12"), "2018-09-30") == (False, False)
    assert count("due", clock(void="2018-09-13"), "2018-09-30") == (True, False)


def test_running_and_count_bases_look_at_what_runs():
    assert count("running", clock(), "2018-09-12") == (True, True)
    assert count("running", clock(), "2018-09-13") == (True, False)
    assert count("count", clock(), "2018-09-13") == (True, True)
    assert count("count", clock(), "2018-09-12") == (True, False)
    assert count("running", clock(stop="2018-09-12"), "2018-09-12") == (False, False)


# Who is responsible


def test_the_responsibility_date_is_the_earliest_of_as_at_stop_and_the_day_before_void():
    assert responsibility_date(clock(), d("2018-09-30")) == d("2018-09-30")
    assert responsibility_date(clock(stop="2018-09-12"), d("2018-09-30")) == d("2018-09-12")
    assert responsibility_date(clock(void="2018-09-12"), d("2018-09-30")) == d("2018-09-11")
    assert responsibility_date(clock(stop="2018-09-12"), d("2018-09-01")) == d("2018-09-01")


def whose(enquiry: dict, *allocations: dict, day: str = "2018-09-30") -> tuple[str, str]:
    tables = {
        "section47s": [row(s47_id="S1", start_date="2018-08-21", **enquiry)],
        "allocations": [{"allocation_id": f"Z{n}", **a} for n, a in enumerate(allocations, 9)],
    }
    (case,) = cases(tables, icpc(tables), "icpc", d(day))
    return case.team, case.worker


def test_the_records_own_team_and_worker_come_first_each_by_itself():
    lead = row(team="North", worker="Ann", start_date="2018-01-01")
    assert whose({"team": "South", "worker": "Bo"}, lead) == ("South", "Bo")
    assert whose({"team": "South"}, lead) == ("South", "Ann")
    assert whose({"worker": "Bo"}, lead) == ("North", "Bo")
    assert whose({}, row(team="North", role="reviewing_officer")) == ("Unallocated", "Unallocated")


def test_of_several_open_allocations_the_one_with_the_part_the_latest_start_then_the_greatest_id():
    assert whose({}, row(team="North", worker="Ann", start_date="2018-01-01"), row(team="South")) == (
        "North",
        "Ann",
    )
    assert whose(
        {},
        row(team="North", worker="Ann", start_date="2018-01-01"),
        row(worker="Bo", start_date="2018-02-01"),
    ) == ("North", "Bo")
    # Z9 is greater than Z10 as text.
    same = [row(team="North", start_date="2018-01-01"), row(team="South", start_date="2018-01-01")]
    assert whose({}, *same)[0] == "North"


def test_an_allocation_is_open_from_its_start_until_the_day_before_its_end():
    ends = row(team="North", end_date="2018-09-30")
    assert whose({}, ends, day="2018-09-29")[0] == "North"
    assert whose({}, ends, day="2018-09-30")[0] == "Unallocated"
    starts = row(team="North", start_date="2018-09-30")
    assert whose({}, starts, day="2018-09-29")[0] == "Unallocated"
    assert whose({}, starts, day="2018-09-30")[0] == "North"


def test_a_gap_that_was_closed_is_the_new_workers_and_the_referrals_teams():
    tables = {
        "referrals": [row(referral_id="R1", referral_date="2018-09-03", team="North")],
        "allocations": [row(allocation_id="Z1", worker="Ann", team="South", start_date="2018-09-10")],
    }
    for day, expected in (("2018-09-09", ("North", "Unallocated")), ("2018-09-30", ("North", "Ann"))):
        (case,) = cases(tables, unallocated(tables), "unallocated", d(day))
        assert (case.team, case.worker) == expected


def test_a_team_belongs_to_the_service_of_the_period_that_holds_the_day():
    teams = {
        "teams": [
            row(team="North", service="Old", to_date="2018-03-31"),
            row(team="North", service="New", from_date="2018-04-01"),
        ]
    }
    assert service_of(teams, "North", d("2018-03-31")) == "Old"
    assert service_of(teams, "North", d("2018-04-01")) == "New"
    assert service_of(teams, "South", d("2018-04-01")) == "Unmapped"


def test_a_case_is_named_by_measure_subject_and_start():
    assert clock().name == "icpc:S1@2018-08-21"


# Figures


def test_a_child_without_a_worker_is_overdue_from_the_sixth_working_day():
    tables = {"referrals": [row(referral_id="R1", referral_date="2018-09-03", team="North")]}
    clocks = unallocated(tables)
    on_time = figures(tables, clocks, "unallocated", d("2018-09-10"))[None, None, None]
    assert (on_time["numerator"], on_time["denominator"], on_time["value"]) == (0, 1, 0)
    late = figures(tables, clocks, "unallocated", d("2018-09-11"))[None, None, None]
    assert (late["numerator"], late["denominator"], late["value"]) == (1, 1, 1)


def test_a_percentage_of_nothing_is_no_figure():
    assert figures({}, [], "icpc", d("2018-09-30"))[None, None, None]["value"] is None


def test_the_last_three_month_ends_lie_before_the_month_of_the_date():
    assert last_month_ends(d("2018-09-30")) == [d("2018-08-31"), d("2018-07-31"), d("2018-06-30")]
    assert last_month_ends(d("2018-03-01")) == [d("2018-02-28"), d("2018-01-31"), d("2017-12-31")]


def test_change_is_the_same_below_half_a_point():
    assert change(Fraction(60), Fraction(119, 2)) == "up"
    assert change(Fraction(60), Fraction(121, 2)) == "down"
    assert change(Fraction(60), Fraction(5951, 100)) == "same"
    assert change(None, Fraction(1)) is None


def test_previous_is_last_month_and_previous_three_the_mean_of_what_exists():
    enquiries = [
        ("S1", "2018-06-04", "2018-06-20"),
        ("S2", "2018-08-01", "2018-08-31"),
        ("S3", "2018-08-21", None),
    ]
    tables = {
        "section47s": [row(s47_id=name, start_date=start) for name, start, _ in enquiries],
        "initial_conferences": [row(s47_id=name, held_date=held) for name, _, held in enquiries],
    }
    tables["initial_conferences"][2]["held_date"] = d("2018-08-21") + timedelta(days=21)
    figure = figures(tables, icpc(tables), "icpc", d("2018-09-30"))[None, None, None]
    assert (figure["value"], figure["previous"], figure["previous_three"]) == (100, 0, 50)
    assert (figure["change"], figure["change_three"]) == ("up", "up")


def test_times_are_kept_beside_their_dates():
    assert back("14:05", "2018-09-24", "09:00").stop_time == t("09:00")
