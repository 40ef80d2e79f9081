"""Asking the workbench for everything that a pack shows, once; the writers ask for nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from caseworkbench.calendar.months import previous_month_ends
from caseworkbench.packs.case_fields import exceptions
from caseworkbench.packs.order import Order
from caseworkbench.packs.proof import prove
from caseworkbench.packs.words import AREAS, initials, is_reported_otherwise, overdue_sentences, reason_sentence
from caseworkbench.workbench.boards import BoardLine
from caseworkbench.workbench.changes import Asked, MeasureChanges, Point
from caseworkbench.workbench.figure import Figure, TrendPoint
from caseworkbench.workbench.publication import publishable

if TYPE_CHECKING:
    from caseworkbench.measures.catalogue import Measure
    from caseworkbench.workbench.case_list import CaseList
    from caseworkbench.workbench.workbench import Workbench

CASES_ON_PAPER = 200
"""Cases of one measure on a page that is printed; the workbook has them all."""
OPEN = frozenset({"overdue", "due_soon", "running"})
Case = dict[str, Any]


@dataclass(frozen=True)
class Remark:
    """What was written about a measure: the comment and the action, and the status judged by hand (1, 2, 3)."""

    comment: str = ""
    action: str = ""
    judged: int | None = None
    written_by: str = ""
    written_at: datetime | None = None


@dataclass(frozen=True)
class PackLine:
    """One line of the board: its figure, the months before (the latest last), what was written, how to open it."""

    number: int
    line: BoardLine
    measure: Measure
    figure: Figure
    months: tuple[TrendPoint, ...]
    remark: Remark
    command: str

    @property
    def section(self) -> str:
        """The part of the board, or of the service, that the line belongs to."""
        return self.line.section or ""

    @property
    def differing(self) -> str:
        """The command that lists the cases by which the reported figure differs; empty where it does not."""
        return self.command.replace(" --counted ", " --differing ", 1) if is_reported_otherwise(self.figure) else ""


@dataclass(frozen=True)
class Pack:
    """A board as it is taken into the room.

    ``ends``: the month ends shown, the as-at date the last. ``areas``: those that any figure is compared with.
    ``under``: counts below this are left out, where the pack is for publication.
    """

    order: Order
    board: str
    authority: str
    title: str
    as_at: date
    loaded_at: datetime
    generation: int
    lines: tuple[PackLine, ...]
    ends: tuple[date, ...]
    areas: tuple[str, ...]
    mistakes: tuple[str, ...]
    under: int

    @property
    def reported(self) -> bool:
        """Whether any figure is reported otherwise than it is recorded."""
        return any(is_reported_otherwise(one.figure) for one in self.lines)


@dataclass(frozen=True)
class Section:
    """One measure of a pack with its groups and cases.

    ``groups``: the figures of services and of their teams, or of a team's workers. ``cases``: those still running,
    the most overdue first, then those that are done and counted; ``counted`` and ``met``: how many of them are.
    ``proof``: how the list adds up to the figure. ``exceptions``: the first of the cases that speak against the
    figure, for a page that is printed; ``more``: how many follow.
    """

    of: PackLine
    groups: tuple[Figure, ...]
    overdue: tuple[str, ...]
    proof: str
    cases: Sequence[Case]
    counted: int = 0
    met: int = 0
    exceptions: tuple[Case, ...] = ()
    more: int = 0


def gather(workbench: Workbench, order: Order) -> Pack:
    """The board with its figures, months and comments; its cases come section by section.

    Raises WorkbenchError for an unknown board, service or team, or a date outside the calendar.
    """
    board = workbench.board(order.board)
    day = order.as_at or workbench.as_at
    asked: dict[str, Any] = {"service": order.service, "team": order.team, "as_at": day}
    figures = workbench.figures(board.lines, **asked)
    points = workbench.trend(board.lines, **asked)
    each = len(points) // len(figures)
    lines = []
    for at, (line, found) in enumerate(zip(board.lines, figures, strict=True)):
        figure, months = of_a_group(found) if order.place else found, points[at * each : (at + 1) * each]
        if order.publish:
            figure, months = publishable(figure, months, workbench.settings.suppress_under)
        measure = workbench.measure(line.measure).counted_with(line.limit)
        command = order.command(figure, workbench.known_at)
        remark = _remark(workbench, line, order, day)
        lines.append(PackLine(at + 1, line, measure, figure, tuple(months), remark, command))
    return Pack(
        order=order,
        board=board.name,
        authority=workbench.authority or "",
        title=board.title,
        as_at=day,
        loaded_at=workbench.loaded_at,
        generation=workbench.generation,
        lines=tuple(lines),
        ends=tuple(point.month_end for point in points[:each]),
        areas=tuple(area for area in AREAS if any(area in one.figure.comparators for one in lines)),
        mistakes=board.mistakes,
        under=workbench.settings.suppress_under,
    )


def of_a_group(figure: Figure) -> Figure:
    """A group's figure: a count or rate of the whole population is not held against what is meant for the whole."""
    if figure.unit not in ("count", "rate_per_10000"):
        return figure
    return replace(figure, comparators={}, target=None, rag=None)


