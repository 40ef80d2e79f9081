"""What happens to families, written down: referrals, assessments, enquiries, plans, phases of responsibility."""

import numpy as np

from caseworkbench.sample.days import NEVER, Ints
from caseworkbench.sample.picking import Log
from caseworkbench.sample.world import World

UNKNOWN, CLOSED, ASSESS, CIN, CP, CARE, WAITING = range(7)
"""Where a family stands: never referred, closed, in assessment, on a plan, in care, open with no plan."""

_PHASE = {CIN: 1, CP: 1, CARE: 2, WAITING: 0, ASSESS: 0}
"""Which kind of team is responsible: 0 assessment, 1 care management, 2 looked after."""


class Journey:
    """The families' standing now, and the records of how they came there. Records are by family.

    ``since``: the day the standing began. ``leaving``: how likely a family is to end what it is on (some drift).
    """

    def __init__(self, world: World) -> None:
        """An authority in which nobody has been referred yet."""
        self.world = world
        self.random = world.random("journeys")
        count = len(world.sizes)
        self.next_family = 0
        self.status = np.full(count, UNKNOWN, dtype=np.int64)
        self.since = np.full(count, NEVER, dtype=np.int64)
        self.closed = np.full(count, NEVER, dtype=np.int64)
        self.referred = np.full(count, NEVER, dtype=np.int64)
        self.last_conference = np.full(count, -NEVER, dtype=np.int64)
        self.leaving = np.where(self.random.random(count) < 0.12, 0.08, 1.0)
        self.current = {
            name: np.full(count, -1, dtype=np.int64) for name in ("referral", "cp", "cin", "care", "phase", "s47")
        }
        self.referrals = Log(family=0, date=0, nfa=0, closed=NEVER)
        self.assessments = Log(
            family=0, referral=-1, start=0, done=NEVER, nfa=0, again=0, late=0, planned=NEVER, due=NEVER
        )
        self.s47s = Log(family=0, referral=-1, start=0, end=NEVER, required=0, held=NEVER, plan=0, late=0, again_of=-1)
        self.plans = {name: Log(family=0, referral=-1, start=0, end=NEVER) for name in ("cp", "cin", "care")}
        self.phases = Log(family=0, kind=0, start=0, end=NEVER)

    def children_in(self, status: int) -> int:
        """How many children the families of a standing have."""
        return int(self.world.sizes[self.status == status].sum())

    def refer(self, families: Ints, dates: Ints, nfa: bool) -> None:
        """Referrals. One that is to lead to nothing closes within days and changes nothing else."""
        numbers = self.referrals.add(len(families), family=families, date=dates, nfa=int(nfa))
        self.current["referral"][families] = numbers
        self.referred[families] = dates
        if nfa:
            closed = dates + self.random.integers(0, 4, len(families))
            self.referrals["closed"][numbers] = closed
            self.status[families] = CLOSED
            self.closed[families] = closed
        else:
            self.stand(families, dates, ASSESS)

    def stand(self, families: Ints, dates: Ints, status: int) -> None:
        """The families' standing changes, and with it the kind of team that is responsible."""
        self.status[families] = status
        self.since[families] = dates
        kind = _PHASE[status]
        now = self.current["phase"][families]
        same = (now >= 0) & (self.phases.at("kind", now) == kind)
        # a child who comes into care stays with the plan's team for some weeks
        lag = self.random.integers(0, 90, len(families)) if status == CARE else np.zeros(len(families), np.int64)
        moving, at = families[~same], (dates + lag)[~same]
        before = now[~same]
        ended = before[before >= 0]
        self.phases["end"][ended] = np.maximum(at[before >= 0], self.phases["start"][ended] + 1)
        at = np.where(before >= 0, np.maximum(at, self.phases.at("start", before) + 1), at)
        self.current["phase"][moving] = self.phases.add(len(moving), family=moving, kind=kind, start=at)

    def start_plan(self, kind: str, families: Ints, dates: Ints, status: int) -> None:
        """A plan ("cp", "cin") or a care episode begins."""
        numbers = self.plans[kind].add(
            len(families), family=families, start=dates, referral=self.current["referral"][families]
        )
        self.current[kind][families] = numbers
        self.stand(families, dates, status)

    def end_plan(self, kind: str, families: Ints, dates: Ints) -> None:
        """The families' open plans of a kind end."""
        numbers = self.current[kind][families]
        there = numbers >= 0
        plans = self.plans[kind]
        plans["end"][numbers[there]] = np.maximum(dates[there], plans["start"][numbers[there]] + 1)
        self.current[kind][families] = -1

    def close(self, families: Ints, dates: Ints) -> None:
        """The referrals close, and nobody is responsible from then on."""
        numbers = self.current["referral"][families]
        phases = self.current["phase"][families]
        dates = np.maximum(dates, self.referrals["date"][numbers])
        dates = np.maximum(dates, self.phases["start"][phases] + 1)
        self.referrals["closed"][numbers] = dates
        self.phases["end"][phases] = dates
        self.current["phase"][families] = -1
        self.closed[families] = dates
        self.status[families] = CLOSED
        self.since[families] = dates
