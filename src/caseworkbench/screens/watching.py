"""A list that notices what other people write about its rows, and asks for it anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caseworkbench.errors import WorkbenchError
from caseworkbench.screens.listing import ListPage

if TYPE_CHECKING:
    from caseworkbench.workbench.workbench import Workbench

LOOK_SECONDS = 3.0


class WatchingList(ListPage):
    """Looks now and then whether anybody has written, and when one comes back to it from a page above."""

    def __init__(self) -> None:
        super().__init__()
        self._version: object = None

    def on_mount(self) -> None:
        """Look now and then."""
        self.set_interval(LOOK_SECONDS, self.look_for_notes)

    def on_screen_resume(self) -> None:
        """Something may have been said, or taken back, on a page above."""
        self.look_for_notes()

    def may_look(self) -> bool:
        """Whether there is anything to look for now."""
        return self.app.screen is self

    def look_for_notes(self, at_once: bool = False) -> None:
        """Ask whether anybody has written; the list is then asked for anew, the cursor staying where it is."""
        if self._tickets.get("notes version", 0) > 0:
            return  # the answer before is still to come
        if at_once or self.may_look():
            engine = self.workbench_app.engine
            self._tickets["notes version"] = engine.ask(self, "notes version", notes_version, self._version_told)

    def _version_told(self, version: object) -> None:
        self._tickets["notes version"] = 0
        changed = self._version is not None and version is not None and version != self._version
        self._version = version if version is not None else self._version
        if changed:
            self.refill()


def notes_version(workbench: Workbench) -> object:
    """What differs after anybody has written; None where the notes cannot be read, which is told elsewhere."""
    try:
        return workbench.notes_version()
    except WorkbenchError:
        return None
