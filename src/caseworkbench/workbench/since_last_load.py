"""What is new since the load before: the cases that have become overdue."""

from collections.abc import Iterable

from caseworkbench.store.folder import StoreFolder
from caseworkbench.workbench.open import open_workbench
from caseworkbench.workbench.workbench import Workbench


def load_before(workbench: Workbench) -> int | None:
    """The number of the load before the one that is open; None where it is not kept, or there was none."""
    before = [load["load_id"] for load in workbench.loads() if load["load_id"] < workbench.generation]
    if not before:
        return None
    kept = {entry.load_id for entry in StoreFolder(workbench.store).pointer().generations}
    return max(before) if max(before) in kept else None


def newly_overdue_among(workbench: Workbench, names: Iterable[str]) -> frozenset[str] | None:
    """Which of these cases, overdue as at the last load, were not so in the load before as at its own date.

    None where the load before is not kept, or there was none. Reads no more of it than the measures of the cases.
    """
    load = load_before(workbench)
    if load is None:
        return None
    overdue = frozenset(names)
    before = open_workbench(workbench.store, workbench.settings, known_at=load)
    try:
        return _new(workbench, overdue, before.overdue_names({name.partition(":")[0] for name in overdue}))
    finally:
        before.close()


def newly_overdue(workbench: Workbench) -> frozenset[str] | None:
    """The names of the cases overdue as at the last load that were not so in the load before as at its own date.

    None where the load before is not kept, or there was none. Reads two generations: to be asked once and kept.
    """
    load = load_before(workbench)
    if load is None:
        return None
    before = open_workbench(workbench.store, workbench.settings, known_at=load)
    try:
        return _new(workbench, workbench.overdue_names(), before.overdue_names())
    finally:
        before.close()


def _new(workbench: Workbench, now: frozenset[str], then: frozenset[str]) -> frozenset[str]:
    """Those overdue now that were not so then, by name or, where a load moved the start, by the name they had."""
    new = now - then
    return new - workbench.called_now(then - now) if new else new
