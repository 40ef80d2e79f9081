"""``caseworkbench changes``: what changed between two loads or two dates, case by case and in sentences."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from caseworkbench.cli import options
from caseworkbench.cli.board import known_words
from caseworkbench.cli.columns import STATUS_WORDS
from caseworkbench.cli.context import Place, pass_place
from caseworkbench.cli.dates import DATE, LOAD
from caseworkbench.cli.printing import heading, say, tell, wrapped, write_rows
from caseworkbench.errors import WorkbenchError
from caseworkbench.output import fields
from caseworkbench.output.columns import Column, Row
from caseworkbench.output.words import NOTHING, count_of, figure, long_date, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caseworkbench.workbench.boards import BoardLine
    from caseworkbench.workbench.changes import MeasureChanges, Point
    from caseworkbench.workbench.workbench import Workbench

FIELD_WORDS = {
    "started": "start",
    "stopped": "done",
    "voided": "ceased",
    "due": "due",
    "stop_time": "time done",
    "status": "status",
    "team": "with",
    "answer": "answer",
    "ended": "end",
}
"""What of a case changed -> its words."""


class KindsType(click.ParamType):  # type: ignore[type-arg]  # generic in later versions only
    """Kinds of change with commas between."""

    name = "kinds"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """The kinds that ``value`` names."""
        if isinstance(value, tuple):
            return value
        from caseworkbench.workbench.changes_kinds import check_kinds

        names = [name.strip().casefold().replace("-", "_") for name in str(value).split(",") if name.strip()]
        try:
            return tuple(sorted(check_kinds(names or [str(value)])))
        except WorkbenchError as error:
            self.fail(str(error), param, ctx)


@click.command(short_help="What changed between two loads or dates, and what that did to the figures.")
@click.argument("measures", nargs=-1, metavar="[MEASURE]…")
@click.option("--board", "board", metavar="NAME", help="A board's measures (default: every measure).")
@click.option("--from", "start", type=LOAD, metavar="LOAD|DATE", help="A load, or a date (default: the load before).")
@click.option("--to", "end", type=LOAD, metavar="LOAD|DATE", help="A load, or a date (default: the last load).")
@click.option(
    "--kind",
    "kinds",
    type=KindsType(),
    metavar="K,…",
    help="Only these: entered_late, changed_dates, became_overdue, done_in_time, done_late, void, new, ended, "
    "answer_changed, gone, came_in, went_out, period.",
)
@click.option("--summary", is_flag=True, help="A line for each measure instead of its cases.")
@options.limit
@options.group_filters
@options.period
@click.option("--as-at", type=DATE, metavar="DATE", help="Both loads as at this evening: only what is known differs.")
@options.known_at
@options.as_format
@click.pass_context
@pass_place
def changes(
    place: Place,
    context: click.Context,
    measures: tuple[str, ...],
    board: str | None,
    start: int | dt.date | None,
    end: int | dt.date | None,
    kinds: tuple[str, ...] | None,
    summary: bool,
    limit: int | None,
    service: str | None,
    team: str | None,
    worker: str | None,
    period: str | None,
    as_at: dt.date | None,
    form: str,
) -> None:
    """What changed between two loads, or between two dates as the last load knows them.

    A number names a load, which stands for what it knew of its own as-at date (or of --as-at); a date stands for what
    the last load knows of that evening.
    """
    if board and measures:
        raise click.UsageError("Name measures or a --board, not both.")
    if limit is not None and len(measures) != 1:
        raise click.UsageError("--limit needs one measure: a limit belongs to one measure.")
    from caseworkbench.workbench.changes import Asked, MeasureChanges, two_points

    workbench = place.open(context)
    lines = _lines(workbench, board, measures, limit)
    asked = workbench.asked(lines, service=service, team=team, worker=worker, period=period)
    wanted = frozenset(kinds) if kinds else None
    with two_points(workbench, start, end, as_at) as (first, last):
        compared = (MeasureChanges(Asked(*one), first, last) for one in asked)
        if summary:
            rows = [one.summary() for one in compared if measures or board or any(one.known)]
            if form in ("table", "markdown"):
                _heading(workbench, first, last, form, [service, team, worker])
            write_rows(form, fields.CHANGES_SUMMARY, _SUMMARY_COLUMNS, rows, "There is no data to compare.")
            if form in ("table", "markdown"):
                _sentences(rows)
        elif form in ("json", "csv"):
            found = (row for one in compared for row in one.cases(wanted))
            write_rows(form, fields.CHANGE, [], found)
        else:
            _heading(workbench, first, last, form, [service, team, worker])
            _lists(compared, form, wanted, named=bool(measures))


def _lines(
    workbench: Workbench, board: str | None, measures: Sequence[str], limit: int | None
) -> Sequence[BoardLine] | None:
    from caseworkbench.workbench.boards import BoardLine

    if board:
        found = workbench.board(board)
        for mistake in found.mistakes:
            tell(mistake)
        return found.lines
    return [BoardLine(workbench.measure(one).id, limit=limit) for one in measures] or None


def _heading(workbench: Workbench, first: Point, last: Point, form: str, whose: Sequence[str | None]) -> None:
    said = f"{_point(first)} to {_point(last)}"
    parts = [f"What changed from {said}", *(part for part in (workbench.authority, *whose) if part)]
    heading("; ".join([*parts, *known_words(workbench)]), form)
    if form == "table":
        say()


def _point(point: Point) -> str:
    return f"load {point.load} as at {long_date(point.day)}"


def _lists(compared: Any, form: str, wanted: frozenset[str] | None, named: bool) -> None:
    """Each measure's sentence and its cases; of measures that nobody named only those in which something changed."""
    any_change = False
    for one in compared:
        rows = one.cases(wanted)
        if not (rows or named):
            continue
        any_change = True
        _list(one, rows, form)
    if not any_change:
        tell("Nothing changed between the two, in any measure.")


