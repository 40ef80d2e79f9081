"""Opening the workbench on the screen: ``run``, and the application it runs.

Light to import: the first board is being counted in a second process before Textual is imported in this one.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from caseworkbench.screens.ahead import Ahead
from caseworkbench.screens.view import View

if TYPE_CHECKING:
    from caseworkbench.screens.application import WorkbenchApp
    from caseworkbench.settings import Settings
    from caseworkbench.workbench.workbench import Workbench

Start = tuple[str, ...]
__all__ = ["Start", "WorkbenchApp", "run"]


def run(
    store: Path,
    settings: Settings | None = None,
    *,
    board: str | None = None,
    as_at: date | None = None,
    service: str | None = None,
    team: str | None = None,
    start: Start = (),
) -> None:
    """Open the workbench on ``store`` and stay until it is left.

    ``start`` opens a page directly: ("cases", measure), ("child", child_id), ("rule", measure), ("loads",).
    """

    def opener() -> Workbench:
        from caseworkbench.workbench.open import open_workbench

        return open_workbench(store, settings)

    view = View(board or "", as_at, service, team, masked=bool(settings and settings.mask_names))
    ahead = None if start else Ahead.start(opener, view)
    from caseworkbench.screens.application import WorkbenchApp

    WorkbenchApp(store, settings, view=view, start=start, opener=opener, ahead=ahead).run()


def __getattr__(name: str) -> object:
    if name == "WorkbenchApp":
        from caseworkbench.screens.application import WorkbenchApp

        return WorkbenchApp
    raise AttributeError(name)
