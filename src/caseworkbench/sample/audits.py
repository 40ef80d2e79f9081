"""Audits of case files: graded, moderated (mostly down), and some inadequate ones done again."""

from dataclasses import dataclass

import numpy as np

from caseworkbench.sample.days import NEVER, Month, add_working, iso
from caseworkbench.sample.picking import Random
from caseworkbench.sample.staff import Allocations, manager
from caseworkbench.sample.world import World

_GRADES = ("outstanding", "good", "requires_improvement", "inadequate", "inadequate_escalation")
_THEMES = ("section 47 enquiries", "supervision", "voice of the child", "planning", "assessment quality")
_COLUMNS = (
    "audit_id",
    "child_id",
    "team",
    "auditor",
    "due_date",
    "returned_date",
    "exempt",
    "theme",
    "grade",
    "moderated_grade",
    "reaudit_of",
)
_MOST = 250
"""However large the authority: nobody audits more case files than this in a month."""


@dataclass(frozen=True)
class _Poor:
    """An audit whose final grade was inadequate, and the case it was of."""

    audit: str
    child: str
    team: str


def audits_table(world: World, allocations: Allocations) -> None:
    """``audits``: a random sample of open cases a month; the share graded better than inadequate meets its target."""
    random = world.random("audits")
    rows: list[tuple[object, ...]] = []
    poor: list[_Poor] = []
    for number, month in enumerate(world.months):
        returned = min(world.targets.children("audits_returned", month.key), _MOST)
        if not returned:
            continue
        again = poor[: round(len(poor) * 0.3)] if number > 2 else []
        # some inadequate audits are never looked at again
        poor = poor[len(again) + (0 if random.random() < 0.5 else 3) :]
        good = round(world.targets.percent("audit", month.key) * returned)
        made = _one_month(world, allocations, random, month, (good, returned), again, _THEMES[number % len(_THEMES)])
        poor += [
            _Poor(str(row[0]), str(row[1]), str(row[2])) for row in made if str(row[9] or row[8]).startswith("inad")
        ]
        rows += made
    world.tables["audits"] = {
        name: np.array(column, dtype=object) for name, column in zip(_COLUMNS, zip(*rows, strict=True), strict=True)
    }
    for name in ("due_date", "returned_date"):
        world.tables["audits"][name] = iso(world.tables["audits"][name].astype(np.int64))


def _one_month(
    world: World,
    allocations: Allocations,
    random: Random,
    month: Month,
    wanted: tuple[int, int],
    again: list[_Poor],
    theme: str,
) -> list[tuple[object, ...]]:
    """The audits sent out in a month; ``wanted``: how many are to be well graded, how many to be returned."""
    good, returned = wanted
    sent = returned + max(2, round(returned * random.uniform(0.1, 0.2)))
    open_cases = np.flatnonzero((allocations.start <= month.start) & (allocations.end > month.end))
    sample = open_cases[random.choice(len(open_cases), sent, replace=False)]
    rows: list[tuple[object, ...]] = []
    for place, case in enumerate(sample):
        child = str(world.child_ids[allocations.child[case]])
        team, of = str(allocations.team_names[allocations.team[case]]), ""
        back = place < returned
        repeat = place - good
        if back and 0 <= repeat < len(again):
            of, child, team = again[repeat].audit, again[repeat].child, again[repeat].team
        on, grade, moderated = NEVER, "", ""
        if back:
            on = min(int(add_working(month.start, int(random.integers(4, 19)))), month.end)
            level = (1 if place % 6 == 0 else 2) if place < good else (4 if place % 9 == 0 else 3)
            grade = _GRADES[level]
            if random.random() < 0.6:
                moderated = _GRADES[min(4, level + int(random.choice([0, 0, 0, 1, 1])))]
        exempt = "Y" if not back and random.random() < 0.3 else "N"
        name = f"Q{month.year % 100:02d}{month.month:02d}-{place + 1:03d}"
        auditor = manager(int(random.integers(0, 12)))
        rows.append((name, child, team, auditor, month.end, on, exempt, theme, grade, moderated, of))
    return rows
