"""What is asked of a pack, and who in it is called by name."""

import shlex
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from caseworkbench.workbench.figure import Figure

Names = Literal["identifiers", "initials", "names"]
NAMES: tuple[Names, ...] = ("identifiers", "initials", "names")
KINDS = ("xlsx", "html", "md")


class Stopped(Exception):  # noqa: N818  (nothing went wrong)
    """The person who asked for the pack has stopped it; raised by the progress function, nothing was written."""


@dataclass(frozen=True)
class Order:
    """A pack as it is asked for.

    ``names``: how children are called. ``notes``: with the free notes on cases, which may name people; they are in
    anyway where names are. ``publish``: for publication, without small numbers and without cases.
    """

    board: str | None = None
    as_at: date | None = None
    service: str | None = None
    team: str | None = None
    names: Names = "identifiers"
    notes: bool = False
    publish: bool = False

    @property
    def with_notes(self) -> bool:
        """Whether what was written freely about cases is in the pack."""
        return (self.notes or self.names == "names") and not self.publish

    @property
    def place(self) -> str | None:
        """The service or team that the pack is narrowed to."""
        return self.team or self.service

    def command(self, figure: "Figure", known_at: int | None = None) -> str:
        """The command that lists the very cases that a figure counts, as load ``known_at`` knew them."""
        parts = ["caseworkbench", "cases", figure.measure, "--counted", "--as-at", figure.as_at.isoformat()]
        if figure.limit is not None:
            parts += ["--limit", str(figure.limit)]
        parts += ["--period", figure.period]
        whose = {"--service": figure.service or self.service, "--team": figure.team or self.team}
        for option, value in {**whose, "--worker": figure.worker, "--known-at": known_at}.items():
            if value is not None:
                parts += [option, shlex.quote(str(value))]
        return " ".join(parts)
