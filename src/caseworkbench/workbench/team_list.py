"""My team: the children with something overdue or due soon, over all lists at once, the worst first.

The cases are those of the case lists, measure by measure, so that the sum can be proved: a team's list holds exactly
what ``cases MEASURE --team TEAM`` gives for every measure. A case belongs to the team that its measure's rule makes
responsible; so a child may stand on a team's list for an enquiry that the team owns although it is allocated elsewhere.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from caseworkbench.workbench.case_list import NOTE_FIELDS, STANDING
from caseworkbench.workbench.wording import in_order

if TYPE_CHECKING:
    from caseworkbench.workbench.workbench import Workbench

LISTED = ("overdue", "due_soon")
"""The statuses by which a child stands on a list."""
GROUPS = ("child", "worker", "family")


@dataclass(frozen=True)
class TeamChild:
    """One child of a team's list.

    ``service``, ``team``, ``worker``: who answers for the child here, the child's lead allocation where it lies within
    what was asked for, else whoever its worst case makes responsible. ``allocated_team``, ``allocated_worker``: the
    lead allocation on the date, wherever it lies. ``lists``: on how many measures' lists the child stands as overdue or
    due soon. ``overdue``, ``due_today``, ``due_this_week``: cases; this week means after today and up to the fifth
    working day after it. ``new``: cases overdue that were not so at the load before, None where that is not known.
    ``worst``: the case that has been due the longest, else the next to fall due. ``cases``: every case, the worst
    first, in the fields of a case with ``title`` (the measure's) and ``new``. ``child_id`` is None for a case about no
    child.
    """

    child_id: str | None
    child_name: str | None
    family_id: str | None
    service: str
    team: str
    worker: str
    allocated_team: str
    allocated_worker: str
    lists: int
    overdue: int
    due_today: int
    due_this_week: int
    new: int | None
    cases: tuple[dict[str, Any], ...]

    @property
    def worst(self) -> dict[str, Any]:
        """The worst case."""
        return self.cases[0]

    def said(self) -> dict[str, Any]:
        """What was said last: of the worst case, else of the next worst about which anything was."""
        spoken = next((case for case in self.cases if any(case[name] for name in STANDING)), self.worst)
        return {name: spoken[name] for name in NOTE_FIELDS}

    def as_dict(self) -> dict[str, Any]:
        """The child as one row: the fields above, then those of the worst case, what was said last, and ``cases``."""
        worst = self.worst
        row = {item.name: getattr(self, item.name) for item in fields(self) if item.name != "cases"}
        row |= {"worst_case": worst["case"], "worst_measure": worst["measure"], "worst_title": worst["title"]}
        row |= {f"worst_{name}": worst[name] for name in ("status", "due", "days_over")}
        return {**row, **self.said(), "cases": list(self.cases)}


@dataclass(frozen=True)
class TeamList:
    """The children of a team, worker or service, the worst first."""

    as_at: date
    children: tuple[TeamChild, ...]

    def __len__(self) -> int:
        return len(self.children)

    def overdue(self) -> frozenset[str]:
        """The names of the cases that are overdue."""
        return frozenset(case["case"] for child in self.children for case in child.cases if case["status"] == "overdue")

    @property
    def counts(self) -> dict[str, int | None]:
        """How many children; how many cases overdue, due today, due this week and new."""
        known = [child.new for child in self.children if child.new is not None]
        return {
            "children": sum(1 for child in self.children if child.child_id is not None),
            "overdue": sum(child.overdue for child in self.children),
            "due_today": sum(child.due_today for child in self.children),
            "due_this_week": sum(child.due_this_week for child in self.children),
            "new": sum(known) if known or not self.children else None,
        }

    def grouped(self, by: str) -> list[tuple[str | None, TeamList]]:
        """The list in parts: by ``worker`` in order of name, by ``family`` with the worst first; ``child``: in one."""
        if by == "child":
            return [(None, self)]
        parts: dict[str | None, list[TeamChild]] = {}
        for child in self.children:
            parts.setdefault(child.worker if by == "worker" else child.family_id, []).append(child)
        names = list(parts)
        if by == "worker":
            names.sort(key=lambda name: in_order(name or ""))
        return [(name, TeamList(self.as_at, tuple(parts[name]))) for name in names]


def team_list(
    workbench: Workbench,
    *,
    team: str | None = None,
    service: str | None = None,
    worker: str | None = None,
    board: str | None = None,
    statuses: Collection[str] = LISTED,
    as_at: date | None = None,
    new: frozenset[str] | None = None,
) -> TeamList:
    """The list of a team, worker or service (or their common part), over every clock that has data.

    ``board``: only the measures of this board, with its limits. ``statuses``: with ``running`` added also what is not
    due for a while, as ``cases`` shows it. ``new``: the cases known to have become overdue since the load before.
    Raises WorkbenchError for an unknown team, service, worker, board or status.
    """
    day = as_at or workbench.as_at
    found: dict[str, list[dict[str, Any]]] = {}
    for line in workbench.duties(board):
        listed = workbench.cases(
            line.measure, limit=line.limit, statuses=statuses, service=service, team=team, worker=worker, as_at=as_at
        )
        for case in listed.rows():
            case["title"] = line.title
            case["new"] = None if new is None else case["status"] == "overdue" and case["case"] in new
            found.setdefault(case["child_id"] or case["case"], []).append(case)
    every = [sorted(cases, key=_worst_first) for cases in found.values()]
    allocated = workbench.allocated([cases[0]["child_id"] for cases in every], as_at)
    asked = (service, team, worker)
    children = [_child(cases, where, asked, day) for cases, where in zip(every, allocated, strict=True)]
    children.sort(key=lambda child: _worst_first(child.worst))
    return TeamList(day, tuple(children))


def marked_new(found: TeamList, new: frozenset[str] | None) -> TeamList:
    """The same list with what has become overdue since the load before, where that was asked for later."""
    if new is None:
        return found

    def marked(child: TeamChild) -> TeamChild:
        cases = tuple({**case, "new": case["status"] == "overdue" and case["case"] in new} for case in child.cases)
        return replace(child, cases=cases, new=sum(1 for case in cases if case["new"]))

    return TeamList(found.as_at, tuple(marked(child) for child in found.children))


def only_new(found: TeamList) -> TeamList:
    """The children with a case that has become overdue since the load before."""
    return TeamList(found.as_at, tuple(child for child in found.children if child.new))


def _child(
    cases: Sequence[dict[str, Any]], where: tuple[str, str, str], asked: tuple[str | None, ...], day: date
) -> TeamChild:
    worst = cases[0]
    inside = all(wanted is None or wanted == held for wanted, held in zip(asked, where, strict=True))
    service, team, worker = where if inside else (worst["service"], worst["team"], worst["worker"])
    soon = [case["due"] for case in cases if case["status"] == "due_soon"]
    listed = {(case["measure"], case["title"]) for case in cases if case["status"] in LISTED}
    return TeamChild(
        child_id=worst["child_id"],
        child_name=worst["child_name"],
        family_id=worst["family_id"],
        service=service,
        team=team,
        worker=worker,
        allocated_team=where[1],
        allocated_worker=where[2],
        lists=len(listed),
        overdue=sum(1 for case in cases if case["status"] == "overdue"),
        due_today=sum(1 for due in soon if due == day),
        due_this_week=sum(1 for due in soon if due > day),
        new=None if worst["new"] is None else sum(1 for case in cases if case["new"]),
        cases=tuple(cases),
    )


def _worst_first(case: Mapping[str, Any]) -> tuple[bool, date, int, str, str]:
    """By the day it was due: days over are working days in one measure, calendar days in another."""
    return case["status"] != "overdue", case["due"], -case["days_over"], case["child_id"] or "", case["case"]
