"""Everything that was ever said about a case, undone or not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType

from caseworkbench.screens.listing import ListPage
from caseworkbench.screens.note_fields import Subject
from caseworkbench.screens.page import key
from caseworkbench.screens.said_words import entry_text
from caseworkbench.screens.table import Column, Table
from caseworkbench.screens.text import clean, spoken, wrap

if TYPE_CHECKING:
    from caseworkbench.workbench.workbench import Workbench


def _moment(value: object) -> str:
    return f"{value:%d/%m/%Y %H:%M}" if isinstance(value, datetime) else ""


def _quiet(value: object) -> str:
    return "quiet" if value else ""


class HistoryPage(ListPage):
    """One entry a row, the latest first."""

    BINDINGS: ClassVar[list[BindingType]] = [key("u", "undo", "Undo this entry")]
    columns = (
        Column("when", "When", least=16, most=16, show=_moment),
        Column("written_by", "Who", least=6, most=20),
        Column("undone_words", "", least=6, most=6, tone=_quiet, sortable=False),
        Column("text", "What was said", least=20, most=200),
    )
    noun = ("entry", "entries")
    reading_lines = 6
    drawn_only = frozenset({"when", "undone_words", "text", "before_note"})
    row_key = "entry"

    def __init__(self, subjects: Sequence[Subject]) -> None:
        super().__init__()
        self.subjects = list(subjects)

    @property
    def crumb(self) -> str:
        """What the page is."""
        return "Said"

    def refill(self) -> None:
        """Ask for the entries."""
        cases = [one.case for one in self.subjects]

        def entries(workbench: Workbench) -> list[dict[str, Any]]:
            reasons = workbench.settings.reasons
            rows = workbench.entries(cases)
            texts = {row["entry"]: entry_text(row, reasons) for row in rows}
            for row in rows:
                row["text"] = texts[row["entry"]] or f"undid “{texts.get(row['undoes'], '')}”"
                row["before_note"] = entry_text({**row, "note": None}, reasons) if row["note"] else row["text"]
                row["when"] = datetime.fromisoformat(row["written_at"]).astimezone()
                row["undone_words"] = "undone" if row["undone"] else ""
            return list(reversed(rows))

        self.ask("entries", entries, self._entries)

    def _entries(self, rows: list[dict[str, Any]]) -> None:
        whom = self.subjects[0].words if len(self.subjects) == 1 else f"these {len(self.subjects)} cases"
        self.fill(
            Table.of_rows(self.columns, rows),
            f"Nothing was ever said about {clean(whom)}. Esc goes back, n there writes.",
        )

    def idle_keys(self) -> frozenset[str]:
        """An entry opens nothing."""
        return super().idle_keys() | {"enter"}

    def remark(self) -> str:
        """Whom it is about."""
        return clean(self.subjects[0].words if len(self.subjects) == 1 else f"{len(self.subjects)} cases")

    def read(self, row: dict[str, object] | None) -> list[list[tuple[str, str]]]:
        """The whole entry: who, when, every line of the note."""
        if row is None:
            return []
        when = row["when"]
        stamp = f"{spoken(when.date())}, {when:%H:%M}" if isinstance(when, datetime) else ""
        head = f"{clean(row['written_by'])}, {stamp}" + (", undone since" if row["undone"] else "")
        lines: list[str] = []
        for line in (str(row["before_note"]), *str(row["note"] or "").split("\n")):
            lines += wrap(clean(line), self.size.width - 2) if line else []
        room = self.reading_lines - 1
        if room < len(lines):
            lines = [*lines[: room - 1], f"{lines[room - 1]}…"] if room else []
        then = f" (written of {clean(row['case_then'])})" if row["case_then"] != row["case"] else ""
        return [[(head + then, "head")], *([(line, "")] for line in lines)]

    def action_undo(self) -> None:
        """Undo the entry under the cursor, as a further entry."""
        row = self.current()
        if row is None:
            self.say("There is no entry to undo.", done=False)
            return
        number = int(str(row["entry"]))

        def undone(_: object) -> None:
            self.say(f"Undone: {clean(row['text'])[:60]}")
            self.refill()

        self.ask("undo", lambda workbench: workbench.noting.undo_entry(number), undone)

    def export_name(self) -> str:
        """The case."""
        return "said-" + "".join(char if char.isalnum() else "_" for char in self.subjects[0].case)[:40]
