"""Contacts at the front door and the referrals they become."""

import numpy as np

from caseworkbench.sample.days import AS_AT, NEVER, Ints, Texts, add_working, iso, working_on_or_after
from caseworkbench.sample.journey_log import Journey
from caseworkbench.sample.picking import Random, take
from caseworkbench.sample.staff import Allocations
from caseworkbench.sample.world import World, known, numbered

_SOURCES = (
    "1A Individual",
    "2A School",
    "3A Health",
    "4 Housing",
    "5A Police",
    "5A Police",
    "5C Probation",
    "9 Unknown",
)
_NEEDS = ("N1", "N1", "N1", "N2", "N3", "N4", "N5", "N5", "N6", "N8")
_REASONS = ("RC1", "RC3", "RC4", "RC8", "RC8", "RC8")
FRONT_DOOR = "MASH"
_DESK = ("W0901", "W0902", "W0903", "W0904", "W0905")


def referrals_table(world: World, journey: Journey, allocations: Allocations) -> None:
    """``referrals``: one row per child of the family referred, with the team and worker who had it last."""
    random = world.random("referrals")
    log = journey.referrals
    position, child = world.members(log["family"])
    fine = log["date"][position] <= AS_AT
    position, child = position[fine], child[fine]
    closed = known(log["closed"])
    count = log.count
    source = _of(random, _SOURCES, count)
    need = _of(random, _NEEDS, count)
    reason = np.where(closed < NEVER, _of(random, _REASONS, count), "")
    nfa = log["nfa"][position] == 1
    last = np.minimum(closed[position] - 1, AS_AT)
    team, worker = allocations.of(child, last, ended_too=True)
    world.tables["referrals"] = {
        "referral_id": referral_ids(position, child, world),
        "child_id": world.child_ids[child],
        "referral_date": iso(log["date"][position]),
        "source": source[position],
        "primary_need": need[position],
        "nfa": np.where(log["nfa"][position] == 1, "Y", "N").astype(object),
        "closed_date": iso(closed[position]),
        "closure_reason": reason[position],
        "team": np.where(nfa, FRONT_DOOR, team).astype(object),
        "worker": np.where(nfa, "", worker).astype(object),
    }


def referral_ids(referral: Ints, child: Ints, world: World) -> Texts:
    """The identifier of a child's part in a family's referral."""
    return np.array(
        [f"R{r:05d}-{c + 1}" for r, c in zip(referral, child - world.first[world.family_of[child]], strict=True)],
        dtype=object,
    )


def _of(random: Random, choices: tuple[str, ...], count: int) -> Texts:
    result: Texts = np.array(choices, dtype=object)[random.integers(0, len(choices), count)]
    return result


def contacts_table(world: World, journey: Journey) -> None:
    """``contacts``: one before every referral, and as many again that lead to something else or to nothing."""
    random = world.random("contacts")
    log = journey.referrals
    recent = np.flatnonzero((log["date"] >= world.months[0].start) & (log["date"] <= AS_AT))
    family, received, outcome = [log["family"][recent]], [log["date"][recent]], [np.zeros(len(recent), np.int64)]
    heard = np.full(len(world.sizes), NEVER, dtype=np.int64)
    np.minimum.at(heard, log["family"], log["date"])
    for month in world.months:
        able = np.flatnonzero(heard < month.end)
        more = take(random, able, world.sizes[able], round(world.arrivals * (1.5 if world.scale < 2 else 4)))
        family.append(more)
        received.append(random.integers(month.start, month.end + 1, len(more)))
        outcome.append(random.choice(np.array([1, 1, 2, 2, 2, 3, 3, 3]), len(more)))
    families, days, outcomes = np.concatenate(family), np.concatenate(received), np.concatenate(outcome)
    days = np.where(random.random(len(days)) < 0.93, np.minimum(working_on_or_after(days), AS_AT), days)
    due = add_working(days, 1)
    lag = random.integers(0, 2, len(days))
    decided = np.where(random.random(len(days)) < 0.35, days, np.minimum(add_working(days, lag), due))
    decided = np.where(decided < days, due, decided)
    for month in world.months:
        here = np.flatnonzero((due >= month.start) & (due <= month.end))
        sizes = world.sizes[families[here]]
        slow = round((1 - world.targets.percent("contact_decision", month.key)) * int(sizes.sum()))
        late = take(random, here, sizes, slow)
        decided[late] = add_working(due[late], random.choice(np.array([1, 1, 1, 2, 2, 3, 4, 6]), len(late)))
        decided[late[random.random(len(late)) < 0.04]] = NEVER
    decided = known(decided)
    order = np.argsort(days, kind="stable")
    families, days, outcomes, decided = families[order], days[order], outcomes[order], decided[order]
    hour, minute = random.integers(8, 18, len(days)), random.integers(0, 60, len(days))
    later = np.where(
        decided == days, np.minimum(hour + random.integers(1, 6, len(days)), 22), random.integers(9, 18, len(days))
    )
    worker = _of(random, _DESK, len(days))
    position, child = world.members(families)
    names = np.array(["referral", "early_help", "advice", "nfa"], dtype=object)[outcomes]
    names[decided == NEVER] = ""
    world.tables["contacts"] = {
        "contact_id": numbered("C", 300_000, len(child)),
        "child_id": world.child_ids[child],
        "received_at": moments(days, hour, minute)[position],
        "decision_at": moments(decided, later, minute[::-1])[position],
        "source": _of(random, _SOURCES, len(days))[position],
        "outcome": names[position],
        "team": np.full(len(child), FRONT_DOOR, dtype=object),
        "worker": worker[position],
    }


def moments(days: Ints, hour: Ints, minute: Ints) -> Texts:
    """Dates with times of day, empty for ``NEVER``."""
    clock = np.array([f" {h:02d}:{m:02d}" for h in range(24) for m in range(60)], dtype=object)
    result: Texts = np.where(days < NEVER, iso(days) + clock[hour * 60 + minute], "")
    return result
