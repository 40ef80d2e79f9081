"""What a load was: the summary that ``load`` prints and that the store remembers."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from caseworkbench.extracts.rows import Reject, SourceFile

SHOWN_REJECTS = 100
"""How many rejects a summary carries; the store has them all."""


@dataclass
class TableCount:
    """One table of a load, in rows.

    ``read`` = ``accepted`` + ``replaced`` + ``rejected`` for full extracts, where ``replaced`` are rows whose key
    came again further down. In a merge ``replaced`` are rows that took the place of one the store had.
    """

    table: str
    read: int = 0
    accepted: int = 0
    replaced: int = 0
    rejected: int = 0
    withdrawn: int = 0

    def as_dict(self) -> dict[str, Any]:
        """The counts, JSON-ready."""
        return dict(vars(self))


@dataclass
class LoadRecord:
    """The record of one load. ``loaded_at`` is UTC, ISO text; ``questions`` counts the data questions."""

    load_id: int
    as_at: date
    format: str
    mode: str
    seconds: float
    loaded_at: str
    loaded_by: str
    tables: list[TableCount] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    rejected: int = 0
    questions: int = 0
    files: list[SourceFile] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """The record as ``load --json`` prints it; ``rejects`` are the first hundred."""
        return {
            "load_id": self.load_id,
            "as_at": self.as_at.isoformat(),
            "format": self.format,
            "mode": self.mode,
            "seconds": round(self.seconds, 3),
            "loaded_at": self.loaded_at,
            "loaded_by": self.loaded_by,
            "tables": [count.as_dict() for count in self.tables],
            "rejects": [reject._asdict() for reject in self.rejects[:SHOWN_REJECTS]],
            "rejected": self.rejected,
            "questions": self.questions,
            "files": [
                {"name": file.name, "path": file.shown_path, "size": file.size, "sha256": file.sha256}
                for file in self.files
            ],
            "messages": list(self.messages),
        }
