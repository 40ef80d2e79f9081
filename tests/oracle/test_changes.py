"""What changed between two loads adds up: to the figures that are counted by loading the earlier and the later data."""

import random
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseworkbench.loading.load import load
from caseworkbench.workbench.boards import BoardLine
from caseworkbench.workbench.changes import Asked, MeasureChanges, two_points
from caseworkbench.workbench.open import open_workbench

from .clock import Tables
from .extracts import days_of, random_extract
from .native_files import write
from .picking import TEAMS

PERIODS = (None, "month", "ytd", "rolling12")


def as_once_known(tables: Tables, rng: random.Random) -> Tables:
    """The same records as an earlier load may have had them: some not there, some dates missing or others."""
    known: Tables = {}
    for name, rows in tables.items():
        known[name] = []
        for row in rows:
            if name not in ("children", "teams") and rng.random() < 0.15:
                continue
            then = dict(row)
            for column, value in row.items():
                if not isinstance(value, date) or name in ("children", "teams") or rng.random() > 0.12:
                    continue
                moved = value + timedelta(days=rng.randint(-9, 9)) if value.year < 2100 else value
                then[column] = rng.choice([moved, moved, None]) if "start" not in column else moved
            known[name].append(then)
    return known


def two_loads(seed: int, folder: Path):
    """A store that was loaded twice, and the as-at dates of both loads."""
    rng = random.Random(seed)
    tables = random_extract(seed, rng.randint(3, 10))
    days = days_of(tables)
    last = rng.choice(days[len(days) // 2 :]) if days else date(2018, 9, 30)
    first = last - timedelta(days=rng.choice([0, 1, 7, 30]))
    load([write(as_once_known(tables, rng), folder / "earlier", seed)], folder / "store", as_at=first)
    load([write(as_once_known(tables, rng), folder / "later", seed)], folder / "store", as_at=last)
    return folder / "store", first, last


def agree(store: Path, start, end, as_at, team: str | None, period: str | None) -> int:
    """Check every measure between two points against the figures and lists of the two; gives the changes there were."""
    workbench = open_workbench(store)
    number = 0
    try:
        if team is not None and team not in workbench.teams():
            return 0
        with two_points(workbench, start, end, as_at) as points:
            for line, choice in workbench.asked(team=team, period=period):
                compared = MeasureChanges(Asked(line, choice), *points)
                if all(compared.known):
                    number += len(compared.counts())
                    check(compared, points, team)
    finally:
        workbench.close()
    return number


def check(compared, points, team) -> None:
    measure, period = compared.measure, compared.asked.line.period
    asked = [
        point.workbench.figures([BoardLine(measure.id)], as_at=point.day, period=period, team=team)[0]
        if point.workbench.generation == points[1].load or team in (None, *point.workbench.teams())
        else None
        for point in points
    ]
    if None in asked:
        return
    before, after = asked
    rows = compared.cases()
    for names in ([row["case"] for row in rows], [row["case_before"] for row in rows if row["case_before"]]):
        assert len(names) == len(set(names)), f"{measure.id}: {Counter(names).most_common(2)} is listed twice"
    assert Counter(row["kind"] for row in rows) == compared.counts()
    if measure.unit == "average":
        return
    sums = compared.sums()
    where = f"{measure.id} {period} {team} {points[0].day} {points[1].day}"
    assert sum(one[0] for one in sums.values()) == pytest.approx(after.numerator - before.numerator), where
    if measure.unit != "rate_per_10000":
        assert sum(one[1] for one in sums.values()) == pytest.approx(after.denominator - before.denominator), where
    effects = list(compared.effects().values())
    if before.value is not None and after.value is not None:
        assert None not in effects
        assert sum(effects) == pytest.approx(after.value - before.value, abs=1e-9), where
        assert sum(row["effect"] for row in rows) == pytest.approx(after.value - before.value, abs=1e-9), where
    then, now = counted(points[0], measure, period, team), counted(points[1], measure, period, team)
    changed = {row["case"] for row in rows} | {row["case_before"] for row in rows}
    if measure.is_clock:
        check_states(compared, points, team, {row["case"]: row["case_before"] for row in rows})
    differ = {case for case in then.keys() | now.keys() if then.get(case) != now.get(case)}
    assert differ <= changed, f"{where}: {differ - changed}"


def check_states(compared, points, team, earlier_names) -> None:
    """What became of the cases, counted anew from the full lists of both points."""
    measure = compared.measure
    then, ours, now = (
        {
            row["case"]: row["status"]
            for row in point.workbench.cases(measure.id, as_at=point.day, statuses=["all"], team=whose).rows()
        }
        for point, whose in ((points[0], None), (points[0], team), (points[1], team))
    )
    came_to = {name: (then.get(earlier_names.get(name) or name), status) for name, status in now.items()}
    mine = {name: earlier_names.get(name) or name for name in now}
    done = ("in_time", "late")
    expected = {
        "became_overdue": sum(1 for old, new in came_to.values() if new == "overdue" != old),
        "done_in_time": sum(1 for old, new in came_to.values() if new == "in_time" and old not in done),
        "done_late": sum(1 for old, new in came_to.values() if new == "late" and old not in done),
        "void": sum(1 for old, new in came_to.values() if new == "void" != old),
        "overdue_then": sum(1 for old in ours.values() if old == "overdue"),
        "overdue_completed": sum(1 for name, new in now.items() if ours.get(mine[name]) == "overdue" and new in done),
        "overdue_void": sum(1 for name, new in now.items() if ours.get(mine[name]) == "overdue" and new == "void"),
        "overdue_remain": sum(1 for name, new in now.items() if ours.get(mine[name]) == new == "overdue"),
        "overdue_now": sum(1 for new in now.values() if new == "overdue"),
    }
    summary = compared.summary()
    assert {name: summary[name] for name in expected} == expected, measure.id
    became = compared.found.overdue
    parts = ("completed", "void", "gone", "elsewhere", "no_longer", "remain")
    assert sum(became[name] for name in parts) == became["then"], measure.id


def counted(point, measure, period, team) -> dict[str, bool]:
    """The cases that the figure counts, and whether each is met."""
    listed = point.workbench.cases(measure.id, as_at=point.day, counted=True, period=period, team=team)
    return {row["case"]: row["met"] for row in listed.rows()}


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(20_000, 10_000_000))
def test_the_changes_of_every_measure_add_up_to_the_difference_of_its_figures(seed, tmp_path_factory):
    store, first, last = two_loads(seed, tmp_path_factory.mktemp("changes"))
    rng = random.Random(seed)
    agree(store, None, None, None, None, None)
    agree(store, 1, 2, last, None, rng.choice(PERIODS))
    agree(store, None, None, None, rng.choice(TEAMS), rng.choice(PERIODS))
    if first < last:
        agree(store, first, last, None, rng.choice([None, *TEAMS]), rng.choice(PERIODS))


def test_random_loads_do_change(tmp_path):
    """The property above would hold of nothing at all."""
    store, _, _ = two_loads(7, tmp_path)
    assert agree(store, None, None, None, None, None) > 20
