"""Missing and absent episodes, and the interviews on return: in time, late, declined, never held."""

import numpy as np

from caseworkbench.sample.days import AS_AT, NEVER, Ints, Texts, iso
from caseworkbench.sample.front_door import moments
from caseworkbench.sample.plans import Plans
from caseworkbench.sample.staff import Allocations
from caseworkbench.sample.world import World, numbered


def missing_tables(world: World, allocations: Allocations, plans: list[Plans]) -> None:
    """``missing_episodes`` and ``return_interviews``: the share in time follows its target by month due."""
    random = world.random("missing")
    child_of = np.concatenate([p.child for p in plans])
    start_of = np.concatenate([p.start for p in plans])
    end_of = np.concatenate([p.end for p in plans])
    child, left, back, outcome = [], [], [], []
    for month in world.months:
        # returned so that the 72 hours fall due in this month
        due = random.integers(month.start, month.end + 1, max(8, round(22 * world.scale)))
        returned = due - 3
        teen = world.born[child_of] < month.start - 10 * 365
        able = np.flatnonzero((start_of < month.start - 20) & (end_of > month.end) & teen)
        # the same young people go missing again and again
        runners = random.permutation(able)[: max(6, len(able) // 4)]
        picked = child_of[runners[random.integers(0, len(runners), len(due))]]
        met = round(world.targets.percent("return_interview", month.key) * len(due))
        result = np.where(np.arange(len(due)) < met, 0, random.choice(np.array([1, 1, 1, 1, 1, 2, 2, 3]), len(due)))
        declined = max(1, round(3 * world.scale))
        extra = random.integers(month.start, month.end - 1, declined)
        result = np.concatenate([result, np.where(np.arange(declined) % 3 == 2, 6, 5)])
        picked = np.concatenate([picked, child_of[runners[random.integers(0, len(runners), declined)]]])
        returned = np.concatenate([returned, extra - 3])
        child.append(picked)
        back.append(returned)
        left.append(returned - random.choice(np.array([0, 0, 1, 1, 2, 4]), len(returned)))
        outcome.append(result)
    children, returned, gone = np.concatenate(child), np.concatenate(back), np.concatenate(left)
    results: Ints = np.concatenate(outcome)
    # those that came back in the last days of September have until October
    recent = np.flatnonzero((returned > AS_AT - 3) & (results != 6))
    results[recent] = 4
    order = np.argsort(gone, kind="stable")
    children, returned, gone, results = children[order], returned[order], gone[order], results[order]
    count = len(children)
    hour, minute = random.integers(0, 24, count), random.integers(0, 60, count)
    home = np.where(gone == returned, 23, random.integers(0, 24, count))
    hour = np.where(gone == returned, hour % 12 + 8, hour)
    episode = numbered("M", 1, count)
    # absent: not where they should be, not thought at risk; no interview is owed
    kind = np.where(results == 6, "absent", "missing").astype(object)
    team, worker = allocations.of(children, returned)
    world.tables["missing_episodes"] = {
        "episode_id": episode,
        "child_id": world.child_ids[children],
        "episode_type": kind,
        "started_at": moments(gone, hour, minute),
        "ended_at": moments(returned, home, minute),
        "team": team,
        "worker": worker,
    }
    _interviews(world, children, episode, returned, results)


def _interviews(world: World, child: Ints, episode: Texts, returned: Ints, results: Ints) -> None:
    """Outcomes: 0 in time, 1 late, 2 declined late, 3 never held, 4 not yet, 5 declined in time, 6 absent."""
    random = world.random("interviews")
    count = len(child)
    offered = returned + np.where(results == 2, 5, random.integers(0, 2, count))
    at = np.where(results == 0, returned + random.integers(1, 3, count), returned + random.integers(4, 12, count))
    at = np.where((results <= 1) & (at <= AS_AT), at, NEVER)
    there = (results != 3) & (results != 6) & (offered <= AS_AT) & ((results != 4) | (random.random(count) < 0.5))
    rows = np.flatnonzero(there)
    hour, minute = random.integers(9, 18, count), random.integers(0, 60, count)
    accepted = np.where(np.isin(results, (2, 5)), "N", np.where(at < NEVER, "Y", "")).astype(object)
    world.tables["return_interviews"] = {
        "interview_id": numbered("I", 1, len(rows)),
        "episode_id": episode[rows],
        "child_id": world.child_ids[child[rows]],
        "offered_at": iso(offered[rows]),
        "accepted": accepted[rows],
        "interviewed_at": moments(at[rows], hour[rows], minute[rows]),
    }
