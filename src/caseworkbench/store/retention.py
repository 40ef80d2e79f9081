"""Which generations are kept: the last fourteen, and each month's last for thirteen months."""

from collections.abc import Sequence
from datetime import date

from caseworkbench.store.folder import Entry

LATEST = 14
MONTHS = 13


def kept(entries: Sequence[Entry], today: date, latest: int = LATEST, months: int = MONTHS) -> tuple[Entry, ...]:
    """The entries to keep, in their order; the last one (the current generation) always is.

    A month is that of the load's ``loaded_at``; thirteen months are this month and the twelve before it.
    """
    keep = {entry.load_id for entry in entries[-max(latest, 1) :]}
    this_month = today.year * 12 + today.month
    last_of_month = {_month(entry): entry.load_id for entry in entries}
    keep |= {load_id for month, load_id in last_of_month.items() if this_month - months < month}
    return tuple(entry for entry in entries if entry.load_id in keep)


def _month(entry: Entry) -> int:
    loaded = date.fromisoformat(entry.loaded_at[:10])
    return loaded.year * 12 + loaded.month
