"""The board: one row per measure of the chosen board."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from caseworkbench.screens.board_answer import BoardAnswer, Line, ask_board
from caseworkbench.screens.figure_rows import (
    CHANGE,
    CHANGE_THREE,
    DUE_SOON,
    LATEST,
    OVERDUE,
    TREND,
    figure_fields,
    figure_words,
    short_title,
    title_with_limit,
    trend_text,
)
from caseworkbench.screens.listing import ListPage
from caseworkbench.screens.page import key
from caseworkbench.screens.table import Column, Table
from caseworkbench.screens.text import clean, wrap
from caseworkbench.screens.view import Facts

if TYPE_CHECKING:
    from caseworkbench.screens.ahead import Ahead
    from caseworkbench.workbench.figure import Figure
    from caseworkbench.workbench.workbench import Workbench


class BoardPage(ListPage):
    """Where the day begins."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("c", "cases", "Cases"),
        key("f", "place", "Team"),
        key("b", "board", "Board"),
        key("r", "rule", "Rule"),
        key("l", "loads", "Loads"),
    ]
    columns = (
        Column("title", "Measure", least=18, most=90),
        LATEST,
        CHANGE,
        CHANGE_THREE,
        TREND,
        OVERDUE,
        DUE_SOON,
    )
    noun = ("measure", "measures")
    reading_lines = 3

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []
        self.figures: list[Figure] = []
        self.title_of_board = ""
        self.answer: BoardAnswer | None = None
        self._drawn_narrow = False

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
        if self.answer is not None and self._narrow != self._drawn_narrow:
            self._show(self.answer.months)

    def _figures(self, answer: BoardAnswer) -> None:
        self.answer, self.lines, self.figures = answer, answer.lines, answer.figures
        self.workbench_app.change(board=answer.name)
        self.title_of_board = clean(answer.title)
        self._show(answer.months)

    def _show(self, months: Sequence[Sequence[float | None]]) -> None:
        self._drawn_narrow = self._narrow
        rows: list[dict[str, object]] = []
        for number, one in enumerate(self.figures):
            row = figure_fields(one)
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
        text = f"{row['whole_title'] if row else ''}: {figure_words(found[1])}"
        return [[(line, "")] for line in wrap(text, self.size.width - 2)[: self.reading_lines]]

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

    def action_rule(self) -> None:
        """What the measure under the cursor counts, and why."""
        from caseworkbench.screens.definition import DefinitionPage

        found = self.figure()
        if found is not None:
            self.go_down(DefinitionPage(found[0]))

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
                    self.refill()

            self.app.push_screen(Chooser("Board", options, self.view.board), chosen)

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
