"""Notes that are being typed, kept so that a lost connection loses none: offered again at the next start."""

import json
import os
import socket
import uuid
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from caseworkbench.notes.file import NotesFile

STALE = timedelta(minutes=10)
"""A draft of another machine's that has not been kept for so long is nobody's any more."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody was typing. ``about``: the cases' names, or a figure's key alone; ``said``: the fields so far."""

    draft: str
    kept_at: datetime
    kind: str
    about: tuple[str, ...]
    said: Mapping[str, str]


class Drafts:
    """The drafts of one writer."""

    def __init__(self, file: NotesFile, writer: str) -> None:
        self._file = file
        self._writer = writer

    def new(self) -> str:
        """A name for a draft."""
        return uuid.uuid4().hex

    def keep(self, draft: str, kind: str, about: Sequence[str], said: Mapping[str, str]) -> None:
        """Keep what has been typed so far. Raises WorkbenchError where it cannot be written."""
        place = json.dumps({"host": socket.gethostname(), "process": os.getpid()})
        content = json.dumps({"kind": kind, "about": list(about), "said": dict(said)}, ensure_ascii=False)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._file.writing() as connection:
            connection.execute(
                "INSERT INTO drafts (draft, written_by, kept_at, place, content) VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT (draft) DO UPDATE SET kept_at = excluded.kept_at, content = excluded.content, "
                "place = excluded.place",
                (draft, self._writer, now, place, content),
            )

    def drop(self, draft: str) -> None:
        """The draft was written, or given up. Nothing happens where there is none."""
        if self._file.exists:
            with self._file.writing() as connection:
                connection.execute("DELETE FROM drafts WHERE draft = ?", (draft,))

    def left(self) -> list[Draft]:
        """The writer's drafts whose program has ended, the latest first; another's that is typing are not offered."""
        connection = self._file.reading()
        if connection is None:
            return []
        with self._file.told():
            rows = connection.execute(
                "SELECT draft, kept_at, place, content FROM drafts WHERE written_by = ? ORDER BY kept_at DESC, draft",
                (self._writer,),
            ).fetchall()
        found = []
        for draft, kept_at, place, content in rows:
            at = datetime.fromisoformat(kept_at)
            if _in_use(json.loads(place), at):
                continue
            held = json.loads(content)
            found.append(Draft(draft, at, held["kind"], tuple(held["about"]), held["said"]))
        return found


def _in_use(place: Mapping[str, object], kept_at: datetime) -> bool:
    if place.get("host") != socket.gethostname():
        return datetime.now(UTC) - kept_at < STALE
    process = place.get("process")
    if not isinstance(process, int):
        return False
    with suppress(ProcessLookupError):
        try:
            os.kill(process, 0)
        except PermissionError:
            return True
        return True
    return False
