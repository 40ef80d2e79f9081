"""Which generations are kept: the last fourteen, and each month's last for thirteen months."""

from datetime import date, timedelta

from caseworkbench.store.folder import Entry
from caseworkbench.store.retention import kept

TODAY = date(2018, 9, 30)


def entry(load_id: int, day: date) -> Entry:
    return Entry(load_id, f"{load_id}.sqlite", day.isoformat(), f"{day}T06:00:00+00:00", 1, 1, "")


def test_a_year_of_nightly_loads_keeps_a_fortnight_and_the_last_of_each_month() -> None:
    days = [TODAY - timedelta(days=ago) for ago in range(500, -1, -1)]
    left = [e.loaded_at[:10] for e in kept([entry(n, day) for n, day in enumerate(days)], TODAY)]
    month_ends = [
        "2017-09-30",
        "2017-10-31",
        "2017-11-30",
        "2017-12-31",
        "2018-01-31",
        "2018-02-28",
        "2018-03-31",
        "2018-04-30",
        "2018-05-31",
        "2018-06-30",
        "2018-07-31",
        "2018-08-31",
    ]
    assert left == month_ends + [(TODAY - timedelta(days=ago)).isoformat() for ago in range(13, -1, -1)]


def test_keeping_day_after_day_comes_to_the_same_as_keeping_at_once() -> None:
    days = [TODAY - timedelta(days=ago) for ago in range(500, -1, -1)]
    entries: tuple[Entry, ...] = ()
    for number, day in enumerate(days):
        entries = kept((*entries, entry(number, day)), day)
    assert entries == kept([entry(n, day) for n, day in enumerate(days)], TODAY)


def test_many_loads_on_one_day_keep_the_last_fourteen() -> None:
    left = kept([entry(n, TODAY) for n in range(40)], TODAY)
    assert [e.load_id for e in left] == list(range(26, 40))


def test_the_current_generation_stays_however_old_it_is() -> None:
    old = entry(1, date(2001, 1, 1))
    assert kept([old], TODAY) == (old,)
    assert kept([old], TODAY, latest=0, months=0) == (old,)
