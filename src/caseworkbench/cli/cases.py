"""``caseworkbench cases``: the rows behind a figure."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from caseworkbench.cli import options
from caseworkbench.cli.board import caption, titled
from caseworkbench.cli.columns import case_columns, said_column
from caseworkbench.cli.context import Place, pass_place
from caseworkbench.cli.printing import write_rows
from caseworkbench.output import fields
from caseworkbench.output.words import count_of, no_data

if TYPE_CHECKING:
    from caseworkbench.workbench.workbench import Workbench


@click.command()
@click.argument("measure")
@options.limit
@click.option(
    "--status",
    "statuses",
    type=options.STATUS_LIST,
    metavar="S,…",
    help=f"Only these: {', '.join(options.STATUSES)}, or all. Default: running, overdue and due soon.",
)
@click.option(
    "--differing", is_flag=True, help="Only the cases that make the figure as reported differ from that as recorded."
)
@click.option("--counted", is_flag=True, help="Exactly the cases that the board's figure counts.")
@options.group_filters
@options.children_filters
@options.period
@options.as_at
@options.known_at
@options.as_format
@click.pass_context
@pass_place
def cases(
    place: Place,
    context: click.Context,
    measure: str,
    limit: int | None,
    statuses: tuple[str, ...] | None,
    differing: bool,
    counted: bool,
    service: str | None,
    team: str | None,
    worker: str | None,
    children: dict[str, str],
    period: str | None,
    as_at: dt.date | None,
    form: str,
) -> None:
    """The cases behind a figure, the most overdue first.

    --limit N counts with another limit of the duty; it is no number of rows.
    """
    workbench = place.open(context)
    found = workbench.cases(
        measure,
        as_at=as_at,
        statuses=statuses,
        counted=counted,
        service=service,
        team=team,
        worker=worker,
        children=children,
        period=period,
        limit=limit,
        differing=differing,
    )
    if form in ("table", "markdown") and len(found):
        title = f"{titled(workbench.measure(measure).counted_with(limit))}: {count_of(len(found), 'case')}"
        caption(workbench, title, as_at or workbench.as_at, form, service, team, worker, period, children)
    ended = counted or bool(statuses and {"in_time", "late", "void"} & set(statuses))
    empty = "" if len(found) else _why_none(workbench, measure, as_at, differing)
    columns = case_columns(ended or differing)
    if form in ("table", "markdown"):
        columns += said_column(list(found.rows()), workbench.settings.reasons)
    write_rows(form, fields.CASE, columns, found.rows(), empty)


def _why_none(workbench: Workbench, name: str, as_at: dt.date | None, differing: bool) -> str:
    """What to say instead of an empty list."""
    from caseworkbench.workbench.boards import BoardLine

    if workbench.figures([BoardLine(name)], as_at=as_at)[0].source == "none":
        measure = workbench.measure(name)
        return f"{no_data(measure.needs, measure.any_of)} Load those extracts, or try another --as-at."
    if differing:
        return "No case makes the reported figure differ: what is said about cases agrees with what is recorded."
    return "No case of this measure fits: try --status all, another --team or group, or another --as-at."
