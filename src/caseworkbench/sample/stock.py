"""The families who are open already when the first month begins, with the dates that brought them there."""

import numpy as np

from caseworkbench.sample.days import NEVER, Ints, add_working
from caseworkbench.sample.journey_log import CARE, CIN, CP, Journey
from caseworkbench.sample.targets import Targets


def open_stock(journey: Journey) -> None:
    """Children on plans and in care at the eve of the first month. Those in assessment arrive with the months."""
    world, random = journey.world, journey.random
    targets: Targets = world.targets
    month = world.months[0]
    before = (month.year - (month.month == 1), (month.month - 2) % 12 + 1)
    eve = month.start - 1
    wanted = (
        ("cp", CP, targets.cp_open(before), 190.0, 620),
        ("care", CARE, targets.children("lac_open", before), 1150.0, 4200),
        ("cin", CIN, targets.children("cin_open", before), 210.0, 800),
    )
    for kind, status, total, mean, most in wanted:
        rest = np.arange(journey.next_family, len(world.sizes), dtype=np.int64)
        families = rest[: int(np.searchsorted(np.cumsum(world.sizes[rest]), total)) + 1]
        journey.next_family += len(families)
        # siblings lie from the youngest to the eldest
        youngest = world.born[world.first[families]]
        age = np.minimum(random.exponential(mean, len(families)).astype(np.int64), most)
        start = np.maximum(eve - age, youngest + 90)
        start = add_working(np.minimum(start, eve - 1), 0)
        _begin(journey, kind, status, families, start)


def _begin(journey: Journey, kind: str, status: int, families: Ints, start: Ints) -> None:
    """Referral, assessment, enquiry where there was a conference, and the plan itself."""
    random = journey.random
    count = len(families)
    wait = random.integers(30, 60, count)
    referred = add_working(start - wait, 0)
    journey.refer(families, referred, nfa=False)
    begun = add_working(referred, random.integers(0, 2, count))
    done = np.minimum(add_working(begun, random.integers(18, 50, count)), add_working(start, -1))
    journey.assessments.add(
        count,
        family=families,
        referral=journey.current["referral"][families],
        start=begun,
        done=np.maximum(done, begun),
        planned=NEVER,
        due=add_working(begun, 45),
    )
    if kind == "cp":
        enquiry = add_working(start, -random.integers(7, 19, count))
        journey.s47s.add(
            count,
            family=families,
            referral=journey.current["referral"][families],
            start=np.maximum(enquiry, referred),
            end=start,
            required=1,
            held=start,
            plan=1,
        )
        journey.last_conference[families] = start
    journey.start_plan(kind, families, start, status)
