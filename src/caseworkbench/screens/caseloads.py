"""Caseloads: how many children each service, team and worker has, and down to the children themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType

from caseworkbench.screens.listing import ListPage
from caseworkbench.screens.page import key
from caseworkbench.screens.table import Column, Table
from caseworkbench.screens.text import clean, direction, number, plural, spoken, wrap

if TYPE_CHECKING:
    from caseworkbench.workbench.workbench import Workbench

BELOW = {"service": "team", "team": "worker"}
WORDS = {"service": "Services", "team": "Teams", "worker": "Workers"}
PLANS = {
    "looked_after": "looked after",
    "child_protection": "child protection",
    "child_in_need": "child in need",
    "assessment_or_other": "assessment or other",
}
UNALLOCATED = "Unallocated"


def _one_place(value: object) -> str:
    return f"{value:,.1f}" if isinstance(value, (int, float)) else "–"


def _fewer_is_better(value: object) -> tuple[str, str, str]:
    return direction(None if value is None else str(value), "low")


def _arrow(value: object) -> str:
    arrow, sign, _ = _fewer_is_better(value)
    return f"{arrow}{sign}"


def _arrow_tone(value: object) -> str:
    return _fewer_is_better(value)[2]


COUNTS: tuple[Column, ...] = (
    Column("children", "Children", "number"),
    Column("fte", "FTE", "number", show=_one_place),
    Column("per_fte", "Per FTE", "number", show=_one_place),
    Column("average_six_months", "6 months", "number", show=_one_place),
    Column("change", " ", least=2, most=2, show=_arrow, tone=_arrow_tone, sortable=False),
    Column("looked_after", "LAC", "number"),
    Column("child_protection", "CP", "number"),
    Column("child_in_need", "CIN", "number"),
    Column("assessment_or_other", "Other", "number"),
    Column("new_this_month", "New", "number"),
)


class CaseloadsPage(ListPage):
    """The unallocated on top, then a row for each service, team or worker. Enter goes down to the children."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("g", "levels", "By"),
        key("k", "row_children", "Children"),
    ]
    reading_lines = 4
    drawn_only = frozenset({"named", "worker_named"})

    def __init__(self, by: str | None = None, *, service: str | None = None, team: str | None = None) -> None:
        self.service, self.team = service, team
        self._by(by or ("worker" if team else "team" if service else "service"))
        super().__init__()
        self.rows: list[dict[str, Any]] = []

    def _by(self, by: str) -> None:
        self.by_what = by
        first = Column("named", by.title(), least=16, most=44)
        if by == "worker":
            first = Column("worker_named", "Worker", least=16, most=44, instead="worker")
        above = "service" if by == "team" else "team"
        more = () if by == "service" or self.team else (Column(above, above.title(), least=10),)
        known_as = (Column("worker", "Identifier", least=8, most=20),) if by == "worker" else ()
        self.columns = (first, *COUNTS, *more, *known_as)

    @property
    def crumb(self) -> str:
        """The first level by what is counted, those below it by the service or team."""
        first = next((page for page in self.app.screen_stack if isinstance(page, CaseloadsPage)), self)
        return "Caseloads" if first is self else clean(self.team or self.service or "")

    def refill(self) -> None:
        """Ask for the rows."""
        view, by, service, team = self.view, self.by_what, self.service, self.team

        def rows(workbench: Workbench) -> list[dict[str, Any]]:
            return workbench.caseloads(by, service=service, team=team, as_at=view.as_at)

        self.ask("caseloads", rows, self._rows)

    def _rows(self, rows: list[dict[str, Any]]) -> None:
        self.rows = rows
        shown = []
        for row in rows:
            name = UNALLOCATED if row["unallocated"] else row[self.by_what]
            shown.append({**row, "named": name, "worker_named": row["worker_name"] or name})
        self.fill(Table.of_rows(self.columns, shown), "Nobody has an allocated child here. Press d to change the date.")

    def read(self, row: dict[str, object] | None) -> list[list[tuple[str, str]]]:
        """The row in words: against six months, by plan, and how long the longest has waited."""
        if row is None:
            return []
        children = plural(int(str(row["children"])), "child", "children")
        first = [f"{children} without an allocated worker" if row["unallocated"] else children]
        if row["unallocated"] and row["longest_unallocated"] is not None:
            first.append(f"the longest for {plural(int(str(row['longest_unallocated'])), 'working day')}")
        if not row["unallocated"] and self.by_what != "worker":
            first.append(f"with {plural(int(str(row['workers'])), 'worker')}")
        if row["per_fte"] is not None:
            first.append(f"{_one_place(row['per_fte'])} for each full-time equivalent")
        if row["average_six_months"] is not None:
            against = {"up": "more than", "down": "fewer than", "same": "much the same as"}[str(row["change"])]
            first.append(f"{against} the six-month average of {_one_place(row['average_six_months'])}")
        plans = [f"{number(row[plan])} {words}" for plan, words in PLANS.items() if row[plan] is not None]  # type: ignore[arg-type]
        new = row["new_this_month"]
        second = ", ".join(plans) + ("" if new is None else f"; {number(new)} new this month")  # type: ignore[arg-type]
        room = max(20, self.size.width - 2)
        lines = [[(line, "")] for line in wrap(", ".join(first), room, self.reading_lines)]
        return lines + [[(line, "quiet")] for line in wrap(second, room, self.reading_lines - len(lines))]

    def action_open(self) -> None:
        """Down: the service's teams, the team's workers, the worker's children."""
        row = self.current()
        if row is None:
            return
        below = BELOW.get(self.by_what)
        if row["unallocated"] or below is None:
            self.action_row_children()
        elif below == "team":
            self.go_down(CaseloadsPage(below, service=str(row["service"])))
        else:
            self.go_down(CaseloadsPage(below, service=self.service, team=str(row["team"])))

    def action_row_children(self) -> None:
        """The children of the row under the cursor."""
        row = self.current()
        if row is None:
            return
        if row["unallocated"]:
            self.go_down(CaseloadChildrenPage(self.service, self.team, None, unallocated=True))
            return
        service, team, worker = (
            str(row[name]) if row[name] is not None else above
            for name, above in (("service", self.service), ("team", self.team), ("worker", None))
        )
        self.go_down(CaseloadChildrenPage(service, team, worker))

    def action_levels(self) -> None:
        """By service, team or worker."""
        from caseworkbench.screens.chooser import Chooser

        def chosen(by: str | None) -> None:
            if by is not None and by != self.by_what:
                self._by(by)
                self.by = None
                self.ask_anew()

        self.app.push_screen(
            Chooser("One row for each", [(by, words[:-1]) for by, words in WORDS.items()], self.by_what), chosen
        )

    def export_name(self) -> str:
        """What is exported."""
        return f"caseloads-by-{self.by_what}"


