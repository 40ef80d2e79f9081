"""Tables of assessments, strategy discussions, section 47 enquiries and initial conferences."""

import numpy as np

from caseworkbench.sample.days import AS_AT, NEVER, Bools, Ints, Texts, add_working, iso, working_on_or_before
from caseworkbench.sample.front_door import referral_ids
from caseworkbench.sample.journey_log import Journey
from caseworkbench.sample.staff import Allocations
from caseworkbench.sample.world import World, known, numbered


def assessments_table(world: World, journey: Journey, allocations: Allocations) -> None:
    """``assessments``, with the day-10 look by a manager on most."""
    random = world.random("assessments")
    log = journey.assessments
    done = known(log["done"])
    looked = add_working(log["start"], random.integers(3, 11, log.count))
    draw = random.random(log.count)
    looked = np.where(draw < 0.62, looked, np.where(draw < 0.8, add_working(looked, 6), NEVER))
    looked = known(np.where(looked < done, looked, NEVER))
    position, child = world.members(log["family"])
    fine = (log["start"][position] <= AS_AT) & (world.born[child] < log["start"][position] + 400)
    position, child = position[fine], child[fine]
    team, worker = allocations.of(child, np.minimum(done, AS_AT)[position] - 1)
    world.tables["assessments"] = {
        "assessment_id": numbered("A", 40_000, len(child)),
        "child_id": world.child_ids[child],
        "referral_id": referral_ids(log["referral"][position], child, world),
        "start_date": iso(log["start"][position]),
        "oversight_date": iso(looked[position]),
        "authorised_date": iso(done[position]),
        "child_seen": np.where(random.random(len(child)) < 0.9, "Y", "N").astype(object),
        "nfa": np.where(done[position] == NEVER, "", np.where(log["nfa"][position] == 1, "Y", "N")).astype(object),
        "team": team,
        "worker": worker,
    }


def enquiries_tables(world: World, journey: Journey, allocations: Allocations) -> None:
    """``strategy_discussions``, ``section47s``, ``initial_conferences``."""
    random = world.random("enquiries")
    log = journey.s47s
    position, child = world.members(log["family"])
    fine = (log["start"][position] <= AS_AT) & (world.born[child] <= log["held"][position])
    position, child = position[fine], child[fine]
    start, end, held = log["start"], known(log["end"]), known(log["held"])
    count = len(child)
    s47_id = numbered("S", 100, count)
    strategy_id = numbered("D", 5_000, count)
    # with no conference after it: mostly none was required; sometimes nobody wrote down whether
    blank = random.random(log.count) < 0.04
    required = np.where(log["required"] == 1, "Y", np.where(blank, "", "N")).astype(object)
    referral = referral_ids(log["referral"][position], child, world)
    team, worker = allocations.of(child, start[position])
    world.tables["section47s"] = {
        "s47_id": s47_id,
        "child_id": world.child_ids[child],
        "referral_id": referral,
        "strategy_id": strategy_id,
        "start_date": iso(start[position]),
        "end_date": iso(end[position]),
        "icpc_required": required[position],
        "team": team,
        "worker": worker,
    }
    conference = np.flatnonzero(held[position] < NEVER)
    place = position[conference]
    world.tables["initial_conferences"] = {
        "conference_id": numbered("K", 2_000, len(conference)),
        "child_id": world.child_ids[child[conference]],
        "s47_id": s47_id[conference],
        "held_date": iso(held[place]),
        "transfer_in": np.full(len(conference), "N", dtype=object),
        "outcome_cp_plan": np.where(log["plan"][place] == 1, "Y", "N").astype(object),
        "team": team[conference],
        "worker": worker[conference],
    }
    _strategies(world, journey, allocations, child, start[position], strategy_id, referral, log["late"][position] == 1)


def _strategies(
    world: World,
    journey: Journey,
    allocations: Allocations,
    child: Ints,
    start: Ints,
    strategy_id: Texts,
    referral: Texts,
    late: Bools,
) -> None:
    """One discussion for each enquiry, some recorded again days later, and many that lead nowhere.

    ``late``: enquiries whose conference was late, because the notification was.
    """
    random = world.random("strategies")
    log = journey.referrals
    open_ = np.flatnonzero((log["nfa"] == 0) & (log["closed"] > world.months[0].start))
    chosen = open_[random.random(len(open_)) < 0.38]
    low = np.maximum(log["date"][chosen], world.months[0].start)
    high = np.minimum(np.minimum(log["closed"][chosen], AS_AT), low + 200)
    idle = working_on_or_before(random.integers(low, np.maximum(high, low) + 1))
    position, other = world.members(log["family"][chosen])
    again = np.flatnonzero(random.random(len(child)) < 0.05)
    repeated = add_working(start[again], random.integers(2, 14, len(again)))
    children = np.concatenate([child, other, child[again]])
    dates = np.concatenate([start, idle[position], repeated])
    names = np.concatenate([strategy_id, numbered("DN", 1, len(other)), numbered("DR", 1, len(again))])
    where = np.concatenate([referral, referral_ids(chosen[position], other, world), referral[again]])
    told = np.where(late, "s47, notified late", "s47").astype(object)
    outcome = np.concatenate([told, np.array(["no further action"] * len(other) + ["s47"] * len(again), dtype=object)])
    fine = np.flatnonzero(dates <= AS_AT)
    fine = fine[np.argsort(dates[fine], kind="stable")]
    team, worker = allocations.of(children[fine], dates[fine])
    world.tables["strategy_discussions"] = {
        "strategy_id": names[fine],
        "child_id": world.child_ids[children[fine]],
        "referral_id": where[fine],
        "held_date": iso(dates[fine]),
        "outcome": outcome[fine],
        "team": team,
        "worker": worker,
    }
