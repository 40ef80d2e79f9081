"""Teams, workers, and who is allocated to which child when.

A caseload is a slot in a team that one worker after another fills. How many slots there are follows the target
for the average caseload.
"""

from dataclasses import dataclass

import numpy as np

from caseworkbench.sample.days import AS_AT, NEVER, Bools, Ints, Texts, add_working, day, iso
from caseworkbench.sample.journey_log import Journey
from caseworkbench.sample.names import forenames, surnames
from caseworkbench.sample.picking import Random, take
from caseworkbench.sample.slots import Segments, fill_slots
from caseworkbench.sample.world import World

SERVICES = ("Single Assessment Service", "Care Management", "Looked After Children", "Disabilities")
_EPOCH = 20_000
"""More days than any date has, to make one number of a child and a day."""


@dataclass
class Allocations:
    """Lead allocations, sorted by child and start, with the texts they stand for."""

    child: Ints
    start: Ints
    end: Ints
    team: Ints
    worker: Ints
    team_names: Texts
    worker_ids: Texts

    def of(self, child: Ints, on: Ints, ended_too: bool = False) -> tuple[Texts, Texts]:
        """Team and worker of each child on a day, empty where there is none.

        ``ended_too``: else those who were last allocated before it.
        """
        keys = self.child * _EPOCH + np.maximum(self.start, 0)
        place = np.searchsorted(keys, child * _EPOCH + on, side="right") - 1
        safe = np.maximum(place, 0)
        there = (place >= 0) & (self.child[safe] == child) & (ended_too | (self.end[safe] > on))
        team: Texts = np.where(there, self.team_names[self.team[safe]], "")
        worker: Texts = np.where(there, self.worker_ids[self.worker[safe]], "")
        return team, worker


def manager(team: int) -> str:
    """The identifier of the manager of a team (by its place among the teams), who supervises and audits."""
    return f"W{100 + team:04d}"


def team_names(scale: float) -> tuple[Texts, Ints]:
    """Names of the teams and which service each belongs to (0 assessment, 1 care management, ...)."""
    more = max(1.0, scale / 2.5)
    numbers = (round(3 * more), round(12 * more), round(3 * more), max(1, round(more / 2)))
    stems = ("Assessment Team", "Care Management Team", "Looked After Team", "Disabilities Team")
    names, kinds = [], []
    for kind, (stem, count) in enumerate(zip(stems, numbers, strict=True)):
        for number in range(1, count + 1):
            names.append(f"{stem} {number}" if count > 1 else stem)
            kinds.append(kind)
    names.append("Peripatetic Team")
    kinds.append(1)
    return np.array(names, dtype=object), np.array(kinds, dtype=np.int64)


def teams_table(world: World) -> None:
    """``teams``: the Peripatetic Team moved from assessment to care management on 1 April 2018."""
    names, kinds = team_names(world.scale)
    rows = [("MASH", "Front Door", "", ""), ("Leaving Care Team", "Leaving Care", "", "")]
    rows += [("Missing Children Team", "Front Door", "", ""), ("Safeguarding Unit", "Quality Assurance", "", "")]
    for name, kind in zip(names, kinds, strict=True):
        if name == "Peripatetic Team":
            rows.append((name, SERVICES[0], "2016-01-04", "2018-04-01"))
            rows.append((name, SERVICES[1], "2018-04-01", ""))
        else:
            rows.append((name, SERVICES[kind], "", ""))
    world.tables["teams"] = {
        name: np.array(column, dtype=object)
        for name, column in zip(("team", "service", "from_date", "to_date"), zip(*rows, strict=True), strict=True)
    }


def make_allocations(world: World, journey: Journey) -> Allocations:
    """Allocations of every open case, the workers' table, and the gaps in which children had nobody."""
    random = world.random("staff")
    names, kinds = team_names(world.scale)
    segments, slot_team = fill_slots(world, journey, random, kinds)
    family, slot, start, end, worker, people = _tenures(world, random, segments, len(slot_team))
    _workers_table(world, random, people, slot_team, names)
    position, child = world.members(family)
    team = slot_team[slot][position]
    rows = _Rows(child, start[position], end[position], team, worker[position])
    gaps = world.random("gaps")
    for month in world.months:
        _leave_unallocated(world, journey, gaps, rows, month.end, month.key)
    rows.sort()
    ids = people["id"]
    return Allocations(rows.child, rows.start, rows.end, rows.team, rows.worker, names, ids)


def _tenures(
    world: World, random: Random, segments: Segments, slots: int
) -> tuple[Ints, Ints, Ints, Ints, Ints, dict[str, Texts]]:
    """Cuts the cases of each slot by the workers who filled it one after another."""
    cut = world.months[0].start - 720
    lengths = 150 + random.exponential(560, (slots, 40))
    begins = cut - random.integers(0, 900, slots)[:, None] + np.cumsum(lengths, axis=1) - lengths
    begins = begins.astype(np.int64)
    # nobody changes in the last two months but by the questions planted later
    begins = np.where((begins > AS_AT - 60), NEVER, begins)
    tenure_slot, order = np.nonzero(begins < NEVER)
    tenure_start = begins[tenure_slot, order]
    following = np.where(order < 39, begins[tenure_slot, np.minimum(order + 1, 39)], NEVER)
    count = np.bincount(tenure_slot, minlength=slots)
    first = np.cumsum(count) - count
    each = count[segments.slot]
    row = np.repeat(np.arange(len(segments.slot)), each)
    within = np.arange(int(each.sum())) - np.repeat(np.cumsum(each) - each, each)
    tenure = first[segments.slot[row]] + within
    is_first = within == 0
    start = np.where(is_first, segments.start[row], np.maximum(segments.start[row], tenure_start[tenure]))
    end = np.minimum(segments.end[row], following[tenure])
    fine = (start < end) & (end > cut) & (start <= AS_AT)
    row, tenure, start, end = row[fine], tenure[fine], start[fine], end[fine]
    start = np.where(start < cut, 0, start)
    used = np.unique(tenure)
    worker = np.searchsorted(used, tenure)
    people = {
        "id": np.array([f"W{1000 + n:04d}" for n in range(len(used))], dtype=object),
        "slot": tenure_slot[used],
        "start": tenure_start[used],
        "end": following[used],
    }
    return segments.family[row], segments.slot[row], start, end, worker, people


