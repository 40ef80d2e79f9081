"""What My team shows of each child: the columns, the choices, the words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from caseworkbench.screens.figure_rows import short_title
from caseworkbench.screens.said_words import SAID, SAYS, said_text
from caseworkbench.screens.table import Column
from caseworkbench.screens.text import STATUS, clean, plural, spoken

if TYPE_CHECKING:
    from caseworkbench.notes.reasons import Reason
    from caseworkbench.workbench.team_list import TeamChild

CHOICES: tuple[tuple[str, str], ...] = (
    ("all", "All: overdue, due today, due this week"),
    ("overdue", "Overdue"),
    ("unsaid", "Overdue, and nothing said yet"),
    ("due_today", "Due today"),
    ("due_this_week", "Due this week (after today, up to the fifth working day)"),
    ("new", "New: overdue since the last load"),
    ("open", "Every open case, also what is not due for a while"),
)
Keep = Callable[[Mapping[str, Any], object], bool]
KEPT: dict[str, Keep] = {
    "overdue": lambda case, today: case["status"] == "overdue",
    "unsaid": lambda case, today: case["status"] == "overdue" and nothing_said(case),
    "due_today": lambda case, today: case["status"] == "due_soon" and case["due"] == today,
    "due_this_week": lambda case, today: case["status"] == "due_soon" and case["due"] != today,
    "new": lambda case, today: bool(case["new"]),
}
"""Which cases each choice is about."""


def _some(value: object) -> str:
    return f"{value:,}" if value else ""


def _tone_over(value: object) -> str:
    return "bad" if value is not None else ""


OVER = Column("over", "Over", "number", show=lambda value: "" if value is None else f"{value:,}", tone=_tone_over)
CHILD = Column("child_name", "Child", least=14, most=18)
IDENTIFIER = Column("child_id", "Identifier", least=8, most=14)
WORST = Column("worst", "Worst", least=16, most=44)
WORST_ALONE = Column("worst", "Worst", least=21, most=44)
DUE = Column("worst_due", "Due", "date")
WORKER = Column("worker_named", "Worker", least=12, most=22, instead="worker")
LISTS = Column("lists", "Lists", "number", show=_some)
NEW = Column("new", "New", "number", show=_some)
COUNTS = (
    Column("overdue", "Overdue", "number", show=_some),
    Column("due_today", "Today", "number", show=_some),
    Column("due_this_week", "Week", "number", show=_some),
)
SAID_LAST = replace(SAID, least=12)
LAST = (
    Column("family_id", "Family", least=8, most=14),
    Column("elsewhere", "Allocated", least=10, most=30),
)
WIDE = 116
"""From this width on there is room for the identifier and the worker beside the worst case."""


def columns_for(wide: bool, rows: Sequence[Mapping[str, object]]) -> tuple[Column, ...]:
    """The columns in the order in which a window has room for them; without those that are empty in all rows."""
    new = (NEW,) if any(row["new"] is not None for row in rows) else ()
    last = tuple(column for column in LAST if any(row[column.key] for row in rows))
    said = (SAID_LAST,) if any(row["said"] for row in rows) else ()
    if wide:
        return (CHILD, IDENTIFIER, WORST, OVER, DUE, WORKER, *said, *COUNTS, *new, LISTS, *last)
    worst = WORST if said else WORST_ALONE
    return (CHILD, worst, OVER, DUE, *said, *COUNTS, *new, LISTS, WORKER, IDENTIFIER, *last)


DRAWN_ONLY = frozenset({"row", "over", "worst", "worker_named", "said", "elsewhere", "status"})


def elsewhere(child: TeamChild) -> str:
    """To whom the child is allocated, where that is not who answers for it here."""
    if (child.team, child.worker) == (child.allocated_team, child.allocated_worker):
        return ""
    if child.team == child.allocated_team:
        return child.allocated_worker
    return ", ".join(dict.fromkeys((child.allocated_team, child.allocated_worker)))


def spoken_case(case: Mapping[str, Any]) -> str:
    """``! Conferences held in time 4 days over``."""
    when = f"due {spoken(case['due'])}"
    if case["status"] == "overdue":
        when = f"{plural(case['days_over'], 'day')} over"
    new = " (new)" if case["new"] else ""
    return f"{STATUS[case['status']][0]} {clean(short_title(case['title']))} {when}{new}"


def nothing_said(case: Mapping[str, Any]) -> bool:
    """Whether a case still waits for a word: no reason, owner or action, or one that is believed no more."""
    return bool(case["expired"]) or not any(case[name] for name in ("reason", "owner", "action"))


def last_word(said: Mapping[str, Any], reasons: Mapping[str, Reason]) -> str:
    """What was said last in words: the reason, what is to be done by whom and by when, the note."""
    reason, note, owner, action, due, done = (said[name] for name in SAYS)
    return said_text(reason, note, owner, action, due, done, reasons, said["expired"])
