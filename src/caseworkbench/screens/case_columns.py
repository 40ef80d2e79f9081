"""The columns of case lists: clocks with their dates, and the rows of shares, which have none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from caseworkbench.screens.said_words import SAID, said_column
from caseworkbench.screens.table import Column, Table
from caseworkbench.screens.text import STATUS, clean

if TYPE_CHECKING:
    from caseworkbench.notes.reasons import Reason

_RANK = {name: number for number, name in enumerate(STATUS)}


def status_text(value: object) -> str:
    """A status with its symbol."""
    symbol, words, _ = STATUS.get(str(value), ("", "" if value is None else clean(value), ""))
    return f"{symbol} {words}".strip()


def status_tone(value: object) -> str:
    """The tone of a status."""
    return STATUS.get(str(value), ("", "", ""))[2]


def days_over(days: object, status: object) -> int | None:
    """How far past due; nothing for a case that is not, 0 for one overdue since its last working day."""
    return days if isinstance(days, int) and (days or status == "overdue") else None


def _over(value: object) -> str:
    return "" if value is None else f"{value:,}"


OVER = Column("over", "Over", "number", show=_over)
COLUMNS: tuple[Column, ...] = (
    Column("child_name", "Child", least=18, most=28),
    Column("child_id", "Identifier", least=8, most=14),
    Column("status", "Status", least=10, most=12, show=status_text, tone=status_tone,
           order=lambda value: _RANK.get(str(value), 9)),
    OVER,
    Column("due", "Due", "date"),
    Column("worker_named", "Worker", least=12, most=22, instead="worker"),
    Column("team", "Team", least=12, most=22),
    Column("family_id", "Family", least=8, most=14),
    Column("started", "Started", "date"),
)  # fmt: skip
DRAWN_ONLY = frozenset({"over", "subject", "worker_named", "said", "mark"})
"""Fields that only the screen has."""


def _met(value: object) -> str:
    return "✓ yes" if value is True else "· no" if value is False else clean(value)


def with_names(workers: Sequence[object], name_of: Callable[[str], str | None]) -> list[object]:
    """Workers by name, by their identifier where they have none."""
    names = {one: name_of(str(one)) or one for one in set(workers)}
    return [names[one] for one in workers]


def case_table(
    fields: Sequence[str],
    columns: Mapping[str, Sequence[object]],
    is_clock: bool,
    name_of: Callable[[str], str | None],
    reasons: Mapping[str, Reason],
) -> Table:
    """A case list's columns as a table. Rows of a share may be posts or audits: what is no child has its own name."""
    data: dict[str, Sequence[object]] = {name: columns[name] for name in fields}
    data["worker_named"] = with_names(data["worker"], name_of)
    data["said"] = said_column(columns, reasons)
    data["mark"] = ["≡" if one else None for one in data["said"]]
    last = (SAID,) if any(data["said"]) else ()
    if is_clock:
        data["over"] = list(map(days_over, data["days_over"], data["status"]))
        return Table.of((*COLUMNS, *last), data)
    first: tuple[Column, ...] = COLUMNS[:2]
    if not any(data["child_id"]):
        data["subject"] = [str(case).partition(":")[2].rpartition("@")[0] for case in data["case"]]
        first = (Column("subject", "Row", least=12, most=28),)
    share = (Column("met", "Met", least=5, most=8, show=_met), *COLUMNS[5:8])
    return Table.of((*first, *share, *last), data)


def placed(columns: Sequence[Column], wide: bool) -> tuple[Column, ...]:
    """What was said last stands beside the worker in a wide window, last in a narrow one, where a line reads it."""
    others = [column for column in columns if column is not SAID]
    if wide and SAID in columns:
        at = next((number for number, one in enumerate(others, 1) if one.key == "worker_named"), len(others))
        others.insert(at, SAID)
        return tuple(others)
    return (*others, SAID) if SAID in columns else tuple(others)
