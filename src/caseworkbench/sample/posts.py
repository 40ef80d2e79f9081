"""Posts and who holds them: permanent, agency, vacant, absent."""

import numpy as np

from caseworkbench.sample.days import NEVER, day, iso
from caseworkbench.sample.staff import team_names
from caseworkbench.sample.world import World


def posts_table(world: World) -> None:
    """``posts``: the share without a permanent holder follows its target; nine more posts from February 2018."""
    random = world.random("posts")
    names, _ = team_names(world.scale)
    before, after = round(46 * world.scale), round(55 * world.scale)
    size = np.where(np.arange(after) % 11 == 7, 0.6, np.where(np.arange(after) % 5 == 3, 0.8, 1.0))
    begin = np.where(np.arange(after) < before, day(2016, 4, 1), day(2018, 2, 1))
    holder = np.zeros(after, dtype=np.int64)
    absent = np.zeros(after, dtype=np.bool_)
    since = begin.copy()
    rows: list[tuple[int, int, int, int, bool]] = []
    for month in world.months:
        here = np.flatnonzero(begin <= month.end)
        total = float(size[here].sum())
        wanted = world.targets.percent("vacancy", month.key) * total
        gap = wanted - float(size[here][holder[here] > 0].sum())
        order = here[random.permutation(len(here))]
        for post in order:
            if abs(gap) < 0.3:
                break
            if (gap > 0) != (holder[post] == 0) or size[post] > abs(gap) + 0.3:
                continue
            change = max(month.start + int(random.integers(0, 20)), int(begin[post]))
            if change > since[post]:
                rows.append((int(post), int(since[post]), change, int(holder[post]), bool(absent[post])))
                since[post] = change
            holder[post] = 0 if gap < 0 else (1 if random.random() < 0.76 else 2)
            absent[post] = False
            gap += float(size[post]) if gap < 0 else -float(size[post])
    held = np.flatnonzero(holder == 0)
    vacant = float(size[holder == 2].sum())
    for post in held[random.permutation(len(held))]:
        if vacant >= 0.105 * float(size.sum()) - 0.3:
            break
        rows.append((int(post), int(since[post]), day(2018, 7, 2), 0, False))
        since[post], absent[post] = day(2018, 7, 2), True
        vacant += float(size[post])
    rows += [(p, int(since[p]), NEVER, int(holder[p]), bool(absent[p])) for p in range(after)]
    rows = sorted(row for row in rows if row[1] < row[2])
    post = np.array([row[0] for row in rows])
    count: dict[int, int] = {}
    ids = []
    for number in post:
        count[int(number)] = count.get(int(number), 0) + 1
        ids.append(f"SW{number + 1:03d}-{count[int(number)]}")
    world.tables["posts"] = {
        "post_id": np.array(ids, dtype=object),
        "team": names[post % len(names)],
        "start_date": iso(np.array([row[1] for row in rows])),
        "end_date": iso(np.array([row[2] for row in rows])),
        "fte": size[post].astype(object),
        "holder": np.array([("permanent", "agency", "vacant")[row[3]] for row in rows], dtype=object),
        "absent": np.array(["Y" if row[4] else "N" for row in rows], dtype=object),
    }
