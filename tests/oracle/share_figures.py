"""The figures of the measures that are not clocks: counts over their rows, by whoever is responsible."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from .clock import Tables
from .figures import UNALLOCATED, UNMAPPED, allocated, change, last_month_ends, period_start, service_of
from .shares import SHARES, Counted

Group = tuple[str | None, str | None, str | None]


@dataclass(frozen=True)
class Line:
    """A counted row and who is responsible for it."""

    row: Counted
    service: str
    team: str
    worker: str

    def group(self, by: str) -> Group:
        """(service, team, worker), each None above its level."""
        parts = (self.service, self.team, self.worker)
        shown = {"authority": 0, "service": 1, "team": 2, "worker": 3}[by]
        return tuple(part if at < shown else None for at, part in enumerate(parts))


def lines(tables: Tables, measure: str, d: date, period: str | None = None) -> list[Line]:
    """The rows that count at a date: all of the denominator, the met ones the numerator."""
    share = SHARES[measure]
    found = []
    for row in share.find(tables, period_start(d, period or share.period), d):
        team = row.own_team or allocated(tables, row.child_id, "team", row.day)
        worker = row.own_worker or allocated(tables, row.child_id, "worker", row.day)
        nobodys = team == UNALLOCATED and row.own_team is None
        service = UNMAPPED if nobodys else service_of(tables, team, row.day)
        found.append(Line(row, service, team, worker))
    return found


@dataclass(frozen=True)
class Reading:
    numerator: Fraction
    denominator: Fraction | None
    value: Fraction | None


def reading(found: list[Line], unit: str, population: int | None) -> Reading:
    """The figure of some lines."""
    if unit == "count":
        return Reading(Fraction(len(found)), Fraction(len(found)), Fraction(len(found)))
    if unit == "rate_per_10000":
        number = Fraction(len(found))
        if population is None:
            return Reading(number, None, None)
        return Reading(number, Fraction(population), number * 10000 / population)
    if unit == "average":
        number = Fraction(len({line.row.child_id for line in found}))
        workers = Fraction(len({line.worker for line in found}))
        return Reading(number, workers, number / workers if workers else None)
    whole = sum((line.row.weight for line in found), Fraction(0))
    met = sum((line.row.weight for line in found if line.row.met), Fraction(0))
    return Reading(met, whole, 100 * met / whole if whole else None)


def readings(found: list[Line], unit: str, population: int | None, by: str) -> dict[Group, Reading]:
    """The figure of each group; the whole authority always has one."""
    groups: dict[Group, list[Line]] = {(None, None, None): []} if by == "authority" else {}
    for line in found:
        groups.setdefault(line.group(by), []).append(line)
    return {group: reading(members, unit, population) for group, members in groups.items()}


def share_figures(
    tables: Tables,
    measure: str,
    d: date,
    by: str = "authority",
    period: str | None = None,
    population: int | None = None,
    vouched: Callable[[date], bool] = lambda day: True,
) -> dict[Group, dict[str, object]]:
    """Per group: numerator, denominator, value, and how it reads against earlier ones."""
    unit = SHARES[measure].unit
    here = readings(lines(tables, measure, d, period), unit, population, by)
    before = [
        readings(lines(tables, measure, day, period), unit, population, by) if vouched(day) else None
        for day in last_month_ends(d)
    ]
    result: dict[Group, dict[str, object]] = {}
    for group, now in here.items():
        nothing = reading([], unit, population)
        earlier = [None if at is None else at.get(group, nothing).value for at in before]
        exist = [value for value in earlier if value is not None]
        mean = sum(exist, Fraction(0)) / len(exist) if exist else None
        result[group] = {
            "numerator": now.numerator,
            "denominator": now.denominator,
            "value": now.value,
            "previous": earlier[0],
            "previous_three": mean,
            "change": change(now.value, earlier[0]),
            "change_three": change(now.value, mean),
        }
    return result
