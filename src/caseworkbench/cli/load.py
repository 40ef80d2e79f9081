"""``caseworkbench load``: extracts in, a new generation of the store out, or nothing changed at all."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from caseworkbench.cli.context import Place, pass_place, usual_store
from caseworkbench.cli.dates import DATE
from caseworkbench.cli.printing import say, tell, write_object, write_table_or_markdown
from caseworkbench.cli.progress import progress_bar
from caseworkbench.output.columns import Column
from caseworkbench.output.words import count_of, long_date

if TYPE_CHECKING:
    from caseworkbench.store.record import LoadRecord

REJECTS_SHOWN = 5

_TABLES = [
    Column("table", "Table", show=lambda row: str(row["table"]).replace("_", " ")),
    Column("read", "Read", "right"),
    Column("accepted", "Accepted", "right"),
    Column("replaced", "Replaced", "right"),
    Column("rejected", "Rejected", "right"),
    Column("withdrawn", "Withdrawn", "right"),
]


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…", type=click.Path(path_type=Path))
@click.option("--format", "form", metavar="F", help="Read the files as this format (see `formats`).")
@click.option(
    "--mode",
    type=click.Choice(["replace", "merge"]),
    help="Replace the tables that the files provide, or merge by key (default: as the format is).",
)
@click.option("--as-at", type=DATE, metavar="DATE", help="The date that the files speak for, or today.")
@click.option("--covers-from", type=DATE, metavar="DATE", help="The earliest date that the files vouch for.")
@click.option("--json", "as_json", is_flag=True, help="Print the load's record as JSON.")
@pass_place
def load(
    place: Place,
    sources: tuple[Path, ...],
    form: str | None,
    mode: Literal["replace", "merge"] | None,
    as_at: dt.date | None,
    covers_from: dt.date | None,
    as_json: bool,
) -> None:
    """Load files or folders: all of it or nothing. A store that does not exist is made."""
    from caseworkbench.loading.load import load as load_extracts

    settings = place.settings()
    with progress_bar() as progress:
        record = load_extracts(
            sources,
            place.store,
            settings=settings,
            format=form,
            mode=mode,
            as_at=as_at,
            covers_from=covers_from,
            progress=progress,
        )
    if as_json:
        write_object(record.as_dict())
    else:
        _summary(record, place)


def _summary(record: LoadRecord, place: Place) -> None:
    say(
        f"Load {record.load_id}, {record.format} ({record.mode}), "
        f"as at {long_date(record.as_at)}, {record.seconds:.1f} s"
    )
    say()
    rows = [count.as_dict() for count in record.tables]
    write_table_or_markdown("table", _TABLES, rows, "The files provided no table.")
    say()
    if record.rejected:
        say(f"{count_of(record.rejected, 'row')} turned away:")
        for reject in record.rejects[:REJECTS_SHOWN]:
            say(f"  {reject.file}, line {reject.line}: {reject.message}")
        if record.rejected > REJECTS_SHOWN:
            say("  … `caseworkbench rejects` lists them all.")
    if record.questions:
        many = count_of(record.questions, "data question")
        say(f"{many}: `caseworkbench questions` lists what contradicts itself.")
    for message in record.messages:
        tell(message)
    named = "" if place.store == usual_store() else f" --store {place.store}"
    tell(f"The store is {place.store}; open it with `caseworkbench{named}`.")
