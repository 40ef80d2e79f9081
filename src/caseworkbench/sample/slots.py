"""Which caseload (a slot in a team) each family's case lies in, as caseloads open and close over the months."""

from dataclasses import dataclass

import numpy as np

from caseworkbench.sample.days import AS_AT, Ints
from caseworkbench.sample.journey_log import Journey
from caseworkbench.sample.picking import Random
from caseworkbench.sample.world import World

_DISABLED_SHARE = 0.07


@dataclass
class Segments:
    """A family's case in one slot from a day to the eve of another."""

    family: Ints
    slot: Ints
    start: Ints
    end: Ints


class _Slots:
    """The slots there are, their team and kind, and the cases in them."""

    def __init__(self, team_kind: Ints, sizes: Ints) -> None:
        self.team_kind = team_kind
        self.sizes = sizes
        self.team: list[int] = []
        self.open: list[bool] = []
        self.family = np.zeros(0, dtype=np.int64)
        self.slot = np.zeros(0, dtype=np.int64)
        self.start = np.zeros(0, dtype=np.int64)
        self.end = np.zeros(0, dtype=np.int64)

    def of_kind(self, kind: int) -> Ints:
        """Open slots of a kind."""
        found = [n for n, t in enumerate(self.team) if self.open[n] and self.team_kind[t] == kind]
        return np.array(found, dtype=np.int64)

    def loads(self, on: int) -> Ints:
        """Children in each slot on a day."""
        active = (self.start <= on) & (self.end > on)
        weights = self.sizes[self.family[active]].astype(float)
        return np.bincount(self.slot[active], weights=weights, minlength=len(self.team)).astype(np.int64)

    def add(self, family: Ints, slot: Ints, start: Ints, end: Ints) -> None:
        """Cases come into slots."""
        self.family, self.slot = np.concatenate([self.family, family]), np.concatenate([self.slot, slot])
        self.start, self.end = np.concatenate([self.start, start]), np.concatenate([self.end, end])

    def _of_each_team(self) -> Ints:
        """How many slots are open in each team."""
        teams = np.array(self.team, dtype=np.int64)[np.array(self.open, dtype=np.bool_)]
        return np.bincount(teams, minlength=len(self.team_kind))

    def grow(self, kind: int, on: int) -> None:
        """One slot more, in the team of the kind that has fewest; it takes its share of all teams' cases."""
        mates = self.of_kind(kind)
        teams = np.flatnonzero(self.team_kind == kind)
        self.team.append(int(teams[int(np.argmin(self._of_each_team()[teams]))]) if self.team else int(teams[0]))
        self.open.append(True)
        active = np.flatnonzero((self.start <= on) & (self.end > on) & np.isin(self.slot, mates))
        self.move(active[:: len(mates) + 1], np.array([len(self.team) - 1]), on)

    def shrink(self, kind: int, on: int) -> None:
        """One slot fewer, in the team that has most: the emptiest; its cases go to the others of the kind."""
        able = self.of_kind(kind)
        loads = self.loads(on)
        teams = np.array(self.team, dtype=np.int64)[able]
        most = self._of_each_team()[teams]
        gone = int(able[int(np.argmin(loads[able] - 10_000 * most))])
        self.open[gone] = False
        active = np.flatnonzero((self.start <= on) & (self.end > on) & (self.slot == gone))
        self.move(active, able[able != gone], on)

    def move(self, cases: Ints, slots: Ints, on: int) -> None:
        """Cases go over to other slots, in turn, on a day."""
        end = self.end[cases].copy()
        self.end[cases] = np.maximum(on, self.start[cases] + 1)
        begin = self.end[cases]
        target = slots[np.arange(len(cases)) % len(slots)]
        fine = begin < end
        self.add(self.family[cases][fine], target[fine], begin[fine], end[fine])


def fill_slots(world: World, journey: Journey, random: Random, team_kind: Ints) -> tuple[Segments, Ints]:
    """(cases in slots, team of each slot). The number of slots keeps the average caseload on its target."""
    phases = journey.phases
    disabled = random.random(len(world.sizes)) < _DISABLED_SHARE
    kind = np.where((phases["kind"] == 1) & disabled[phases["family"]], 3, phases["kind"])
    order = np.argsort(phases["start"], kind="stable")
    family, kind = phases["family"][order], kind[order]
    start, end = phases["start"][order], phases["end"][order]
    slots = _Slots(team_kind, world.sizes)
    for number, month in enumerate(world.months):
        size = world.sizes[family]
        active = (start <= month.end) & (end > month.end)
        children = np.array([size[active & (kind == k)].sum() for k in range(4)], dtype=float)
        nobody = world.targets.children("unallocated", month.key) + world.targets.children(
            "unallocated_less", month.key
        )
        total = round((children.sum() - nobody) / world.targets.number("caseload", month.key))
        share = children / children.sum() * total
        wanted = np.maximum(np.floor(share).astype(int), 1)
        for k in np.argsort(-(share - wanted), kind="stable")[: max(0, total - int(wanted.sum()))]:
            wanted[k] += 1
        for k in range(4):
            while len(slots.of_kind(k)) < wanted[k]:
                slots.grow(k, month.start + 2)
            while len(slots.of_kind(k)) > wanted[k]:
                slots.shrink(k, month.start + 2)
            begins = -1 if number == 0 else month.start
            new = np.flatnonzero((kind == k) & (start >= begins) & (start <= month.end))
            able = slots.of_kind(k)
            emptiest = able[np.argsort(slots.loads(month.end)[able] + random.random(len(able)), kind="stable")]
            slots.add(family[new], emptiest[np.arange(len(new)) % len(emptiest)], start[new], end[new])
    fine = slots.start <= AS_AT
    found = Segments(slots.family[fine], slots.slot[fine], slots.start[fine], slots.end[fine])
    return found, np.array(slots.team, dtype=np.int64)
