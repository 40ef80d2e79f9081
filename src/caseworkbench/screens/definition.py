"""What a measure counts, by which rule, from which source, and the SQL behind it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget

from caseworkbench.screens.board_answer import Line
from caseworkbench.screens.lines import Piece
from caseworkbench.screens.page import Page
from caseworkbench.screens.reader import Reader
from caseworkbench.screens.text import clean, limit_words, wrap

if TYPE_CHECKING:
    from caseworkbench.measures.catalogue import Measure
    from caseworkbench.workbench.workbench import Workbench

BASIS = {
    "completed": "Counted are those that were finished in the period. Met: of those, the ones finished in time.",
    "due": "Counted is everything that fell due in the period, done or not, unless it had ceased to matter by its "
    "due date. Met: of those, the ones done in time.",
    "running": "Counted are those running on the date. Met: of those, the ones not overdue.",
    "rows": "Counted are the rows of the measure in the period. Met: of those, the ones that answer its question.",
    "count": "The figure is the number of those running on the date that are past their limit. Counted: all running.",
}
PERIOD = {
    "month": "The calendar month that holds the as-at date, up to that date.",
    "quarter": "The calendar quarter that holds the as-at date, up to that date.",
    "ytd": "From the last 1 April to the as-at date.",
    "rolling12": "The twelve months up to the as-at date.",
    "asat": "The as-at date alone.",
}
WHO = {
    "own": "The team and worker named in the record itself; where it names none, the child's lead allocation.",
    "own_team": "The team named in the record itself; the worker of the child's lead allocation.",
    "allocated": "The team and worker of the child's lead allocation.",
}
NO_LIMIT = "One that differs from case to case; each case shows its own."
STANDING = {
    "statutory": "a statutory duty",
    "guidance": "statutory guidance",
    "local": "a local standard",
}


class DefinitionPage(Page):
    """A text to read; nothing to choose."""

    AUTO_FOCUS = "Reader"

    def __init__(self, line: Line | str) -> None:
        super().__init__()
        self.line = line
        self.reader = Reader()
        self.measure: Measure | None = None

    @property
    def crumb(self) -> str:
        """Where one is."""
        return "Rule"

    def body(self) -> Iterable[Widget]:
        """The text."""
        yield self.reader

    def refill(self) -> None:
        """Ask for the measure."""
        name = self.line if isinstance(self.line, str) else self.line.measure

        def measure(workbench: Workbench) -> Measure:
            return workbench.measure(name)

        self.ask("measure", measure, self._measure)

    def _measure(self, measure: Measure) -> None:
        self.measure = measure
        self._write()

    def on_resize(self) -> None:
        """Break the lines anew."""
        super().on_resize()
        self._write()

    def _write(self) -> None:
        measure = self.measure
        if measure is None:
            return
        line = None if isinstance(self.line, str) else self.line
        limits = "; ".join(
            (f"{clean(limit.name).replace('_', ' ')}: " if len(measure.limits) > 1 else "")
            + limit_words(limit.n, limit.unit)
            for limit in measure.limits
        )
        if line is not None and line.limit is not None and len(measure.limits) == 1:
            limits = limit_words(line.limit, measure.limits[0].unit)
            if line.limit != measure.limits[0].n:
                limits += f" on this board (elsewhere {limit_words(measure.limits[0].n, measure.limits[0].unit)})"
        period = (line.period if line is not None else None) or measure.period
        standing = STANDING.get(measure.standing, measure.standing)
        parts: list[tuple[str, str]] = [
            ("The question", _sentence(measure.question)),
            ("The rule", measure.rule),
            ("Where it comes from", f"{measure.source} ({standing})"),
            (
                "Limit in force here",
                ""
                if not measure.is_clock
                else limits or "None, or one that differs from case to case; each case shows its own.",
            ),
            ("What counts", BASIS.get(measure.basis, measure.basis)),
            ("Period", PERIOD.get(period, period)),
            ("Better is", {"high": "a higher figure", "low": "a lower figure"}.get(measure.better or "", "neither")),
            ("Whose it is", WHO.get(measure.who, _sentence(measure.who.replace("_", " ")))),
            ("Extracts it needs", ", ".join(clean(name).replace("_", " ") for name in measure.needs)),
        ]
        room = max(20, min(self.size.width, 110) - 4)
        lines: list[list[Piece]] = [[(clean(measure.title), "head")], []]
        for heading, text in parts:
            if not text:
                continue
            lines.append([(heading, "key")])
            lines += [[("  " + one, "")] for one in wrap(clean_lines(text), room)]
        lines += [[], [("The SQL that yields its rows", "key"), (f"  {clean(measure.path)}", "quiet")]]
        for text in measure.sql.expandtabs(4).splitlines():
            lines += [[("  " + one, "")] for one in wrap_code(clean(text), room)]
        self.reader.put_text(lines)

    def idle_keys(self) -> frozenset[str]:
        """A rule is the same at every date and names nobody."""
        return super().idle_keys() | {"d", "m"}

    def footer_keys(self) -> list[tuple[str, str, str]]:
        """Moving is all there is to do here."""
        return [("down", "↑↓", "Move"), ("pagedown", "PgDn", "Page"), *super().footer_keys()]


def clean_lines(text: str) -> str:
    """A text of several lines made harmless, its paragraphs kept."""
    return "\n".join(clean(" ".join(paragraph.split())) for paragraph in text.split("\n\n"))


def wrap_code(text: str, room: int) -> list[str]:
    """A line of code cut at the edge, its indent kept."""
    if len(text) <= room:
        return [text]
    indent = len(text) - len(text.lstrip())
    return [
        " " * (indent if number == 0 else indent + 4) + part
        for number, part in enumerate(wrap(text.strip(), max(20, room - indent - 4)))
    ]


def _sentence(text: str) -> str:
    text = text.strip()
    return text[:1].upper() + text[1:]
