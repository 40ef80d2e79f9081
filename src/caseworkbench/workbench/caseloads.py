"""Caseloads: how many children each worker, team or service has, and who has no worker at all.

Each child counts once in a group, under its highest plan.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import numpy as np

from caseworkbench.calendar.days import NEVER, to_date, to_day
from caseworkbench.calendar.months import previous_month_ends
from caseworkbench.clocks.columns import NO_CODE, Codes
from caseworkbench.errors import WorkbenchError
from caseworkbench.figures.value import change, mean
from caseworkbench.settings import Settings
from caseworkbench.workbench.caseload_fields import FIELDS, PLAN_FIELDS
from caseworkbench.workbench.children import Children
from caseworkbench.workbench.clock_book import ClockBook
from caseworkbench.workbench.coverage import Coverage
from caseworkbench.workbench.groups import UNALLOCATED, UNMAPPED, Choice, Groups, Responsible
from caseworkbench.workbench.holding import ALLOCATED, WAITING, Held, Holding, Names, Plans
from caseworkbench.workbench.levels import LEVELS
from caseworkbench.workbench.wording import in_order
from caseworkbench.workbench.workers import Workers

MONTHS = 6


class Caseloads:
    """Counts the children whom workers, teams and services have."""

    def __init__(
        self,
        settings: Settings,
        connection: sqlite3.Connection,
        book: ClockBook,
        groups: Groups,
        coverage: Coverage,
        children: Children,
        workers: Workers,
    ) -> None:
        self._settings = settings
        self._connection = connection
        self._book = book
        self._groups = groups
        self._holding = Holding(book, groups, coverage)
        self._children = children
        self._workers = workers

    def rows(self, by: str, choice: Choice, day: date) -> list[dict[str, Any]]:
        """A row per service, team or worker in order of name, the unallocated children on top (FIELDS).

        Raises WorkbenchError for another ``by``, and where there is no data at the date.
        """
        if by not in LEVELS[1:]:
            raise WorkbenchError(f"There are no caseloads by {by!r}: choose one of {', '.join(LEVELS[1:])}.")
        self._check(day)
        plans = self._holding.plans(day)
        before = {end: self._sets(end, choice, by) for end in self._ends(ALLOCATED, day)}
        now = dict(self._holding.split(self._holding.held(day, choice), by))
        everyone = Counter(self._holding.held(day, Choice()).who.worker.tolist())
        equivalents = self._full_time_equivalents(day)
        if by == LEVELS[-1]:
            now |= {names: _nobody() for names in self._without_children(choice, day)}
        found = []
        for names, held in now.items():
            mine = np.unique(held.child)
            row = self._row(names, mine, plans, {end: sets.get(_kept(names, by)) for end, sets in before.items()}, day)
            row |= self._capacity(names, held, equivalents, everyone)
            found.append(row)
        found.sort(key=_place)
        return [*self._waiting_row(choice, day, plans), *found]

    def _row(
        self, names: Names, mine: Codes, plans: Plans, before: Mapping[date, Codes | None], day: date
    ) -> dict[str, Any]:
        """A row without its workers. ``before``: the group's children at each month end that the data reaches."""
        service, team, worker = names
        average = mean([0 if then is None else len(then) for then in before.values()])
        row: dict[str, Any] = dict.fromkeys(FIELDS)
        row |= {"service": service, "team": team, "worker": worker, "unallocated": False, "children": len(mine)}
        row["worker_name"] = self._workers.name(worker) if worker else None
        row["average_six_months"] = average
        row["change"] = change(len(mine), average, self._settings.tolerance("count"))
        row |= plans.counts(mine)
        last = previous_month_ends(day, 1)[0]
        if last in before:
            then = before[last]
            row["new_this_month"] = len(mine if then is None else np.setdiff1d(mine, then))
        return row

    def _capacity(
        self, names: Names, held: Held, equivalents: Mapping[str, float | None], everyone: Counter[int]
    ) -> dict[str, Any]:
        """How many workers have these children, their full-time equivalent, and how many children for each of it.

        A worker with children in several teams is divided among them by where the children are. ``everyone``: how
        many children each worker has anywhere.
        """
        texts = self._book.directory.workers.texts
        busy = Counter(code for code in held.who.worker.tolist() if code != NO_CODE)
        if busy:
            whole = {code: equivalents.get(texts[code]) for code in busy}
            asked = [None if fte is None else fte * busy[code] / everyone[code] for code, fte in whole.items()]
        else:
            asked = [equivalents.get(names[2])] if names[2] else []
        known = [one for one in asked if one is not None]
        fte = round(sum(known), 6) if known and len(known) == len(asked) else None
        children = len(np.unique(held.child))
        return {"workers": len(busy), "fte": fte, "per_fte": children / fte if fte else None}

    def _full_time_equivalents(self, day: date) -> dict[str, float | None]:
        """By worker; None where the extract has none, or a word or a number below nought that says none.

        Nought of one who has left by the day, or is not there yet.
        """
        rows = self._connection.execute(
            "SELECT worker, CASE WHEN start_date > ? OR end_date <= ? THEN 0.0 ELSE fte END FROM workers",
            (day.isoformat(), day.isoformat()),
        )
        return {worker: fte if isinstance(fte, float) and fte >= 0 else None for worker, fte in rows}

    def _without_children(self, choice: Choice, day: date) -> Iterator[Names]:
        """The workers whom the workers extract has at work on the day and who have no child anywhere."""
        texts = self._book.directory.workers.texts
        everyone = self._holding.held(day, Choice())
        busy = {texts[code] for code in np.unique(everyone.who.worker).tolist() if code != NO_CODE}
        asked = (choice.service, choice.team, choice.worker)
        on = day.isoformat()
        for worker, team in self._connection.execute(
            "SELECT worker, team FROM workers WHERE (start_date IS NULL OR start_date <= ?) "
            "AND (end_date IS NULL OR end_date > ?)",
            (on, on),
        ):
            names = (self._groups.service_of(team, to_day(day)), team or UNALLOCATED, worker)
            if worker not in busy and all(one in (None, name) for one, name in zip(asked, names, strict=True)):
                yield names

    def _waiting_row(self, choice: Choice, day: date, plans: Plans) -> list[dict[str, Any]]:
        """The row of the children who have no worker; none where that is not known."""
        if not self._holding.reaches(WAITING, day):
            return []
        held = self._holding.waiting(day, choice)
        before = {end: np.unique(self._holding.waiting(end, choice).child) for end in self._ends(WAITING, day)}
        row = self._row((choice.service, choice.team, UNALLOCATED), np.unique(held.child), plans, before, day)
        longest = int(held.days.max()) if len(held) else None
        return [row | {"unallocated": True, "longest_unallocated": longest}]

    # Children

    def children(self, choice: Choice, day: date, unallocated: bool | None) -> list[dict[str, Any]]:
        """The children of a row (CHILD_FIELDS): those who wait for a worker first, the longest wait on top.

        Raises WorkbenchError where there is no data at the date.
        """
        self._check(day)
        found: list[dict[str, Any]] = []
        if unallocated is not False and self._holding.reaches(WAITING, day):
            found += sorted(self._child_rows(True, choice, day), key=lambda row: -row["unallocated_days"])
        if unallocated is not True:
            found += sorted(self._child_rows(False, choice, day), key=_child_place)
        return found

    def _child_rows(self, waiting: bool, choice: Choice, day: date) -> list[dict[str, Any]]:
        held = (self._holding.waiting if waiting else self._holding.held)(day, choice).once()
        before = self._before(waiting, choice, day)
        plans = self._holding.plans(day).of(held.child)
        texts = self._book.directory.children.texts
        self._children.gather(texts[child] for child in held.child.tolist())
        columns = (held.who.service, held.who.team, held.who.worker, held.child, held.since, held.days)
        found = []
        for plan, (*codes, child, since, days) in zip(
            plans, zip(*(one.tolist() for one in columns), strict=True), strict=True
        ):
            service, team, worker = self._groups.names(LEVELS[-1], *codes)
            name = texts[child]
            found.append(
                {
                    "child_id": name,
                    "child_name": self._children.name(name),
                    "family_id": self._children.family(name),
                    "service": service,
                    "team": team,
                    "worker": worker,
                    "worker_name": self._workers.name(worker) if worker else None,
                    "unallocated": waiting,
                    "plan": plan,
                    "since": None if since == NEVER else to_date(since),
                    "new_this_month": None if before is None else (worker, child) not in before,
                    "unallocated_days": days if waiting else None,
                }
            )
        return found

    def _before(self, waiting: bool, choice: Choice, day: date) -> set[tuple[str | None, int]] | None:
        """Who had which children at the end of the month before; None where the data does not reach back to it."""
        last = previous_month_ends(day, 1)[0]
        if not self._holding.reaches(WAITING if waiting else ALLOCATED, last):
            return None
        held = (self._holding.waiting if waiting else self._holding.held)(last, choice)
        texts = [*self._book.directory.workers.texts, UNALLOCATED]
        return {(texts[code], child) for code, child in zip(held.who.worker.tolist(), held.child.tolist(), strict=True)}

    # What both need

    def _check(self, day: date) -> None:
        if not self._holding.reaches(ALLOCATED, day):
            raise WorkbenchError(
                f"There are no caseloads on {day:%d/%m/%Y}: they are counted from the allocations extract; "
                "load it, or choose another date."
            )

    def _ends(self, measure: str, day: date) -> list[date]:
        return [end for end in previous_month_ends(day, MONTHS) if self._holding.reaches(measure, end)]

    def _sets(self, day: date, choice: Choice, by: str) -> dict[tuple[str | None, ...], Codes]:
        """The children of each group on a day, by as much of its names as it keeps when teams are reorganised."""
        asked = choice if by == LEVELS[1] else Choice(None, choice.team, choice.worker)
        held = self._holding.split(self._holding.held(day, asked), by)
        return {_kept(names, by): np.unique(mine.child) for names, mine in held}


def _kept(names: Names, by: str) -> tuple[str | None, ...]:
    """What a row keeps of its names from month to month: a team that goes to another service takes its past along."""
    return names if by == LEVELS[1] else names[1:]


def _nobody() -> Held:
    none = np.empty(0, dtype=np.int32)
    return Held(none, none, none, Responsible(none, none, none))


def _place(row: dict[str, Any]) -> list[tuple[bool, list[tuple[int, int, str]]]]:
    names = (row["service"] or "", row["team"] or "", row["worker"] or "")
    return [(name in (UNALLOCATED, UNMAPPED), in_order(name)) for name in names]


def _child_place(row: dict[str, Any]) -> tuple[object, ...]:
    return _place(row), PLAN_FIELDS.index(row["plan"]), row["child_id"]
