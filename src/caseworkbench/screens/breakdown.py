"""One measure by service, then team, then worker; or by who the children are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from caseworkbench.screens.board import figures_for_export
from caseworkbench.screens.board_answer import Line
from caseworkbench.screens.children_groups import choose_groups, levels_below
from caseworkbench.screens.figure_rows import (
    CHANGE,
    CHANGE_THREE,
    COUNTED,
    DUE_SOON,
    LATEST,
    OVERDUE,
    TREND,
    figure_fields,
    figure_words,
    marked,
    of_a_group,
    short_title,
    trend_text,
)
from caseworkbench.screens.listing import ListPage
from caseworkbench.screens.page import key
from caseworkbench.screens.table import Column, Table
from caseworkbench.screens.text import clean, natural, wrap
from caseworkbench.workbench.levels import CHARACTERISTICS

if TYPE_CHECKING:
    from caseworkbench.workbench.figure import Figure
    from caseworkbench.workbench.workbench import Workbench

BELOW = {"service": "team", "team": "worker"}


class BreakdownPage(ListPage):
    """Which service, team or worker makes the figure what it is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("c", "cases", "Cases"),
        key("k", "children", "Children"),
        key("g", "graph", "Graph"),
        key("r", "rule", "Rule"),
        key("v", "reported", "Reported"),
    ]
    reading_lines = 4
    default_sort = ("overdue", True)

    def __init__(
        self,
        line: Line,
        by: str,
        *,
        service: str | None = None,
        team: str | None = None,
    ) -> None:
        self.line, self.service, self.team = line, service, team
        self._by(by)
        super().__init__()
        if by in CHARACTERISTICS:
            self.by, self.down = None, False
        self.figures: list[Figure] = []
        self.total: Figure | None = None
        self.title_words = ""
        self.worker_names: dict[str, str] = {}

    def _by(self, by: str) -> None:
        """Break down by something else."""
        self.by_what = by
        self.field = "group" if by in CHARACTERISTICS else by
        self.noun = ("group of children", "groups of children") if by in CHARACTERISTICS else (by, by + "s")
        group = Column("group", by.title(), least=14, most=60)
        if by == "worker":
            group = Column("worker_named", "Worker", least=14, most=60, instead="group")
        self.columns = (group, LATEST, COUNTED, CHANGE, CHANGE_THREE, TREND, OVERDUE, DUE_SOON)

    @property
    def crumb(self) -> str:
        """The measure at the first level, below it the service or team."""
        if self.by_what == "service" or not any(
            isinstance(page, BreakdownPage) and page is not self for page in self._above()
        ):
            return clean(short_title(self.line.title or self.title_words or self.line.measure))
        return clean(self.team or self.service or "")

    def _above(self) -> list[object]:
        stack = list(self.app.screen_stack)
        return list(stack[: stack.index(self)]) if self in stack else list(stack)

    def refill(self) -> None:
        """Ask for the figures of every group and of all together."""
        view, line, by = self.view, self.line, self.by_what

        def figures(workbench: Workbench) -> tuple[Figure, list[Figure], dict[str, str]]:
            total = workbench.figures([line.asked()], service=self.service, team=self.team, as_at=view.as_at)[0]
            found = workbench.figures(
                [line.asked()],
                by=by,
                service=self.service,
                team=self.team,
                as_at=view.as_at,
            )
            workers = {one.worker for one in found if one.worker}
            return total, found, {worker: workbench.worker_name(worker) or worker for worker in workers}

        self.ask("figures", figures, self._figures)

    def _figures(self, answer: tuple[Figure, list[Figure], dict[str, str]]) -> None:
        self.total, figures, self.worker_names = answer
        figures = [of_a_group(one) for one in figures]
        self.figures = figures if self.by_what == "age" else sorted(figures, key=self._by_name)
        self.title_words = self.total.title
        self._show({})
        self.show_keys()
        view, line, by, name = self.view, self.line, self.by_what, self.field

        def months(workbench: Workbench) -> dict[str, list[float | None]]:
            found: dict[str, list[float | None]] = {}
            for point in workbench.trend(
                [line.asked()],
                by=by,
                service=self.service,
                team=self.team,
                as_at=view.as_at,
            ):
                found.setdefault(str(getattr(point, name)), []).append(point.value)
            return found

        self.ask("trend", months, self._show)

    def _by_name(self, one: Figure) -> tuple[bool, str]:
        """By name, what belongs to nobody last."""
        name = str(getattr(one, self.field) or "")
        name = self.worker_names.get(name, name)
        return name in ("", "Unallocated", "Unmapped", "Not known"), natural(name)

    def _show(self, months: Mapping[str, list[float | None]]) -> None:
        rows: list[dict[str, object]] = []
        latest = marked(self.figures, with_colour=True, in_words=self.size.width >= 110)
        for number, one in enumerate(self.figures):
            row = figure_fields(one)
            row["latest"] = latest[number]
            row["group"] = getattr(one, self.field)
            row["worker_named"] = self.worker_names.get(str(one.worker), one.worker)
            if str(row["group"]) in months:
                row["trend"] = trend_text(months[str(row["group"])])
            rows.append(row)
        where = clean(self.team or self.service or "the authority")
        self.fill(
            Table.of_rows(self.columns, rows),
            f"No cases of this measure in {where} at this date. Esc goes back, d changes the date.",
        )

    def _called(self, one: Figure) -> str:
        """The group in words: a worker by name, where names are not masked."""
        name = getattr(one, self.field)
        return clean(name if self.view.masked else self.worker_names.get(str(name), name))

    def read(self, row: dict[str, object] | None) -> list[list[tuple[str, str]]]:
        """All together, then the group under the cursor."""
        lines: list[list[tuple[str, str]]] = []
        room = self.size.width - 2
        if self.total is not None:
            where = clean(self.team or self.service or "All together")
            lines.append([(f"{where}: {figure_words(self.total, brief=True)}", "quiet")])
        at = self.grid.row
        if at is not None and at < len(self.figures):
            words = f"{self._called(self.figures[at])}: {figure_words(self.figures[at])}"
            lines += [[(line, "")] for line in wrap(words, room, self.reading_lines - len(lines))]
        return lines

    def export_name(self) -> str:
        """The measure and what it is broken down by."""
        return f"{self.line.measure}-by-{self.by_what}"

    def export_rows(self) -> tuple[list[str], list[Mapping[str, object]]]:
        """The figures as the command line gives them."""
        return figures_for_export(self.grid.table.order, self.grid.selected, self.figures)

    def _group(self) -> tuple[str | None, str | None, str | None] | None:
        """Service, team, worker of the row under the cursor."""
        row = self.grid.row
        if row is None:
            return None
        one = self.figures[row]
        return one.service or self.service, one.team or self.team, one.worker

    def _of_children(self) -> dict[str, str]:
        """The group of children of the row under the cursor, where the figure is broken down by one."""
        row = self.grid.row
        if row is None or self.by_what not in CHARACTERISTICS:
            return {}
        return {self.by_what: str(self.figures[row].group)}

    def action_open(self) -> None:
        """One level down: teams of a service, workers of a team, cases of a worker or of a group of children."""
        group = self._group()
        if group is None:
            return
        if self.by_what in BELOW:
            self.go_down(BreakdownPage(self.line, BELOW[self.by_what], service=group[0], team=group[1]))
        else:
            self.action_cases()

    def action_cases(self, which: str = "open") -> None:
        """The work list of the row under the cursor."""
        from caseworkbench.screens.cases import CasesPage

        group, children = self._group(), self._of_children()
        if group is not None:
            service, team, worker = group
            page = CasesPage(self.line, service=service, team=team, worker=worker, children=children, which=which)
            self.go_down(page)

    def idle_keys(self) -> frozenset[str]:
        """Nothing to show where no figure is reported differently."""
        figures = (*self.figures, *([self.total] if self.total is not None else []))
        differs = any(one.reported_value is not None for one in figures)
        return super().idle_keys() | (frozenset() if differs else {"v"})

    def action_reported(self) -> None:
        """The cases that make the figure as reported differ from the recorded one."""
        self.action_cases("differing")

    def action_children(self) -> None:
        """Break down by something else: a level below, or who the children are."""

        def chosen(by: str) -> None:
            self._by(by)
            self.by, self.down = ("overdue", True) if by not in CHARACTERISTICS else (None, False)
            self.whole = Table(self.columns, {})
            self.find = ""
            self.show_keys()
            self.ask_anew()

        choose_groups(self.app, self.by_what, levels_below(self.service, self.team), chosen)

    def action_graph(self) -> None:
        """The thirteen months of the group under the cursor as a chart."""
        from caseworkbench.screens.chart import ChartPage, Place

        group = self._group()
        if group is not None:
            self.go_down(ChartPage(self.line, Place(*group, self._of_children())))

    def action_rule(self) -> None:
        """What the measure counts, and why."""
        from caseworkbench.screens.definition import DefinitionPage

        self.go_down(DefinitionPage(self.line))
