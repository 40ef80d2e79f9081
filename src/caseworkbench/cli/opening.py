"""Opening the screens: the one place of the command line that imports them."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from caseworkbench.cli.context import Place
from caseworkbench.errors import WorkbenchError

if TYPE_CHECKING:
    from pathlib import Path

    from caseworkbench.settings import Settings


def open_the_screens(place: Place, team: str | None = None, worker: str | None = None) -> None:
    """Open the workbench on the store; where there is none, or no terminal, say what to do instead.

    ``team``, ``worker``: whose list to open on; by default the configuration's, where it names one.
    """
    if not (place.store / "current.json").exists():
        from caseworkbench.store.folder import StoreFolder

        StoreFolder(place.store).pointer()  # a file, a folder of something else, a damaged store: each has its words
        raise WorkbenchError(
            f"There is no store at {place.store} yet: load your extracts with `caseworkbench load FOLDER`, "
            "or look round on made-up data with `caseworkbench demo`."
        )
    if not (sys.stdout.isatty() and sys.stdin.isatty()):
        raise WorkbenchError(
            "The screens need a terminal: in a pipe or a script use `caseworkbench board`, `cases`, `child` "
            "and the other commands (`caseworkbench --help` lists them)."
        )
    if not draws():
        raise WorkbenchError(
            f"The screens cannot be drawn where TERM is “{os.environ['TERM']}”: set it to what the terminal is "
            "(mostly xterm-256color), or use `caseworkbench board` and the other commands."
        )
    open_screens_on(place.store, place.settings(), team, worker)


def draws() -> bool:
    """Whether the terminal says that it can put characters where they belong."""
    return os.environ.get("TERM", "").casefold() not in ("dumb", "unknown")


def open_screens_on(store: Path, settings: Settings, team: str | None = None, worker: str | None = None) -> None:
    """Show the screens until they are left."""
    from caseworkbench.screens.app import run

    if not (team or worker):
        worker = settings.worker
        team = settings.team if worker is None else None
    run(store, settings, team=team, start=("team", *([worker] if worker else [])) if team or worker else ())
