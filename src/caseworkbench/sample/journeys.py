"""Families on their way: referral, assessment, plan, conference, care, closure, month by month.

The unit is the family; siblings move together. How many are on a plan or in care at a month's end follows the
targets; who it is, is chance.
"""

import numpy as np

from caseworkbench.sample.assessing import Assessing
from caseworkbench.sample.conferring import Conferring
from caseworkbench.sample.days import NEVER, Ints, Month, add_working, working_on_or_after
from caseworkbench.sample.journey_log import ASSESS, CARE, CIN, CLOSED, CP, WAITING, Journey
from caseworkbench.sample.picking import take
from caseworkbench.sample.stock import open_stock
from caseworkbench.sample.world import World


def make_journeys(world: World) -> Journey:
    """Every family's history from before the first month to the as-at date (and a little planned beyond)."""
    journey = Journey(world)
    open_stock(journey)
    assessing, conferring = Assessing(journey), Conferring(journey)
    for month in world.months:
        _arrive(journey, assessing, month)
        conferring.run(month)
        _end_protection(journey, month)
        _care(journey, month)
        _end_need(journey, month)
        assessing.run(month)
        _later_plans(journey, month)
    return journey


def _arrive(journey: Journey, assessing: Assessing, month: Month) -> None:
    """New families and families that come back; every seventh referral is marked no further action."""
    world, random = journey.world, journey.random
    monthly = world.arrivals
    fresh = np.arange(journey.next_family, len(world.sizes), dtype=np.int64)
    if month is not world.months[-1]:
        fresh = fresh[: int(np.searchsorted(np.cumsum(world.sizes[fresh]), monthly * random.uniform(0.9, 1.1))) + 1]
    journey.next_family += len(fresh)
    gone = np.flatnonzero((journey.status == CLOSED) & (journey.closed < month.start - 30))
    back = take(random, gone, world.sizes[gone], round(0.28 * monthly))
    families = np.concatenate([fresh, back])
    dates = random.integers(month.start, month.end + 1, len(families))
    dates = np.where(random.random(len(dates)) < 0.9, np.minimum(working_on_or_after(dates), month.end), dates)
    nfa = random.random(len(families)) < 0.13
    journey.refer(families[nfa], dates[nfa], nfa=True)
    journey.refer(families[~nfa], dates[~nfa], nfa=False)
    assessing.begin(families[~nfa], add_working(dates[~nfa], random.integers(0, 3, int((~nfa).sum()))))


def _choose_to_end(journey: Journey, month: Month, status: int, total: int, least: int) -> tuple[Ints, Ints]:
    """Families of a status, open at least so many days, whose children add up to ``total``, and end dates."""
    since = journey.since
    able = np.flatnonzero((journey.status == status) & (since <= month.end - least))
    weights = np.minimum((month.end - since[able]) / 100.0, 6.0) ** 0.7 * journey.leaving[able]
    chosen = take(journey.random, able, journey.world.sizes[able], total, weights)
    lowest = np.maximum(month.start, since[chosen] + least // 2)
    dates = journey.random.integers(lowest, month.end + 1)
    return chosen, np.minimum(working_on_or_after(dates), month.end)


def _end_protection(journey: Journey, month: Month) -> None:
    """Child protection plans end until the month's target is reached: most step down to a child in need plan."""
    surplus = journey.children_in(CP) - journey.world.targets.cp_open(month.key)
    families, dates = _choose_to_end(journey, month, CP, surplus, 85)
    draw = journey.random.random(len(families))
    journey.end_plan("cp", families, dates)
    journey.end_plan("cin", families, dates)
    down, closing, care = draw < 0.70, (draw >= 0.70) & (draw < 0.93), draw >= 0.93
    journey.start_plan("cin", families[down], dates[down], CIN)
    journey.close(families[closing], dates[closing] + journey.random.integers(0, 10, int(closing.sum())))
    journey.start_plan("care", families[care], dates[care], CARE)


def _care(journey: Journey, month: Month) -> None:
    """Children come into care (from plans and assessments) and leave it, so that the target number is in care."""
    random, world = journey.random, journey.world
    target = world.targets.children("lac_open", month.key)
    able = np.flatnonzero(np.isin(journey.status, (CP, CIN)) & (journey.since <= month.start - 21))
    come = take(random, able, world.sizes[able], round(0.016 * target))
    dates = random.integers(month.start, month.end + 1, len(come))  # children come into care on any day
    on_plan = journey.status[come] == CP
    journey.end_plan("cp", come[on_plan], dates[on_plan])
    journey.end_plan("cin", come[~on_plan], dates[~on_plan])
    journey.start_plan("care", come, dates, CARE)
    surplus = journey.children_in(CARE) - target
    families, ends = _choose_to_end(journey, month, CARE, surplus, 40)
    journey.end_plan("care", families, ends)
    stay = random.random(len(families)) < 0.4
    journey.start_plan("cin", families[stay], ends[stay], CIN)
    journey.close(families[~stay], ends[~stay] + random.integers(0, 12, int((~stay).sum())))


def _end_need(journey: Journey, month: Month) -> None:
    """Child in need plans end, and the case closes."""
    surplus = journey.children_in(CIN) - journey.world.targets.children("cin_open", month.key)
    families, dates = _choose_to_end(journey, month, CIN, surplus, 60)
    journey.end_plan("cin", families, dates)
    journey.close(families, dates + journey.random.integers(0, 8, len(families)))


def _later_plans(journey: Journey, month: Month) -> None:
    """Families left open with no plan after their assessment: some get one later, some close, some stay so."""
    random = journey.random
    waiting = np.flatnonzero((journey.status == WAITING) & (journey.since < month.start))
    draw = random.random(len(waiting))
    dates = random.integers(month.start, month.end + 1, len(waiting))
    journey.start_plan("cin", waiting[draw < 0.15], dates[draw < 0.15], CIN)
    journey.close(waiting[draw > 0.88], dates[draw > 0.88])


__all__ = ["ASSESS", "NEVER", "Journey", "make_journeys"]
