"""The readable columns of the tables that commands print, and the words of their cells."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from caseworkbench.output.columns import Column, Row
from caseworkbench.output.words import ARROWS, NOTHING, figure, limit_words, long_date, short_month
from caseworkbench.workbench.levels import CHARACTERISTICS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from caseworkbench.notes.reasons import Reason

STATUS_WORDS = {
    "in_time": "in time",
    "late": "late",
    "void": "void",
    "overdue": "overdue",
    "due_soon": "due soon",
    "running": "running",
}
PERIOD_WORDS = {
    "month": "month",
    "quarter": "quarter",
    "ytd": "year to date",
    "rolling12": "twelve months",
    "asat": "as at the day",
}


def _figure(field: str, row: Row) -> str:
    return figure(row.get(field), str(row["unit"]))


def _counts(row: Row) -> str:
    if row.get("numerator") is None:
        return "no data" if row.get("source") == "none" else ""
    met, counted = _number(row["numerator"]), row.get("denominator")
    return met if counted is None else f"{met} of {_number(counted)}"


def _number(value: float) -> str:
    """A count without decimals; a sum of parts of posts with one."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


def _change(field: str, row: Row) -> str:
    """The direction as an arrow, and whether it is good (+) or bad (-) where the measure says which."""
    change = row.get(field)
    if change is None:
        return NOTHING
    good = {"high": "up", "low": "down"}.get(str(row.get("better")))
    sign = "" if change == "same" or good is None else " +" if change == good else " -"
    return ARROWS[change] + sign


def _count_or_dash(field: str, row: Row) -> str:
    value = row.get(field)
    return NOTHING if value is None else f"{value:,}"


GROUPS = {
    "service": Column("service", "Service", least=10),
    "team": Column("team", "Team", least=10),
    "worker": Column("worker", "Worker", least=10),
}


def group_columns(by: str) -> list[Column]:
    """The columns that name a group at this level: a worker's row names the team too."""
    if by in CHARACTERISTICS:
        return [Column("group", by.capitalize(), least=10)]
    return {
        "authority": [],
        "service": [GROUPS["service"]],
        "team": [GROUPS["team"]],
        "worker": [GROUPS["team"], GROUPS["worker"]],
    }[by]


_COLOURS = {"green": "✓ met", "amber": "~ near", "red": "✗ missed"}
_AREAS = (("statistical_neighbours", "Neighbours"), ("england", "England"), ("region", "Region"))
_READS = {"above": "▲", "below": "▼", "similar": "◆"}


def _target(row: Row) -> str:
    if row.get("target") is None:
        return ""
    return f"{figure(row['target'], str(row['unit']))} {_COLOURS.get(str(row.get('rag')), '')}".rstrip()


def _comparator(area: str, row: Row) -> str:
    one = (row.get("comparators") or {}).get(area)
    return f"{figure(one['value'], str(row['unit']))} {_READS.get(str(one['reads']), '')}".rstrip() if one else ""


def against_columns(rows: Sequence[Row]) -> list[Column]:
    """Targets and comparators, as far as any of the rows has them."""
    columns = []
    if any(row.get("target") is not None for row in rows):
        columns.append(Column("target", "Target", "right", _target, spare=6))
    for area, title in _AREAS:
        if any(area in (row.get("comparators") or {}) for row in rows):
            show = partial(_comparator, area)
            columns.append(Column(f"comparators.{area}", title, "right", show, spare=7))
    return columns


def reported_columns(rows: Sequence[Row]) -> list[Column]:
    """The figure as people report it, where any row's differs from the recorded one."""
    if not any(row.get("reported_numerator") is not None for row in rows):
        return []
    return [Column("reported_value", "As reported", "right", _reported)]


def _reported(row: Row) -> str:
    return "" if row.get("reported_numerator") is None else _figure("reported_value", row)


