"""Explaining a due date: the arithmetic in a sentence, and day by day for a small calendar."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from caseworkbench.calendar.working_calendar import SATURDAY, WorkingCalendar
from caseworkbench.clocks.limits import Limit
from caseworkbench.measures.catalogue import Measure
from caseworkbench.workbench.wording import counted_words, day_words, holiday_words

DayKind = Literal["start", "working", "weekend", "holiday", "day", "due", "stop", "void", "as_at"]
_MOST_HOLIDAYS = 6


@dataclass(frozen=True, slots=True)
class DayMark:
    """One day between a clock's start and its end or due date: what it is, and why it is not counted."""

    date: date
    kind: DayKind
    why: str | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a due date came about: ``sentence`` in words, ``days`` for a calendar, in order."""

    sentence: str
    days: tuple[DayMark, ...]


def explain(case: Mapping[str, Any], measure: Measure, calendar: WorkingCalendar, as_at: date) -> Explanation:
    """Explain a case (fields of cli.md, dates as ``date``) as at a date."""
    limit = Limit("", case["limit"], case["unit"])
    return Explanation(_sentence(case, measure, limit, calendar, as_at), _days(case, limit, calendar, as_at))


def _sentence(case: Mapping[str, Any], measure: Measure, limit: Limit, calendar: WorkingCalendar, as_at: date) -> str:
    started, due = case["started"], case["due"]
    parts = [f"{limit.words()} from {day_words(started)}"]
    if limit.unit == "working_days":
        named = calendar.named_between(started, due)
        for day, name in named[:_MOST_HOLIDAYS]:
            parts.append(f"{day_words(day, year=day.year != started.year)} is {holiday_words(name)}")
        if len(named) > _MOST_HOLIDAYS:
            parts.append(f"and {len(named) - _MOST_HOLIDAYS} more bank holidays")
    parts.append(f"due {day_words(due)}")
    parts.append(_outcome(case, measure, limit, calendar, as_at))
    return "; ".join(parts)


def _outcome(case: Mapping[str, Any], measure: Measure, limit: Limit, calendar: WorkingCalendar, as_at: date) -> str:
    due = case["due"]
    over = counted_words(case["days_over"], "working day" if limit.unit == "working_days" else "day")
    if not case["days_over"]:
        # Past due on the weekend or holiday that follows: no working day has gone by yet.
        over = "less than a working day"
    if case["stopped"]:
        done = f"{measure.done} {day_words(case['stopped'])}"
        if case["status"] == "in_time":
            return f"{done}, in time"
        if not case["days_over"] and case["hours_over"]:
            return f"{done}, {_hours(case['hours_over'])} late"
        return f"{done}, {over} late"
    if case["voided"]:
        end = f"ended {day_words(case['voided'])} without it"
        return f"{end}, {over} past due" if case["voided"] > due else end
    if as_at > due:
        return f"not done by {day_words(as_at)}, {over} over"
    if as_at == due:
        return f"due today, {day_words(as_at)}"
    left = calendar.between(as_at, due) if limit.unit == "working_days" else (due - as_at).days
    return f"{counted_words(left, 'working day' if limit.unit == 'working_days' else 'day')} left on {day_words(as_at)}"


def _hours(hours: float) -> str:
    minutes = round(hours * 60)
    if minutes < 60:
        return counted_words(minutes, "minute")
    return f"{minutes // 60} h {minutes % 60:02d} min"


def _days(case: Mapping[str, Any], limit: Limit, calendar: WorkingCalendar, as_at: date) -> tuple[DayMark, ...]:
    started, due = case["started"], case["due"]
    ended = case["stopped"] or case["voided"] or as_at
    marks: list[DayMark] = []
    day = started
    while day <= max(due, ended):
        why = calendar.why(day)
        kind: DayKind
        if day == case["stopped"]:
            kind = "stop"
        elif day == case["voided"]:
            kind = "void"
        elif day == started:
            kind = "start"
        elif day == due:
            kind = "due"
        elif day == as_at:
            kind = "as_at"
        elif limit.unit != "working_days":
            kind = "day"
        elif day.weekday() >= SATURDAY:
            kind = "weekend"
        else:
            kind = "holiday" if why else "working"
        marks.append(DayMark(day, kind, why))
        day += timedelta(days=1)
    return tuple(marks)
