"""Withdrawn rows: what an earlier file had and a later one should have, but has not.

A corrected date makes a new row; the old one must not stay behind as a ghost. Only rows that came from the same list
can be withdrawn, only where the later file could be expected to show them, and never those of native files.
"""

import re
import sqlite3
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from caseworkbench.loading.incoming import Incoming
from caseworkbench.loading.keyed_rows import Key, KeyedRows, Row, StoredRow

WINDOW_MONTHS = 6
"""Lists of plans and cases drop what ended more than six months before their date."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FAR_APART = 31
"""Days between a list's first dates that make the first a stray one, in a list long enough to tell."""
_STRAY = 0.01

SUBJECTS = {
    "cp_plans": (("reviews", "subject_id"),),
    "care_episodes": (("reviews", "subject_id"), ("placements", "care_id")),
}
"""Tables that name a plan or episode: history moves along when the date that names it is corrected."""


class Withdrawn(NamedTuple):
    """A row that was taken out, and why."""

    table_name: str
    key: str
    child_id: str | None
    message: str


class Withdrawing:
    """Finds and deletes the withdrawn rows of one table."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        keyed: KeyedRows,
        incoming: Incoming,
        others: Mapping[str, Incoming],
        as_at: str,
    ) -> None:
        self._connection = connection
        self._keyed = keyed
        self._incoming = incoming
        self._others = others
        self._as_at = as_at
        history = incoming.history
        self._held: set[Key] = {
            key for (table, _), keys in history.keys.items() if table == incoming.table for key in keys
        } | set(incoming.rows())
        self._latest: dict[str, dict[str, str]] = {}
        self._since: dict[str, str | None] = {}

    def run(self, fresh: Collection[Key]) -> list[Withdrawn]:
        """Delete what is withdrawn and say so. ``fresh``: keys that this load brought."""
        withdrawn: list[Withdrawn] = []
        gone: list[StoredRow] = []
        for origin in self._incoming.origins:
            kind = self._incoming.rules[origin].merge
            unsure = self._incoming.history.unsure.get(origin, set())
            for row in self._candidates(origin):
                if row.values.get("child_id") in unsure or self._keyed.key(row.values) in self._held:
                    continue
                reason = self._reason(origin, kind, row.values)
                if reason:
                    gone.append(row)
                    withdrawn.append(withdrawn_row(self._keyed, row.values, origin, reason))
        self._keyed.delete(gone)
        self._move_history(gone, fresh)
        return withdrawn

    def _candidates(self, origin: str) -> list[StoredRow]:
        rule = self._incoming.rules[origin]
        if rule.merge in ("keep", "gather", "snapshot", "allocation"):
            return []
        wanted = ("child_id", self._keyed.table.dated_by, rule.ends)
        return self._keyed.of_origins([origin], [name for name in wanted if name])

    def _reason(self, origin: str, kind: str, row: Row) -> str | None:
        """Why a stored row that the file lacks is withdrawn; None where it is not."""
        if kind == "current":
            return f"is no longer on it as at {self._as_at}"
        if kind == "window":
            return self._out_of_window(origin, row)
        latest = self._latest_of(origin).get(str(row.get("child_id")))
        day = str(row.get(self._incoming.dated_by))
        if latest is not None and latest < day <= self._as_at:
            return f"is not on it any more: it now shows none later than {latest}"
        return None

    def _out_of_window(self, origin: str, row: Row) -> str | None:
        day = key_day(self._keyed.key(row))
        if origin not in self._since:
            self._since[origin] = span_start(origin, self._others)
        since = self._since[origin]
        if day is None or since is None or not since <= day <= self._as_at:
            return None
        ends = self._incoming.rules[origin].ends
        ended = row.get(ends) if ends else None
        if ended is not None and str(ended) < months_before(self._as_at, WINDOW_MONTHS):
            return None
        return f"is not on it any more, though it covers {since} to {self._as_at}"

    def _latest_of(self, origin: str) -> dict[str, str]:
        """Child -> the latest event that the list shows, or the day before the plan began where it shows none."""
        if origin not in self._latest:
            self._latest[origin] = latest_shown(self._incoming, origin, self._others)
        return self._latest[origin]

    def _move_history(self, gone: list[StoredRow], fresh: Collection[Key]) -> None:
        """Where a plan's start was corrected, its earlier visits and reviews belong to the corrected plan."""
        if self._keyed.table.name not in SUBJECTS or not gone:
            return
        new: dict[str, list[Key]] = {}
        rows = self._incoming.rows()
        for key in fresh:
            new.setdefault(str(rows[key].get("child_id")), []).append(key)
        for row in gone:
            followers = new.get(str(row.values.get("child_id")), [])
            if len(followers) == 1:
                for table, column in SUBJECTS[self._keyed.table.name]:
                    self._connection.execute(
                        f"UPDATE {table} SET {column} = ? WHERE {column} = ?",
                        (followers[0][0], self._keyed.key(row.values)[0]),
                    )


