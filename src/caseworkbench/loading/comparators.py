"""National statistics into the store: a load of its own that touches nothing but published figures."""

from collections.abc import Sequence
from pathlib import Path

from caseworkbench.extracts.comparators import Compared, read_comparators
from caseworkbench.loading.load import Progress, load_opened
from caseworkbench.settings import Settings, load_settings
from caseworkbench.store.record import LoadRecord


def import_comparators(
    sources: Sequence[Path],
    store: Path,
    *,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> LoadRecord:
    """Import statistics files of the Department for Education as figures to compare with.

    A load like any other: a new generation, in the history, all or nothing, and ``undo_load`` undoes it. The figures
    are merged by measure, period and area; extracts and the store's as-at date stay as they are. Raises
    ``WorkbenchError``, with the store as it was, where a file is none of the tables known.
    """
    chosen = settings or load_settings(None, store)
    compared = Compared(chosen.region, tuple(chosen.statistical_neighbours))
    return load_opened(lambda: [read_comparators(sources, compared)], store, settings=chosen, progress=progress)
