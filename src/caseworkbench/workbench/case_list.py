"""Case lists: the rows behind a figure, kept as columns from the clocks to the screen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

FIELDS = (
    "case",
    "measure",
    "child_id",
    "child_name",
    "family_id",
    "service",
    "team",
    "worker",
    "started",
    "due",
    "stopped",
    "voided",
    "limit",
    "unit",
    "elapsed",
    "days_over",
    "hours_over",
    "status",
    "counted",
    "met",
)
"""The fields of a case, in the order of cli.md."""

STANDING = ("reason", "note", "owner", "action", "action_due", "done_on")
"""What stands about a case: a reason's code, a note, an owner, an action and when it is due, when it was done."""

NOTE_FIELDS = (*STANDING, "expired")
"""The same, and whether the reason is believed no more: said to be done, and still not recorded."""


@dataclass(frozen=True)
class CaseList:
    """Cases as columns of equal length, by the names of FIELDS; dates are ``date`` or None."""

    columns: dict[str, list[Any]]
    fields: tuple[str, ...] = FIELDS

    def __len__(self) -> int:
        return len(self.columns["case"])

    def row(self, index: int) -> dict[str, Any]:
        """One case as a dict."""
        return {name: self.columns[name][index] for name in self.fields}

    def rows(self) -> Iterator[dict[str, Any]]:
        """The cases as dicts, in order."""
        for values in zip(*(self.columns[name] for name in self.fields), strict=True):
            yield dict(zip(self.fields, values, strict=True))

    def as_dicts(self) -> list[dict[str, Any]]:
        """The cases in values that JSON knows: dates as ISO text."""
        return [
            {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}
            for row in self.rows()
        ]

    def reordered(self, order: list[int]) -> "CaseList":
        """The cases in another order, or some of them."""
        return CaseList({name: [column[at] for at in order] for name, column in self.columns.items()}, self.fields)


def no_cases() -> CaseList:
    """An empty list."""
    return CaseList({name: [] for name in (*FIELDS, *NOTE_FIELDS)}, (*FIELDS, *NOTE_FIELDS))