def _workers_table(world: World, random: Random, people: dict[str, Texts], slot_team: Ints, names: Texts) -> None:
    """``workers``: social workers, then the front door's desk and the supervisors."""
    ids = list(people["id"])
    team = list(names[slot_team[people["slot"].astype(np.int64)]])
    start, end = people["start"].astype(np.int64), people["end"].astype(np.int64)
    others = [f"W{901 + n:04d}" for n in range(5)] + [manager(n) for n in range(len(names))]
    team += ["MASH"] * 5 + list(names)
    ids += others
    start = np.concatenate([start, np.full(len(others), day(2015, 9, 1))])
    end = np.concatenate([end, np.full(len(others), NEVER)])
    count = len(ids)
    fte = np.array([1.0, 1.0, 1.0, 0.8, 0.6], dtype=object)[random.integers(0, 5, count)]
    name = forenames(random, count) + " " + surnames(random, count)
    known_as = np.full(count, "", dtype=object)
    for number in range(0, count, 17):
        first, _, second = str(name[number]).partition(" ")
        known_as[number] = f"{second}, {first}"
    world.tables["workers"] = {
        "worker": np.array(ids, dtype=object),
        "name": name,
        "team": np.array(team, dtype=object),
        "fte": fte,
        "agency": np.where(random.random(count) < 0.27, "Y", "N").astype(object),
        "start_date": iso(start),
        "end_date": iso(np.where(end > AS_AT, NEVER, end)),
        "also_known_as": known_as,
    }


@dataclass
class _Rows:
    """Allocations by child while they are being cut."""

    child: Ints
    start: Ints
    end: Ints
    team: Ints
    worker: Ints

    def sort(self) -> None:
        """By child, then start."""
        self.keep(np.lexsort((self.start, self.child)))

    def keep(self, which: Ints | Bools) -> None:
        """Only these rows, in this order."""
        self.child, self.start, self.end = self.child[which], self.start[which], self.end[which]
        self.team, self.worker = self.team[which], self.worker[which]

    def cut(self, children: int, child: Ints, low: Ints, high: Ints) -> None:
        """Takes the days from ``low`` to the eve of ``high`` out of the allocations of each child."""
        lows, highs = np.full(children, NEVER), np.full(children, -1)
        lows[child], highs[child] = low, high
        hit = (self.start < highs[self.child]) & (self.end > lows[self.child])
        after = np.flatnonzero(hit & (self.end > highs[self.child]))
        extra = (self.child[after], highs[self.child[after]], self.end[after], self.team[after], self.worker[after])
        self.end = np.where(hit, np.minimum(self.end, lows[self.child]), self.end)
        join = np.concatenate
        self.child, self.start = join([self.child, extra[0]]), join([self.start, extra[1]])
        self.end, self.team = join([self.end, extra[2]]), join([self.team, extra[3]])
        self.worker = join([self.worker, extra[4]])
        self.keep((self.end > self.start) & (self.start <= AS_AT))


def _leave_unallocated(
    world: World, journey: Journey, random: Random, rows: _Rows, end: int, key: tuple[int, int]
) -> None:
    """At a month's end some children have nobody: some for more than five working days, some for less."""
    phases = journey.phases
    steady = (phases["start"] <= end - 40) & ((phases["end"] > end + 20) | (phases["end"] > AS_AT))
    able = np.unique(phases["family"][np.flatnonzero(steady & (phases["kind"] < 2))])
    targets = world.targets
    longer = take(random, able, world.sizes[able], targets.children("unallocated", key))
    able = np.setdiff1d(able, longer)
    shorter = take(random, able, world.sizes[able], targets.children("unallocated_less", key))
    back = np.concatenate([random.integers(6, 12, len(longer)), random.integers(0, 4, len(shorter))])
    families = np.concatenate([longer, shorter])
    low = add_working(end, -back)
    high = add_working(end, random.integers(1, 7, len(families)))
    position, child = world.members(families)
    rows.cut(world.children, child, low[position], high[position])


def allocations_table(world: World, allocations: Allocations) -> None:
    """``allocations``: leads as they are, and a second worker beside some."""
    random = world.random("second workers")
    count = len(allocations.child)
    beside = np.flatnonzero(random.random(count) < 0.03)
    rows = np.concatenate([np.arange(count), beside])
    role = np.array([""] * count + ["secondary"] * len(beside), dtype=object)
    lead = random.random(count) < 0.5
    role[:count][lead] = "lead"
    worker = allocations.worker_ids[allocations.worker][rows]
    worker[count:] = allocations.worker_ids[random.integers(0, len(allocations.worker_ids), len(beside))]
    start, end = allocations.start[rows], allocations.end[rows]
    start = np.where(start < 1, NEVER, start)
    world.tables["allocations"] = {
        "allocation_id": np.array([f"L{n:06d}" for n in range(1, len(rows) + 1)], dtype=object),
        "child_id": world.child_ids[allocations.child[rows]],
        "worker": worker,
        "team": allocations.team_names[allocations.team[rows]],
        "role": role,
        "start_date": iso(start),
        "end_date": iso(np.where(end > AS_AT, NEVER, end)),
    }
