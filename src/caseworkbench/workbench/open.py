"""Opening a store to work with."""

from pathlib import Path

from caseworkbench.settings import Settings, load_settings
from caseworkbench.store.generation import open_generation
from caseworkbench.workbench.workbench import Workbench


def open_workbench(store: Path, settings: Settings | None = None, known_at: int | None = None) -> Workbench:
    """Open the store's current generation, or the one that load ``known_at`` made.

    Raises WorkbenchError where there is none, or where its file is not what the load wrote.
    """
    entry, connection = open_generation(store, known_at)
    return Workbench(store, entry, connection, settings or load_settings(store=store), known_at)
