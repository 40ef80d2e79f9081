"""What changed in sentences: what became of the overdue, and why a figure is no longer what was reported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from caseworkbench.figures.value import ROUNDING
from caseworkbench.workbench.wording import day_words

if TYPE_CHECKING:
    from caseworkbench.measures.catalogue import Measure
    from caseworkbench.workbench.changes_point import Asked, Point

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_PERSONS = ("child", "child in need", "care leaver")
"""What measures of people call their cases: people do not begin or end."""
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def number_words(number: int) -> str:
    """``four``, ``37``, ``1,204``: words up to twelve, as reports write."""
    return _WORDS[number] if number < len(_WORDS) else f"{number:,}"


def of_measure(measure: Measure, number: int) -> str:
    """``conference`` or ``conferences``: what the measure's cases are called."""
    return measure.noun.one if number == 1 else measure.noun.many


def overdue_sentence(measure: Measure, became: Mapping[str, int]) -> str:
    """``75 of 141 overdue assessments have been completed, 66 remain``; and how many are overdue now.

    ``became``: of the cases overdue ``then`` how many were ``completed``, went ``void``, are ``gone`` from the data or
    ``elsewhere``, are ``no_longer`` overdue since their dates changed, and ``remain``; and all overdue ``now``, some of
    which ``came`` from elsewhere as they were.
    """
    then, done, remain = became["then"], became["completed"], became["remain"]
    came, fresh = became["came"], became["now"] - remain - became["came"]
    added = [f"{fresh:,} became overdue since"] if fresh else []
    added += [f"{came:,} came overdue from elsewhere"] if came else []
    more = ", ".join([*added, f"{became['now']:,} {_are(became['now'])} overdue now."]) if added else ""
    if not then:
        return more or f"No {measure.noun.one} was overdue, and none is now."
    of = f"{then:,} overdue {of_measure(measure, then)}"
    parts = [f"{done:,} of {of} {'has' if done == 1 else 'have'} been completed"]
    if not done:
        parts = [f"the one {of[2:]} has not been completed" if then == 1 else f"none of {of} has been completed"]
    for name, one, many in (
        ("void", "ceased to matter", "ceased to matter"),
        ("gone", "is no longer in the data", "are no longer in the data"),
        ("elsewhere", "went to another team", "went to other teams"),
        (
            "no_longer",
            "is no longer overdue as its dates changed",
            "are no longer overdue as their dates changed",
        ),
    ):
        if became[name]:
            parts.append(f"{became[name]:,} {one if became[name] == 1 else many}")
    parts.append(f"{remain:,} {'remains' if remain == 1 else 'remain'}" if remain else "none remains")
    said = f"{', '.join(parts)}" if (then, remain) != (1, 1) else parts[0]
    return " ".join(part for part in (f"{said[0].upper()}{said[1:]}.", more) if part)


def figure_sentence(asked: Asked, points: tuple[Point, Point], values: Sequence[float | None], why: str) -> str:
    """``September was reported as 59.6; it is now 63.1: these four conferences were entered …``.

    With two dates the figure is said at each; where there was none at either, that.
    """
    first, last = points
    said = [_figure(value, asked.line.measure.unit) for value in values]
    if first.day != last.day:
        was = "There was no figure" if values[0] is None else f"The figure was {said[0]}"
        now = "there is none" if values[1] is None else f"it is {said[1]}"
        told = f"{was} as at {day_words(first.day)}; {now} as at {day_words(last.day)}"
        if values[0] is None and values[1] is None:
            return f"{told} either."
        return f"{told}: {why}." if why else f"{told}."
    what = period_words(asked, last)
    several = what.startswith("The twelve months")
    were, they, have = ("were", "they are", "they have") if several else ("was", "it is", "it has")
    known = values[0] is not None
    told = f"{what} {were} reported as {said[0]}" if known else f"{what} had no figure"
    if _same(values):
        told += f" and {they} still" if known else f" and {have} none still"
        return f"{told}, though {why}." if why else f"{told}."
    told += f"; {they} now {said[1]}" if values[1] is not None else f"; {have} none now"
    return f"{told}: {why}." if why else f"{told}."


