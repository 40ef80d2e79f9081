"""One child: who, allocated to whom, every clock with its arithmetic, every event in order."""

import sqlite3
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from caseworkbench.calendar.days import to_day
from caseworkbench.clocks.columns import NO_CODE
from caseworkbench.clocks.responsibility import Steps
from caseworkbench.errors import WorkbenchError
from caseworkbench.workbench.child_events import child_events, is_known
from caseworkbench.workbench.children import Children
from caseworkbench.workbench.clock_book import ClockBook
from caseworkbench.workbench.groups import UNALLOCATED

_WORST_FIRST = ("overdue", "due_soon", "running", "late", "in_time", "void")


@dataclass(frozen=True)
class ChildView:
    """A child as at a date. ``clocks``: the fields of a case and ``explanation``, the worst first."""

    child_id: str
    name: str | None
    date_of_birth: date | None
    family_id: str | None
    allocated: dict[str, str | None]
    clocks: list[dict[str, Any]]
    events: list[dict[str, Any]]
    expected: bool = False
    """Whether the date of birth is only expected."""

    def as_dict(self) -> dict[str, Any]:
        """The child in values that JSON knows: the fields of ``child`` in cli.md."""

        def plain(row: dict[str, Any]) -> dict[str, Any]:
            return {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}

        return {
            "child_id": self.child_id,
            "name": self.name,
            "date_of_birth": self.date_of_birth.isoformat() if self.date_of_birth else None,
            "family_id": self.family_id,
            "allocated": self.allocated,
            "clocks": [plain(clock) for clock in self.clocks],
            "events": [plain(event) for event in self.events],
        }


def view_child(
    connection: sqlite3.Connection,
    children: Children,
    book: ClockBook,
    child_id: str,
    as_at: date,
    clocks: list[dict[str, Any]],
) -> ChildView:
    """Put a child together from its clocks and the extracts. Raises WorkbenchError for an unknown child."""
    if not is_known(connection, child_id):
        raise WorkbenchError(f"There is no child {child_id!r} in these extracts: check the identifier.")
    record = children.record(child_id)
    code = book.directory.children.codes.get(child_id, NO_CODE)

    def allocated(steps: Steps, names: list[str]) -> str:
        found = int(steps.at(np.array([code], dtype=np.int32), np.array([to_day(as_at)], dtype=np.int32))[0])
        return names[found] if found != NO_CODE else UNALLOCATED

    born = (record.date_of_birth or record.expected_date_of_birth) if record else None
    return ChildView(
        child_id=child_id,
        name=record.name if record else None,
        date_of_birth=date.fromisoformat(born) if born else None,
        family_id=record.family_id if record else None,
        allocated={
            "team": allocated(book.team_steps, book.directory.teams.texts),
            "worker": allocated(book.worker_steps, book.directory.workers.texts),
        },
        clocks=sorted(clocks, key=_worst_first),
        events=child_events(connection, child_id, as_at),
        expected=bool(record and not record.date_of_birth and record.expected_date_of_birth),
    )


def _worst_first(clock: dict[str, Any]) -> tuple[int, date, str]:
    return _WORST_FIRST.index(clock["status"]), clock["due"], clock["case"]
