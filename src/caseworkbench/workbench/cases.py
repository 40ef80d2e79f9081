"""Making case lists from clocks."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from caseworkbench.calendar.days import NEVER, to_dates, to_day
from caseworkbench.clocks.columns import NO_CODE, NO_TIME, ClockColumns, Codes
from caseworkbench.clocks.limits import HOURS_A_DAY
from caseworkbench.clocks.settle import A_DAY, seconds_run
from caseworkbench.clocks.status import OPEN_STATUSES, STATUSES, elapsed, running, status_codes
from caseworkbench.errors import WorkbenchError, nearest
from caseworkbench.figures.basis import count
from caseworkbench.figures.periods import period_start
from caseworkbench.figures.tallied import TalliedColumns, counted
from caseworkbench.measures.catalogue import Measure
from caseworkbench.workbench.case_list import FIELDS, CaseList
from caseworkbench.workbench.children import Children
from caseworkbench.workbench.clock_book import ClockBook
from caseworkbench.workbench.counting import Counting
from caseworkbench.workbench.groups import EVERYONE, UNALLOCATED, Choice, Groups, Responsible

AN_HOUR = 3600


@dataclass(frozen=True)
class Wanted:
    """Which cases of a measure are wanted: by status, or those counted; of whom; of one child alone."""

    day: date
    period: str
    statuses: Collection[str] | None = None
    counted: bool = False
    choice: Choice = EVERYONE
    child: int | None = None


def check_statuses(statuses: Collection[str]) -> None:
    """Raise WorkbenchError for a status that does not exist."""
    for status in statuses:
        if status not in (*STATUSES, "all"):
            near = nearest(status, [*STATUSES, "all"])
            hint = f"did you mean {near[0]}?" if near else f"they are {', '.join(STATUSES)} and all."
            raise WorkbenchError(f"There is no status {status!r}: {hint}")


class Cases:
    """Makes case lists."""

    def __init__(self, book: ClockBook, groups: Groups, counting: Counting, children: Children) -> None:
        self._book = book
        self._groups = groups
        self._counting = counting
        self._children = children

    def of(self, measure: Measure, wanted: Wanted) -> CaseList:
        """The cases of a measure as at a date, the most overdue (the earliest due) first."""
        if not measure.is_clock:
            return self._of_share(measure, wanted)
        day = to_day(wanted.day)
        soon = self._counting.soon(measure, day)
        clocks = self._clocks(measure, wanted, day, soon)
        first = to_day(period_start(wanted.period, wanted.day))
        found = count(clocks, measure.basis, first, day, soon)  # type: ignore[arg-type]
        status = status_codes(clocks, day, soon)
        taken = self._taken(wanted, status, found.counted)
        if wanted.choice.anything:
            inside = np.flatnonzero(taken)
            rows = clocks.take(inside)
            taken[inside] = self._counting.taken(rows, self._groups.responsible(rows, day), wanted.choice, day)
        order = np.flatnonzero(taken)
        kept = clocks.take(order)
        columns = self._columns(measure, kept, wanted.day)
        columns["status"] = [STATUSES[code] for code in status[order].tolist()]
        columns["counted"] = found.counted[order].tolist()
        columns["met"] = found.met[order].tolist()
        listed = CaseList(columns)
        return listed.reordered(_worst_first(columns))

    def _clocks(self, measure: Measure, wanted: Wanted, day: int, soon: int) -> ClockColumns:
        """The clocks among which those wanted are."""
        statuses = set(OPEN_STATUSES if wanted.statuses is None else wanted.statuses)
        if wanted.child is not None:
            clocks = self._book.clocks_of(measure, wanted.child)
        elif wanted.counted or not statuses <= set(OPEN_STATUSES):
            clocks = self._book.clocks(measure)
        else:
            latest = NEVER if "running" in statuses else soon
            return self._book.clocks_where(measure, lambda dates: running(dates, day) & (dates.due <= latest))
        return clocks.take(clocks.start <= day)

    def _of_share(self, measure: Measure, wanted: Wanted) -> CaseList:
        """The counted rows of a share, the latest first; the fields of a clock are empty."""
        day = to_day(wanted.day)
        rows = self._book.tallied(measure)
        first = to_day(period_start(wanted.period, wanted.day))
        rows = rows.take(counted(rows, measure.is_snapshot, first, day))
        if wanted.child is not None:
            rows = rows.take(rows.child == wanted.child)
        who = self._groups.responsible_for(rows, measure.is_snapshot, day)
        order = np.flatnonzero(self._counting.taken(rows, who, wanted.choice, day))
        rows = rows.take(order)
        who = Responsible(who.service[order], who.team[order], who.worker[order])
        names = [
            f"{measure.id}:{subject}" + (f"@{on}" if on else "")
            for subject, on in zip(self._book.subjects(measure, rows.subject), to_dates(rows.event), strict=True)
        ]
        columns: dict[str, list[Any]] = {name: [None] * len(rows) for name in FIELDS}
        columns |= {"case": names, "measure": [measure.id] * len(rows)}
        columns |= self.whose(rows, who)
        columns |= {"counted": [True] * len(rows), "met": rows.met.tolist()}
        best = sorted(range(len(rows)), key=lambda row: (-int(rows.event[row]), names[row]))
        return CaseList(columns).reordered(best)

    def whose(self, rows: ClockColumns | TalliedColumns, who: Responsible) -> dict[str, list[Any]]:
        """The children of some rows with their families, and who is responsible for each, in words."""
        directory = self._book.directory
        children = [directory.children.texts[code] if code != NO_CODE else None for code in rows.child.tolist()]
        self._children.gather(children)

        def named(codes: Codes, texts: list[str]) -> list[str]:
            return [texts[code] if code != NO_CODE else UNALLOCATED for code in codes.tolist()]

        return {
            "child_id": children,
            "child_name": [self._children.name(child) for child in children],
            "family_id": [self._children.family(child) for child in children],
            "service": [self._groups.service_name(code) for code in who.service.tolist()],
            "team": named(who.team, directory.teams.texts),
            "worker": named(who.worker, directory.workers.texts),
        }

    def _taken(
        self, wanted: Wanted, status: npt.NDArray[np.int8], counted: npt.NDArray[np.bool_]
    ) -> npt.NDArray[np.bool_]:
        if wanted.counted:
            taken = counted.copy()
            if wanted.statuses is None:
                return taken
        else:
            taken = np.ones(len(status), dtype=bool)
        statuses = OPEN_STATUSES if wanted.statuses is None else wanted.statuses
        check_statuses(statuses)
        if "all" not in statuses:
            taken &= np.isin(status, [STATUSES.index(name) for name in statuses])
        return taken

    def _columns(self, measure: Measure, clocks: ClockColumns, on: date) -> dict[str, list[Any]]:
        day = to_day(on)
        started = to_dates(clocks.start)
        hidden = {
            name: np.where(getattr(clocks, name) <= day, getattr(clocks, name), NEVER) for name in ("stop", "void")
        }
        ran, over = elapsed(clocks, day, measure.limits, self._book.calendar(measure))
        limits = clocks.limit.tolist()
        return {
            "case": [
                f"{measure.id}:{subject}@{start}"
                for subject, start in zip(self._book.subjects(measure, clocks.subject), started, strict=True)
            ],
            "measure": [measure.id] * len(clocks),
            **self.whose(clocks, self._groups.responsible(clocks, day)),
            "started": started,
            "due": to_dates(clocks.due),
            "stopped": to_dates(hidden["stop"].astype(np.int32)),
            "voided": to_dates(hidden["void"].astype(np.int32)),
            "limit": [measure.limits[code].n for code in limits],
            "unit": [measure.limits[code].unit for code in limits],
            "elapsed": ran.tolist(),
            "days_over": over.tolist(),
            "hours_over": _hours_over(measure, clocks, day),
        }


def _worst_first(columns: dict[str, list[Any]]) -> list[int]:
    """The order of the cases: the most days over first, then the earliest due."""
    keys = zip(
        (-over for over in columns["days_over"]),
        columns["due"],
        columns["started"],
        (child or "" for child in columns["child_id"]),
        columns["case"],
        strict=True,
    )
    return [row for _, row in sorted((key, row) for row, key in enumerate(keys))]


def _hours_over(measure: Measure, clocks: ClockColumns, day: int) -> list[float | None]:
    """Hours past the instant at which each hours clock was due, where start and stop both have times of day."""
    hours: list[float | None] = [None] * len(clocks)
    for code, limit in enumerate(measure.limits):
        if limit.unit != "hours":
            continue
        timed = (clocks.limit == code) & (clocks.start_time != NO_TIME) & (clocks.stop_time != NO_TIME)
        timed &= clocks.stop <= day
        rows = np.flatnonzero(timed)
        over = seconds_run(clocks.take(rows)) - limit.n // HOURS_A_DAY * A_DAY
        for row, seconds in zip(rows.tolist(), over.tolist(), strict=True):
            hours[row] = max(0.0, seconds / AN_HOUR)
    return hours
