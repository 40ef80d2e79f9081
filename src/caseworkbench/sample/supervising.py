"""Case supervision along plans, and records on which there is none at all."""

import numpy as np

from caseworkbench.sample.chains import Habit, run_chain
from caseworkbench.sample.days import Texts, iso
from caseworkbench.sample.plans import Plans, grid
from caseworkbench.sample.staff import Allocations, manager
from caseworkbench.sample.world import World, numbered


def supervisions_table(world: World, allocations: Allocations, cp: Plans, cin: Plans, care: Plans) -> None:
    """``supervisions``: four-weekly on child protection, six-weekly elsewhere; on many records none."""
    children, dates, kinds = [], [], []
    for name, plans, days, never in (
        ("cp_supervision", cp, 28, 0.01),
        ("cin_supervision", cin, 42, 0.24),
        ("lac_supervision", care, 42, 0.09),
    ):
        random = world.random(name)
        habit = Habit(
            due=lambda last, _n, _p, days=days: last + days,  # type: ignore[misc]
            earliest=lambda end, plans, days=days: np.full(plans.shape, end - days + 2),  # type: ignore[misc]
            share=lambda month, name=name: world.targets.percent(name, month.key),  # type: ignore[misc]
            often=0.25,
            again=(11, 16) if world.scale > 2 else None,
            stale=0.25,
            gap=12,
        )
        blank = random.random(len(plans.start)) < never
        which, at, missed, end = run_chain(random, plans.chain(blank), habit, grid(world, plans.start))
        children.append(plans.child[which])
        dates.append(at)
        kinds.append(np.where(random.random(len(at)) < 0.3, "", "supervision").astype(object))
        looked = random.random(len(missed)) < 0.12
        late = end[looked] - random.integers(0, 14, int(looked.sum()))
        after = late > plans.start[missed[looked]]
        children.append(plans.child[missed[looked]][after])
        dates.append(late[after])
        kinds.append(np.full(int(after.sum()), "oversight", dtype=object))
    child, at = np.concatenate(children), np.concatenate(dates)
    kind = np.concatenate(kinds)
    cut = world.months[0].start - 720
    fine = np.flatnonzero(at >= cut)
    fine = fine[np.lexsort((child[fine], at[fine]))]
    child, at, kind = child[fine], at[fine], kind[fine]
    team, worker = allocations.of(child, at)
    names = {str(name): manager(n) for n, name in enumerate(allocations.team_names)}
    supervisor: Texts = np.array([names.get(str(t), "") for t in team], dtype=object)
    world.tables["supervisions"] = {
        "supervision_id": numbered("SV", 1, len(child)),
        "child_id": world.child_ids[child],
        "supervision_date": iso(at),
        "kind": kind,
        "supervisor": supervisor,
        "worker": worker,
    }