WORKER = Column("worker_named", "Worker", least=10, most=24, instead="worker")


class CaseloadChildrenPage(ListPage):
    """The children of a service, team or worker, or those who wait for a worker. Enter opens the child."""

    BINDINGS: ClassVar[list[BindingType]] = [key("y", "copy", "Copy id")]
    noun = ("child", "children")
    reading_lines = 2
    drawn_only = frozenset({"worker_named"})

    def __init__(self, service: str | None, team: str | None, worker: str | None, *, unallocated: bool = False) -> None:
        self.service, self.team, self.worker, self.unallocated = service, team, worker, unallocated
        whose = Column("unallocated_days", "Waiting", "number") if unallocated else WORKER
        self.columns = (
            Column("child_name", "Child", least=16, most=28),
            Column("child_id", "Identifier", least=8, most=14),
            Column("plan", "Plan", least=14, most=20, show=_plan, order=_rank),
            Column("since", "Since", "date"),
            whose,
            Column("team", "Team", least=10, most=24),
            Column("family_id", "Family", least=8, most=14),
            Column("new_this_month", "New", least=3, most=3, show=_new),
        )
        super().__init__()

    @property
    def crumb(self) -> str:
        """Whose children."""
        if self.unallocated:
            return UNALLOCATED
        return clean(self.worker or "Children")

    def refill(self) -> None:
        """Ask for the children."""
        view, place = self.view, {"service": self.service, "team": self.team, "worker": self.worker}
        unallocated = self.unallocated

        def children(workbench: Workbench) -> list[dict[str, Any]]:
            return workbench.caseload_children(**place, unallocated=unallocated, as_at=view.as_at)

        self.ask("children", children, self._children)

    def _children(self, rows: list[dict[str, Any]]) -> None:
        shown = [{**row, "worker_named": row["worker_name"] or row["worker"]} for row in rows]
        empty = "Every child has an allocated worker." if self.unallocated else "No child is allocated here."
        self.fill(Table.of_rows(self.columns, shown), f"{empty} Esc goes back, d changes the date.")

    def read(self, row: dict[str, object] | None) -> list[list[tuple[str, str]]]:
        """The child in words."""
        if row is None:
            return []
        room = max(20, self.size.width - 2)
        return [[(line, "quiet")] for line in wrap(", ".join(_words(row)), room, self.reading_lines)]

    def action_open(self) -> None:
        """The child under the cursor."""
        from caseworkbench.screens.child import ChildPage

        row = self.current()
        if row is not None:
            self.go_down(ChildPage(str(row["child_id"])))

    def action_copy(self) -> None:
        """The child's identifier."""
        row = self.current()
        if row is not None:
            self.copy([str(row["child_id"])])

    def export_name(self) -> str:
        """What is exported."""
        return "unallocated" if self.unallocated else "caseload"


def _plan(value: object) -> str:
    return PLANS.get(str(value), "")


def _rank(value: object) -> int:
    return list(PLANS).index(str(value))


def _new(value: object) -> str:
    return "new" if value else ""


def _words(row: Mapping[str, object]) -> list[str]:
    since = row["since"]
    words = [PLANS.get(str(row["plan"]), "")]
    if row["unallocated"]:
        days = plural(int(str(row["unallocated_days"])), "working day")
        words.append(f"without a worker for {days}, since {spoken(since)}")  # type: ignore[arg-type]
    else:
        words.append(f"here since {spoken(since)}" if since else "since when is not recorded")  # type: ignore[arg-type]
    words += [f"family {clean(row['family_id'])}"] if row["family_id"] else []
    return words
