"""``loads``, ``rejects``, ``withdrawn``: what came in, what was turned away, what a later file no longer had."""

import datetime as dt

import click

from caseworkbench.cli import options
from caseworkbench.cli.context import Place, pass_place
from caseworkbench.cli.printing import write_rows
from caseworkbench.output.columns import Column, Row
from caseworkbench.output.words import long_date

LOADS = (
    "load_id",
    "loaded_at",
    "loaded_by",
    "as_at",
    "format",
    "mode",
    "seconds",
    "authority",
    "files",
    "tables",
    "messages",
)
REJECTS = ("table", "file", "line", "column", "value", "message")
WITHDRAWN = ("table", "key", "child_id", "message")


def _when(row: Row) -> str:
    """The moment of a load on the reader's own clock."""
    moment = dt.datetime.fromisoformat(str(row["loaded_at"])).astimezone()
    return f"{long_date(moment)} {moment:%H:%M}"


def _day(field: str, row: Row) -> str:
    value = row.get(field)
    return long_date(dt.date.fromisoformat(str(value))) if value else ""


def _sum(row: Row, field: str) -> str:
    tables = row["tables"]
    assert isinstance(tables, list)
    return f"{sum(table[field] or 0 for table in tables):,}"


def _files(row: Row) -> str:
    files = row["files"]
    assert isinstance(files, list)
    names = [str(file["name"]) for file in files]
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


_TABLE = Column("table", "Table", show=lambda row: str(row["table"] or "").replace("_", " "))

_LOAD_COLUMNS = [
    Column("load_id", "Load", "right"),
    Column("loaded_at", "Loaded", "right", _when),
    Column("loaded_by", "By", least=8, spare=3),
    Column("as_at", "As at", "right", lambda row: _day("as_at", row)),
    Column("format", "Format", spare=2),
    Column("mode", "Mode", spare=4),
    Column("accepted", "Accepted", "right", lambda row: _sum(row, "accepted")),
    Column("rejected", "Rejected", "right", lambda row: _sum(row, "rejected")),
    Column("withdrawn", "Withdrawn", "right", lambda row: _sum(row, "withdrawn"), spare=1),
    Column("files", "Files", show=_files, least=12, spare=5),
]
_REJECT_COLUMNS = [
    Column("file", "File", least=12),
    Column("line", "Line", "right"),
    Column("column", "Column", least=8, spare=2),
    Column("value", "Value", least=6, spare=1),
    Column("message", "Why, and what to do", least=30),
]
_WITHDRAWN_COLUMNS = [
    _TABLE,
    Column("child_id", "Child"),
    Column("key", "Row", least=10),
    Column("message", "Why", least=20),
]


@click.command()
@options.as_format
@click.pass_context
@pass_place
def loads(place: Place, context: click.Context, form: str) -> None:
    """What was loaded, the latest first."""
    write_rows(form, LOADS, _LOAD_COLUMNS, place.open(context).loads())


@click.command(short_help="The rows that a load turned away, and why.")
@click.argument("load", required=False, type=int)
@options.as_format
@click.pass_context
@pass_place
def rejects(place: Place, context: click.Context, load: int | None, form: str) -> None:
    """The rows that LOAD (by default the last) turned away, and why."""
    found = place.open(context).rejects(load)
    write_rows(form, REJECTS, _REJECT_COLUMNS, found, "Nothing was turned away.")


@click.command(short_help="The rows that a later file no longer had.")
@click.argument("load", required=False, type=int)
@options.as_format
@click.pass_context
@pass_place
def withdrawn(place: Place, context: click.Context, load: int | None, form: str) -> None:
    """The rows that earlier files had and LOAD (by default the last) should have had but had not."""
    found = place.open(context).withdrawn(load)
    write_rows(form, WITHDRAWN, _WITHDRAWN_COLUMNS, found, "Nothing was withdrawn.")
