"""Which kept load is meant: by its number, or by a date."""

from datetime import date
from pathlib import Path

from caseworkbench.errors import WorkbenchError
from caseworkbench.store.folder import Entry, StoreFolder
from caseworkbench.store.generation import current_entry


def kept_load(store: Path, said: int | date) -> Entry:
    """The kept load of that number, or the last one whose as-at date is on or before the date.

    Raises ``WorkbenchError`` that lists the loads that are kept where none is meant, or there is no store.
    """
    current_entry(store)
    kept = StoreFolder(store).pointer().generations
    if isinstance(said, date):
        found = [entry for entry in kept if date.fromisoformat(entry.as_at) <= said]
        what = f"No load of {said:%d/%m/%Y} or before is kept in this store"
    else:
        found = [entry for entry in kept if entry.load_id == said]
        what = f"Load {said} is not kept in this store"
    if found:
        return found[-1]
    listed = [f"{entry.load_id} (as at {date.fromisoformat(entry.as_at):%d/%m/%Y})" for entry in kept]
    those = "those kept are" if len(kept) > 1 else "the only one kept is"
    raise WorkbenchError(f"{what}: {those} {', '.join(listed)}.")
