"""The program and the reference side by side: every case row, every figure, as sentences where they differ."""

import math
import random
from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

from .clock import Clock, Tables
from .clocks import RULES, all_clocks
from .extracts import days_of
from .figures import STATUSES, cases, figures, last_month_ends, period_start
from .native_files import write

LEVELS = ("authority", "service", "team", "worker")
COUNTS = ("numerator", "denominator", "overdue", "due_soon")
BEFORE = ("previous", "previous_three", "change", "change_three")
MARKABLE = (
    ("cp_plans", "plan_id"),
    ("cin_plans", "plan_id"),
    ("care_episodes", "care_id"),
    ("placements", "placement_id"),
)
Group = tuple[str | None, str | None, str | None]


def load_into(tables: Tables, folder: Path, as_at: date, seed: int = 0, settings: object = None) -> Path:
    """Write an extract, load it through the program, and give the store.

    Rows marked as latest only or as estimated, which no native extract can say, are marked in the store before the
    clocks are built.
    """
    from caseworkbench.loading import build_clocks
    from caseworkbench.loading.load import load

    build = build_clocks.build

    def mark_and_build(connection, *rest):
        for name, key, row in marked(tables):
            for column in ("latest_only", "start_estimated"):
                if row.get(column):
                    connection.execute(f"UPDATE {name} SET {column} = 'Y' WHERE {key} = ?", [row[key]])
        return build(connection, *rest)

    store = folder / "store"
    build_clocks.build = mark_and_build
    try:
        load([write(tables, folder / "extract", seed)], store, as_at=as_at, settings=settings)
    finally:
        build_clocks.build = build
    return store


def marked(tables: Tables) -> Iterator[tuple[str, str, dict]]:
    for name, key in MARKABLE:
        for row in tables.get(name, []):
            if row.get("latest_only"):
                yield name, key, row


def mark_some_as_latest_only(tables: Tables, rng: random.Random) -> None:
    """Mark plans, episodes and placements as those of a source that keeps only the latest event."""
    for name, _ in MARKABLE:
        for row in tables[name]:
            if rng.random() < 0.6:
                row["latest_only"] = "Y"
                if name == "cin_plans":
                    row["start_estimated"] = "Y"


def same(ours: object, theirs: object) -> bool:
    if isinstance(ours, Fraction):
        ours = float(ours)
    if isinstance(ours, float) and isinstance(theirs, int | float):
        return math.isclose(ours, theirs, rel_tol=0, abs_tol=1e-6)
    return ours == theirs and (ours is None) == (theirs is None)


def case_differences(workbench, tables: Tables, clocks: dict[str, list[Clock]], d: date, period=None) -> list[str]:
    """Differences between the rows of ``cases --status all`` and the reference's, every field."""
    found = []
    for measure in RULES:
        ours = {case.clock.name: case.fields() for case in cases(tables, clocks[measure], measure, d, period)}
        listed = workbench.cases(measure, as_at=d, statuses=set(STATUSES), period=period).rows()
        theirs: dict[str, dict] = {}
        for line in listed:
            if line["case"] in theirs:
                found.append(f"{d}: {line['case']} is listed twice")
            theirs[line["case"]] = line
        for name in sorted(ours.keys() | theirs.keys()):
            if name not in theirs:
                found.append(f"{d}: the program lacks {name}: {brief(ours[name])}")
            elif name not in ours:
                found.append(f"{d}: only the program has {name}: {brief(theirs[name])}")
            else:
                for field, expected in ours[name].items():
                    if not same(expected, theirs[name][field]):
                        found.append(
                            f"{d} {period or ''}: {name} {field}: reference {expected}, program "
                            f"{theirs[name][field]}; {brief(ours[name])}"
                        )
    return found


def brief(line: dict) -> str:
    shown = ("child_id", "stopped", "voided", "limit", "unit", "status", "team", "worker", "service")
    return ", ".join(f"{field} {line[field]}" for field in shown if line[field] is not None)


