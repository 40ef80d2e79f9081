"""The table of visits: those under plans, and those during assessments and enquiries."""

import numpy as np

from caseworkbench.sample.days import AS_AT, NEVER, add_working, iso
from caseworkbench.sample.journey_log import Journey
from caseworkbench.sample.plans import Visit
from caseworkbench.sample.staff import Allocations
from caseworkbench.sample.world import World, numbered


def early_visits(world: World, journey: Journey) -> list[Visit]:
    """Visits in the course of assessments and enquiries: most children are seen within days, some are not."""
    random = world.random("early visits")
    found = []
    for kind, log, lags in (
        ("assessment", journey.assessments, (0, 1, 2, 3, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20)),
        ("s47", journey.s47s, (0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 3, 6)),
    ):
        last = np.minimum(log["done"] if kind == "assessment" else log["end"], AS_AT)
        for number in range((2 if world.scale < 2 else 3) if kind == "assessment" else 1):
            lag = np.array(lags)[random.integers(0, len(lags), log.count)] + 9 * number
            at = add_working(log["start"], lag)
            position, child = world.members(log["family"])
            fine = (at <= last)[position] & (world.born[child] < at[position]) & (random.random(len(child)) < 0.95)
            seen = random.random(int(fine.sum())) < 0.94
            found.append(Visit(child[fine], at[position[fine]], kind, seen))
    return found


def visits_table(world: World, allocations: Allocations, visits: list[Visit]) -> None:
    """``visits``, in the order of their days, each with the worker allocated then."""
    random = world.random("visits table")
    child = np.concatenate([visit.child for visit in visits])
    at = np.concatenate([visit.day for visit in visits])
    kind = np.concatenate([np.full(len(visit.day), visit.kind, dtype=object) for visit in visits])
    seen = np.concatenate([visit.seen for visit in visits])
    fine = np.flatnonzero((at <= AS_AT) & (at < NEVER))
    fine = fine[np.lexsort((child[fine], at[fine]))]
    child, at, kind, seen = child[fine], at[fine], kind[fine], seen[fine]
    _, worker = allocations.of(child, at)
    draw = random.random(len(child))
    flag = np.where(seen, np.where(draw < 0.05, "", "Y"), "N").astype(object)
    alone = np.where(~seen, "", np.where(draw > 0.45, "Y", np.where(draw > 0.12, "N", ""))).astype(object)
    world.tables["visits"] = {
        "visit_id": numbered("V", 1, len(child)),
        "child_id": world.child_ids[child],
        "visit_date": iso(at),
        "visit_type": kind,
        "child_seen": flag,
        "seen_alone": alone,
        "worker": worker,
    }
