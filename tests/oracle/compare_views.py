"""Other ways to the same figures, against the reference: other limits, trends, one child, chosen groups."""

import inspect
from datetime import date

from .clock import Clock, Tables
from .clocks import RULES
from .compare import COUNTS, Group, brief, same
from .figures import RUNNING, STATUSES, cases, counts, figures, last_month_ends, value


def with_single_limit() -> list[str]:
    """The measures of which another limit can be asked for."""
    return [measure for measure, rule in RULES.items() if "limit" in inspect.signature(rule.clocks).parameters]


def limit_differences(workbench, tables: Tables, measure: str, limit: int, d: date) -> list[str]:
    """A measure counted with another limit: its figure and its rows."""
    from caseworkbench.workbench.boards import BoardLine

    clocks = RULES[measure].clocks(tables, limit=limit)
    (figure,) = workbench.figures([BoardLine(measure, limit=limit)], as_at=d)
    if figure.source != "cases":
        return []
    expected = figures(tables, clocks, measure, d)[None, None, None]
    found = [
        f"{d} {measure} within {limit} {field}: reference {expected[field]}, program {getattr(figure, field)}"
        for field in (*COUNTS, "value")
        if not same(expected[field], getattr(figure, field))
    ]
    if figure.limit != limit:
        found.append(f"{measure} within {limit} says {figure.limit}")
    ours = {case.clock.name: case.fields() for case in cases(tables, clocks, measure, d)}
    theirs = workbench.cases(measure, as_at=d, statuses=set(STATUSES), limit=limit).rows()
    return found + rows_differ(ours, {line["case"]: line for line in theirs}, f"{d} {measure} within {limit}")


def rows_differ(ours: dict[str, dict], theirs: dict[str, dict], where: str) -> list[str]:
    found = [f"{where}: {name} is on one side only" for name in sorted(ours.keys() ^ theirs.keys())]
    for name in ours.keys() & theirs.keys():
        for field, expected in ours[name].items():
            if not same(expected, theirs[name][field]):
                found.append(
                    f"{where}: {name} {field}: reference {expected}, program {theirs[name][field]}; {brief(ours[name])}"
                )
    return found


def trend_differences(
    workbench, tables: Tables, clocks: dict[str, list[Clock]], measure: str, d: date, by: str, months: int = 5
) -> list[str]:
    """The trend against the figure at each month end; the as-at date stands for its own month's end."""
    ends = [d]
    while len(ends) < months:
        ends.append(last_month_ends(ends[-1])[0])
    expected = {end: counts(cases(tables, clocks[measure], measure, end), by) for end in ends}
    found = []
    points = workbench.trend(measure, months=months, by=by, as_at=d)
    seen: dict[Group, list[date]] = {}
    for point in points:
        group = (point.service, point.team, point.worker)
        seen.setdefault(group, []).append(point.month_end)
        if point.source != "cases":
            continue
        where = f"{measure} trend to {d} by {by} {group} at {point.month_end}"
        if point.month_end not in expected:
            found.append(f"{where}: no such month end")
            continue
        count = expected[point.month_end].get(group)
        numbers = (0, 0, 0 if RULES[measure].basis == "count" else None)
        if count is not None:
            numbers = (count.numerator, count.denominator, value(count, RULES[measure].basis))
        given = (point.numerator, point.denominator, point.value)
        if not all(map(same, numbers, given)):
            found.append(f"{where}: reference {numbers}, program {given}")
    for group, at in seen.items():
        if at != sorted(ends):
            found.append(f"{measure} trend to {d} by {by} {group}: months {at}")
    return found


def child_differences(workbench, tables: Tables, clocks: dict[str, list[Clock]], child_id: str, d: date) -> list[str]:
    """The clocks on a child's page against all the reference's clocks of that child."""
    ours = {
        case.clock.name: case.fields()
        for measure in RULES
        for case in cases(tables, clocks[measure], measure, d)
        if case.clock.child_id == child_id
    }
    theirs = {line["case"]: line for line in workbench.child(child_id, as_at=d).clocks if line["measure"] in RULES}
    return rows_differ(ours, theirs, f"{d} child {child_id}")


def choice_differences(workbench, tables: Tables, clocks: dict[str, list[Clock]], measure: str, d: date) -> list[str]:
    """The rows and figures of one service, team or worker by itself, and the default list of what runs."""
    found = []
    everyone = cases(tables, clocks[measure], measure, d)
    running = [line["case"] for line in workbench.cases(measure, as_at=d).rows()]
    if sorted(running) != sorted(case.clock.name for case in everyone if case.status in RUNNING):
        found.append(f"{d} {measure}: the list without a status is not what runs")
    over = [line["days_over"] for line in workbench.cases(measure, as_at=d).rows()]
    if over != sorted(over, reverse=True):
        found.append(f"{d} {measure}: the most overdue are not first: {over}")
    for part in ("service", "team", "worker"):
        for name in sorted({getattr(case, part) for case in everyone}):
            theirs = workbench.cases(measure, as_at=d, statuses=set(STATUSES), **{part: name}).rows()
            ours = sorted(case.clock.name for case in everyone if getattr(case, part) == name)
            if sorted(line["case"] for line in theirs) != ours:
                found.append(f"{d} {measure} of {part} {name}: other cases")
            (figure,) = [one for one in workbench.figures(as_at=d, **{part: name}) if one.measure == measure]
            if figure.source != "cases":
                continue
            mine = [case for case in everyone if getattr(case, part) == name]
            count = counts(mine, "authority")[None, None, None]
            for field in COUNTS:
                if getattr(figure, field) != getattr(count, field):
                    found.append(
                        f"{d} {measure} of {part} {name} {field}: reference {getattr(count, field)}, "
                        f"program {getattr(figure, field)}"
                    )
    for status in STATUSES:
        theirs = sorted(line["case"] for line in workbench.cases(measure, as_at=d, statuses={status}).rows())
        if theirs != sorted(case.clock.name for case in everyone if case.status == status):
            found.append(f"{d} {measure}: other cases {status}")
    return found
