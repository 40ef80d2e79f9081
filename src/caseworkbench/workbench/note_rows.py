"""What is said about cases as rows that JSON knows: every entry, or what stands."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import timedelta
from typing import Any

from caseworkbench.notes.entry import SAID, Entry
from caseworkbench.notes.reasons import Reason
from caseworkbench.notes.standing import undone
from caseworkbench.workbench.noted import Thread

Knows = Callable[[str], bool]
_SAID = tuple(name for name in SAID if name != "judged")


def entry_rows(threads: Sequence[Thread], reasons: Mapping[str, Reason], knows: Knows) -> list[dict[str, Any]]:
    """Every entry about some cases, the earliest first; ``case_then``: the case's name when it was written."""
    found = []
    for thread in threads:
        gone = undone(thread.entries)
        found += [_entry(entry, thread, gone, reasons, knows) for entry in thread.entries]
    return sorted(found, key=lambda row: row["entry"])


def _entry(
    entry: Entry, thread: Thread, gone: Collection[int], reasons: Mapping[str, Reason], knows: Knows
) -> dict[str, Any]:
    reason = reasons.get(entry.said.reason or "")
    return {
        "entry": entry.entry_id,
        "case": thread.case,
        "case_then": entry.about.key,
        "attached": thread.attached,
        "measure": entry.about.measure,
        "child_id": thread.child_id,
        "written_at": entry.written_at.isoformat(),
        "written_by": entry.written_by,
        "load_id": entry.about.load_id,
        **{name: getattr(entry.said, name) for name in _SAID},
        "owner_known": knows(entry.said.owner) if entry.said.owner else None,
        "reason_words": reason.words if reason else None,
        "undoes": entry.undoes,
        "undone": entry.entry_id in gone,
    }


def standing_rows(
    threads: Sequence[Thread], reasons: Mapping[str, Reason], expire_after: int, knows: Knows
) -> list[dict[str, Any]]:
    """What stands about cases, the latest word first; ``expires``: the last day on which a reason that changes the
    reported figure is believed."""
    found = []
    for thread in threads:
        now = thread.standing
        if now is None:
            continue
        reason = reasons.get(now.reason or "")
        row: dict[str, Any] = {
            "case": thread.case,
            "attached": thread.attached,
            "measure": thread.measure,
            "child_id": thread.child_id,
            **{name: getattr(now, name) for name in _SAID},
            "owner_known": knows(now.owner) if now.owner else None,
            "reason_words": reason.words if reason else None,
            "expires": None,
            "written_at": now.written_at.isoformat(),
            "written_by": now.written_by,
            "entries": now.entries,
        }
        for name in ("action_due", "done_on"):
            row[name] = row[name].isoformat() if row[name] else None
        if reason is not None and reason.effect and now.reason_at:
            row["expires"] = (now.reason_at.astimezone().date() + timedelta(days=expire_after)).isoformat()
        found.append(row)
    return sorted(found, key=lambda row: (row["written_at"], row["case"]), reverse=True)
