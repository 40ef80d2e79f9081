"""Child protection and child in need plans, their visits and reviews."""

from dataclasses import dataclass

import numpy as np

from caseworkbench.sample.chains import Chain, Habit, run_chain
from caseworkbench.sample.days import AS_AT, NEVER, Bools, Ints, Month, Texts, add_months, add_working, iso, month_of
from caseworkbench.sample.journey_log import Journey
from caseworkbench.sample.world import World, known, numbered

_CATEGORIES = ("NEG", "NEG", "NEG", "EMO", "EMO", "PHY", "SAB", "MUL")


@dataclass
class Plans:
    """Plans by child. ``last``: the day until which visits are owed under it. ``unit``: who shares a visit."""

    ids: Texts
    child: Ints
    start: Ints
    end: Ints
    last: Ints
    unit: Ints

    def chain(self, never: Bools | None = None) -> Chain:
        """As the chains want them."""
        none = np.zeros(len(self.start), dtype=np.bool_)
        return Chain(self.start, self.last, self.unit, none if never is None else never)


@dataclass
class Visit:
    """Visits of one kind, by child."""

    child: Ints
    day: Ints
    kind: str
    seen: Bools


def grid(world: World, starts: Ints) -> list[Month]:
    """All months from the earliest start to the as-at date."""
    first = np.datetime64(int(starts.min()), "D").astype("datetime64[M]").astype(int) if len(starts) else 0
    months = [month_of(1970 + n // 12, n % 12 + 1) for n in range(int(first), 48 * 12 + 9)]
    return months


def read_plans(world: World, journey: Journey, kind: str, prefix: str, start_at: int) -> Plans:
    """The plans of a kind, for the children born by then."""
    log = journey.plans[kind]
    position, child = world.members(log["family"])
    fine = (log["start"][position] <= AS_AT) & (world.born[child] < log["start"][position])
    position, child = position[fine], child[fine]
    start, end = log["start"][position], log["end"][position]
    random = world.random(f"units {kind}")
    apart = random.random(len(world.sizes)) < 0.07
    family = log["family"][position]
    unit = np.where(apart[family], len(world.sizes) + child, family)
    return Plans(numbered(prefix, start_at, len(child)), child, start, end, end.copy(), unit)


def shorten(plans: Plans, others: list[Plans]) -> Bools:
    """Ends what is owed under child in need plans when a higher plan begins; true where none is owed at all."""
    child = np.concatenate([other.child for other in others])
    start = np.concatenate([other.start for other in others])
    end = np.concatenate([other.end for other in others])
    keys = np.sort(child * 20_000 + start)
    place = np.searchsorted(keys, plans.child * 20_000 + plans.start, side="right")
    following = keys[np.minimum(place, len(keys) - 1)]
    same = (place < len(keys)) & (following // 20_000 == plans.child)
    plans.last = np.where(same, np.minimum(plans.end, following % 20_000), plans.end)
    order = np.lexsort((start, child))
    before = np.searchsorted(child[order] * 20_000 + start[order], plans.child * 20_000 + plans.start, side="right") - 1
    safe = order[np.maximum(before, 0)]
    under: Bools = (before >= 0) & (child[safe] == plans.child) & (end[safe] > plans.start)
    plans.last = np.where(under, plans.start, plans.last)
    return under


def plan_tables(world: World, cp: Plans, cin: Plans) -> None:
    """``cp_plans`` and ``cin_plans``."""
    random = world.random("plan tables")
    earlier = np.zeros(len(cp.child), dtype=np.int64)
    order = np.lexsort((cp.start, cp.child))
    same = np.concatenate([[False], cp.child[order][1:] == cp.child[order][:-1]])
    for place in np.flatnonzero(same):
        earlier[order[place]] = earlier[order[place - 1]] + 1
    families = random.choice(np.array([0, 0, 0, 0, 0, 0, 1, 1, 2]), len(world.sizes))
    earlier = earlier + families[world.family_of[cp.child]]
    category = np.array(_CATEGORIES, dtype=object)[random.integers(0, 8, len(world.sizes))][world.family_of[cp.child]]
    changed = np.array(_CATEGORIES, dtype=object)[random.integers(0, 8, len(category))]
    world.tables["cp_plans"] = {
        "plan_id": cp.ids,
        "child_id": world.child_ids[cp.child],
        "start_date": iso(cp.start),
        "end_date": iso(known(cp.end)),
        "initial_category": category,
        "latest_category": np.where(random.random(len(category)) < 0.85, category, changed).astype(object),
        "previous_plans": earlier.astype(object),
    }
    world.tables["cin_plans"] = {
        "plan_id": cin.ids,
        "child_id": world.child_ids[cin.child],
        "start_date": iso(cin.start),
        "end_date": iso(known(cin.end)),
    }


def plan_visits(world: World, cp: Plans, cin: Plans) -> list[Visit]:
    """Visits under the plans, and attempts at empty houses where nobody was seen in time."""
    targets = world.targets
    cp_habit = Habit(
        due=lambda last, _n, _p: add_working(last, 10),
        earliest=lambda end, plans: np.broadcast_to(add_working(end, -9), plans.shape),
        share=lambda month: targets.percent("cp_visit", month.key),
        often=0.9,
        again=(9, 14),
        stale=0.9,
    )
    cin_habit = Habit(
        due=lambda last, _n, _p: add_working(last, 20),
        earliest=lambda end, plans: np.broadcast_to(add_working(end, -19), plans.shape),
        share=lambda month: targets.percent("cin_visit", month.key),
        often=0.7,
        again=(10, 17) if world.scale > 2 else None,
        stale=0.3,
    )
    found: list[Visit] = []
    for kind, plans, habit, never in (
        ("cp", cp, cp_habit, 0.0),
        ("cin", cin, cin_habit, 0.02),
    ):
        random = world.random(f"visits {kind}")
        blank = random.random(len(plans.start)) < never
        which, days, missed, month_end = run_chain(random, plans.chain(blank), habit, grid(world, plans.start))
        found.append(Visit(plans.child[which], days, kind, np.ones(len(days), dtype=np.bool_)))
        tried = random.random(len(missed)) < 0.22
        at = add_working(month_end[tried], -random.integers(0, 8, int(tried.sum())))
        fine = at > plans.start[missed[tried]]
        found.append(Visit(plans.child[missed[tried]][fine], at[fine], kind, np.zeros(int(fine.sum()), dtype=np.bool_)))
    return found


def plan_reviews(world: World, cp: Plans, cin: Plans) -> list[dict[str, Ints | Texts]]:
    """Review conferences and child in need reviews: (child, subject, due, held, kind)."""
    found = []
    targets = world.targets
    for kind, plans, first, later, name in (("cp", cp, 3, 6, "cp_review"), ("cin", cin, 3, 3, "cin_review")):
        random = world.random(f"reviews {kind}")

        def due(last: Ints, count: Ints, _plans: Ints, first: int = first, later: int = later) -> Ints:
            return add_months(last, np.where(count == 0, first, later))

        habit = Habit(
            due=due,
            earliest=lambda end, plans: np.full(plans.shape, end - 80),
            share=lambda month, name=name: targets.percent(name, month.key),  # type: ignore[misc]
            often=0.04,
            stale=0.0,
            gap=45,
            to_due=True,
        )
        which, days, _, _ = run_chain(random, plans.chain(), habit, grid(world, plans.start))
        order = np.lexsort((days, which))
        which, days = which[order], days[order]
        same = np.concatenate([[False], which[1:] == which[:-1]])
        before = np.where(same, np.concatenate([[0], days[:-1]]), plans.start[which])
        found.append(
            {
                "child": plans.child[which],
                "subject": plans.ids[which],
                "due": add_months(before, np.where(same, later, first)),
                "held": days,
                "kind": np.full(len(days), kind, dtype=object),
            }
        )
    return found


__all__ = ["NEVER", "Plans", "Visit", "grid", "plan_reviews", "plan_tables", "plan_visits", "read_plans", "shorten"]