def figure_columns(by: str, with_measure: bool = True) -> list[Column]:
    """The board: figure, counts, directions, what is overdue and what falls due."""
    measure = [
        Column("title", "Measure", least=24),
        Column("limit", "Limit", show=lambda row: limit_words(row.get("limit"), row.get("limit_unit")), spare=2),
    ]
    return [
        *(measure if with_measure else []),
        *group_columns(by),
        Column("value", "Figure", "right", lambda row: _figure("value", row)),
        Column("numerator", "Counted", "right", _counts),
        Column("previous", "Month before", "right", lambda row: _figure("previous", row), spare=3),
        Column("change", "On month", "left", lambda row: _change("change", row)),
        Column("previous_three", "Three months", "right", lambda row: _figure("previous_three", row), spare=5),
        Column("change_three", "On three", "left", lambda row: _change("change_three", row), spare=4),
        Column("overdue", "Overdue", "right", lambda row: _count_or_dash("overdue", row)),
        Column("due_soon", "Due soon", "right", lambda row: _count_or_dash("due_soon", row), spare=1),
    ]


def reason_in_words(reasons: Mapping[str, Reason], row: Row) -> str:
    """The reason in the authority's words, with the day it was done; and whether it is believed no more."""
    reason = str(row.get("reason") or "")
    words = reasons[reason].words if reason in reasons else reason
    if isinstance(row.get("done_on"), dt.date):
        words += f" ({long_date(row['done_on'])})"
    return f"{words} (still not recorded)" if row.get("expired") else words


def _said(reasons: Mapping[str, Reason], row: Row) -> str:
    """What was said last: the reason, who sees to it, what is to be done, the note."""
    words = [reason_in_words(reasons, row), row.get("owner"), row.get("action"), row.get("note")]
    return "; ".join(" ".join(str(word).split()) for word in words if word)


def said_column(rows: Sequence[Row], reasons: Mapping[str, Reason]) -> list[Column]:
    """What was said last about the cases, where anything was."""
    said = partial(_said, reasons)
    if not any(map(said, rows)):
        return []
    return [Column("reason", "Said last", show=said, least=12, spare=1)]


def _over(row: Row) -> str:
    hours = row.get("hours_over")
    if hours:
        return f"{hours:,.0f} h"
    return f"{row['days_over']:,}" if row.get("days_over") else ""


def _ended(row: Row) -> str:
    day = row.get("stopped") or row.get("voided")
    return long_date(day) if isinstance(day, dt.date) else ""


CHILD = [Column("child_name", "Child", least=12), Column("child_id", "Identifier", least=8)]


def case_columns(ended: bool) -> list[Column]:
    """A work list; ``ended``: with the day on which each case was done or ceased to matter."""
    done = [Column("stopped", "Done", "right", _ended)] if ended else []
    return [
        *CHILD,
        Column("family_id", "Family", spare=4, least=6),
        Column("team", "Team", least=10, spare=3),
        Column("worker", "Worker", least=10),
        Column("started", "Started", "right", spare=2),
        Column("due", "Due", "right"),
        *done,
        Column("elapsed", "Elapsed", "right", spare=5),
        Column("days_over", "Days over", "right", _over),
        Column("status", "Status", show=lambda row: STATUS_WORDS.get(str(row.get("status")), "")),
        Column("case", "Case", spare=9),
    ]


CLOCK_COLUMNS = [
    Column("title", "Duty", least=20),
    Column("started", "Started", "right", spare=2),
    Column("due", "Due", "right"),
    Column("stopped", "Done", "right", _ended, spare=1),
    Column("days_over", "Days over", "right", _over),
    Column("status", "Status", show=lambda row: STATUS_WORDS.get(str(row.get("status")), "")),
    Column("worker", "Worker", least=10, spare=3),
]

EVENT_COLUMNS = [
    Column("date", "Date", "right"),
    Column("kind", "Kind", show=lambda row: str(row.get("kind") or "").replace("_", " "), least=16),
    Column("what", "What", least=16),
]


def trend_columns(by: str, unit: str) -> list[Column]:
    """Month ends down the page, one line per group and month."""
    return [
        *group_columns(by),
        Column(
            "month_end",
            "Month",
            "right",
            lambda row: short_month(row["month_end"]) if isinstance(row["month_end"], dt.date) else "",
        ),
        Column("value", "Figure", "right", lambda row: figure(row.get("value"), unit)),
        Column("numerator", "Counted", "right", _counts),
    ]
