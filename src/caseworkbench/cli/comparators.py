"""``caseworkbench comparators``: figures of other areas to compare with, listed; and imported from statistics."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from caseworkbench.cli import options
from caseworkbench.cli.context import Place, pass_place
from caseworkbench.cli.printing import say, tell, write_object, write_rows
from caseworkbench.cli.progress import progress_bar
from caseworkbench.output.columns import Column
from caseworkbench.output.words import count_of, long_date

if TYPE_CHECKING:
    from caseworkbench.store.record import LoadRecord

FIELDS = ("measure", "area", "period_end", "value")

_COLUMNS = [
    Column("measure", "Measure", least=12),
    Column("area", "Area", show=lambda row: str(row["area"]).replace("_", " ").replace("england", "England")),
    Column("period_end", "Period to", "right"),
    Column("value", "Figure", "right"),
]


@click.group(invoke_without_command=True, short_help="Figures of other areas to compare with; import them.")
@options.as_format
@click.pass_context
@pass_place
def comparators(place: Place, context: click.Context, form: str) -> None:
    """List the figures of England, the region and the statistical neighbours that the store holds."""
    if context.invoked_subcommand is not None:
        return
    from caseworkbench.store.published import comparators as held

    write_rows(
        form,
        FIELDS,
        _COLUMNS,
        held(place.store),
        "No figures to compare with: import statistics with `caseworkbench comparators import FILE`.",
    )


@comparators.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the load's record as JSON.")
@pass_place
def import_(place: Place, files: tuple[Path, ...], as_json: bool) -> None:
    """Import "explore education statistics" CSVs of the Department for Education, as downloaded: all or nothing.

    England, the region and the mean of the statistical neighbours that the configuration names, by year. Extracts and
    the store's as-at date stay as they are.
    """
    from caseworkbench.loading.comparators import import_comparators

    with progress_bar() as progress:
        record = import_comparators(files, place.store, settings=place.settings(), progress=progress)
    for message in record.messages:
        tell(message)
    if as_json:
        write_object(record.as_dict())
    else:
        _summary(record)


def _summary(record: LoadRecord) -> None:
    accepted = sum(count.accepted for count in record.tables)
    replaced = sum(count.replaced for count in record.tables)
    withdrawn = sum(count.withdrawn for count in record.tables)
    gone = f", {withdrawn:,} no longer given and taken away" if withdrawn else ""
    say(
        f"Load {record.load_id}: {count_of(accepted, 'figure')} to compare with from "
        f"{count_of(len(record.files), 'file')} ({replaced:,} known before{gone}). The as-at date is "
        f"{long_date(record.as_at)}."
    )