def latest_shown(incoming: Incoming, origin: str, others: Mapping[str, Incoming]) -> dict[str, str]:
    """Child -> the latest event of this table on a list of a load.

    A child who is on the list without any event has had none since the plan or episode there began: then it is the
    day before that.
    """
    latest: dict[str, str] = {}
    for other in others.values():
        if origin in other.rules and other.rules[origin].merge == "window":
            for row in other.rows_of(origin).values():
                child, start = str(row.get("child_id")), date.fromisoformat(str(row.get(other.dated_by)))
                before = (start - timedelta(days=1)).isoformat() if start > date.min else start.isoformat()
                latest[child] = max(latest.get(child, ""), before)
    for row in incoming.rows_of(origin).values():
        child = str(row.get("child_id"))
        latest[child] = max(latest.get(child, ""), str(row.get(incoming.dated_by)))
    return latest


def span_start(origin: str, others: Mapping[str, Incoming]) -> str | None:
    """The earliest date that a list of this load covers.

    One mistyped year would stretch it over everything that has left the list's window since, so in a long list a few
    first dates that stand far apart from the rest do not count.
    """
    days = sorted(
        day
        for other in others.values()
        if origin in other.rules and other.rules[origin].merge == "window"
        for key in other.history.keys.get((other.table, origin), ())
        if (day := key_day(key)) is not None
    )
    first = 0
    for place in range(int(len(days) * _STRAY)):
        apart = date.fromisoformat(days[place + 1]) - date.fromisoformat(days[place])
        if apart.days > _FAR_APART:
            first = place + 1
    return days[first] if days else None


def key_day(key: Key) -> str | None:
    """The date at the end of a key such as ``C1@2018-09-21``; None where there is none."""
    day = str(key[0]).rpartition("@")[2]
    if not _DAY.fullmatch(day):
        return None
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError:
        return None


@lru_cache(maxsize=64)
def months_before(day: str, months: int) -> str:
    """The same day so many months earlier, or the last of that month."""
    from dateutil.relativedelta import relativedelta

    earlier: date = date.fromisoformat(day) - relativedelta(months=months)
    return earlier.isoformat()


def withdrawn_row(keyed: KeyedRows, row: Row, origin: str, reason: str) -> Withdrawn:
    """The record of a withdrawn row, with its sentence."""
    day = row.get(keyed.table.dated_by) if keyed.table.dated_by else None
    child = row.get("child_id")
    dated = f" of {day}" if day else ""
    what = _SINGULAR.get(keyed.table.name, f"row of {keyed.table.title}")
    return Withdrawn(
        table_name=keyed.table.name,
        key=" ".join(str(part) for part in keyed.key(row)),
        child_id=None if child is None else str(child),
        message=f"The {what}{dated} that an earlier {origin.partition(':')[2]} had {reason}.",
    )


_SINGULAR = {
    "contacts": "contact",
    "referrals": "referral",
    "assessments": "assessment",
    "section47s": "section 47 enquiry",
    "initial_conferences": "initial child protection conference",
    "cp_plans": "child protection plan",
    "cin_plans": "child in need plan",
    "care_episodes": "care episode",
    "placements": "placement",
    "visits": "visit",
    "reviews": "review",
    "care_leavers": "care leaver",
}
