"""The work list: the cases behind a figure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from caseworkbench.children_words import group_words
from caseworkbench.errors import WorkbenchError
from caseworkbench.screens.board_answer import Line
from caseworkbench.screens.case_columns import COLUMNS, DRAWN_ONLY, case_table
from caseworkbench.screens.figure_rows import short_title
from caseworkbench.screens.listing import ListPage
from caseworkbench.screens.page import key
from caseworkbench.screens.table import Table
from caseworkbench.screens.text import STATUS, clean, limit_words, spoken

if TYPE_CHECKING:
    from datetime import date

    from caseworkbench.workbench.workbench import Workbench

CHOICES: tuple[tuple[str, str], ...] = (
    ("open", "Still to be done (overdue, due soon, running)"),
    ("overdue", "Overdue"),
    ("due_soon", "Due within five working days"),
    ("counted", "Counted in the figure"),
    ("all", "Every case, done or not"),
)


def _lacking(workbench: Workbench, name: str, as_at: date | None) -> str:
    """Which extracts the measure is counted from, where there is no data for it at that date; else nothing."""
    from caseworkbench.output.words import no_data
    from caseworkbench.workbench.boards import BoardLine

    if workbench.figures([BoardLine(name)], as_at=as_at)[0].source != "none":
        return ""
    measure = workbench.measure(name)
    return no_data(measure.needs, measure.any_of)


class CasesPage(ListPage):
    """Each case is one row; the worst first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("space", "select", "Select", "Space"),
        key("a", "all", "All"),
        key("g", "group", "Group"),
        key("w", "which", "Which"),
        key("y", "copy", "Copy id"),
        key("r", "rule", "Rule"),
    ]
    columns = COLUMNS
    noun = ("case", "cases")
    reading_lines = 1
    drawn_only = DRAWN_ONLY

    def __init__(
        self,
        line: Line | str,
        *,
        service: str | None = None,
        team: str | None = None,
        worker: str | None = None,
        children: Mapping[str, str] | None = None,
        which: str = "open",
    ) -> None:
        super().__init__()
        self.line = line
        self.service, self.team, self.worker = service, team, worker
        self.children_in = dict(children or {})
        self.which = which
        self.title_words = ""
        self.worker_name: str | None = None
        self.is_clock = True

    @property
    def measure(self) -> str:
        """The measure's name in the catalogue."""
        return self.line if isinstance(self.line, str) else self.line.measure

    @property
    def crumb(self) -> str:
        """Whose cases; a worker's by name, where it is known and not masked."""
        title = "" if isinstance(self.line, str) else self.line.title
        group = ", ".join(group_words(self.children_in))
        worker = self.worker if self.view.masked else self.worker_name or self.worker
        place = group[:1].upper() + group[1:] or worker or self.team or self.service
        named = place or short_title(title or self.title_words)
        return clean(named) or "Cases"

    def refill(self) -> None:
        """Ask for the cases."""
        self._group_by_worker()
        line, view, which = self.line, self.view, self.which
        options: dict[str, object] = {"service": self.service, "team": self.team, "worker": self.worker}
        options["children"] = self.children_in
        if not isinstance(line, str):
            options["limit"] = line.limit
            options["period"] = line.period
        match which:
            case "counted":
                options["counted"] = True
            case "overdue" | "due_soon":
                options["statuses"] = [which]
            case "all":
                options["statuses"] = list(STATUS)
            case _:
                pass

        def cases(workbench: Workbench) -> tuple[str, bool, Table, str, str | None]:
            measure = workbench.measure(self.measure)
            found = workbench.cases(self.measure, as_at=view.as_at, **options)  # type: ignore[arg-type]
            lacking = "" if len(found) else _lacking(workbench, self.measure, view.as_at)
            table = case_table(found.fields, found.columns, measure.is_clock, workbench.worker_name)
            name = workbench.worker_name(self.worker) if self.worker else None
            return measure.title, measure.is_clock, table, lacking, name

        self.ask("cases", cases, self._cases)

    def _cases(self, answer: tuple[str, bool, Table, str, str | None]) -> None:
        self.title_words, self.is_clock, table, lacking, self.worker_name = answer
        self.columns = table.columns
        self.show_keys()
        if lacking:
            self.fill(table, f"{lacking} Load those extracts; Esc goes back, d changes the date.")
            return
        if not self.is_clock:
            self.fill(table, "Nothing counts in the figure here at this date. Esc goes back, d changes the date.")
            return
        empty = {
            "overdue": "Nothing is overdue here.",
            "due_soon": "Nothing falls due within five working days here.",
            "counted": "No case counts in the figure here at this date.",
            "all": "No case of this measure here.",
        }.get(self.which, "Nothing is waiting to be done here.")
        self.fill(table, f"{empty} Press w to show other cases, Esc to go back.")

    def idle_keys(self) -> frozenset[str]:
        """The rows of a share have no status to choose by."""
        return super().idle_keys() | (frozenset() if self.is_clock else {"w"})

    def remark(self) -> str:
        """Which cases are shown."""
        if not self.is_clock:
            return "counted in the figure"
        return dict(CHOICES).get(self.which, "").split(" (")[0].casefold()

    def read(self, row: dict[str, object] | None) -> list[list[tuple[str, str]]]:
        """What a narrow window leaves out; a wide one shows it in columns and saves the bytes."""
        if row is None or self.size.width >= 100:
            return []
        limit = limit_words(row.get("limit"), row.get("unit"))
        started = row.get("started")
        words = [f"started {spoken(started)}" if started else "", limit and f"limit {limit}"]  # type: ignore[arg-type]
        words.append(f"family {clean(row['family_id'])}" if row.get("family_id") else "")
        words.append(clean(row.get("team")))
        return [[(" · ".join(word for word in words if word), "quiet")]]

    def export_name(self) -> str:
        """The measure."""
        return self.measure

    def action_open(self) -> None:
        """The child under the cursor, its clock of this list first."""
        from caseworkbench.screens.child import ChildPage

        row = self.current()
        if row is not None and not row["child_id"]:
            self.say("This row is about no child.")
        elif row is not None:
            self.go_down(ChildPage(str(row["child_id"]), case=str(row["case"])))

    def action_select(self) -> None:
        """Select the row, or let it go."""
        self.grid.toggle()
        self.tell()

    def action_all(self) -> None:
        """Select every row shown, or none."""
        self.grid.select_all()
        self.tell()

    def action_group(self) -> None:
        """By worker, by family, not at all."""
        steps: list[str | None] = [None, "worker" if self.view.masked else "worker_named", "family_id"]
        self.group = steps[(steps.index(self.group) + 1) % len(steps)]
        self.rearrange()

    def remask(self) -> None:
        """Headings that name workers go by their identifiers where names are masked."""
        super().remask()
        if self._group_by_worker():
            self.rearrange()

    def _group_by_worker(self) -> bool:
        """Where the list is grouped by worker: by name, or by identifier where names are masked."""
        if self.group not in ("worker", "worker_named"):
            return False
        self.group = "worker" if self.view.masked else "worker_named"
        return True

    def action_which(self) -> None:
        """Which cases to show."""
        from caseworkbench.screens.chooser import Chooser

        def chosen(name: str | None) -> None:
            if name is not None and name != self.which:
                self.which = name
                self.refill()

        self.app.push_screen(Chooser("Show", CHOICES, self.which), chosen)

    def action_copy(self) -> None:
        """The child's identifier, or those of the selected rows."""
        table, chosen = self.grid.table, self.grid.selected
        rows = [row for row in table.order if row in chosen] or ([self.grid.row] if self.grid.row is not None else [])
        try:
            self.copy(list(dict.fromkeys(str(found) for row in rows if (found := table.data["child_id"][row]))))
        except WorkbenchError as error:
            self.refused(str(error))

    def action_rule(self) -> None:
        """What the measure counts, and why."""
        from caseworkbench.screens.definition import DefinitionPage

        self.go_down(DefinitionPage(self.line))
