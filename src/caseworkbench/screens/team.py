"""My team: the children with something overdue or due soon, over all lists at once, the worst first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType
from textual.widget import Widget

from caseworkbench.errors import WorkbenchError
from caseworkbench.screens.case_columns import with_names
from caseworkbench.screens.figure_rows import short_title
from caseworkbench.screens.lines import Lines
from caseworkbench.screens.note_fields import Subject
from caseworkbench.screens.page import Page, key
from caseworkbench.screens.selecting import SelectingList
from caseworkbench.screens.table import Table
from caseworkbench.screens.team_columns import (
    CHOICES,
    DRAWN_ONLY,
    KEPT,
    WIDE,
    columns_for,
    elsewhere,
    last_word,
    spoken_case,
)
from caseworkbench.screens.text import clean, plural, wrap

if TYPE_CHECKING:
    from caseworkbench.workbench.team_list import TeamChild, TeamList
    from caseworkbench.workbench.workbench import Workbench


class TeamPage(SelectingList):
    """What a team manager opens at half past eight; with ``worker`` that worker's own cases."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("space", "select", "Select", "Space"),
        key("a", "all", "All"),
        key("g", "group", "Group"),
        key("w", "which", "Which"),
        key("f", "place", "Team"),
        key("b", "to_board", "Board"),
        key("y", "copy", "Copy id"),
    ]
    DEFAULT_CSS = "TeamPage #counts { height: 1; }"
    columns = columns_for(True, ())
    noun = ("child", "children")
    reading_lines = 4
    lines_above = 1
    drawn_only = DRAWN_ONLY
    row_key = "row"
    SPARE = ("full_stop", "h", "y", "e", "m", "a", "s")

    def __init__(self, worker: str | None = None) -> None:
        super().__init__()
        self.worker = worker
        self.which = "all"
        self.found: TeamList | None = None
        self.shown: list[tuple[TeamChild, list[dict[str, Any]]]] = []
        self.names: dict[str, str] = {}
        self.reasons: Mapping[str, Any] = {}
        self._offered = False
        self._drawn_wide = False

    @property
    def crumb(self) -> str:
        """Whose list."""
        return f"Cases of {clean(self.worker)}" if self.worker else "My team"

    def body(self) -> Iterable[Widget]:
        """The counts in words above the list."""
        yield Lines(id="counts", height=1)
        yield from super().body()

    # Asking

    def refill(self) -> None:
        """Ask for the list; without a team, which one."""
        view, worker, which = self.view, self.worker, self.which
        if not (view.team or view.service or worker):
            self.found = None
            self.query_one("#counts", Lines).put([])
            self.fill(Table(self.columns, {}), "Press f to choose a team; Esc goes to the board.")
            if not self._offered:
                self._offered = True
                self.action_place()
            return
        statuses = ("overdue", "due_soon", *(("running",) if which == "open" else ()))
        known = self.workbench_app.newly_overdue

        def listed(workbench: Workbench) -> tuple[TeamList, dict[str, str], Mapping[str, Any]]:
            from caseworkbench.workbench.team_list import team_list

            new = known.get(workbench.generation) if view.as_at in (None, workbench.as_at) else None
            found = team_list(
                workbench,
                team=view.team,
                service=view.service,
                worker=worker,
                statuses=statuses,
                as_at=view.as_at,
                new=new,
            )
            workers = {case["worker"] for child in found.children for case in child.cases}
            workers |= {name for child in found.children for name in (child.worker, child.allocated_worker)}
            names = {one: workbench.worker_name(one) or one for one in workers}
            return found, names, workbench.settings.reasons

        self.ask("team", listed, self._listed)

    def _listed(self, answer: tuple[TeamList, dict[str, str], Mapping[str, Any]]) -> None:
        self.found, self.names, self.reasons = answer
        self._show()
        facts = self.workbench_app.facts
        if facts is not None and self.view.as_at in (None, facts.as_at):
            self._ask_what_is_new(facts.generation)

    def _ask_what_is_new(self, generation: int) -> None:
        """What has become overdue since the load before takes reading two generations: asked once, shown when known."""
        known = self.workbench_app.newly_overdue
        if generation in known:
            return

        def new(workbench: Workbench) -> frozenset[str] | None:
            from caseworkbench.workbench.since_last_load import newly_overdue

            return newly_overdue(workbench)

        def deliver(names: frozenset[str] | None) -> None:
            from caseworkbench.workbench.team_list import marked_new

            known[generation] = names
            if self.found is not None and names is not None:
                self.found = marked_new(self.found, names)
                self._show()

        self.ask("new", new, deliver)

    # Showing

    def on_resize(self) -> None:
        """A narrow window has its columns in another order."""
        super().on_resize()
        if self.found is not None and self._drawn_wide != (self.size.width >= WIDE):
            self._show()

    def _show(self) -> None:
        """Draw the children that the choice keeps, each with those of its cases that it is about."""
        found = self.found
        if found is None:
            return
        keep = KEPT.get(self.which)
        every = [
            (child, [case for case in child.cases if keep is None or keep(case, found.as_at)])
            for child in found.children
        ]
        self.shown = [(child, cases) for child, cases in every if cases]
        self.query_one("#counts", Lines).put([self._counts(found)])
        self.group_by_worker()
        empty = {
            "overdue": "Nothing is overdue.",
            "due_today": "Nothing is due today.",
            "due_this_week": "Nothing more is due this week.",
            "new": "Nothing is new since the last load, as far as that is known.",
            "open": "Nothing is open here.",
        }.get(self.which, "Nothing is overdue and nothing is due within five working days.")
        self.fill(self._table(), f"{empty} Press w to show other cases, f for another team.")

    def _counts(self, found: TeamList) -> list[tuple[str, str]]:
        counts = found.counts
        words = [
            (plural(counts["children"] or 0, "child", "children"), "head"),
            (f"{counts['overdue']:,} overdue", "bad" if counts["overdue"] else ""),
            (f"{counts['due_today']:,} due today", "warn" if counts["due_today"] else ""),
            (f"{counts['due_this_week']:,} this week", ""),
        ]
        if counts["new"] is not None:
            since = " since the last load" if self.size.width >= WIDE else ""
            words.append((f"{counts['new']:,} new{since}", "warn" if counts["new"] else ""))
        return [piece for word in words for piece in (word, (" · ", "quiet"))][:-1]

    def _table(self) -> Table:
        rows: list[dict[str, object]] = []
        for child, cases in self.shown:
            worst = cases[0]
            row = child.as_dict()
            row.pop("cases")
            row |= {
                "row": child.child_id or worst["case"],
                "status": "overdue" if child.overdue else worst["status"],
                "worst": clean(short_title(worst["title"])),
                "worst_due": worst["due"],
                "over": worst["days_over"] if worst["status"] == "overdue" else None,
                "said": last_word(child.said(), self.reasons),
                "elsewhere": elsewhere(child),
            }
            rows.append(row)
        self._drawn_wide = self.size.width >= WIDE
        self.columns = columns_for(self._drawn_wide, rows)
        data: dict[str, Sequence[object]] = {name: [row[name] for row in rows] for name in rows[0]} if rows else {}
        if rows:
            data["worker_named"] = with_names(data["worker"], self.names.get)
        return Table.of(self.columns, data)

    def read(self, row: dict[str, object] | None) -> list[list[tuple[str, str]]]:
        """Every list that the child under the cursor stands on, and who has it where."""
        if row is None or self.grid.row is None:
            return []
        child, cases = self.shown[self.grid.row]
        words = [spoken_case(case) for case in cases]
        about = [clean(child.child_id)] if child.child_id and self.size.width < WIDE else []
        about += [f"with {clean(self._called(child.worker))}"]
        if other := elsewhere(child):
            about.append(f"allocated to {clean(other)}")
        about += [f"family {clean(child.family_id)}"] if child.family_id else []
        lines = wrap("; ".join(words), max(20, self.size.width - 2))
        said = [[(clean(row["said"]), "")]] if row.get("said") else []
        whose = [[(" · ".join(about), "quiet")]] if self.reading_lines > 1 + len(said) else []
        kept = max(1, self.reading_lines - len(whose) - len(said))
        if len(lines) > kept:
            lines = [*lines[: kept - 1], f"{lines[kept - 1].rstrip(' ;')}…"]
        return [*([(line, "")] for line in lines), *whose, *said]

    def _called(self, worker: str) -> str:
        return worker if self.view.masked else self.names.get(worker, worker)

    def remark(self) -> str:
        """Which cases are shown."""
        return "" if self.which == "all" else dict(CHOICES)[self.which].split(":")[0].split(" (")[0].casefold()

    # Acting

    def noted_cases(self) -> list[Subject]:
        """The cases shown of the selected children, else of the child under the cursor."""
        chosen = [row for row in self.grid.table.order if row in self.grid.selected]
        return [one for row in chosen for one in self._subjects(row)] if chosen else self._under_cursor()

    def _under_cursor(self) -> list[Subject]:
        return [] if self.grid.row is None else self._subjects(self.grid.row)

    def _subjects(self, row: int) -> list[Subject]:
        return [self.subject(case | {"worker_named": self._called(case["worker"])}) for case in self.shown[row][1]]

    def selected_cases(self) -> list[str]:
        """The names of the cases meant."""
        return [one.case for one in self.noted_cases()]

    def action_open(self) -> None:
        """The child under the cursor, its worst case first."""
        from caseworkbench.screens.child import ChildPage

        if self.grid.row is None:
            return
        child, cases = self.shown[self.grid.row]
        if child.child_id is None:
            self.say("This row is about no child.", done=False)
        else:
            self.go_down(ChildPage(child.child_id, case=str(cases[0]["case"])))

    def action_back(self) -> None:
        """Up; from the page that the program opened on, to the board."""
        if self.app.screen_stack[0] is self and not self.find and not self.grid.selected:
            self.action_to_board()
        else:
            super().action_back()

    def action_to_board(self) -> None:
        """The board: the one above, or one of its own where the program opened here."""
        from caseworkbench.screens.board import BoardPage

        above = self.app.screen_stack[0]
        if isinstance(above, BoardPage):
            Page.action_back(self)
        else:
            self.go_down(BoardPage())

    def which_names(self) -> Mapping[str, str]:
        """The choices, by name."""
        return dict(CHOICES)

    def choose_which(self, which: str) -> None:
        """Show other cases."""
        if which == self.which:
            return
        ask = "open" in (which, self.which)  # what runs and is not due for a while was not asked for, or is no more
        self.which = which
        if ask:
            self.ask_anew()
        else:
            self._show()

    def action_which(self) -> None:
        """Which cases to show."""
        from caseworkbench.screens.chooser import Chooser

        def chosen(name: str | None) -> None:
            if name is not None:
                self.choose_which(name)

        self.app.push_screen(Chooser("Show", CHOICES, self.which), chosen)

    def action_place(self) -> None:
        """Another team."""
        from caseworkbench.screens.places import choose_place

        def all_of_it() -> None:
            self.worker = None

        choose_place(self, all_of_it)

    def action_copy(self) -> None:
        """The child's identifier, or those of the selected children."""
        table, chosen = self.grid.table, self.grid.selected
        rows = [row for row in table.order if row in chosen] or ([self.grid.row] if self.grid.row is not None else [])
        try:
            self.copy([child for row in rows if (child := self.shown[row][0].child_id)])
        except WorkbenchError as error:
            self.refused(str(error))

    def export_name(self) -> str:
        """The team's name, as far as a file may have it."""
        return "team"
