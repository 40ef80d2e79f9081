"""Changed cases as rows: whose they are, what they were and are, when it happened and when it was first seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from caseworkbench.calendar.days import NEVER, to_date, to_dates
from caseworkbench.clocks.columns import NO_TIME, ClockColumns
from caseworkbench.clocks.status import STATUSES
from caseworkbench.figures.tallied import TalliedColumns
from caseworkbench.workbench.changes_clocks import ClockSide
from caseworkbench.workbench.changes_found import FIELDS, NAMES, NO_ROW, Found
from caseworkbench.workbench.changes_kinds import CHANGE
from caseworkbench.workbench.changes_late import Seen, first_seen, seen_in
from caseworkbench.workbench.changes_point import Asked, Point, loads_between

if TYPE_CHECKING:
    from caseworkbench.workbench.changes_effects import Weighing
    from caseworkbench.workbench.changes_shares import ShareSide

_EVENTS = ("started", "stopped", "voided")
_SEEN_KINDS = ("entered_late", "changed_dates")


class Rows:
    """Makes rows of what was found between two points."""

    def __init__(
        self,
        asked: Asked,
        points: tuple[Point, Point],
        sides: tuple[ClockSide, ClockSide] | tuple[ShareSide, ShareSide],
        found: Found,
        weighing: Weighing,
    ) -> None:
        self._asked, self._points, self._sides, self._found, self._weighing = asked, points, sides, found, weighing

    def at(self, places: Sequence[int]) -> list[dict[str, Any]]:
        """The changes at these places of what was found, those that moved the figure most first."""
        found = self._found
        rows = np.array(places, dtype=np.intp)
        held = [self._held(side, (found.before, found.after)[side][rows]) for side in (0, 1)]
        made = []
        for place, before, after in zip(places, *held, strict=True):
            row = self._said(place) | before | after
            row["was"], row["now"] = self._words(row, before, after)
            row["case_before"] = before.get("case")
            made.append({name: row[name] for name in CHANGE})
        self._add_seen(rows, made)
        return sorted(made, key=_most_telling_first)

    def _held(self, side: int, rows: np.ndarray[Any, np.dtype[np.intp]]) -> list[dict[str, Any]]:
        """The cases as one point has them; nothing of one that it has not got."""
        made: list[dict[str, Any]] = [{} for _ in range(len(rows))]
        inside = np.flatnonzero(rows != NO_ROW)
        for place, said in zip(inside.tolist(), self._whose(side, rows[inside]), strict=True):
            made[place] = said
        return made

    def _words(self, row: dict[str, Any], before: dict[str, Any], after: dict[str, Any]) -> tuple[Any, Any]:
        """What it was and is now: dates, or words where what changed is no date."""
        match row["field"]:
            case "status" | "answer":
                return row["status_before"], row["status_after"]
            case "stop_time":
                return before["_time"], after["_time"]
            case "team":
                choice = self._asked.choice
                level = "worker" if choice.worker else "team" if choice.team else "service"
                return before[level], after[level]
        return row["was"], row["now"]

    def _said(self, place: int) -> dict[str, Any]:
        found = self._found
        was, now = (None if day == NEVER else to_date(day) for day in (found.was[place], found.now[place]))
        effect = None
        if found.numerator is not None and found.denominator is not None:
            effect = self._weighing.points(float(found.numerator[place]), float(found.denominator[place]))
        kind, field = NAMES[found.kind[place]], FIELDS[found.field[place]]
        return dict.fromkeys(CHANGE) | {
            "measure": self._asked.line.measure.id,
            "kind": kind,
            "field": field or None,
            "was": was,
            "now": now,
            "happened": now if field in (*_EVENTS, "ended") and kind != "period" else None,
            "counted_before": bool(found.counted_before[place]),
            "met_before": bool(found.met_before[place]),
            "counted_after": bool(found.counted_after[place]),
            "met_after": bool(found.met_after[place]),
            "effect": effect,
        }

    def _whose(self, side: int, rows: np.ndarray[Any, np.dtype[np.intp]]) -> list[dict[str, Any]]:
        """Names, dates and state of the cases at one point; the second point's stand where both have the case."""
        point, where = self._points[side], self._sides[side]
        measure, parts = self._asked.line.measure, point.workbench.parts
        columns: ClockColumns | TalliedColumns
        if isinstance(where, ClockSide):
            columns = where.clocks.take(rows)
            who = parts.groups.responsible(columns, where.day)
            dates, began = _clock_dates(where, rows), to_dates(columns.start)
            dates["_time"] = [time_words(seconds) for seconds in columns.stop_time.tolist()]
            states: list[str | None] = [STATUSES[code] for code in where.status[rows].tolist()]
        else:
            columns = where.rows.take(rows)
            who = parts.groups.responsible_for(columns, where.snapshot, where.day)
            began = to_dates(columns.event)
            dates = {"started": began}
            states = ["met" if met else "not met" for met in columns.met.tolist()]
        subjects = parts.book.subjects(measure, columns.subject)
        whose = parts.cases.whose(columns, who)
        made = []
        for place, (subject, on, state) in enumerate(zip(subjects, began, states, strict=True)):
            said = {name: values[place] for name, values in (whose | dates).items()}
            said["case"] = f"{measure.id}:{subject}" + (f"@{on}" if on else "")
            said["status_after" if side else "status_before"] = state
            made.append(said)
        return made

    def _add_seen(self, rows: np.ndarray[Any, np.dtype[np.intp]], made: list[dict[str, Any]]) -> None:
        """In which load that shows it what was entered late was first seen."""
        first, last = self._points
        if first.load == last.load:
            return
        late = [
            at
            for at, row in enumerate(made)
            if row["kind"] in _SEEN_KINDS and row["happened"] is not None and row["happened"] <= first.day
        ]
        side = self._sides[1]
        if not late or not isinstance(side, ClockSide):
            # A share's rows keep no dates of what changed when: the later load stands for itself.
            entries = loads_between(first, last)
            for at in late if entries else ():
                _note_seen(made[at], seen_in(entries[-1]))
            return
        places = self._found.after[rows[late]]
        seen = first_seen(
            self._asked.line.measure,
            first,
            last,
            side.subject[places].tolist(),
            side.clocks.start[places].tolist(),
            [(str(made[at]["field"]), int(self._found.now[rows[at]])) for at in late],
        )
        for at, one in zip(late, seen, strict=True):
            if one is not None:
                _note_seen(made[at], one)


def _most_telling_first(row: dict[str, Any]) -> tuple[bool, float, str, str]:
    """What happened before what only the calendar did; of that, what moved the figure most."""
    return row["kind"] == "period", -abs(row["effect"] or 0), row["kind"], row["case"]


def _note_seen(row: dict[str, Any], seen: Seen) -> None:
    row["first_seen_load"], row["first_seen_on"], row["first_loaded_on"] = seen
    row["days_late"] = (seen.as_at - row["happened"]).days


def _clock_dates(side: ClockSide, rows: np.ndarray[Any, np.dtype[np.intp]]) -> dict[str, list[Any]]:
    return {
        "started": to_dates(side.clocks.start[rows]),
        "due": to_dates(side.clocks.due[rows]),
        "stopped": to_dates(side.stop[rows]),
        "voided": to_dates(side.void[rows]),
    }


def time_words(seconds: int) -> str | None:
    """``14:05`` of seconds since midnight."""
    return None if seconds == NO_TIME else f"{seconds // 3600:02d}:{seconds % 3600 // 60:02d}"