def _list(one: MeasureChanges, rows: Sequence[Row], form: str) -> None:
    heading(f"{one.asked.line.title}: {count_of(len(rows), 'case')}", form)
    wrapped(" ".join(one.sentences()))
    say()
    if rows:
        write_rows(form, fields.CHANGE, _case_columns(one.measure.unit), rows)
        say()


def _sentences(rows: Sequence[Row]) -> None:
    """Under the table what each measure's line comes to, where anything changed."""
    for row in rows:
        if row["kinds"]:
            say()
            wrapped(f"{row['title']}: {row['sentence']}")


def _value(field: str, row: Row) -> str:
    return figure(row.get(field), str(row["unit"]))


def _points(row: Row, field: str = "difference") -> str:
    value = row.get(field)
    return NOTHING if value is None else signed(value)


def signed(value: float) -> str:
    """``+3.5``, ``-0.4``; a plain 0 where it rounds to nothing."""
    said = f"{value:+,.1f}"
    return "0" if said in ("+0.0", "-0.0") else said


def _was_or_now(field: str, row: Row) -> str:
    value = row.get(field)
    return STATUS_WORDS.get(value, value) if isinstance(value, str) else shown(value)


def _counted(when: str, row: Row) -> str:
    """How the case counts: met, not met, or not at all."""
    if not row.get(f"counted_{when}"):
        return ""
    return "met" if row.get(f"met_{when}") else "not met"


_NUMBERS = (
    ("became_overdue", "Became overdue", 0),
    ("done_in_time", "Done in time", 0),
    ("done_late", "Done late", 0),
    ("void", "Ceased to matter", 2),
    ("entered_late", "Entered late", 0),
)
_SUMMARY_COLUMNS = [
    Column("title", "Measure", least=24),
    Column("from_value", "From", "right", partial(_value, "from_value")),
    Column("to_value", "To", "right", partial(_value, "to_value")),
    Column("difference", "Points", "right", _points),
    *(Column(name, words, "right", spare=spare) for name, words, spare in _NUMBERS),
    Column("overdue_then", "Overdue then", "right", spare=3),
    Column("overdue_remain", "Of them still", "right", spare=4),
    Column("overdue_now", "Overdue now", "right", spare=1),
]


def _case_columns(unit: str) -> list[Column]:
    from caseworkbench.workbench.changes_kinds import KINDS

    return [
        Column("child_name", "Child", least=12),
        Column("child_id", "Identifier", least=8),
        Column("team", "Team", least=10, spare=6),
        Column("worker", "Worker", least=10, spare=5),
        Column("kind", "What changed", show=lambda row: KINDS[str(row["kind"])], least=12),
        Column("field", "Of it", show=lambda row: FIELD_WORDS.get(str(row["field"]), ""), spare=4),
        Column("was", "Was", "right", partial(_was_or_now, "was")),
        Column("now", "Is", "right", partial(_was_or_now, "now")),
        Column("due", "Due", "right", spare=3),
        Column("days_late", "Days until seen", "right"),
        Column("counted_before", "Counted", show=partial(_counted, "before"), spare=7),
        Column("counted_after", "Counts", show=partial(_counted, "after"), spare=7),
        Column("effect", "Points", "right", lambda row: _points(row, "effect"), spare=2),
    ]