def _same(values: Sequence[float | None]) -> bool:
    """Whether the two values are one figure."""
    before, after = values
    return before == after or (before is not None and after is not None and not round(after - before, ROUNDING))


def period_words(asked: Asked, point: Point) -> str:
    """The period that a figure counts, as a sentence begins with it."""
    day = point.day
    year = "" if day.year == point.workbench.as_at.year else f" {day.year}"
    match asked.line.period:
        case "month":
            return f"{_MONTHS[day.month - 1]}{year}"
        case "quarter":
            first, last = _MONTHS[asked.first(day).month - 1], _MONTHS[day.month - 1]
            return f"{last if first == last else f'{first} to {last}'}{year}"
        case "ytd":
            return f"The year to {day_words(day)}"
        case "rolling12":
            return f"The twelve months to {day_words(day)}"
    return day_words(day)


def why(measure: Measure, counts: Mapping[str, int], late: Sequence[Mapping[str, Any]]) -> str:
    """The reasons for a change of the figure, a clause each.

    ``counts``: by kind the cases whose counting changed; ``late``: those of them that were entered late, as rows.
    """
    clauses = [*_entered_late(measure, late)]
    for kind, one, many in (
        ("changed_dates", "the dates of {} were changed", "the dates of {} were changed"),
        ("gone", "{} is no longer in the data", "{} are no longer in the data"),
        ("void", "{} ceased to matter", "{} ceased to matter"),
        ("answer_changed", "the answer for {} changed", "the answers for {} changed"),
        ("came_in", "{} came from elsewhere", "{} came from elsewhere"),
        ("went_out", "{} went elsewhere", "{} went elsewhere"),
    ):
        if number := counts.get(kind):
            said = f"{number_words(number)} {of_measure(measure, number)}"
            clauses.append((one if number == 1 else many).format(said))
    return _joined(clauses)


def _entered_late(measure: Measure, rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """``these four conferences were entered 3 to 11 days after they were held``: by what was entered."""
    clauses = []
    person = measure.noun.one in _PERSONS
    for field, one, many in (
        ("stopped", f"it was {measure.noun.done}", f"they were {measure.noun.done}"),
        ("voided", "it ceased to matter", "they ceased to matter"),
        ("started", "it had begun", "they had begun"),
        ("ended", "it had ended", "they had ended"),
    ):
        days = sorted(row["days_late"] for row in rows if row["field"] == field and row["days_late"] is not None)
        if not days:
            continue
        number = len(days)
        span = f"{days[0]:,}" if days[0] == days[-1] else f"{days[0]:,} to {days[-1]:,}"
        span += " day" if days[-1] == 1 else " days"
        after = f"{span} after" if days[-1] else "on the day on which"
        said = f"entered {after} {one if number == 1 else many}"
        if person and days[-1]:
            said = f"{'taken out' if field == 'ended' else 'entered'} {span} late"
        elif person:
            said = f"{'taken out' if field == 'ended' else 'entered'} on the very day"
        what = f"{number_words(number)} {of_measure(measure, number)}"
        these = f"this {measure.noun.one} was" if number == 1 else f"these {what} were"
        clauses.append(f"{these} {said}")
    return clauses


def _joined(clauses: Sequence[str]) -> str:
    return clauses[0] if len(clauses) == 1 else ", ".join(clauses[:-1]) + " and " + clauses[-1] if clauses else ""


def _figure(value: float | None, unit: str) -> str:
    if value is None:
        return "no figure"
    return f"{value:,.0f}" if unit == "count" else f"{value:,.1f}"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def no_data(measure: Measure, points: tuple[Point, Point], known: Sequence[bool]) -> str:
    """Why a measure cannot be compared: the point at which it has no data."""
    if not any(known):
        return f"{measure.title} has no data at either point."
    point: Point = points[known.index(False)]
    on: date = point.day
    return f"{measure.title} has no data as at {day_words(on)} in load {point.load}, so there is nothing to compare."
