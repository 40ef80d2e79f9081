"""``caseworkbench pack``: a board taken into the room, as a workbook, a page and Markdown."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from caseworkbench.cli import options
from caseworkbench.cli.context import Place, pass_place
from caseworkbench.cli.printing import tell, write_rows
from caseworkbench.cli.progress import progress_bar
from caseworkbench.output.columns import Column
from caseworkbench.packs.order import KINDS, NAMES

if TYPE_CHECKING:
    from caseworkbench.packs.order import Names

FIELDS = ("kind", "path", "bytes")
_COLUMNS = [Column("path", "Written"), Column("bytes", "Bytes", "right")]


class KindsType(click.ParamType):  # type: ignore[type-arg]  # generic in later versions only
    """Kinds of file with commas between."""

    name = "kinds"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """The kinds that ``value`` names."""
        if isinstance(value, tuple):
            return value
        names = [name.strip().casefold().removeprefix(".") for name in str(value).split(",") if name.strip()]
        unknown = [name for name in names if name not in KINDS]
        if unknown or not names:
            said = unknown[0] if unknown else str(value)
            self.fail(f"{said!r} is no kind of file: choose from {', '.join(KINDS)}.", param, ctx)
        return tuple(dict.fromkeys(names))


@click.command(short_help="The board for a meeting: Excel, one HTML page, Markdown.")
@click.option("--board", "name", metavar="NAME", help="A board's measures (default: the configuration's board).")
@options.service
@options.team
@options.as_at
@options.known_at
@click.option(
    "--names",
    type=click.Choice(NAMES),
    default="identifiers",
    show_default=True,
    help="How children are called: by identifier alone, with initials or with names.",
)
@click.option("--notes", is_flag=True, help="With the free notes on cases, which may name people (names: anyway).")
@options.publish
@click.option(
    "--kind",
    "kinds",
    type=KindsType(),
    default=KINDS,
    metavar="K,…",
    help=f"Which files: {', '.join(KINDS)} (default: all).",
)
@click.option(
    "--out", "folder", type=click.Path(path_type=Path), default=Path(), metavar="FOLDER", help="Where (default: here)."
)
@click.option("--name", "stem", metavar="STEM", help="What the files are called (default: by board and date).")
@options.as_format
@click.pass_context
@pass_place
def pack(
    place: Place,
    context: click.Context,
    name: str | None,
    service: str | None,
    team: str | None,
    as_at: dt.date | None,
    names: Names,
    notes: bool,
    publish: bool,
    kinds: tuple[str, ...],
    folder: Path,
    stem: str | None,
    form: str,
) -> None:
    """Write a board with its cases, charts and comments as files for a meeting.

    Every figure says how to open it, and the workbook holds its cases. Files of the same name are replaced.
    """
    from caseworkbench.packs.order import Order
    from caseworkbench.packs.write import write_pack

    workbench = place.open(context)
    order = Order(name, as_at, service, team, names, notes, publish)
    for mistake in workbench.board(name).mistakes:
        tell(mistake)
    with progress_bar() as progress:
        written = write_pack(workbench, order, folder, name=stem, kinds=kinds, progress=progress)
    rows = [{"kind": one.kind, "path": str(one.path), "bytes": one.bytes} for one in written]
    write_rows(form, FIELDS, _COLUMNS, rows)
