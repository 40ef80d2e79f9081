"""Care episodes, placements, visits to looked after children and their reviews."""

from dataclasses import dataclass

import numpy as np

from caseworkbench.sample.chains import Chain, Habit, run_chain
from caseworkbench.sample.days import AS_AT, NEVER, Ints, Texts, add_months, add_working, iso
from caseworkbench.sample.picking import Random
from caseworkbench.sample.plans import Plans, Visit, grid
from caseworkbench.sample.world import World, known, numbered

_STATUSES = ("C2", "C2", "C2", "C2", "V2", "V2", "C1", "C1", "E1")
_REASONS = ("E4A", "E4B", "E13", "E8", "E48", "E11")
_KINDS = ("U4", "U4", "U6", "U1", "K2", "P1", "H5")
RULES = ("standard", "until_18", "long_term_agreed", "parents_assessment", "temporary_carer", "")


@dataclass
class Placements:
    """Placements by child, ended with their care episode where that is earlier."""

    child: Ints
    care: Ints
    start: Ints
    end: Ints
    rule: Ints


def make_placements(world: World, care: Plans) -> Placements:
    """Placements side by side through each care episode: the first is short, some children move often."""
    random = world.random("placements")
    restless = 0.35 + random.random(len(world.family_of)) * 1.6
    lengths = 20 + random.exponential(1.0, (len(care.start), 12)) * (500 / restless[care.child])[:, None]
    lengths[:, 0] = np.where(random.random(len(care.start)) < 0.4, 10 + lengths[:, 0] / 8, lengths[:, 0])
    begins = (care.start[:, None] + np.cumsum(lengths, axis=1) - lengths).astype(np.int64)
    begins = np.where(begins < np.minimum(care.end, AS_AT)[:, None], begins, NEVER)
    episode, order = np.nonzero(begins < NEVER)
    start = begins[episode, order]
    after = np.where(order < 11, begins[episode, np.minimum(order + 1, 11)], NEVER)
    long_stay = (after == NEVER) & (order > 0) & (AS_AT - start > 300)
    draw = random.random(len(start))
    rule = np.where(draw < 0.55, 0, 5)
    rule = np.where(long_stay & (draw < 0.35), 1, np.where(long_stay & (draw < 0.6), 2, rule))
    rule = np.where((order == 0) & (draw > 0.94), 3, np.where((order == 0) & (draw > 0.88), 4, rule))
    return Placements(care.child[episode], episode, start, np.minimum(after, care.end[episode]), rule)


def care_tables(world: World, care: Plans, placements: Placements) -> None:
    """``care_episodes`` and ``placements``, with short breaks for some disabled children beside them."""
    random = world.random("care tables")
    status = np.array(_STATUSES, dtype=object)[random.integers(0, len(_STATUSES), len(world.sizes))]
    reason = np.array(_REASONS, dtype=object)[random.integers(0, len(_REASONS), len(care.start))]
    ended = known(care.end)
    rows = [
        (care.ids, care.child, care.start, ended, status[world.family_of[care.child]]),
        _short_breaks(world, random),
    ]
    ids = np.concatenate([row[0] for row in rows])
    child, start, end = (np.concatenate([row[n] for row in rows]) for n in (1, 2, 3))
    world.tables["care_episodes"] = {
        "care_id": ids,
        "child_id": world.child_ids[child],
        "start_date": iso(start),
        "end_date": iso(end),
        "legal_status": np.concatenate([row[4] for row in rows]),
        "end_reason": np.where(
            end < NEVER, np.concatenate([reason, np.full(len(rows[1][0]), "E8", dtype=object)]), ""
        ).astype(object),
    }
    kind = np.array(_KINDS, dtype=object)[random.integers(0, len(_KINDS), len(placements.start))]
    kind = np.where(placements.rule == 3, "P1", kind)
    extra = rows[1]
    world.tables["placements"] = {
        "placement_id": numbered("P", 7_000, len(placements.start) + len(extra[0])),
        "child_id": world.child_ids[np.concatenate([placements.child, extra[1]])],
        "care_id": np.concatenate([care.ids[placements.care], extra[0]]),
        "start_date": iso(np.concatenate([placements.start, extra[2]])),
        "end_date": iso(np.concatenate([known(placements.end), extra[3]])),
        "placement_type": np.concatenate([kind, np.full(len(extra[0]), "K2", dtype=object)]),
        "visit_rule": np.concatenate(
            [np.array(RULES, dtype=object)[placements.rule], np.full(len(extra[0]), "", dtype=object)]
        ),
    }


