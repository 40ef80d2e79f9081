"""Settling: which of stop and void ends a clock, which clocks never ran, and that every clock has one status."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseworkbench.calendar.days import NEVER, to_day
from caseworkbench.calendar.england import england
from caseworkbench.clocks.columns import DTYPES, NO_CODE, NO_TIME, ClockColumns
from caseworkbench.clocks.limits import Limit, parse_limit
from caseworkbench.clocks.settle import settle, with_limits
from caseworkbench.clocks.status import STATUSES, elapsed, running, soon_until, status_codes
from caseworkbench.errors import WorkbenchError
from caseworkbench.figures.basis import BASES, count

ENGLAND = england()
FIVE_DAYS = (Limit("", 5, "days"),)
DAYS = st.dates(date(2018, 1, 1), date(2018, 3, 31))
CLOCKS = st.lists(st.tuples(DAYS, st.none() | DAYS, st.none() | DAYS, st.none() | DAYS), min_size=1, max_size=25)


def raw(*rows):
    """Clocks from (start, stop, void, declined)."""
    columns = {
        name: np.full(len(rows), NO_CODE if name in ("team", "worker") else 0, dtype=t) for name, t in DTYPES.items()
    }
    for place, name in enumerate(("start", "stop", "void", "declined")):
        columns[name] = np.array([to_day(row[place]) if row[place] else NEVER for row in rows], dtype=np.int32)
    columns["start_time"] = columns["stop_time"] = np.full(len(rows), NO_TIME, dtype=np.int32)
    return ClockColumns(**columns)


def settled(*rows, limits=FIVE_DAYS):
    return settle(raw(*rows), limits, ENGLAND)


def day(number):
    return date(2018, 2, number)


def test_on_one_day_the_stop_wins_over_the_void():
    clocks = settled((day(1), day(3), day(3), None)).clocks
    assert (clocks.stop[0], clocks.void[0]) == (to_day(day(3)), NEVER)


def test_the_earlier_of_stop_and_void_ends_the_clock():
    clocks = settled((day(1), day(5), day(4), None), (day(1), day(4), day(5), None)).clocks
    assert clocks.stop.tolist() == [NEVER, to_day(day(4))]
    assert clocks.void.tolist() == [to_day(day(4)), NEVER]


def test_a_clock_void_on_or_before_its_start_never_ran():
    assert len(settled((day(3), None, day(3), None), (day(3), None, day(2), None)).clocks) == 0


def test_a_stop_on_its_first_day_is_kept_although_it_is_void_that_day_too():
    assert len(settled((day(3), day(3), day(3), None)).clocks) == 1


def test_a_stop_before_the_start_is_not_believed():
    found = settled((day(3), day(2), None, None), (day(3), None, None, None))
    assert len(found.clocks) == 1
    assert found.stopped_before_start.tolist() == [True, False]


def test_declined_in_time_is_void_even_on_the_first_day_and_declined_late_is_a_late_stop():
    clocks = settled((day(1), None, None, day(1)), (day(1), None, None, day(6)), (day(1), None, None, day(7))).clocks
    assert clocks.void.tolist() == [to_day(day(1)), to_day(day(6)), NEVER]
    assert clocks.stop.tolist() == [NEVER, NEVER, to_day(day(7))]
    assert not clocks.in_time.any()


def test_a_clock_outside_the_calendar_is_not_run():
    found = settled((date(218, 9, 21), None, None, None), (date(9999, 12, 31), None, None, None))
    assert len(found.clocks) == 0
    assert found.outside_calendar.all()


@pytest.mark.parametrize("minutes", [0, 1])
def test_seventy_two_hours_and_a_minute_are_late_on_the_due_date_itself(minutes):
    column = raw((day(1), day(4), None, None)).with_columns(
        start_time=np.array([36_000], dtype=np.int32), stop_time=np.array([36_000 + 60 * minutes], dtype=np.int32)
    )
    assert settle(column, (Limit("", 72, "hours"),), ENGLAND).clocks.in_time[0] == (minutes == 0)


def test_without_a_time_of_day_seventy_two_hours_go_by_date():
    column = raw((day(1), day(4), None, None)).with_columns(start_time=np.array([36_000], dtype=np.int32))
    assert settle(column, (Limit("", 72, "hours"),), ENGLAND).clocks.in_time[0]


@given(rows=CLOCKS, on=DAYS)
def test_every_clock_that_has_started_has_one_status_and_running_is_what_nothing_ended(rows, on):
    clocks = settled(*rows).clocks
    today = to_day(on)
    codes = status_codes(clocks, today, soon_until(today, ENGLAND))
    assert ((codes == -1) == (clocks.start > today)).all()
    assert (np.isin(codes, [3, 4, 5]) == running(clocks, today)).all()
    assert set(codes.tolist()) <= set(range(-1, len(STATUSES)))


@given(rows=CLOCKS, on=DAYS, basis=st.sampled_from(BASES))
def test_what_is_met_is_counted_and_nothing_not_yet_started_is(rows, on, basis):
    clocks = settled(*rows).clocks
    today = to_day(on)
    found = count(clocks, basis, to_day(on.replace(day=1)), today, soon_until(today, ENGLAND))
    assert not (found.met & ~found.counted).any()
    assert not (found.counted & (clocks.start > today)).any()
    assert not (found.overdue & found.due_soon).any()


@given(rows=CLOCKS)
def test_on_the_basis_of_due_every_clock_falls_into_one_month_or_none(rows):
    clocks = settled(*rows).clocks
    ends = [date(2018, month + 1, 1) - timedelta(days=1) for month in range(1, 12)]
    months = [count(clocks, "due", to_day(end.replace(day=1)), to_day(end), to_day(end)).counted for end in ends]
    assert (sum(month.astype(int) for month in months) == (clocks.void > clocks.due)).all()


@given(rows=CLOCKS, on=DAYS)
def test_nothing_is_past_due_that_ended_by_its_due_date(rows, on):
    clocks = settled(*rows).clocks
    started = clocks.take(clocks.start <= to_day(on))
    _, over = elapsed(started, to_day(on), FIVE_DAYS, ENGLAND)
    late = np.minimum(started.end, to_day(on)) > started.due
    assert ((over > 0) == late).all()


@given(rows=CLOCKS, limit=st.integers(1, 40))
def test_settling_with_a_limit_and_changing_to_it_later_come_to_the_same(rows, limit):
    limits = (Limit("", limit, "days"),)
    changed = with_limits(settled(*rows).clocks, limits, ENGLAND)
    fresh = settled(*rows, limits=limits).clocks
    for name in ("start", "stop", "void", "due", "in_time"):
        assert getattr(changed, name).tolist() == getattr(fresh, name).tolist()


@pytest.mark.parametrize(
    ("written", "words"), [("15 working days", "15 working days"), ("1 wd", "1 working day"), ("3 months", "3 months")]
)
def test_a_limit_is_written_in_words(written, words):
    assert parse_limit("", written).words() == words


@pytest.mark.parametrize("written", ["soon", "15", "15 weeks", "30 hours", "-1 days"])
def test_a_limit_that_cannot_be_meant_is_an_error(written):
    with pytest.raises(WorkbenchError):
        parse_limit("", written)
