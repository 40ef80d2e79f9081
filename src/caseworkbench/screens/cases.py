"""The work list: the cases behind a figure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from caseworkbench.errors import WorkbenchError
from caseworkbench.screens.board_answer import Line
from caseworkbench.screens.figure_rows import short_title
from caseworkbench.screens.listing import ListPage
from caseworkbench.screens.page import key
from caseworkbench.screens.table import Column, Table
from caseworkbench.screens.text import STATUS, clean, limit_words, spoken

if TYPE_CHECKING:
    from caseworkbench.workbench.workbench import Workbench

_RANK = {name: number for number, name in enumerate(STATUS)}


def status_text(value: object) -> str:
    """A status with its symbol."""
    symbol, words, _ = STATUS.get(str(value), ("", "" if value is None else clean(value), ""))
    return f"{symbol} {words}".strip()


def status_tone(value: object) -> str:
    """The tone of a status."""
    return STATUS.get(str(value), ("", "", ""))[2]


def days_over(days: object, status: object) -> int | None:
    """How far past due; nothing for a case that is not, 0 for one overdue since its last working day."""
    return days if isinstance(days, int) and (days or status == "overdue") else None


def _over(value: object) -> str:
    return "" if value is None else f"{value:,}"


OVER = Column("over", "Over", "number", show=_over)
COLUMNS = (
    Column("child_name", "Child", least=18, most=28),
    Column("child_id", "Identifier", least=8, most=14),
    Column("status", "Status", least=10, most=12, show=status_text, tone=status_tone,
           order=lambda value: _RANK.get(str(value), 9)),
    OVER,
    Column("due", "Due", "date"),
    Column("worker", "Worker", least=12, most=22),
    Column("team", "Team", least=12, most=22),
    Column("family_id", "Family", least=8, most=14),
    Column("started", "Started", "date"),
)  # fmt: skip

CHOICES: tuple[tuple[str, str], ...] = (
    ("open", "Still to be done (overdue, due soon, running)"),
    ("overdue", "Overdue"),
    ("due_soon", "Due within five working days"),
    ("counted", "Counted in the figure"),
    ("all", "Every case, done or not"),
)


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
    drawn_only = frozenset({"over"})

    def __init__(
        self,
        line: Line | str,
        *,
        service: str | None = None,
        team: str | None = None,
        worker: str | None = None,
        which: str = "open",
    ) -> None:
        super().__init__()
        self.line = line
        self.service, self.team, self.worker = service, team, worker
        self.which = which
        self.title_words = ""

    @property
    def measure(self) -> str:
        """The measure's name in the catalogue."""
        return self.line if isinstance(self.line, str) else self.line.measure

    @property
    def crumb(self) -> str:
        """Whose cases."""
        title = "" if isinstance(self.line, str) else self.line.title
        named = self.worker or self.team or self.service or short_title(title or self.title_words)
        return clean(named) or "Cases"

    def refill(self) -> None:
        """Ask for the cases."""
        line, view, which = self.line, self.view, self.which
        options: dict[str, object] = {"service": self.service, "team": self.team, "worker": self.worker}
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

        def cases(workbench: Workbench) -> tuple[str, Table]:
            title = workbench.measure(self.measure).title
            found = workbench.cases(self.measure, as_at=view.as_at, **options)  # type: ignore[arg-type]
            data: dict[str, Sequence[object]] = {name: found.columns[name] for name in found.fields}
            data["over"] = list(map(days_over, data["days_over"], data["status"]))
            return title, Table.of(self.columns, data)

        self.ask("cases", cases, self._cases)

    def _cases(self, answer: tuple[str, Table]) -> None:
        self.title_words, table = answer
        empty = {
            "overdue": "Nothing is overdue here.",
            "due_soon": "Nothing falls due within five working days here.",
            "counted": "No case counts in the figure here at this date.",
            "all": "No case of this measure here.",
        }.get(self.which, "Nothing is waiting to be done here.")
        self.fill(table, f"{empty} Press w to show other cases, Esc to go back.")

    def remark(self) -> str:
        """Which cases are shown."""
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
        if row is not None:
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
        steps: list[str | None] = [None, "worker", "family_id"]
        self.group = steps[(steps.index(self.group) + 1) % len(steps)]
        self.rearrange()

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
            self.copy(list(dict.fromkeys(str(table.data["child_id"][row]) for row in rows)))
        except WorkbenchError as error:
            self.refused(str(error))

    def action_rule(self) -> None:
        """What the measure counts, and why."""
        from caseworkbench.screens.definition import DefinitionPage

        self.go_down(DefinitionPage(self.line))
