"""What came in, what was turned away, what was withdrawn, and what contradicts itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import BindingType

from caseworkbench.errors import WorkbenchError
from caseworkbench.screens.listing import ListPage
from caseworkbench.screens.page import key
from caseworkbench.screens.table import Column, Table
from caseworkbench.screens.text import clean, dates_in_words, day, wrap

if TYPE_CHECKING:
    from caseworkbench.workbench.workbench import Workbench

Row = dict[str, object]


def _words(value: object) -> str:
    return clean(value).replace("_", " ")


def _sentence(value: object) -> str:
    return dates_in_words(clean(value))


VIEWS: dict[str, tuple[str, tuple[str, str], tuple[Column, ...]]] = {
    "loads": (
        "Loads",
        ("load", "loads"),
        (
            Column("load_id", "Load", "number"),
            Column("when", "Loaded", least=21, most=21),
            Column("as_at", "As at", "date"),
            Column("format", "Format", least=6, most=20, show=_words),
            Column("mode", "Mode", least=6, most=8),
            Column("read", "Rows", "number"),
            Column("rejected", "Rejected", "number"),
            Column("withdrawn", "Withdrawn", "number"),
            Column("loaded_by", "By", least=6, most=20),
        ),
    ),
    "questions": (
        "Data questions",
        ("data question", "data questions"),
        (
            Column("child_id", "Child", least=8, most=14),
            Column("date", "Date", "date"),
            Column("detail", "Detail", least=30, most=80, show=_sentence),
            Column("title", "Question", least=20, most=60),
            Column("team", "Team", least=12, most=30),
            Column("table", "Extract", least=10, most=20, show=_words),
        ),
    ),
    "rejects": (
        "Rejected rows",
        ("rejected row", "rejected rows"),
        (
            Column("file", "File", least=10, most=28),
            Column("line", "Line", "number"),
            Column("column", "Column", least=8, most=22),
            Column("value", "Value", least=8, most=24),
            Column("message", "Why", least=20, most=90),
        ),
    ),
    "withdrawn": (
        "Withdrawn rows",
        ("withdrawn row", "withdrawn rows"),
        (
            Column("child_id", "Child", least=8, most=14),
            Column("table", "Extract", least=8, most=22, show=_words),
            Column("key", "Row", least=8, most=24),
            Column("message", "Why", least=20, most=90),
        ),
    ),
}
"""Name -> heading, words for its rows, columns."""

GROUPED: dict[str, tuple[str, ...]] = {"questions": ("title", "team"), "rejects": ("file",)}
"""What a list may be grouped by, in the order of the key; the first at first."""

EMPTY = {
    "loads": "Nothing has been loaded yet. Leave with q and run: caseworkbench load FOLDER",
    "questions": "Nothing in the data contradicts itself. Press w for loads, rejected and withdrawn rows.",
    "rejects": "No row was turned away. Press w for loads, withdrawn rows and data questions.",
    "withdrawn": "No row was withdrawn. Press w for loads, rejected rows and data questions.",
}


def _lines_to_read(which: str) -> int:
    """A load names two dozen extracts, seven lines on 80 columns; the other lists have sentences."""
    return 7 if which == "loads" else 4


def _first_group(which: str) -> str | None:
    return GROUPED[which][0] if which in GROUPED else None


class LoadsPage(ListPage):
    """Four lists in one place; `w` chooses which."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("w", "which", "Which list"),
        key("g", "group", "Group"),
        key("y", "copy", "Copy id"),
        key("K", "known_then", "As known then"),
        key("x", "changes_since", "Changes since"),
    ]
    drawn_only = frozenset({"when", "tables_words", "files", "tables", "messages"})

    def __init__(self, which: str = "loads", load_id: int | None = None) -> None:
        self.which, self.load_id = which, load_id
        self.reading_lines = _lines_to_read(which)
        self.heading, self.noun, self.columns = VIEWS[which]
        super().__init__()
        self.group = _first_group(which)

    def _turn_to(self, which: str) -> None:
        self.which = which
        self.fit_reading()
        self.heading, self.noun, self.columns = VIEWS[which]
        self.by, self.down, self.find, self.group = None, False, "", _first_group(which)
        self.load_id = None if which in ("loads", "questions") else self.load_id
        self.whole = Table(self.columns, {})
        self.show_keys()
        self.ask_anew()

    def idle_keys(self) -> frozenset[str]:
        """What was loaded is the same at every as-at date; only some of the lists name children."""
        idle = {"d", "m"}
        if self.which in ("loads", "rejects"):
            idle.add("y")
        if self.which not in GROUPED:
            idle.add("g")
        if self.which != "loads":
            idle |= {"K", "x"}
        return super().idle_keys() | idle

    @property
    def crumb(self) -> str:
        """Which list, of which load."""
        return self.heading + (f" of load {self.load_id}" if self.load_id is not None else "")

    def refill(self) -> None:
        """Ask for the list."""
        which, load_id = self.which, self.load_id

        def rows(workbench: Workbench) -> list[Row]:
            match which:
                case "questions":
                    return [dict(row) for row in workbench.questions()]
                case "rejects":
                    return [dict(row) for row in workbench.rejects(load_id)]
                case "withdrawn":
                    return [dict(row) for row in workbench.withdrawn(load_id)]
                case _:
                    return [_load_row(dict(row)) for row in workbench.loads()]

        self.ask("rows", rows, self._rows)

    def _rows(self, rows: list[Row]) -> None:
        for row in rows:
            for name in ("date", "as_at"):
                row[name] = _as_date(row.get(name))
        self.fill(Table.of_rows(self.columns, rows), EMPTY[self.which])

    def read(self, row: Row | None) -> list[list[tuple[str, str]]]:
        """The row in full, since its sentence may be longer than its column."""
        if row is None:
            return []
        if self.which == "loads":
            text = str(row.get("tables_words") or "")
        elif self.which == "questions":
            text = ": ".join(_sentence(row.get(name)) for name in ("title", "detail") if row.get(name))
        else:
            text = _sentence(row.get("message"))
        return [[(line, "")] for line in wrap(text, self.size.width - 2, self.reading_lines)]

    def most_to_read(self) -> int:
        """As many as the list of extracts, or a sentence, needs."""
        return _lines_to_read(self.which)

    def action_open(self) -> None:
        """A question or a withdrawn row opens the child; a load opens what it turned away."""
        from caseworkbench.screens.child import ChildPage

        row = self.current()
        if row is None:
            return
        if self.which == "loads":
            self.go_down(LoadsPage("rejects", cast("int", row["load_id"])))
        elif row.get("child_id"):
            self.go_down(ChildPage(str(row["child_id"])))
        else:
            self.say(f"{clean(row.get('message') or 'This row names no child.')}", done=False)

    def which_names(self) -> Mapping[str, str]:
        """The lists, by name."""
        return {name: view[0] for name, view in VIEWS.items()}

    def choose_which(self, which: str) -> None:
        """Another list."""
        if which != self.which:
            self._turn_to(which)

    def action_which(self) -> None:
        """Choose among the four lists."""
        from caseworkbench.screens.chooser import Chooser

        def chosen(name: str | None) -> None:
            if name is not None and name != self.which:
                self._turn_to(name)

        self.app.push_screen(Chooser("Show", [(name, view[0]) for name, view in VIEWS.items()], self.which), chosen)

    def _load(self) -> int | None:
        """The load under the cursor."""
        row = self.current() if self.which == "loads" else None
        return None if row is None else cast("int", row["load_id"])

    def action_known_then(self) -> None:
        """Look at everything as it was known at the load under the cursor."""
        load, facts = self._load(), self.workbench_app.facts
        if load is None or facts is None:
            return
        if load == facts.generation:
            self.say(f"Load {load} is the one that is open.", done=False)
        else:
            self.open_load(load)

    def action_changes_since(self) -> None:
        """What changed since the load under the cursor; where that is the one that is open, since the one before."""
        from caseworkbench.screens.changes import open_changes

        load, facts = self._load(), self.workbench_app.facts
        if load is not None and facts is not None:
            open_changes(self, None if load == facts.generation else load)

    def action_group(self) -> None:
        """Under headings with their counts: questions by question, by team; or one plain list."""
        steps = [*GROUPED.get(self.which, ()), None]
        self.group = steps[(steps.index(self.group) + 1) % len(steps)]
        self.rearrange()

    def action_copy(self) -> None:
        """The child's identifier."""
        row = self.current()
        try:
            self.copy([str(row["child_id"])] if row and row.get("child_id") else [])
        except WorkbenchError as error:
            self.refused(str(error))

    def export_name(self) -> str:
        """Which list."""
        return self.which


def _load_row(load: Row) -> Row:
    """A load with the sums over its tables and the tables in words."""
    tables = load.get("tables")
    parts = []
    for name in ("read", "rejected", "withdrawn"):
        if isinstance(tables, list):
            load[name] = sum(int(one.get(name) or 0) for one in tables)
    for one in tables if isinstance(tables, list) else []:
        name = one.get("table") or one.get("table")
        turned = f" ({one['rejected']:,} rejected)" if one.get("rejected") else ""
        parts.append(f"{_words(name)} {int(one.get('accepted') or 0):,}{turned}")
    messages = load.get("messages")
    told = [_sentence(message) for message in messages] if isinstance(messages, list) else []
    load["tables_words"] = " ".join([*told, ", ".join(parts)])
    load["when"] = _when(load.get("loaded_at"))
    return load


def _when(value: object) -> str:
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return clean(value)
    if isinstance(value, datetime):
        local = value.astimezone() if value.tzinfo else value
        return f"{day(local.date())} {local:%H:%M}"
    return ""


def _as_date(value: object) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None
