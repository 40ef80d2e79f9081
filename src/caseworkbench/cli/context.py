"""What every command needs: where the store is, the configuration, and the open workbench."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from caseworkbench.cli.printing import tell

if TYPE_CHECKING:
    from caseworkbench.settings import Settings
    from caseworkbench.workbench.workbench import Workbench


@dataclass
class Place:
    """Where this run looks: the store's folder and the configuration file (``None``: the usual places).

    ``known_at``: the load as which the store is looked at (its number, or a date); None for the last one.
    ``told``: the mistakes that were told already, so that none is told a second time as the reason to stop.
    """

    store: Path
    config: Path | None
    known_at: int | dt.date | None = None
    told: list[str] = field(default_factory=list)

    def settings(self) -> Settings:
        """The configuration in force for this store."""
        from caseworkbench.settings import load_settings

        return load_settings(self.config, self.store)

    def open(self, context: click.Context) -> Workbench:
        """The workbench on the store, closed when the command ends; mistakes in an authority's own files are told."""
        from caseworkbench.workbench.open import open_workbench

        known_at = None
        if self.known_at is not None:
            from caseworkbench.store.kept import kept_load

            known_at = kept_load(self.store, self.known_at).load_id
        workbench = open_workbench(self.store, self.settings(), known_at)
        context.call_on_close(workbench.close)
        for mistake in workbench.mistakes():
            tell(mistake)
            self.told.append(mistake)
        return workbench


def usual_store() -> Path:
    """The store of a person who names none: ``CASEWORKBENCH_STORE``, else their data folder."""
    named = os.environ.get("CASEWORKBENCH_STORE")
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("caseworkbench", appauthor=False)


pass_place = click.make_pass_decorator(Place)
