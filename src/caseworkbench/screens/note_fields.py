"""What is typed about cases, as texts by field, and what it comes to. No widgets."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from caseworkbench.errors import WorkbenchError
from caseworkbench.screens.dates import read_day
from caseworkbench.screens.text import clean, plural

if TYPE_CHECKING:
    from caseworkbench.notes.entry import Said
    from caseworkbench.notes.reasons import Reason
    from caseworkbench.notes.standing import Standing

FIELDS = ("reason", "done_on", "owner", "action", "action_due", "note")
"""The order in which they are asked for: what takes one line first, so that Enter leads through."""
EACH_OWN = "each case's own worker"
"""The owner proposed where the cases chosen have different workers."""
DONE = "done"


@dataclass(frozen=True)
class Subject:
    """A case that something is to be said about. ``words``: who it is; ``worker``: who has it, None where nobody."""

    case: str
    words: str
    worker: str | None = None


def whom(subjects: Sequence[Subject]) -> str:
    """Whom something is said about: the child where it is one, with how many cases; else how many cases."""
    first, cases = subjects[0].words, plural(len(subjects), "case")
    if len(subjects) == 1:
        return first
    return f"{first}: {cases}" if {one.words for one in subjects} == {first} else cases


def printable(text: str) -> str:
    """What a field may hold: line ends stay, everything else that cannot be seen becomes its picture."""
    return "\n".join(clean(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def words_of(reason: str | None, reasons: Mapping[str, Reason]) -> str:
    """A reason in words, by its code where the configuration has it no more."""
    if not reason:
        return ""
    return clean(reasons[reason].words if reason in reasons else reason)


def offered(reasons: Mapping[str, Reason]) -> list[Reason]:
    """The reasons that can be given, in their order."""
    return [reason for reason in reasons.values() if reason.offered]


def matching(typed: str, choices: Sequence[Reason]) -> list[Reason]:
    """The reasons meant by a number, or by letters that a word of theirs begins with or that stand in them."""
    wanted = typed.strip().casefold()
    if not wanted:
        return list(choices)
    if wanted.isdecimal():
        return [choices[int(wanted) - 1]] if 1 <= int(wanted) <= len(choices) else []
    exact = [one for one in choices if wanted in (one.words.casefold(), one.code.casefold())]
    begins = [one for one in choices if any(part.startswith(wanted) for part in _starts(one.words))]
    inside = [one for one in choices if wanted in one.words.casefold() or wanted in one.code.casefold()]
    return exact or begins or inside


def _starts(words: str) -> list[str]:
    parts = words.casefold().split()
    return [" ".join(parts[at:]) for at in range(len(parts))]


def pick(typed: str, reasons: Mapping[str, Reason]) -> Reason | None:
    """The reason meant; None for none. Raises WorkbenchError for what is no reason."""
    if not typed.strip():
        return None
    found = matching(typed, offered(reasons))
    if found:
        return found[0]
    known = next((one for one in reasons.values() if one.words.casefold() == typed.strip().casefold()), None)
    if known is None:
        raise WorkbenchError(f"There is no reason “{clean(typed)[:40]}”: type its number or letters of it.")
    return known


def stands(now: Sequence[Standing | None], reasons: Mapping[str, Reason]) -> dict[str, str]:
    """What stands about all of some cases alike, as texts by field; nothing where they differ."""
    each = [_texts(one, reasons) for one in now]
    return {name: each[0][name] if len({one[name] for one in each}) == 1 else "" for name in FIELDS}


def _texts(now: Standing | None, reasons: Mapping[str, Reason]) -> dict[str, str]:
    if now is None:
        return dict.fromkeys(FIELDS, "")
    return {
        "reason": words_of(now.reason, reasons),
        "done_on": f"{now.done_on:%d/%m/%Y}" if now.done_on else "",
        "owner": printable(now.owner or ""),
        "action": printable(now.action or ""),
        "action_due": f"{now.action_due:%d/%m/%Y}" if now.action_due else "",
        "note": printable(now.note or ""),
    }


def proposed_owner(subjects: Sequence[Subject], owner: str) -> str:
    """Who is proposed to see to it: whoever does already, else the worker of the case."""
    workers = {one.worker for one in subjects}
    if owner or workers == {None}:
        return owner
    only = next(iter(workers)) if len(workers) == 1 else None
    return only or EACH_OWN


def said_of(
    texts: Mapping[str, str],
    before: Mapping[str, str],
    given: Collection[str],
    reasons: Mapping[str, Reason],
    today: date,
) -> Said:
    """What the texts say beyond what stood ``before``: nothing of what was left as it was.

    ``given``: fields that were chosen anew although they read as before. Raises WorkbenchError for a reason or a date
    that is none.
    """
    from caseworkbench.notes.entry import Said

    said: dict[str, str | None] = {}
    for name in FIELDS:
        text = texts.get(name, "").strip()
        said[name] = None if text == before.get(name, "").strip() and not (text and name in given) else text
    reason = pick(texts.get("reason", ""), reasons)
    effect = reason.effect if reason else None
    if said["reason"] and reason is not None:
        said["reason"] = reason.code
    if effect != DONE:
        said["done_on"] = None
    elif said["reason"]:
        said["done_on"] = texts.get("done_on", "").strip() or None
    if said["done_on"]:
        said["done_on"] = read_day(said["done_on"], today, ahead=False).isoformat()
    if said["action_due"]:
        said["action_due"] = read_day(said["action_due"], today).isoformat()
    return Said(**said)


def each_of(said: Said, subjects: Sequence[Subject]) -> dict[str, Said]:
    """The same said of every case; where each case's own worker is to see to it, by case."""
    from dataclasses import replace

    if said.owner != EACH_OWN:
        return {one.case: said for one in subjects}
    return {one.case: replace(said, owner=one.worker) for one in subjects}
