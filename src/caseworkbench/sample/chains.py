"""Visits, reviews and supervisions along plans, month by month, so that month-end shares meet their targets.

At each month's end just so many of the open plans are left without an event in time as the target asks for;
siblings share their days. Everything else about the events is chance.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from caseworkbench.sample.days import AS_AT, NEVER, Bools, Ints, Month, working_on_or_after, working_on_or_before
from caseworkbench.sample.picking import Random, take

Due = Callable[[Ints, Ints, Ints], Ints]
"""(last event or start, how many events so far, plan numbers) to the last day on which the next is in time."""


@dataclass
class Habit:
    """How a kind of event is done: its rule and what happens beside it.

    ``earliest``: from (month's last day, plan numbers) to the first day an event must have to be in time then.
    ``often``: the chance of an event in a month that needs none. ``again``: the days before an event at which
    another one comes in the same month. ``stale``: the chance of an early event in a month that ends out of time.
    """

    due: Due
    earliest: Callable[[int, Ints], Ints]
    share: Callable[[Month], float]
    often: float = 0.3
    again: tuple[int, int] | None = None
    stale: float = 0.8
    gap: int = 3
    to_due: bool = False


@dataclass
class Chain:
    """The plans: their days, the units (siblings) that share events, and which never have any recorded."""

    start: Ints
    end: Ints
    unit: Ints
    never: Bools


def run_chain(random: Random, chain: Chain, habit: Habit, months: list[Month]) -> tuple[Ints, Ints, Ints, Ints]:
    """(plan, day) of every event, in no order; and (plan, month end) wherever a plan ended a month out of time."""
    last, count = chain.start.copy(), np.zeros(len(chain.start), dtype=np.int64)
    plans: list[Ints] = []
    days: list[Ints] = []
    missed: list[Ints] = []
    missed_at: list[Ints] = []

    def note(which: Ints, at: Ints) -> None:
        fine = (at > last[which]) & (at <= np.minimum(chain.end[which], AS_AT))
        which, at = which[fine], at[fine]
        plans.append(which)
        days.append(at)
        last[which] = at
        count[which] += 1

    for month in months:
        here = np.flatnonzero((chain.start <= month.end) & (chain.end >= month.start))
        if not len(here):
            continue
        units, place = np.unique(chain.unit[here], return_inverse=True)
        luck = random.random((4, len(units)))[:, place]
        opened = chain.end[here] > month.end
        due = habit.due(last[here], count[here], here)
        free = due >= month.end
        missing = round((1 - habit.share(month)) * int(opened.sum()))
        able = ~free & opened
        silent = able & chain.never[here]
        chosen = silent.copy()
        rest = np.flatnonzero(able & ~silent)
        chosen_units, sizes = np.unique(place[rest], return_counts=True)
        late = take(random, chosen_units, sizes, missing - int(silent.sum()))
        chosen[rest] = np.isin(place[rest], late)
        missed.append(here[chosen])
        missed_at.append(np.full(int(chosen.sum()), month.end, dtype=np.int64))
        high = np.minimum(np.minimum(chain.end[here], month.end), AS_AT)
        low = np.maximum(np.maximum(habit.earliest(month.end, here), month.start), last[here] + 1)
        in_time = ~chosen & ~free & ~chain.never[here]
        extra = free & ~chain.never[here] & (luck[0] < habit.often)
        if habit.to_due:
            high = np.where(in_time & (due >= low), np.minimum(high, due), high)
        stale = chosen & ~chain.never[here] & (luck[0] < habit.stale)
        # an early event in a month that ends out of time, or an earlier one of two
        early_high = np.where(chosen, habit.earliest(month.end, here) - 4, NEVER)
        at = month.start + np.floor(luck[1] * np.maximum(early_high - month.start + 1, 0)).astype(np.int64)
        ready = stale & (early_high >= month.start)
        note(here[ready], _workday(at, month.start, early_high)[ready])
        doing = in_time | extra
        low = np.where(extra, np.maximum(month.start, last[here] + habit.gap), low)
        at = _workday(low + np.floor(luck[2] * np.maximum(high - low + 1, 0)).astype(np.int64), low, high)
        doing &= high >= low
        if habit.again is not None:
            step = habit.again[0] + np.floor(luck[3] * (habit.again[1] - habit.again[0] + 1)).astype(np.int64)
            before = working_on_or_before(np.where(doing, at, month.end) - step)
            note(here[doing], before[doing])
        note(here[doing], at[doing])
    join = np.concatenate
    if not plans:
        nothing = np.zeros(0, dtype=np.int64)
        return nothing, nothing, nothing, nothing
    return join(plans), join(days), join(missed), join(missed_at)


def _workday(at: Ints, low: Ints | int, high: Ints) -> Ints:
    """The last working day up to each day, else the next one, where that lies within; else the day itself."""
    at = np.clip(at, 8_000, 20_000)
    back, after = working_on_or_before(at), working_on_or_after(at)
    return np.where((back >= low) & (back <= high), back, np.where((after >= low) & (after <= high), after, at))
