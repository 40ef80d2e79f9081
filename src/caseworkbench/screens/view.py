"""What a person has chosen to look at, and whose data it is. Plain values, no widgets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from caseworkbench.screens.text import ago, clean, spoken

if TYPE_CHECKING:
    from caseworkbench.workbench.workbench import Workbench


@dataclass(frozen=True)
class View:
    """The choices that every screen keeps to."""

    board: str = ""
    as_at: date | None = None
    service: str | None = None
    team: str | None = None
    masked: bool = False

    def place(self) -> str:
        """The service or team that the screens are narrowed to, in words."""
        return self.team or self.service or ""


@dataclass(frozen=True)
class Facts:
    """Whose data is open and how old it is."""

    authority: str | None
    as_at: date
    loaded_at: datetime
    generation: int
    known_at: int | None = None
    """The load as which the store is looked at, where it is not simply the newest."""

    @classmethod
    def of(cls, workbench: Workbench) -> Facts:
        """Read from the open workbench."""
        return cls(workbench.authority, workbench.as_at, workbench.loaded_at, workbench.generation, workbench.known_at)

    def known_words(self) -> str:
        """``As known at load 3 (F5: back to the newest).`` where an earlier load is looked at."""
        return f"As known at load {self.known_at} (F5: back to the newest). " if self.known_at is not None else ""

    def sentence(self, chosen: date | None, now: datetime) -> str:
        """``Northbridge, as at Sun 30 Sep 2018, loaded 7 hours ago``."""
        words = f"{clean(self.authority) or 'This authority'}, as at {spoken(chosen or self.as_at)}"
        return f"{words}, loaded {ago(self.loaded_at, now)}"
