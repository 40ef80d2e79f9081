"""The pack as Markdown, for minutes and for whatever a board's papers are put together with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TextIO

from caseworkbench.output.columns import Column
from caseworkbench.output.markdown import write_markdown
from caseworkbench.output.plain import markdown_text
from caseworkbench.output.words import figure, long_date, short_month
from caseworkbench.packs import words
from caseworkbench.packs.case_fields import printed
from caseworkbench.packs.case_fields import words as cell_words

if TYPE_CHECKING:
    from caseworkbench.packs.gather import Pack, Section

AREA_HEADINGS = {"statistical_neighbours": "Neighbours", "england": "England", "region": "Region"}
Cells = dict[str, str]


class MarkdownWriter:
    """Writes the pack piece by piece into a stream."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._pack: Pack | None = None

    def begin(self, pack: Pack) -> None:
        """The title, the board, what was written about its measures."""
        self._pack = pack
        order = pack.order
        whose = ", ".join(part for part in (pack.authority, f"{order.place} only" if order.place else "") if part)
        self._line(f"# {markdown_text(pack.title)}")
        self._line(
            markdown_text(f"{whose or 'Performance monitoring report'}, as at {long_date(pack.as_at)}; from load ")
            + f"{pack.generation} of {long_date(pack.loaded_at)}."
            + (f" For publication: what was made from counts of 1 to {pack.under - 1} is left out." * order.publish)
            + (" Internal: not for publication." * (not order.publish))
        )
        self._line("## Thirteen months")
        self._table(*_board(pack))
        self._line("▲ up or above, ▼ down or below, ◆ much the same, N/A nothing to compare with.")
        self._line("## Status, comments and actions")
        self._table(*_scorecard(pack))
        self._line(
            "Status is judged by hand: 1 good or improving; 2 improving but impact concerning; 3 not improving. "
            "It may differ from the colour against the target."
        )

    def section(self, section: Section) -> None:
        """One measure: the figure in words, its groups, what was written, its exceptions."""
        assert self._pack is not None
        pack, one = self._pack, section.of
        self._line(f"## {one.number}. {markdown_text(words.title_with_limit(one.figure))}")
        self._line(markdown_text(" ".join([*words.figure_sentences(one.figure, one.months), *section.overdue])))
        if one.remark.judged:
            self._line(f"Status {one.remark.judged}: {words.JUDGED[one.remark.judged]}.")
        for heading, text in (("Comment", one.remark.comment), ("Action", one.remark.action)):
            if text:
                self._line(f"{heading}: {markdown_text(' '.join(text.split()))}")
        if section.groups:
            self._table(*_groups(section))
        if not pack.order.publish and one.figure.source == "cases":
            self._line(f"The cases behind it: `{one.command.replace('`', '')}`")
            if one.differing:
                self._line(f"Those that make the reported figure differ: `{one.differing.replace('`', '')}`")
        shown, more = section.exceptions, section.more
        if shown:
            of_all = f" of {len(shown) + more:,}; the workbook and the command have them all" if more else ""
            self._line(f"Overdue, due soon and not in time: {len(shown):,}{of_all}.")
            fields = printed(pack, one, shown)
            columns = [
                Column(field.field, field.heading, "right" if field.kind in ("number", "date") else "left")
                for field in fields
            ]
            self._table(columns, [{field.field: cell_words(case, field) for field in fields} for case in shown])

    def end(self) -> None:
        """Nothing is left open in Markdown."""

    def _line(self, text: str) -> None:
        self._stream.write(text + "\n\n")

    def _table(self, columns: list[Column], rows: list[Cells]) -> None:
        write_markdown(columns, rows, self._stream)
        self._stream.write("\n")


def _change(change: str | None, better: str | None) -> str:
    sign, said = words.change_signs(change, better)
    return sign if sign == words.NOT_COMPARED else f"{sign} {said}"


def _right(name: str, heading: str) -> Column:
    return Column(name, heading, "right")


def _board(pack: Pack) -> tuple[list[Column], list[Cells]]:
    columns = [_right("number", "No"), Column("measure", "Measure"), Column("better", "Better is")]
    columns += [_right(f"other {area}", AREA_HEADINGS[area]) for area in pack.areas]
    columns += [_right(end.isoformat(), short_month(end)) for end in pack.ends]
    columns += [Column("change", "On the month before"), Column("three", "On three months")]
    columns += [Column(f"reads {area}", f"Against {AREA_HEADINGS[area]}") for area in pack.areas]
    rows = []
    for one in pack.lines:
        found = one.figure
        row = {
            "number": str(one.number),
            "measure": words.title_with_limit(found),
            "better": words.better_words(found.better),
            "change": _change(found.change, found.better),
            "three": _change(found.change_three, found.better),
        }
        for point in one.months:
            row[point.month_end.isoformat()] = figure(point.value, found.unit)
        for area in pack.areas:
            other = found.comparators.get(area)
            row[f"other {area}"] = figure(other["value"], found.unit) if other else words.NOT_COMPARED
            sign, said = words.reading_signs(found, area)
            row[f"reads {area}"] = sign if other is None else f"{sign} {said}"
        rows.append(row)
    return columns, rows


def _scorecard(pack: Pack) -> tuple[list[Column], list[Cells]]:
    columns = [
        Column("status", "Status"), Column("target", "Against target"), Column("measure", "Measure"),
        _right("previous", "Month before"), _right("latest", "Latest"), _right("counted", "Counted"),
        *([_right("reported", "As reported")] if pack.reported else []),
        _right("overdue", "Overdue"), _right("due_soon", "Due soon"),
        Column("comment", "Comment"), Column("action", "Action"),
    ]  # fmt: skip
    rows = []
    for one in pack.lines:
        found, judged = one.figure, one.remark.judged
        target = "" if found.target is None else f"{words.colour_words(found)} ({figure(found.target, found.unit)})"
        rows.append(
            {
                "status": f"{judged} {words.JUDGED[judged]}" if judged else "not judged",
                "target": target.strip(),
                "measure": f"{one.number}. {words.title_with_limit(found)}",
                "previous": figure(found.previous, found.unit),
                "latest": words.value_words(found),
                "counted": words.counted_words(found),
                "reported": words.reported_words(found),
                "overdue": words.number(found.overdue),
                "due_soon": words.number(found.due_soon),
                "comment": " ".join(one.remark.comment.split()),
                "action": " ".join(one.remark.action.split()),
            }
        )
    return columns, rows


def _groups(section: Section) -> tuple[list[Column], list[Cells]]:
    columns = [
        Column("service", "Service"), Column("who", "Team"), _right("value", "Figure"), _right("counted", "Counted"),
        Column("change", "On the month before"), _right("overdue", "Overdue"), _right("due_soon", "Due soon"),
    ]  # fmt: skip
    if any(one.worker for one in section.groups):
        columns[1] = Column("who", "Worker")
    return columns, [_group(one) for one in section.groups]


def _group(one: Any) -> Cells:
    return {
        "service": one.service or "",
        "who": one.worker or one.team or "all",
        "value": words.value_words(one),
        "counted": words.counted_words(one),
        "change": _change(one.change, one.better),
        "overdue": words.number(one.overdue),
        "due_soon": words.number(one.due_soon),
    }
