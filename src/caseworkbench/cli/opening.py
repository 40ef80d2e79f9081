"""Opening the screens: the one place of the command line that imports them."""

import sys

from caseworkbench.cli.context import Place
from caseworkbench.errors import WorkbenchError


def open_the_screens(place: Place) -> None:
    """Open the workbench on the store; where there is none, or no terminal, say what to do instead."""
    if not (place.store / "current.json").exists():
        raise WorkbenchError(
            f"There is no store at {place.store} yet: load your extracts with `caseworkbench load FOLDER`, "
            "or look round on made-up data with `caseworkbench demo`."
        )
    if not (sys.stdout.isatty() and sys.stdin.isatty()):
        raise WorkbenchError(
            "The screens need a terminal: in a pipe or a script use `caseworkbench board`, `cases`, `child` and "
            "the other commands (`caseworkbench --help` lists them)."
        )
    from caseworkbench.screens.app import run

    run(place.store, place.settings())
