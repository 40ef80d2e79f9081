"""The work list: the cases behind a figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from caseworkbench.children_words import group_words
from caseworkbench.errors import WorkbenchError
from caseworkbench.screens.board_answer import Line
from caseworkbench.screens.case_columns import COLUMNS, DRAWN_ONLY, case_table, placed
from caseworkbench.screens.figure_rows import short_title
from caseworkbench.screens.page import key
from caseworkbench.screens.said_words import is_open
from caseworkbench.screens.selecting import SelectingList
from caseworkbench.screens.table import Table
from caseworkbench.screens.text import STATUS, clean, limit_words, spoken, wrap
from caseworkbench.workbench.case_list import STANDING

if TYPE_CHECKING:
    from datetime import date

    from caseworkbench.workbench.case_list import CaseList
    from caseworkbench.workbench.workbench import Workbench

CHOICES: tuple[tuple[str, str], ...] = (
    ("open", "Still to be done (overdue, due soon, running)"),
    ("overdue", "Overdue"),
    ("unsaid", "Overdue, and nothing said yet"),
    ("due_soon", "Due within five working days"),
    ("counted", "Counted in the figure"),
    ("said", "Something said"),
    ("action_due", "Action due by today"),
    ("differing", "Make the reported figure differ"),
    ("all", "Every case, done or not"),
)
OF_SHARES = ("counted", "said", "action_due", "differing")
"""What can be chosen of the rows of a share, which have no status."""
WIDE = 100


def _lacking(workbench: Workbench, name: str, as_at: date | None) -> str:
    """Which extracts the measure is counted from, where there is no data for it at that date; else nothing."""
    from caseworkbench.output.words import no_data
    from caseworkbench.workbench.boards import BoardLine

    if workbench.figures([BoardLine(name)], as_at=as_at)[0].source != "none":
        return ""
    measure = workbench.measure(name)
    return no_data(measure.needs, measure.any_of)


def _worth(found: CaseList, which: str, today: date) -> CaseList:
    """The cases of which something, or nothing yet, is said, or whose action is due."""
    columns = found.columns
    match which:
        case "unsaid":
            rows = [row for row in range(len(found)) if is_open(columns, row)]
        case "said":
            rows = [row for row in range(len(found)) if any(columns[name][row] for name in STANDING)]
        case _:
            rows = [row for row, due in enumerate(columns["action_due"]) if due is not None and due <= today]
    return found.reordered(rows)


class CasesPage(SelectingList):
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
    reading_lines = 2
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
        self.group_by_worker()
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
            case "unsaid":
                options["statuses"] = ["overdue"]
            case "all" | "said" | "action_due":
                options["statuses"] = list(STATUS)
            case "differing":
                options["differing"] = True
            case _:
                pass

        today = self.workbench_app.now().date()

        def cases(workbench: Workbench) -> tuple[str, bool, Table, str, str | None]:
            measure = workbench.measure(self.measure)
            found = workbench.cases(self.measure, as_at=view.as_at, **options)  # type: ignore[arg-type]
            lacking = "" if len(found) else _lacking(workbench, self.measure, view.as_at)
            if which in ("unsaid", "said", "action_due"):
                found = _worth(found, which, today)
            reasons = workbench.settings.reasons
            table = case_table(found.fields, found.columns, measure.is_clock, workbench.worker_name, reasons)
            name = workbench.worker_name(self.worker) if self.worker else None
            return measure.title, measure.is_clock, table, lacking, name

        self.ask("cases", cases, self._cases)

    def _cases(self, answer: tuple[str, bool, Table, str, str | None]) -> None:
        self.title_words, self.is_clock, table, lacking, self.worker_name = answer
        table = replace(table, columns=placed(table.columns, self.size.width >= WIDE))
        self.columns = table.columns
        self.show_keys()
        if lacking:
            self.fill(table, f"{lacking} Load those extracts; Esc goes back, d changes the date.")
            return
        if not self.is_clock and self.which not in OF_SHARES[1:]:
            self.fill(table, "Nothing counts in the figure here at this date. Esc goes back, d changes the date.")
            return
        empty = {
            "unsaid": "Nothing is overdue here of which nothing is said.",
            "said": "Nothing has been said about any case here.",
            "action_due": "No action is due here by today.",
            "differing": "No case makes the reported figure differ from the recorded one here.",
            "overdue": "Nothing is overdue here.",
            "due_soon": "Nothing falls due within five working days here.",
            "counted": "No case counts in the figure here at this date.",
            "all": "No case of this measure here.",
        }.get(self.which, "Nothing is waiting to be done here.")
        self.fill(table, f"{empty} Press w to show other cases, Esc to go back.")

    def on_resize(self) -> None:
        """What was said last stands elsewhere in a narrow window."""
        columns = placed(self.columns, self.size.width >= WIDE)
        if self.whole.total and columns != self.columns:
            self.columns = columns
            self.whole = replace(self.whole, columns=columns)
            self.rearrange()

    def remark(self) -> str:
        """Which cases are shown."""
        if not self.is_clock and self.which not in OF_SHARES[1:]:
            return "counted in the figure"
        return dict(CHOICES).get(self.which, "").split(" (")[0].casefold()

    def read(self, row: dict[str, object] | None) -> list[list[tuple[str, str]]]:
        """What a narrow window leaves out, and what was said last in full."""
        if row is None:
            return []
        wide = self.size.width >= WIDE
        said = str(row.get("said") or "")
        room = self.size.width - 2
        kept = self.reading_lines - bool(said)  # what was said has a line whatever is left out
        lines = [] if wide else wrap(self._left_out(row), room, min(kept, 1) if said else kept)
        said_lines = wrap(said, room, self.reading_lines - len(lines)) if said else []
        lines += said_lines
        before = len(lines) - len(said_lines)
        return [[(line, "quiet" if number < before else "")] for number, line in enumerate(lines)]

    def _left_out(self, row: dict[str, object]) -> str:
        limit = limit_words(row.get("limit"), row.get("unit"))
        started = row.get("started")
        words = [f"started {spoken(started)}" if started else "", limit and f"limit {limit}"]  # type: ignore[arg-type]
        words.append(f"family {clean(row['family_id'])}" if row.get("family_id") else "")
        words.append(clean(row.get("team")))
        return " · ".join(word for word in words if word)

    def export_name(self) -> str:
        """The measure."""
        return self.measure

    def action_open(self) -> None:
        """The child under the cursor, its clock of this list first."""
        from caseworkbench.screens.child import ChildPage

        row = self.current()
        if row is not None and not row["child_id"]:
            self.say("This row is about no child.", done=False)
        elif row is not None:
            self.go_down(ChildPage(str(row["child_id"]), case=str(row["case"])))

    def which_names(self) -> Mapping[str, str]:
        """Of the rows of a share fewer, because they have no status."""
        return {name: words for name, words in CHOICES if self.is_clock or name in OF_SHARES}

    def choose_which(self, which: str) -> None:
        """Show other cases."""
        if which != self.which:
            self.which = which
            self.ask_anew()

    def action_which(self) -> None:
        """Which cases to show."""
        from caseworkbench.screens.chooser import Chooser

        def chosen(name: str | None) -> None:
            if name is not None:
                self.choose_which(name)

        choices = list(self.which_names().items())
        now = self.which if self.is_clock or self.which in OF_SHARES else "counted"
        self.app.push_screen(Chooser("Show", choices, now), chosen)

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
