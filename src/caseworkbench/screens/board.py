"""The board: one row per measure of the chosen board."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from caseworkbench.screens.board_answer import BoardAnswer, Line, ask_board
from caseworkbench.screens.commenting import CommentedList, standing_words
from caseworkbench.screens.figure_rows import (
    CHANGE,
    CHANGE_THREE,
    DUE_SOON,
    LATEST,
    OVERDUE,
    TREND,
    against_columns,
    against_fields,
    as_fits,
    figure_fields,
    figure_parts,
    marked,
    short_title,
    title_with_limit,
    trend_text,
)
from caseworkbench.screens.page import Page, key
from caseworkbench.screens.table import Column, Table
from caseworkbench.screens.text import clean, fit, plural
from caseworkbench.screens.view import Facts

if TYPE_CHECKING:
    from caseworkbench.screens.ahead import Ahead
    from caseworkbench.workbench.figure import Figure
    from caseworkbench.workbench.workbench import Workbench


TITLE = Column("title", "Measure", least=18, most=90)
REST = (CHANGE, CHANGE_THREE, TREND, OVERDUE, DUE_SOON)
WIDE = 110
"""From this width on there are columns for the target and the comparators."""
WORDS = 150
"""From this width on there is room beside those to say which figure is the reported one."""


class BoardPage(CommentedList):
    """Where the day begins."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("c", "cases", "Cases"),
        key("f", "place", "Narrow"),
        key("b", "board", "Board"),
        key("k", "children", "Children"),
        key("g", "graph", "Graph"),
        key("r", "rule", "Rule"),
        key("l", "loads", "Loads"),
        key("t", "team", "My team"),
        key("o", "caseloads", "Caseloads"),
        key("x", "changes", "Changes"),
        key("p", "pack", "Pack"),
    ]
    SPARE = ("s", "e", "m", "u", "r", "l", "b", "v")
    columns: tuple[Column, ...] = (TITLE, LATEST, *REST)
    noun = ("measure", "measures")
    reading_lines = 3

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []
        self.title_of_board = ""
        self.answer: BoardAnswer | None = None
        self._drawn_shape: tuple[bool, bool, bool, bool] | None = None
        self._told: tuple[str, ...] = ()

    @property
    def crumb(self) -> str:
        """The board's name."""
        return self.title_of_board or "Board"

    def refill(self) -> None:
        """Ask for the board, or wait for the first one where it is being counted already."""
        app, view = self.workbench_app, self.view
        ahead = app.take_ahead()
        if ahead is not None:
            self._wait_for(ahead)
            return
        self._tickets.pop("months", None)
        self.ask("figures", lambda workbench: ask_board(workbench, view), self._figures)

    def _wait_for(self, ahead: Ahead) -> None:
        """Figures first, the months as soon as they are counted too; then open this process's own workbench."""
        app = self.workbench_app

        def figures(answer: tuple[Facts, BoardAnswer] | None) -> None:
            if answer is None:
                self.refill()
                return
            app.learn(answer[0])
            self._figures(answer[1])
            self._tickets["months"] = app.engine.compute(self, "months", ahead.take_months, months)
            app.engine.warm()

        def months(answer: list[list[float | None]] | None) -> None:
            if answer is not None and self.answer is not None:
                self._figures(self.answer._replace(months=answer))

        self._tickets["figures"] = app.engine.compute(self, "figures", ahead.take, figures)
        self._waiting.add("figures")

    @property
    def _narrow(self) -> bool:
        return self.size.width < 130

    def on_resize(self) -> None:
        """A narrow window has shorter names."""
        super().on_resize()
        if self.answer is not None and self._shape() != self._drawn_shape:
            self._show(self.answer.months)

    def _shape(self) -> tuple[bool, bool, bool, bool]:
        """What of the drawing goes by the window's size: short names, columns to compare with, headings, words."""
        return self._narrow, self.size.width >= WIDE, self._has_sections(), self.size.width >= WORDS

    def _has_sections(self) -> bool:
        """Whether the sections stand as headings: where each is one block of lines, or all have room for theirs."""
        names = [line.section or "" for line in self.lines]
        blocks = [name for number, name in enumerate(names) if number == 0 or name != names[number - 1]]
        if not any(names):
            return False
        return len(blocks) == len(set(blocks)) or len(names) + len(blocks) < self.size.height - 8

    def _figures(self, answer: BoardAnswer) -> None:
        self.answer, self.lines, self.figures = answer, answer.lines, answer.figures
        self.workbench_app.change(board=answer.name)
        self.title_of_board = clean(answer.title)
        if answer.mistakes and answer.mistakes != self._told:
            self.notify(clean(" ".join(answer.mistakes)), severity="warning", markup=False, timeout=12)
        self._told = answer.mistakes
        self._show(answer.months)
        self.show_keys()

    def commented(self) -> bool:
        """Whether there is a comment on any figure of the board."""
        return self.answer is not None and any(self.answer.comments)

    def _show(self, months: Sequence[Sequence[float | None]]) -> None:
        self._drawn_shape = self._shape()
        _, wide, sections, _ = self._drawn_shape
        self.section = "section" if sections else None
        self.columns = (TITLE, LATEST, *(against_columns(self.figures) if wide else ()), *REST)
        in_words = self.size.width >= (WORDS if len(self.columns) > len(REST) + 2 else WIDE)
        latest = marked(self.figures, with_colour=not wide, in_words=in_words)
        comments = self.answer.comments if self.answer is not None else ()
        rows: list[dict[str, object]] = []
        for number, one in enumerate(self.figures):
            row = figure_fields(one) | against_fields(one)
            row["latest"] = latest[number]
            row["section"] = self.lines[number].section
            row["mark"] = "≡" if number < len(comments) and comments[number] else None
            title = title_with_limit(one.title, one.limit, one.limit_unit)
            row["whole_title"] = title
            row["title"] = short_title(title) if self._narrow else title
            if number < len(months):
                row["trend"] = trend_text(months[number])
            rows.append(row)
        self.fill(
            Table.of_rows(self.columns, rows),
            "This board has no measures. Press b to choose another board.",
        )

    def masked_columns(self) -> frozenset[str]:
        """No names on the board."""
        return frozenset()

    def figure(self) -> tuple[Line, Figure] | None:
        """The measure under the cursor."""
        row = self.grid.row
        return None if row is None else (self.lines[row], self.figures[row])

    def read(self, row: dict[str, object] | None) -> list[list[tuple[str, str]]]:
        """The measure under the cursor in words."""
        found = self.figure()
        if found is None:
            return []
        title = str(row["whole_title"]) if row else ""
        if found[0].section and not self.section:
            title = f"{clean(found[0].section)} · {title}"
        parts = figure_parts(found[1])
        at, answer = self.grid.row, self.answer
        if answer is not None and at is not None and at < len(answer.comments):
            words = standing_words(answer.comments[at])
            room = (self.size.width - 2) * (self.reading_lines - 1) - len("".join(parts[:2]))
            after = 1 if found[1].reported_value is None else 2
            parts[after:after] = [fit(one, max(20, room), sentence=True).rstrip() for one in words]
        return [[(line, "")] for line in as_fits(title, parts, self.size.width - 2, self.reading_lines)]

    def remark(self) -> str:
        """How many lines of the board's file were left out."""
        mistakes = self.answer.mistakes if self.answer is not None else ()
        return f"{plural(len(mistakes), 'line')} of the board's file left out: a mistake in it" if mistakes else ""

    def export_name(self) -> str:
        """The board's name."""
        return "-".join(part for part in ("board", self.view.board) if part)

    def export_rows(self) -> tuple[list[str], list[Mapping[str, object]]]:
        """The figures as the command line gives them."""
        return figures_for_export(self.grid.table.order, self.grid.selected, self.figures)

    def action_open(self) -> None:
        """The breakdown of the measure under the cursor."""
        from caseworkbench.screens.breakdown import BreakdownPage

        found = self.figure()
        if found is not None:
            by = "worker" if self.view.team else "team" if self.view.service else "service"
            self.go_down(BreakdownPage(found[0], by, service=self.view.service, team=self.view.team))

    def action_cases(self) -> None:
        """The work list of the measure under the cursor."""
        from caseworkbench.screens.cases import CasesPage

        found = self.figure()
        if found is not None:
            self.go_down(CasesPage(found[0], service=self.view.service, team=self.view.team))

    def action_children(self) -> None:
        """The measure under the cursor by who the children are, or by service, team or worker."""
        from caseworkbench.screens.breakdown import BreakdownPage
        from caseworkbench.screens.children_groups import choose_groups, levels_below

        found, place = self.figure(), (self.view.service, self.view.team)
        if found is None:
            return
        line = found[0]

        def chosen(by: str) -> None:
            self.go_down(BreakdownPage(line, by, service=place[0], team=place[1]))

        choose_groups(self.app, None, levels_below(*place), chosen)

    def action_graph(self) -> None:
        """The thirteen months of the measure under the cursor as a chart."""
        from caseworkbench.screens.chart import ChartPage, Place

        found = self.figure()
        if found is not None:
            self.go_down(ChartPage(found[0], Place(self.view.service, self.view.team)))

    def action_rule(self) -> None:
        """What the measure under the cursor counts, and why."""
        from caseworkbench.screens.definition import DefinitionPage

        found = self.figure()
        if found is not None:
            self.go_down(DefinitionPage(found[0]))

    def action_team(self) -> None:
        """The team's children over all lists at once."""
        from caseworkbench.screens.team import TeamPage

        if isinstance(self.app.screen_stack[0], TeamPage):  # the program opened there
            Page.action_back(self)
        else:
            self.go_down(TeamPage())

    def action_caseloads(self) -> None:
        """Who has how many children."""
        from caseworkbench.screens.caseloads import CaseloadsPage

        self.go_down(CaseloadsPage(service=self.view.service, team=self.view.team))

    def action_pack(self) -> None:
        """Take the board into the room: an Excel workbook, one page, Markdown."""
        from caseworkbench.screens.pack import open_pack

        if self.answer is not None:
            open_pack(self.workbench_app, self.title_of_board, self.answer.name)

    def action_changes(self) -> None:
        """What changed since the load before, measure by measure."""
        from caseworkbench.screens.changes import open_changes

        open_changes(self)

    def action_loads(self) -> None:
        """What was loaded, and what in the data contradicts itself."""
        from caseworkbench.screens.loads import LoadsPage

        self.go_down(LoadsPage())

    def action_board(self) -> None:
        """Choose another board."""

        def titles(workbench: Workbench) -> list[tuple[str, str]]:
            return [(name, clean(workbench.board(name).title)) for name in workbench.board_names()]

        def choose(options: list[tuple[str, str]]) -> None:
            from caseworkbench.screens.chooser import Chooser

            def chosen(name: str | None) -> None:
                if name is not None and name != self.view.board:
                    self.workbench_app.change(board=name)
                    self.ask_anew()

            self.app.push_screen(Chooser("Board", options, self.view.board), chosen)

        self.workbench_app.held.hold()
        self.ask("boards", titles, choose)

    def action_place(self) -> None:
        """Narrow every screen to a service or a team."""
        from caseworkbench.screens.places import choose_place

        choose_place(self)


def figures_for_export(
    order: Sequence[int], chosen: set[int], figures: Sequence[Figure]
) -> tuple[list[str], list[Mapping[str, object]]]:
    """Figures in the order shown, with the fields of the command line."""
    rows: list[Mapping[str, object]] = [
        figures[row].as_dict() for row in order if row >= 0 and (not chosen or row in chosen)
    ]
    fields = list(rows[0]) if rows else []
    return fields, rows
