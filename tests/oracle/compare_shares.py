"""The measures that are not clocks, the program and the reference side by side: every counted row, every figure."""

import re
from datetime import date

from .clock import Tables
from .compare import BEFORE, LEVELS, same
from .figures import last_month_ends, period_start
from .share_figures import lines, reading, share_figures
from .shares import SHARES

COUNTS_CHILDREN = ("cin_cases", "lac_3_placements", "lac_3_workers")
"""One row per child: which of the child's referrals or episodes names it does not matter."""
CLOCK_FIELDS = (
    "started",
    "due",
    "stopped",
    "voided",
    "limit",
    "unit",
    "elapsed",
    "days_over",
    "hours_over",
    "status",
)


def counted_differences(
    workbench, tables: Tables, d: date, period: str | None = None, measures: list[str] | None = None
) -> list[str]:
    """Differences between the rows of ``cases --counted`` and the reference's."""
    found = []
    vouched = sources(workbench, d, period)
    for measure in measures or SHARES:
        listed = list(workbench.cases(measure, as_at=d, counted=True, period=period).rows())
        if not vouched[measure]:
            if listed:
                found.append(f"{d} {period or ''} {measure}: {len(listed)} rows without a source")
            continue
        ours = sorted(
            (of(measure, line.row.subject), str(line.row.child_id), line.service, line.team, line.worker, line.row.met)
            for line in lines(tables, measure, d, period)
        )
        theirs = sorted(
            (
                of(measure, subject_in(line["case"])),
                str(line["child_id"]),
                line["service"],
                line["team"],
                line["worker"],
                line["met"],
            )
            for line in listed
        )
        where = f"{d} {period or ''} {measure}"
        found += [f"{where}: only the reference has {line}" for line in sorted(set(ours) - set(theirs))]
        found += [f"{where}: only the program has {line}" for line in sorted(set(theirs) - set(ours))]
        if len(ours) != len(theirs):
            found.append(f"{where}: {len(theirs)} rows, reference {len(ours)}")
        for line in listed:
            if not line["counted"] or any(line[field] is not None for field in CLOCK_FIELDS):
                found.append(f"{where}: {line['case']} has fields of a clock, or is not counted")
    return found


def subject_in(case: str) -> str:
    """What a case is about: its name without the measure, and without the date where it has one."""
    return re.sub(r"@\d{4}-\d\d-\d\d$", "", case.split(":", 1)[1])


def of(measure: str, subject: str) -> str:
    return "" if measure in COUNTS_CHILDREN else subject


UNDATED = {"vacancy_rate": "posts", "unfilled_rate": "posts", "agency_rate": "posts", "caseload": "allocations"}
"""What is open since ever where it has no start, and where the table's earliest date may lie after the as-at date."""


def reaches_back(tables: Tables, measure: str, d: date) -> bool:
    if measure not in UNDATED:
        return True
    return any(isinstance(day, date) and day <= d for row in tables[UNDATED[measure]] for day in row.values())


def sources(workbench, d: date, period: str | None) -> dict[str, bool]:
    """Of which measures the extracts reach back to a date."""
    return {figure.measure: figure.source == "cases" for figure in workbench.figures(as_at=d, period=period)}


