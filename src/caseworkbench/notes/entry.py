"""What is said about a case or a figure, and the entry that keeps it."""

import json
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from caseworkbench.errors import WorkbenchError

LONGEST = 10_000
"""Characters of a note, an action or a comment."""
LONGEST_NAME = 200
CASE, FIGURE = "case", "figure"
JUDGED = {1: "good or improving", 2: "improving, but impact concerning", 3: "not improving"}
"""The status that a manager judges by hand (Sefton's scorecard, 2023)."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is said in one go; None: nothing about this, an empty text: what stood is taken away.

    ``reason``: a code of the reasons. ``done_on``, ``action_due``: ISO dates. ``judged``: 1, 2 or 3 as text, of a
    figure alone.
    """

    reason: str | None = None
    note: str | None = None
    owner: str | None = None
    action: str | None = None
    action_due: str | None = None
    done_on: str | None = None
    judged: str | None = None

    @property
    def anything(self) -> bool:
        """Whether anything is said at all."""
        return any(getattr(self, field.name) is not None for field in fields(self))


SAID = tuple(field.name for field in fields(Said))
"""The names of what can be said."""


def checked(said: Said, note: str = "note") -> Said:
    """What is said, tidied: ends trimmed, line ends alike. ``note``: what its text is called (note, comment).

    Raises WorkbenchError for what is too long or no date.
    """
    tidy: dict[str, str | None] = {}
    for name in SAID:
        text = getattr(said, name)
        tidy[name] = None if text is None else text.replace("\r\n", "\n").replace("\r", "\n").strip()
    for name, word in (("note", note), ("action", "action"), ("owner", "owner")):
        longest = LONGEST_NAME if name == "owner" else LONGEST
        text = tidy[name]
        if text and len(text) > longest:
            raise WorkbenchError(
                f"The {word} has {len(text):,} characters where {longest:,} are the most: shorten it, or write the "
                "rest as a second one."
            )
    for name, word in (("action_due", "date the action is due"), ("done_on", "date it was done")):
        text = tidy[name]
        if text:
            try:
                date.fromisoformat(text)
            except ValueError:
                raise WorkbenchError(f"The {word}, {text!r}, is no date: write 2018-09-21 or 21/09/2018.") from None
    if tidy["judged"] and tidy["judged"] not in map(str, JUDGED):
        choices = ", ".join(f"{number} {words}" for number, words in JUDGED.items())
        raise WorkbenchError(f"The status {tidy['judged']!r} is none: choose {choices}.")
    return Said(**tidy)


@dataclass(frozen=True, slots=True)
class About:
    """What an entry is about: a case by its name as it was when the entry was written, or a figure by its key.

    ``start``: the day the case's clock started, as it then was (None of rows without one). ``load_id``: the load
    that the writer was looking at.
    """

    kind: str
    key: str
    measure: str
    child_id: str | None
    subject: str
    start: date | None
    load_id: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: who, when, about what, and what is said; or, with ``undoes``, that an earlier entry is undone.

    ``batch``: the same for all entries that were written in one go.
    """

    entry_id: int
    written_at: datetime
    written_by: str
    batch: str
    about: About
    said: Said
    undoes: int | None


def split_name(name: str) -> tuple[str, str, date | None]:
    """Measure, subject and start of a case's name, ``MEASURE:SUBJECT@START``; the start is None where it has none.

    Raises WorkbenchError for a text that is no case's name.
    """
    measure, colon, rest = name.partition(":")
    if not colon or not measure or not rest:
        raise WorkbenchError(
            f"{name!r} is no case: a case is named like icpc:S000123@2018-08-21, as `caseworkbench cases` prints it."
        )
    subject, at, start = rest.rpartition("@")
    if at and subject:
        try:
            return measure, subject, date.fromisoformat(start)
        except ValueError:
            pass
    return measure, rest, None


def figure_key(measure: str, limit: int | None, month: date, service: str | None, team: str | None) -> str:
    """The key of a figure that is commented on: by measure, limit, month and place."""
    return json.dumps([measure, limit, f"{month:%Y-%m}", service, team], ensure_ascii=False)


def entry_of(row: tuple[Any, ...]) -> Entry:
    """An entry from a row of the file, in the order of ``COLUMNS``."""
    (number, at, by, batch, kind, key, measure, child, subject, start, load_id, undoes, *said) = row
    about = About(kind, key, measure, child, subject, date.fromisoformat(start) if start else None, load_id)
    return Entry(number, datetime.fromisoformat(at), by, batch, about, Said(*said), undoes)


COLUMNS = (
    "entry_id",
    "written_at",
    "written_by",
    "batch",
    "kind",
    "key",
    "measure",
    "child_id",
    "subject",
    "start",
    "load_id",
    "undoes",
    *SAID,
)
