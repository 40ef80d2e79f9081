"""What a clock is at a date, who is responsible for it, and the figures: counts over the rows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from .clock import Clock, Row, Tables, rows
from .clocks import RULES
from .days import (
    DAY,
    add_months,
    add_working_days,
    previous_month_end,
    whole_months,
    working_days_between,
)
from .others import allocation_open_on, is_lead

STATUSES = ("in_time", "late", "void", "overdue", "due_soon", "running")
RUNNING = ("overdue", "due_soon", "running")
UNALLOCATED, UNMAPPED = "Unallocated", "Unmapped"


def status(clock: Clock, d: date) -> str | None:
    """The status on the evening of d; None where the clock does not exist yet."""
    if clock.start > d:
        return None
    if clock.stop is not None and clock.stop <= d:
        return "in_time" if clock.stopped_in_time else "late"
    if clock.void is not None and clock.void <= d:
        return "void"
    if clock.due < d:
        return "overdue"
    if clock.due <= add_working_days(d, 5):
        return "due_soon"
    return "running"


def ends(clock: Clock, d: date) -> date:
    """The earliest of stop, void and the as-at date."""
    return min(day for day in (clock.stop, clock.void, d) if day is not None)


def elapsed(clock: Clock, d: date) -> int:
    """Working days, calendar days for days and hours, whole months for months."""
    end = ends(clock, d)
    if clock.unit == "working_days":
        return working_days_between(clock.start, end)
    if clock.unit == "months":
        return whole_months(clock.start, end)
    return (end - clock.start).days


def days_over(clock: Clock, d: date) -> int:
    """How far past due: working days for working-day limits, else calendar days; 0 when not past."""
    end = ends(clock, d)
    if end <= clock.due:
        return 0
    if clock.unit == "working_days":
        return working_days_between(clock.due, end)
    return (end - clock.due).days


def hours_over(clock: Clock, d: date) -> float | None:
    """Hours past the due instant; only for an hours clock that stopped by d with both times known."""
    if not clock.both_times or clock.stop is None or clock.stop > d:
        return None
    return max(0.0, clock.hours_past())


def period_start(d: date, period: str) -> date:
    """The first day of the period that ends at d."""
    if period == "month":
        return date(d.year, d.month, 1)
    if period == "quarter":
        return date(d.year, (d.month - 1) // 3 * 3 + 1, 1)
    if period == "ytd":
        this_april = date(d.year, 4, 1)
        return this_april if d >= this_april else date(d.year - 1, 4, 1)
    if period == "rolling12":
        return add_months(d, -12) + DAY
    if period == "asat":
        return d
    raise AssertionError(period)


def counted_and_met(clock: Clock, basis: str, d: date, first: date) -> tuple[bool, bool]:
    """Whether the clock is in the denominator, and whether it is in the numerator."""
    now = status(clock, d)
    if now is None:
        return False, False
    if basis == "completed":
        counted = now in ("in_time", "late") and first <= clock.stop <= d
        return counted, counted and now == "in_time"
    if basis == "due":
        counted = first <= clock.due <= d and not (clock.void is not None and clock.void <= clock.due)
        return counted, counted and now == "in_time"
    if basis == "running":
        counted = now in RUNNING
        return counted, counted and now != "overdue"
    if basis == "count":
        counted = now in RUNNING
        return counted, counted and now == "overdue"
    raise AssertionError(basis)


def responsibility_date(clock: Clock, d: date) -> date:
    """The earliest of d, the clock's stop, and the day before its void."""
    days = [d]
    if clock.stop is not None:
        days.append(clock.stop)
    if clock.void is not None:
        days.append(clock.void - DAY)
    return min(days)


def allocated(tables: Tables, child_id: str | None, part: str, day: date) -> str:
    """The team or worker of the child's lead allocation on a day."""
    best: Row | None = None
    best_order: tuple[date, str] | None = None
    for row in rows(tables, "allocations"):
        if row["child_id"] != child_id or not is_lead(row) or not allocation_open_on(row, day):
            continue
        if row.get(part) is None:
            continue
        order = (row.get("start_date") or date.min, row["allocation_id"])
        if best_order is None or order > best_order:
            best, best_order = row, order
    return UNALLOCATED if best is None else best[part]


def service_of(tables: Tables, team: str, day: date) -> str:
    """The service the teams extract gives a team on a day: of periods that hold the day the latest."""
    best: Row | None = None
    for row in rows(tables, "teams"):
        if row["team"] != team:
            continue
        first, last = row.get("from_date"), row.get("to_date")
        if (first is not None and first > day) or (last is not None and last < day):
            continue
        if best is None or (first or date.min) >= (best.get("from_date") or date.min):
            best = row
    return UNMAPPED if best is None else best["service"]


