"""The columns of a list of cases in a pack, and which cases the pages that are printed show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from caseworkbench.output.words import limit_words, long_date
from caseworkbench.packs.words import STATUSES

if TYPE_CHECKING:
    from caseworkbench.packs.gather import Case, Pack, PackLine

Kind = Literal["text", "long", "date", "number", "flag"]


class CaseField(NamedTuple):
    """One column: the field of a case, its heading, how it is written, how wide it is in letters.

    ``printed``: whether the pages for paper show it too, or the workbook alone.
    """

    field: str
    heading: str
    kind: Kind
    width: float
    printed: bool = True


_WHO = (
    CaseField("family_id", "Family", "text", 10),
    CaseField("service", "Service", "text", 16, printed=False),
    CaseField("team", "Team", "text", 18),
    CaseField("worker", "Worker", "text", 10),
)
_CLOCK = (
    CaseField("started", "Started", "date", 15.5),
    CaseField("due", "Due", "date", 15.5),
    CaseField("stopped", "Done", "date", 15.5),
    CaseField("elapsed", "Elapsed", "number", 8, printed=False),
    CaseField("days_over", "Days over", "number", 8),
    CaseField("status", "Status", "text", 9),
)
_LIMIT = CaseField("limit_words", "Limit", "text", 14, printed=False)
_COUNTED = (
    CaseField("counted", "Counted", "flag", 8.5, printed=False),
    CaseField("met", "Met", "flag", 6, printed=False),
)
_SAID = (
    CaseField("reason", "Reason", "text", 20),
    CaseField("owner", "Owner", "text", 10),
    CaseField("action", "Action", "long", 28),
    CaseField("action_due", "Action due", "date", 15.5),
)
_CASE = CaseField("case", "Case", "text", 34)


def fields_of(pack: Pack, one: PackLine) -> list[CaseField]:
    """The columns for a measure: clocks have dates; names and notes are there where they were asked for."""
    named = pack.order.names != "identifiers"
    found = [CaseField("child_id", "Child", "text", 11)]
    if named:
        found.append(CaseField("child_name", "Initials" if pack.order.names == "initials" else "Name", "text", 22))
    found += _WHO
    if one.measure.is_clock:
        found += _CLOCK if one.measure.limit else (_LIMIT, *_CLOCK)
    found += [*_COUNTED, *_SAID]
    if pack.order.with_notes:
        found.append(CaseField("note", "Note", "long", 44))
    return [*found, _CASE]


def cell(case: Case, field: CaseField) -> Any:
    """The value of a case in a column: a date, a number, text or None."""
    value = case.get(field.field)
    match field.field:
        case "limit_words":
            return limit_words(case["limit"], case["unit"])
        case "status":
            return STATUSES.get(str(value), value)
        case "counted" | "met" if value is not None:
            return "yes" if value else "no"
        case "days_over":
            return value if value or case["status"] == "overdue" else None
        case "stopped":
            return value or case["voided"]
    return value


def printed(pack: Pack, one: PackLine, cases: Sequence[Case]) -> list[CaseField]:
    """The columns on paper: what was said about cases only where anything was said about one of these."""
    said = {field.field for field in _SAID} | {"note"}
    return [
        field
        for field in fields_of(pack, one)
        if field.printed and (field.field not in said or any(case.get(field.field) for case in cases))
    ]


def words(case: Case, field: CaseField) -> str:
    """The same as it is read on a page."""
    value = cell(case, field)
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return long_date(value)
    return f"{value:,}" if isinstance(value, int | float) else str(value)


def exceptions(one: PackLine, cases: Iterable[Case]) -> Iterator[Case]:
    """The cases that a page for paper lists: overdue, due soon, done late, and what speaks against a share.

    Where a low share is better, those met speak against it. Counts and rates have no exceptions.
    """
    for case in cases:
        if one.measure.is_clock:
            kept = case["status"] in ("overdue", "due_soon") or (case["counted"] and not case["met"])
        else:
            share = one.measure.unit == "percent" and one.measure.better in ("high", "low")
            kept = share and bool(case["met"]) == (one.measure.better == "low")
        if kept:
            yield case