def sections(workbench: Workbench, pack: Pack) -> Iterator[Section]:
    """Each measure with its groups and cases, one at a time."""
    for one in pack.lines:
        yield _section(workbench, pack, one)


def _section(workbench: Workbench, pack: Pack, one: PackLine) -> Section:
    order = pack.order
    if order.publish:
        return Section(one, (), (), "", ())
    asked: dict[str, Any] = {
        "as_at": pack.as_at,
        "service": order.service,
        "team": order.team,
        "period": one.line.period,
        "limit": one.line.limit,
    }
    running = workbench.cases(one.line.measure, **asked) if one.measure.is_clock else None
    counted = workbench.cases(one.line.measure, counted=True, **asked)
    proof = prove(one.figure, one.measure, running, counted)
    cases = _Cases(workbench, order, running, counted)
    said = _overdue(workbench, pack, one, running) if running is not None else []
    against, total, reasons = _against(one, cases)
    return Section(
        of=one,
        groups=tuple(_groups(workbench, pack, one)),
        overdue=(*said, reasons) if reasons else tuple(said),
        proof=proof,
        cases=cases,
        counted=len(counted),
        met=sum(counted.columns["met"]),
        exceptions=against,
        more=total - len(against),
    )


def _groups(workbench: Workbench, pack: Pack, one: PackLine) -> Iterator[Figure]:
    """Each service followed by its teams; of a team its workers."""
    order, line = pack.order, [one.line]
    whose: dict[str, Any] = {"service": order.service, "team": order.team, "as_at": pack.as_at}
    if order.team:
        yield from map(of_a_group, workbench.figures(line, by="worker", **whose))
        return
    teams = workbench.figures(line, by="team", **whose)
    for service in workbench.figures(line, by="service", **whose):
        yield of_a_group(service)
        yield from (of_a_group(team) for team in teams if team.service == service.service)


def _overdue(workbench: Workbench, pack: Pack, one: PackLine, running: CaseList) -> list[str]:
    """What is overdue, in how many families, and what became of those that were at the end of the month before."""
    columns = running.columns
    late = [at for at, status in enumerate(columns["status"]) if status == "overdue"]
    families = {columns["family_id"][at] or columns["child_id"][at] for at in late} - {None}
    worst, unit = max(((columns["days_over"][at], columns["unit"][at]) for at in late), default=(0, None))
    before = previous_month_ends(pack.as_at, 1)[0]
    [(line, choice)] = workbench.asked(
        [one.line], service=pack.order.service, team=pack.order.team, period=one.line.period
    )
    compared = MeasureChanges(Asked(line, choice), Point(workbench, before), Point(workbench, pack.as_at))
    became = compared.overdue_sentence()
    return overdue_sentences(one.figure, one.measure, len(families), worst, unit, became, before)


def _against(one: PackLine, cases: Sequence[Case]) -> tuple[tuple[Case, ...], int, str]:
    """The first cases that speak against the figure, how many there are, and the reasons given for them."""
    first: list[Case] = []
    reasons = []
    total = 0
    for case in exceptions(one, cases):
        total += 1
        if len(first) < CASES_ON_PAPER:
            first.append(case)
        if case["reason"]:
            reasons.append((case["reason"], case["family_id"] or case["child_id"]))
    return tuple(first), total, reason_sentence(one.measure, reasons)


def _remark(workbench: Workbench, line: BoardLine, order: Order, day: date) -> Remark:
    said = workbench.comment(line.measure, line.limit, day, order.service, order.team)
    if said is None:
        return Remark()
    return Remark(said.note or "", said.action or "", said.judged, said.written_by, said.written_at)


class _Cases(Sequence[Case]):
    """Running cases, then those counted that run no more; a dict is made only of the row that is being written."""

    def __init__(self, workbench: Workbench, order: Order, running: CaseList | None, counted: CaseList) -> None:
        self._workbench = workbench
        self._order = order
        self._places: list[tuple[CaseList, int]] = []
        if running is not None:
            self._places += [(running, at) for at in range(len(running))]
        kept = [at for at, status in enumerate(counted.columns["status"]) if status not in OPEN]
        self._places += [(counted, at) for at in kept]

    def __len__(self) -> int:
        return len(self._places)

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        cases, at = self._places[index]
        return self._as_asked(cases.row(at))

    def _as_asked(self, case: Case) -> Case:
        """The case with its child called as asked, and with what was said about it."""
        if self._order.names == "initials":
            case["child_name"] = initials(case["child_name"])
        elif self._order.names == "names":
            case["worker"] = self._workbench.worker_name(case["worker"]) or case["worker"]
        else:
            case["child_name"] = None
        if not self._order.with_notes:
            case["note"] = None
        if case["reason"]:
            known = self._workbench.settings.reasons.get(case["reason"])
            words = known.words if known else case["reason"]
            case["reason"] = f"{words} (expired)" if case["expired"] else words
        return case
