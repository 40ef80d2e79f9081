"""When an event was first seen: the first kept load whose clocks show it."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import numpy as np

from caseworkbench.calendar.days import to_day
from caseworkbench.measures.catalogue import Measure
from caseworkbench.store.folder import Entry
from caseworkbench.workbench.changes_keys import Keys, ordered, pair, with_date
from caseworkbench.workbench.changes_point import Point, loads_between
from caseworkbench.workbench.open import open_workbench


class Seen(NamedTuple):
    """A load that first showed an event: its number, its as-at date and the day on which it was loaded (UTC)."""

    load: int
    as_at: date
    loaded_on: date


def seen_in(entry: Entry) -> Seen:
    """A kept load as one that showed an event."""
    return Seen(entry.load_id, date.fromisoformat(entry.as_at), date.fromisoformat(entry.loaded_at[:10]))


def first_seen(
    measure: Measure,
    first: Point,
    last: Point,
    subjects: Sequence[int],
    starts: Sequence[int],
    events: Sequence[tuple[str, int]],
) -> list[Seen | None]:
    """For each event the first kept load after the first point, up to the second's, that shows it.

    An event is a column of a clock (started, stopped, voided) and its day; its clock is known by its subject's number
    and its start as the second point has it. Only where loads are kept between the two is anything read.
    """
    entries = loads_between(first, last)
    if not entries or not events:
        return [None] * len(events)
    found: list[Seen | None] = [None] * len(events)
    keys = with_date(np.array(subjects, dtype=np.uint64), np.array(starts, dtype=np.int32))
    open_events = list(range(len(events)))
    for entry in entries[:-1]:
        if not open_events:
            break
        shown = _shown(measure, last, entry, keys[open_events], [events[at] for at in open_events])
        for at in shown:
            found[open_events[at]] = seen_in(entry)
        open_events = [event for place, event in enumerate(open_events) if place not in shown]
    for at in open_events:
        found[at] = seen_in(entries[-1])
    return found


def _shown(measure: Measure, last: Point, entry: Entry, keys: Keys, events: Sequence[tuple[str, int]]) -> set[int]:
    """Which of the events a load shows as at its own date."""
    workbench = open_workbench(last.workbench.store, last.workbench.settings, known_at=entry.load_id)
    try:
        book = workbench.parts.book
        clocks, day = book.clocks_once(measure), to_day(workbench.as_at)
        shown = ordered(with_date(book.subject_keys(measure)[clocks.subject], clocks.start), clocks.end)
        rows = pair(ordered(keys, np.arange(len(keys))), shown)
    finally:
        workbench.close()
    columns = {"started": clocks.start, "stopped": clocks.stop, "voided": clocks.void}
    return {
        at
        for at, row in zip(rows.before.tolist(), rows.after.tolist(), strict=True)
        if columns[events[at][0]][row] == events[at][1] <= day
    }
