"""``caseworkbench trend``: the figure at each month end."""

import datetime as dt

import click

from caseworkbench.cli import options
from caseworkbench.cli.board import caption, tell_no_rate, titled, without_population
from caseworkbench.cli.columns import trend_columns
from caseworkbench.cli.context import Place, pass_place
from caseworkbench.cli.printing import write_rows
from caseworkbench.output import fields
from caseworkbench.workbench.levels import CHARACTERISTICS


@click.command(short_help="The figure at each month end.")
@click.argument("measure")
@click.option(
    "--months",
    type=click.IntRange(min=1, max=240),
    metavar="N",
    default=13,
    show_default=True,
    help="How many month ends, the last being the as-at date's month.",
)
@options.limit
@options.by
@options.group_filters
@options.children_filters
@options.as_at
@options.known_at
@options.as_format
@click.pass_context
@pass_place
def trend(
    place: Place,
    context: click.Context,
    measure: str,
    months: int,
    limit: int | None,
    by: str,
    service: str | None,
    team: str | None,
    worker: str | None,
    children: dict[str, str],
    as_at: dt.date | None,
    form: str,
) -> None:
    """The figure of one measure at each month end."""
    from caseworkbench.workbench.boards import BoardLine

    workbench = place.open(context)
    known = workbench.measure(measure)
    line = BoardLine(known.id, limit=limit)
    points = workbench.trend(
        [line], months=months, by=by, service=service, team=team, worker=worker, children=children, as_at=as_at
    )
    if form in ("table", "markdown"):
        title = titled(known.counted_with(limit))
        caption(workbench, title, as_at or workbench.as_at, form, service, team, worker, children=children)
    columns = trend_columns(by, known.unit)
    names = (*fields.TREND, fields.GROUP) if by in CHARACTERISTICS else fields.TREND
    write_rows(
        form,
        names,
        columns,
        ({field: getattr(point, field) for field in names} for point in points),
        "No group has any case.",
    )
    if without_population(points):
        tell_no_rate(by, children)