def figure_differences(
    workbench, tables: Tables, clocks: dict[str, list[Clock]], d: date, by: str, period: str | None = None
) -> list[str]:
    """Differences between the figures of one level and the reference's.

    What the program cannot vouch for (the extracts do not reach back to it) has no figure there: then the
    reference's is left out of ``previous`` as well.
    """
    found = []
    listed: dict[str, dict[Group, object]] = {measure: {} for measure in RULES}
    for figure in workbench.figures(by=by, as_at=d, period=period):
        if figure.measure in RULES:
            listed[figure.measure][figure.service, figure.team, figure.worker] = figure
    vouched = {}
    for day in (d, *last_month_ends(d)):
        for figure in workbench.figures(by="authority", as_at=day, period=period):
            vouched[figure.measure, day] = figure.source == "cases"
    for measure, rule in RULES.items():
        ours = figures(
            tables, clocks[measure], measure, d, by, period, lambda day, m=measure: vouched.get((m, day), False)
        )
        theirs = listed[measure]
        if not vouched[measure, d]:
            if by == "authority" and any(ours[None, None, None][field] for field in COUNTS):
                found.append(f"{d} {period or ''} {measure}: no source, reference {ours[None, None, None]}")
            if any(getattr(one, field) is not None for one in theirs.values() for field in (*COUNTS, "value")):
                found.append(f"{d} {period or ''} {measure} by {by}: figures without a source")
            continue
        for group in sorted(ours.keys() | theirs.keys(), key=str):
            where = f"{d} {period or ''} {measure} by {by} {group}"
            figure, expected = theirs.get(group), ours.get(group)
            if figure is None:
                if any(expected[field] for field in COUNTS):
                    found.append(f"{where}: the program has no figure, reference {expected}")
                continue
            if expected is None:
                if any(getattr(figure, field) for field in COUNTS):
                    found.append(f"{where}: only the program has a figure: {figure}")
                continue
            for field in (*COUNTS, "value", *BEFORE):
                if not same(expected[field], getattr(figure, field)):
                    found.append(f"{where} {field}: reference {expected[field]}, program {getattr(figure, field)}")
            first = period_start(d, period or rule.period)
            if (figure.period_start, figure.period_end) != (first, d):
                found.append(f"{where}: period {figure.period_start} to {figure.period_end}, reference {first}")
    return found


_WEIGHTED = ("vacancy_rate", "unfilled_rate", "agency_rate")


def promise_differences(workbench, d: date, by: str, period: str | None = None) -> list[str]:
    """Where ``cases --counted`` is not exactly the board's denominator, or its met rows not the numerator.

    A figure without a source counts nothing. Rates are per population, averages per worker, posts by full-time
    equivalent: of those the rows are the cases, but not their number the denominator.
    """
    found = []
    for figure in workbench.figures(by=by, as_at=d, period=period):
        if figure.unit in ("rate_per_10000", "average") or workbench.measure(figure.measure).id in _WEIGHTED:
            continue
        group = {"service": figure.service, "team": figure.team, "worker": figure.worker}
        listed = workbench.cases(figure.measure, as_at=d, counted=True, period=period, **group)
        met = sum(bool(line["met"]) for line in listed.rows())
        counted = all(line["counted"] for line in listed.rows())
        if (met, len(listed)) != (figure.numerator or 0, figure.denominator or 0) or not counted:
            found.append(
                f"{d} {period or ''} {figure.measure} by {by} {group}: board {figure.numerator} of "
                f"{figure.denominator}, cases {met} of {len(listed)}"
            )
    return found


def dates_to_try(tables: Tables, how_many: int, rng: random.Random) -> list[date]:
    """As-at dates where much happens: days of the extract, the days beside them, month ends."""
    days = [day for day in days_of(tables) if date(2017, 1, 1) <= day <= date(2020, 12, 31)]
    if not days:
        return [date(2018, 9, 30)]
    later = days[len(days) // 4 :]
    return [rng.choice(later) for _ in range(how_many - 1)] + [days[-1]]


def all_differences(
    workbench, tables: Tables, dates: Iterable[date], periods: Iterable[str | None] = (None,), levels=LEVELS
) -> list[str]:
    """Everything that differs at these dates."""
    clocks = all_clocks(tables)
    found = []
    for d in dates:
        for period in periods:
            found += case_differences(workbench, tables, clocks, d, period)
            for by in levels:
                found += figure_differences(workbench, tables, clocks, d, by, period)
                found += promise_differences(workbench, d, by, period)
    return found