@dataclass(frozen=True)
class Case:
    """A clock as at a date: the row that ``cases`` shows."""

    clock: Clock
    as_at: date
    service: str
    team: str
    worker: str
    status: str
    counted: bool
    met: bool

    def fields(self) -> dict[str, object]:
        clock, d = self.clock, self.as_at
        return {
            "case": clock.name,
            "measure": clock.measure,
            "child_id": clock.child_id,
            "service": self.service,
            "team": self.team,
            "worker": self.worker,
            "started": clock.start,
            "due": clock.due,
            "stopped": clock.stop if clock.stop is not None and clock.stop <= d else None,
            "voided": clock.void if clock.void is not None and clock.void <= d else None,
            "limit": clock.limit,
            "unit": clock.unit,
            "elapsed": elapsed(clock, d),
            "days_over": days_over(clock, d),
            "hours_over": hours_over(clock, d),
            "status": self.status,
            "counted": self.counted,
            "met": self.met,
        }


def cases(tables: Tables, clocks: list[Clock], measure: str, d: date, period: str | None = None) -> list[Case]:
    """Every clock of a measure that exists at d."""
    rule = RULES[measure]
    first = period_start(d, period or rule.period)
    found = []
    for clock in clocks:
        now = status(clock, d)
        if now is None:
            continue
        day = responsibility_date(clock, d)
        team = clock.own_team or allocated(tables, clock.child_id, "team", day)
        worker = clock.own_worker or allocated(tables, clock.child_id, "worker", day)
        counted, met = counted_and_met(clock, rule.basis, d, first)
        # No team at all belongs to no service, even where the teams extract names one "Unallocated".
        service = UNMAPPED if team == UNALLOCATED and clock.own_team is None else service_of(tables, team, day)
        found.append(Case(clock, d, service, team, worker, now, counted, met))
    return found


def group_of(case: Case, by: str) -> tuple[str | None, str | None, str | None]:
    """(service, team, worker), each None above its level."""
    if by == "authority":
        return None, None, None
    if by == "service":
        return case.service, None, None
    if by == "team":
        return case.service, case.team, None
    return case.service, case.team, case.worker


@dataclass
class Count:
    numerator: int = 0
    denominator: int = 0
    overdue: int = 0
    due_soon: int = 0


def counts(found: list[Case], by: str) -> dict[tuple[str | None, str | None, str | None], Count]:
    """The counts per group; the whole authority always has one."""
    groups: dict[tuple[str | None, str | None, str | None], Count] = {}
    if by == "authority":
        groups[None, None, None] = Count()
    for case in found:
        count = groups.setdefault(group_of(case, by), Count())
        count.denominator += case.counted
        count.numerator += case.met
        count.overdue += case.status == "overdue"
        count.due_soon += case.status == "due_soon"
    return groups


def value(count: Count, basis: str) -> Fraction | None:
    """The figure: the numerator for the count basis, else a percentage, none where nothing was counted."""
    if basis == "count":
        return Fraction(count.numerator)
    if count.denominator == 0:
        return None
    return Fraction(100 * count.numerator, count.denominator)


def change(now: Fraction | None, then: Fraction | None) -> str | None:
    """Up, down or same; same where the difference is less than 0.5."""
    if now is None or then is None:
        return None
    if abs(now - then) < Fraction(1, 2):
        return "same"
    return "up" if now > then else "down"


def last_month_ends(d: date) -> list[date]:
    """The last three month ends before d's month, the latest first."""
    first = previous_month_end(d)
    second = previous_month_end(first)
    return [first, second, previous_month_end(second)]


def figures(
    tables: Tables,
    clocks: list[Clock],
    measure: str,
    d: date,
    by: str = "authority",
    period: str | None = None,
    vouched: Callable[[date], bool] = lambda day: True,
) -> dict[tuple[str | None, str | None, str | None], dict[str, object]]:
    """Per group: numerator, denominator, value, overdue, due soon, and how it reads against earlier ones.

    ``vouched``: whether the extracts reach back to a date; where they do not, there was no figure.
    """
    basis = RULES[measure].basis
    here = counts(cases(tables, clocks, measure, d, period), by)
    before = [
        counts(cases(tables, clocks, measure, day, period), by) if vouched(day) else None for day in last_month_ends(d)
    ]
    result = {}
    for group, count in here.items():
        now = value(count, basis)
        earlier = [None if at is None else value(at.get(group, Count()), basis) for at in before]
        exist = [figure for figure in earlier if figure is not None]
        mean = sum(exist, Fraction(0)) / len(exist) if exist else None
        result[group] = {
            "numerator": count.numerator,
            "denominator": count.denominator,
            "value": now,
            "overdue": count.overdue,
            "due_soon": count.due_soon,
            "previous": earlier[0],
            "previous_three": mean,
            "change": change(now, earlier[0]),
            "change_three": change(now, mean),
        }
    return result
