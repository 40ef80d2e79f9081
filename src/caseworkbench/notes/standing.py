"""What stands about a case now: the entries in force, the latest word on each matter."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from caseworkbench.notes.entry import SAID, Entry


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands about a case or a figure; None where nothing does.

    ``written_by`` and ``written_at``: the latest entry in force. ``reason_at``: when the reason was given.
    ``entries``: how many are in force.
    """

    reason: str | None
    note: str | None
    owner: str | None
    action: str | None
    action_due: date | None
    done_on: date | None
    judged: int | None
    written_by: str
    written_at: datetime
    reason_at: datetime | None
    entries: int


def undone(entries: Iterable[Entry]) -> frozenset[int]:
    """The numbers of the entries that are undone. An undoing can itself be undone."""
    out: set[int] = set()
    for entry in sorted(entries, key=lambda entry: -entry.entry_id):
        if entry.undoes is not None and entry.entry_id not in out:
            out.add(entry.undoes)
    return frozenset(out)


def in_force(entries: Sequence[Entry]) -> list[Entry]:
    """The entries that say something and are not undone, the earliest first."""
    gone = undone(entries)
    kept = [entry for entry in entries if entry.undoes is None and entry.entry_id not in gone]
    return sorted(kept, key=lambda entry: entry.entry_id)


def standing(entries: Sequence[Entry]) -> Standing | None:
    """What the entries of one case or figure come to; None where none is in force."""
    said = in_force(entries)
    if not said:
        return None
    now: dict[str, str | None] = {}
    reason_at = None
    for entry in said:
        for name in SAID:
            text = getattr(entry.said, name)
            if text is not None:
                now[name] = text or None
        if entry.said.reason is not None:
            reason_at = entry.written_at if entry.said.reason else None
            # The day on which it was done belongs to the reason that it came with.
            if entry.said.done_on is None:
                now["done_on"] = None
    last = said[-1]

    def day(name: str) -> date | None:
        text = now.get(name)
        return date.fromisoformat(text) if text else None

    judged = now.get("judged")
    return Standing(
        reason=now.get("reason"),
        note=now.get("note"),
        owner=now.get("owner"),
        action=now.get("action"),
        action_due=day("action_due"),
        done_on=day("done_on"),
        judged=int(judged) if judged else None,
        written_by=last.written_by,
        written_at=last.written_at,
        reason_at=reason_at,
        entries=len(said),
    )