def share_figure_differences(
    workbench,
    tables: Tables,
    d: date,
    by: str,
    period: str | None = None,
    population: int | None = None,
    vouched: dict[date, dict[str, bool]] | None = None,
) -> list[str]:
    """Differences between the figures of one level and the reference's; no figure where the extracts do not reach."""
    found = []
    listed = {measure: {} for measure in SHARES}
    for figure in workbench.figures(by=by, as_at=d, period=period):
        if figure.measure in SHARES:
            listed[figure.measure][figure.service, figure.team, figure.worker] = figure
    vouched = vouched or {day: sources(workbench, day, period) for day in (d, *last_month_ends(d))}
    for measure, share in SHARES.items():
        ours = share_figures(
            tables, measure, d, by, period, population, lambda day, measure=measure: vouched[day][measure]
        )
        theirs = listed[measure]
        if not vouched[d][measure]:
            if by == "authority" and ours[None, None, None]["numerator"] and reaches_back(tables, measure, d):
                found.append(f"{d} {period or ''} {measure}: no source, reference {ours[None, None, None]}")
            if any(figure.value is not None or figure.numerator is not None for figure in theirs.values()):
                found.append(f"{d} {period or ''} {measure} by {by}: figures without a source")
            continue
        for group in sorted(ours.keys() | theirs.keys(), key=str):
            where = f"{d} {period or ''} {measure} by {by} {group}"
            figure, expected = theirs.get(group), ours.get(group)
            if figure is None:
                found.append(f"{where}: the program has no figure, reference {expected}")
                continue
            if expected is None:
                if figure.numerator or (figure.denominator and figure.unit != "rate_per_10000"):
                    found.append(f"{where}: only the program has a figure: {figure}")
                continue
            for field in ("numerator", "denominator", "value", *BEFORE):
                if not same(expected[field], getattr(figure, field)):
                    found.append(f"{where} {field}: reference {expected[field]}, program {getattr(figure, field)}")
            first = period_start(d, period or share.period)
            if (figure.period_start, figure.period_end) != (first, d) or figure.unit != share.unit:
                found.append(f"{where}: {figure.unit} from {figure.period_start}, reference {share.unit} from {first}")
            if figure.overdue is not None or figure.due_soon is not None:
                found.append(f"{where}: what is no clock is overdue {figure.overdue}, due soon {figure.due_soon}")
    return found


def share_differences(
    workbench, tables: Tables, d: date, period: str | None = None, population: int | None = None, levels=LEVELS
) -> list[str]:
    """Everything that differs at one date."""
    found = counted_differences(workbench, tables, d, period)
    vouched = {day: sources(workbench, day, period) for day in (d, *last_month_ends(d))}
    for by in levels:
        found += share_figure_differences(workbench, tables, d, by, period, population, vouched)
    return found


def share_trend_differences(workbench, tables: Tables, measure: str, d: date, by: str, population: int) -> list[str]:
    """The trend against the figure at each month end; the as-at date stands for its own month's end."""
    ends = [d]
    while len(ends) < 5:
        ends.append(last_month_ends(ends[-1])[0])
    expected = {end: share_figures(tables, measure, end, by, None, population) for end in ends}
    found = []
    for point in workbench.trend(measure, months=5, by=by, as_at=d):
        if point.source != "cases":
            continue
        group = (point.service, point.team, point.worker)
        where = f"{measure} trend to {d} by {by} {group} at {point.month_end}"
        figure = expected[point.month_end].get(group)
        given = (point.numerator, point.denominator, point.value)
        if figure is None:
            if point.numerator:
                found.append(f"{where}: only the program has {given}")
            continue
        numbers = (figure["numerator"], figure["denominator"], figure["value"])
        if not all(map(same, numbers, given)):
            found.append(f"{where}: reference {numbers}, program {given}")
    return found


def share_choice_differences(workbench, tables: Tables, measure: str, d: date, population: int) -> list[str]:
    """The rows and the figure of one service, team or worker by itself."""
    from caseworkbench.workbench.boards import BoardLine

    found = []
    everyone = lines(tables, measure, d)
    for part in ("service", "team", "worker"):
        for name in sorted({getattr(line, part) for line in everyone}):
            mine = [line for line in everyone if getattr(line, part) == name]
            (figure,) = workbench.figures([BoardLine(measure)], as_at=d, **{part: name})
            if figure.source != "cases":
                continue
            listed = workbench.cases(measure, as_at=d, counted=True, **{part: name}).rows()
            if sorted((line["child_id"], line["met"]) for line in listed) != sorted(
                (line.row.child_id, line.row.met) for line in mine
            ):
                found.append(f"{d} {measure} of {part} {name}: other rows")
            now = reading(mine, SHARES[measure].unit, population)
            numbers = (now.numerator, now.denominator, now.value)
            given = (figure.numerator, figure.denominator, figure.value)
            if not all(map(same, numbers, given)):
                found.append(f"{d} {measure} of {part} {name}: reference {numbers}, program {given}")
    return found
