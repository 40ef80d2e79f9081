"""Posts and who holds them, audits of case files, care leavers, published comparators."""

import numpy as np

from caseworkbench.sample.days import AS_AT, NEVER, add_working, day, iso, month_of
from caseworkbench.sample.staff import Allocations, team_names
from caseworkbench.sample.world import World, numbered

_GRADES = ("outstanding", "good", "requires_improvement", "inadequate", "inadequate_escalation")
_THEMES = ("section 47 enquiries", "supervision", "voice of the child", "planning", "assessment quality")


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


def audits_table(world: World, allocations: Allocations) -> None:
    """``audits``: a random sample a month, graded, some moderated (mostly down), some inadequate ones done again."""
    random = world.random("audits")
    columns: dict[str, list[object]] = {
        name: []
        for name in (
            "audit_id", "child_id", "team", "auditor", "due_date", "returned_date", "exempt", "theme", "grade",
            "moderated_grade", "reaudit_of",
        )
    }  # fmt: skip
    poor: list[tuple[str, str, str, int]] = []
    for number, month in enumerate(world.months):
        returned = world.targets.children("audits_returned", month.key)
        if not returned:
            continue
        good = round(world.targets.percent("audit", month.key) * returned)
        due_in = returned + max(2, round(returned * random.uniform(0.1, 0.2)))
        open_ = np.flatnonzero((allocations.start <= month.start) & (allocations.end > month.end))
        sample = open_[random.choice(len(open_), due_in, replace=False)]
        again = poor[: max(0, round(len(poor) * 0.3))] if number > 2 else []
        poor = poor[len(again) :] if random.random() < 0.5 else poor[len(again) + 3 :]
        for place, row in enumerate(sample):
            audit = f"Q{month.year % 100:02d}{month.month:02d}-{place + 1:03d}"
            child, team = str(world.child_ids[allocations.child[row]]), str(allocations.team_names[allocations.team[row]])
            of = ""
            if place >= good and place < good + len(again) and place < returned:
                of, child, team, _ = again[place - good]
            is_back = place < returned
            on = int(add_working(month.start, int(random.integers(4, 19)))) if is_back else NEVER
            on = min(on, month.end) if is_back else NEVER
            grade = ""
            moderated = ""
            if is_back:
                level = (1 if place % 6 == 0 else 2) if place < good else (4 if place % 9 == 0 else 3)
                grade = _GRADES[level]
                if random.random() < 0.6:
                    moderated = _GRADES[min(4, level + int(random.choice([0, 0, 0, 1, 1])))]
                final = moderated or grade
                if final.startswith("inadequate"):
                    poor.append((audit, child, team, on))
            values = (
                audit, child, team, f"W{800 + int(random.integers(0, 12)):04d}", int(month.end), on,
                "Y" if not is_back and random.random() < 0.3 else "N", _THEMES[number % len(_THEMES)], grade, moderated, of,
            )  # fmt: skip
            for name, value in zip(columns, values, strict=True):
                columns[name].append(value)
    table: dict[str, object] = {name: np.array(values, dtype=object) for name, values in columns.items()}
    for name in ("due_date", "returned_date"):
        table[name] = iso(np.array(columns[name], dtype=np.int64))
    world.tables["audits"] = table


def care_leavers_table(world: World, number: int) -> None:
    """``care_leavers``, who come into ``children`` too: young people of 17 to 24."""
    random = world.random("care leavers")
    born = AS_AT - (17.5 * 365.25 + random.integers(0, 7 * 365, number)).astype(np.int64)
    ids = numbered("N", 90_000, number)
    from caseworkbench.sample.names import forenames, surnames

    children = world.tables["children"]
    more = {
        "child_id": ids,
        "forename": forenames(random, number),
        "surname": surnames(random, number),
        "date_of_birth": iso(born),
        "expected_date_of_birth": np.full(number, "", dtype=object),
        "sex": np.where(random.random(number) < 0.5, "F", "M").astype(object),
        "ethnicity": np.full(number, "WBRI", dtype=object),
        "disability": np.full(number, "NONE", dtype=object),
        "family_id": numbered("F", 10_000, number),
    }
    world.tables["children"] = {name: np.concatenate([children[name], more[name]]) for name in children}
    world.tables["care_leavers"] = {
        "child_id": ids,
        "activity": np.array(["F1", "F2", "F4", "P1", "P2", "F5", "G4", "G5", "G6", ""], dtype=object)[
            random.integers(0, 10, number)
        ],
        "in_touch": np.array(["YES", "YES", "YES", "YES", "NO", "REFU"], dtype=object)[random.integers(0, 6, number)],
        "latest_contact": iso(AS_AT - random.integers(1, 120, number)),
        "accommodation": np.array(["B", "D", "E", "K", "T", "U", "V"], dtype=object)[random.integers(0, 7, number)],
        "suitable": np.where(random.random(number) < 0.86, "1", "2").astype(object),
        "team": np.full(number, "Leaving Care Team", dtype=object),
        "worker": np.full(number, "", dtype=object),
    }


def published_table(world: World) -> None:
    """``published_figures``: comparators of other authorities, and this one's own figures before the extracts."""
    areas = ("statistical_neighbours", "england", "region")
    comparators = {
        "cp_rate": (57.9, 43.3, 45.3),
        "icpc": (83.9, 77.2, 78.7),
        "assessment": (86.7, 82.9, 84.3),
        "vacancy_rate": (20.0, 17.0, 19.2),
        "caseload": (19.1, 17.8, 18.7),
    }
    rows: list[tuple[str, int, str, float]] = []
    for measure, values in comparators.items():
        rows += [(measure, day(2018, 3, 31), area, value) for area, value in zip(areas, values, strict=True)]
    for place, value in enumerate((81.2, 78.5, 84.0)):
        rows.append(("icpc", month_of(2017, 3 + place).end, "local", value))
    world.tables["published_figures"] = {
        "measure": np.array([row[0] for row in rows], dtype=object),
        "period_end": iso(np.array([row[1] for row in rows])),
        "area": np.array([row[2] for row in rows], dtype=object),
        "value": np.array([row[3] for row in rows], dtype=object),
    }
