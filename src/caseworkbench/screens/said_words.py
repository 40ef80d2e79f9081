"""What is said about a case in words: for a column, for the line that reads a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from caseworkbench.screens.note_fields import words_of
from caseworkbench.screens.table import Column
from caseworkbench.screens.text import clean, spoken

if TYPE_CHECKING:
    from caseworkbench.notes.reasons import Reason

STILL = "Still not recorded"
SAYS = ("reason", "note", "owner", "action", "action_due", "done_on")


def said_text(
    reason: object,
    note: object,
    owner: object,
    action: object,
    action_due: object,
    done_on: object,
    reasons: Mapping[str, Reason],
    expired: object = False,
) -> str:
    """Reason, owner, action and when it is due, then the note: ``Late notification · Priya Holloway: ring (by …)``.

    ``expired``: what was said to be done is believed no more, because it is still not recorded.
    """
    words = words_of(str(reason) if reason else None, reasons)
    if isinstance(done_on, date):
        words += f" ({spoken(done_on)})"
    if expired:
        words = f"{STILL}: {words[:1].lower()}{words[1:]}"
    due = f"by {spoken(action_due)}" if isinstance(action_due, date) else ""
    task = " ".join(part for part in (clean(action), due) if part)
    who = ": ".join(part for part in (clean(owner), task) if part)
    return " · ".join(part for part in (words, who, clean(note)) if part)


def _tone(value: object) -> str:
    return "warn" if isinstance(value, str) and value.startswith(STILL) else ""


SAID = Column("said", "Said last", least=32, most=80, tone=_tone)


def said_column(columns: Mapping[str, Sequence[object]], reasons: Mapping[str, Reason]) -> list[str | None]:
    """The words for each row of a case list; None where nothing is said."""
    if not all(name in columns for name in SAYS):
        return []
    found: list[str | None] = []
    for *said, expired in zip(*(columns[name] for name in SAYS), columns["expired"], strict=True):
        if any(one is not None for one in said):
            reason, note, owner, action, due, done = said
            found.append(said_text(reason, note, owner, action, due, done, reasons, expired) or None)
        else:
            found.append(None)
    return found


def is_open(row: Mapping[str, Sequence[object]], at: int) -> bool:
    """Whether a case still waits for a word: no reason, owner or action, or one that is believed no more."""
    return bool(row["expired"][at]) or not any(row[name][at] for name in ("reason", "owner", "action"))


def entry_text(row: Mapping[str, object], reasons: Mapping[str, Reason]) -> str:
    """What one entry says; what it took away in words too."""
    text = said_text(
        row["reason"], row["note"], row["owner"], row["action"], _day(row["action_due"]), _day(row["done_on"]), reasons
    )
    gone = [words for name, words in _TAKEN.items() if row[name] == ""]
    return " · ".join(part for part in (text, f"no {' or '.join(gone)} any more" if gone else "") if part)


_TAKEN = {"reason": "reason", "owner": "owner", "action": "action", "action_due": "date due", "note": "note"}


def _day(value: object) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and value else None