def _short_breaks(world: World, random: Random) -> tuple[Texts, Ints, Ints, Ints, Texts]:
    count = max(6, round(9 * world.scale))
    child = random.choice(np.flatnonzero(world.born < AS_AT - 5 * 365), count, replace=False)
    start = world.months[2].start + random.integers(0, 250, count)
    end = known(np.where(random.random(count) < 0.4, start + random.integers(30, 300, count), NEVER))
    return numbered("B", 900, count), child, start, end, np.full(count, "V4", dtype=object)


def care_visits(world: World, care: Plans, placements: Placements, first_review: Ints) -> Visit:
    """Visits under each placement as regulation 28 asks for them. ``first_review``: of each episode."""
    random = world.random("visits lac")
    year = add_months(placements.start, 12)

    def due(last: Ints, count: Ints, which: Ints) -> Ints:
        rule, settled = placements.rule[which], last >= year[which]
        reviewed = last > first_review[placements.care[which]]
        weeks = last + np.where((rule == 4) & reviewed, 28, np.where(np.isin(rule, (3, 4)) & ~reviewed, 7, 42))
        months = np.where(rule == 1, 3, 6)
        later = np.where(settled & np.isin(rule, (1, 2)), add_months(last, months), weeks)
        return np.where(count == 0, last + 7, later)

    habit = Habit(
        due=due,
        earliest=lambda end, which: end - np.where(np.isin(placements.rule[which], (3, 4)), 6, 34),
        share=lambda month: world.targets.percent("lac_visit", month.key),
        often=0.08,
        stale=0.1,
        gap=10,
    )
    chain = Chain(
        placements.start, placements.end, care.unit[placements.care], np.zeros(len(placements.start), dtype=np.bool_)
    )
    which, days, missed, month_end = run_chain(random, chain, habit, grid(world, placements.start))
    new = placements.start + random.integers(1, 8, len(placements.start))
    fine = (random.random(len(new)) < 0.88) & (new <= np.minimum(placements.end, AS_AT))
    # a placement that was to end its first month out of time had no early visit either
    fine[missed[month_end < placements.start[missed] + 45]] = False
    child = np.concatenate([placements.child[which], placements.child[fine]])
    at = np.concatenate([days, new[fine]])
    return Visit(child, at, "lac", np.ones(len(at), dtype=np.bool_))


def care_reviews(world: World, care: Plans) -> tuple[dict[str, Ints | Texts], Ints]:
    """Reviews by due month, so that the share in time since 1 April meets its target; and each first review.

    A late one is often in fact held and not recorded: a row with a due date and no date held.
    """
    random = world.random("reviews lac")
    count = np.zeros(len(care.start), dtype=np.int64)
    due = add_working(care.start, 20)
    first = np.full(len(care.start), NEVER, dtype=np.int64)
    rows: list[tuple[Ints, Ints, Ints]] = []
    year_due = year_met = 0
    for month in grid(world, care.start):
        if month.month == 4:
            year_due = year_met = 0
        here = np.flatnonzero((due >= month.start) & (due <= month.end) & (care.end > due))
        if not len(here):
            continue
        wanted = round(world.targets.percent("lac_review", month.key) * (year_due + len(here))) - year_met
        met = random.permutation(len(here)) < wanted
        year_due, year_met = year_due + len(here), year_met + int(met.sum())
        early = np.minimum(random.integers(0, 15, len(here)), np.where(count[here] == 0, 8, 30))
        late = random.integers(3, 40, len(here))
        held = np.where(met, due[here] - early, due[here] + late)
        blank = ~met & (random.random(len(here)) < 0.7)
        rows.append((here[blank], due[here][blank], np.full(int(blank.sum()), NEVER, dtype=np.int64)))
        done = (held <= np.minimum(care.end[here], AS_AT)) & (met | (held > month.start))
        rows.append((here[done], due[here][done], held[done]))
        count[here] += 1
        first[here] = np.minimum(first[here], held)
        due[here] = add_months(held, np.where(count[here] == 1, 3, 6))
    which, days, held = (np.concatenate([row[n] for row in rows]) for n in range(3))
    return {
        "child": care.child[which],
        "subject": care.ids[which],
        "due": days,
        "held": held,
        "kind": np.full(len(which), "lac", dtype=object),
    }, first
