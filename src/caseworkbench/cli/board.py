"""``caseworkbench board``: the figures, for the authority or group by group."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

import click

from caseworkbench.children_words import group_words
from caseworkbench.cli import options
from caseworkbench.cli.columns import PERIOD_WORDS, against_columns, figure_columns, reported_columns
from caseworkbench.cli.context import Place, pass_place
from caseworkbench.cli.printing import heading, say, tell, write_rows
from caseworkbench.output import fields
from caseworkbench.output.words import long_date, no_rate
from caseworkbench.workbench.levels import CHARACTERISTICS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from caseworkbench.measures.catalogue import Measure
    from caseworkbench.workbench.boards import BoardLine
    from caseworkbench.workbench.figure import Figure, TrendPoint
    from caseworkbench.workbench.workbench import Workbench


@click.command(short_help="The figures, with their change and what is overdue.")
@click.option("--board", "name", metavar="NAME", help="A board's measures (default: every measure).")
@click.option("--measure", "measures", multiple=True, metavar="M", help="This measure only; may be repeated.")
@options.limit
@options.by
@options.group_filters
@options.children_filters
@options.period
@options.as_at
@options.known_at
@options.publish
@options.as_format
@click.pass_context
@pass_place
def board(
    place: Place,
    context: click.Context,
    name: str | None,
    measures: tuple[str, ...],
    limit: int | None,
    by: str,
    service: str | None,
    team: str | None,
    worker: str | None,
    children: dict[str, str],
    period: str | None,
    as_at: dt.date | None,
    publish: bool,
    form: str,
) -> None:
    """The figures: each measure's latest, its change, what is overdue and what falls due."""
    if limit is not None and len(measures) != 1:
        raise click.UsageError("--limit needs one --measure: a limit belongs to one measure.")
    if name and measures:
        raise click.UsageError("Ask for a --board or for --measure, not for both.")
    from caseworkbench.workbench.publication import publishable_figures

    workbench = place.open(context)
    title, lines = _lines(workbench, name, measures, limit)
    count = partial(publishable_figures, workbench) if publish else workbench.figures
    figures = count(
        lines, by=by, service=service, team=team, worker=worker, children=children, period=period, as_at=as_at
    )
    unknown = without_population(figures)
    if form in ("table", "markdown"):
        caption(workbench, title, as_at or workbench.as_at, form, service, team, worker, period, children)
    write_figures(figures, by, form)
    if unknown:
        tell_no_rate(by, children)


def _lines(
    workbench: Workbench, name: str | None, measures: Sequence[str], limit: int | None
) -> tuple[str, Sequence[BoardLine] | None]:
    """What to count, with the title that heads it; ``None`` for every measure."""
    from caseworkbench.workbench.boards import BoardLine

    if name:
        board = workbench.board(name)
        for mistake in board.mistakes:
            tell(mistake)
        return board.title, board.lines
    if not measures:
        return "All measures", None
    found = [workbench.measure(identifier).counted_with(limit) for identifier in measures]
    title = titled(found[0]) if len(found) == 1 else "Measures"
    return title, [BoardLine(measure.id, limit=limit) for measure in found]


def write_figures(figures: Sequence[Figure], by: str, form: str) -> None:
    """Write figures; a table of one measure's groups does not repeat the measure on every line."""
    names = (*fields.FIGURE, fields.GROUP) if by in CHARACTERISTICS else fields.FIGURE
    rows = [{field: getattr(figure, field) for field in names} for figure in figures]
    one = by != "authority" and len({(row["title"], row["limit"]) for row in rows}) == 1
    columns = [*figure_columns(by, with_measure=not one), *reported_columns(rows)]
    columns += against_columns(rows) if by == "authority" else []
    write_rows(form, names, columns, rows, "No group has any case.")


def without_population(figures: Sequence[Figure | TrendPoint]) -> bool:
    """Whether any has cases to count and nothing to count them against: a rate without its population."""
    return any(one.numerator is not None and one.denominator is None for one in figures)


def tell_no_rate(by: str, children: Mapping[str, str]) -> None:
    """Say why a rate is not known."""
    tell(no_rate([*children, *({by} - {*children} if by in CHARACTERISTICS else ())]))


def titled(measure: Measure) -> str:
    """A measure's title with the limit that it is counted with."""
    return f"{measure.title} (limit {measure.limit.words()})" if measure.limit else measure.title


def known_words(workbench: Workbench) -> list[str]:
    """``as known at load 3 (loaded Mon 1 Oct 2018)`` where an earlier load is looked at, else nothing."""
    if workbench.known_at is None:
        return []
    return [f"as known at load {workbench.known_at} (loaded {long_date(workbench.loaded_at.astimezone().date())})"]


def caption(
    workbench: Workbench,
    title: str,
    as_at: dt.date,
    form: str,
    service: str | None = None,
    team: str | None = None,
    worker: str | None = None,
    period: str | None = None,
    children: Mapping[str, str] | None = None,
) -> None:
    """The line above a table: what it shows, whose it is, and as at when."""
    of = group_words(workbench.groups_of_children(children or {}))
    whose = [part for part in (workbench.authority, service, team, worker, *of) if part]
    counted = [f"counted over: {PERIOD_WORDS[period]}"] if period else []
    heading("; ".join([title, *whose, f"as at {long_date(as_at)}", *counted, *known_words(workbench)]), form)
    if form == "table":
        say()
