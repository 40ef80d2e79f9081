"""``caseworkbench comment``: the comment, the action and the status by hand that a figure has in the pack."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING, Any

import click

from caseworkbench.cli import options
from caseworkbench.cli.board import titled
from caseworkbench.cli.context import Place, pass_place
from caseworkbench.cli.printing import tell, write_rows
from caseworkbench.output.columns import Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caseworkbench.measures.catalogue import Measure
    from caseworkbench.notes.entry import Entry
    from caseworkbench.notes.standing import Standing

COMMENT = (
    "measure",
    "limit",
    "month",
    "service",
    "team",
    "comment",
    "action",
    "judged",
    "judged_words",
    "written_by",
    "written_at",
)
HISTORY = ("entry", "written_at", "written_by", "comment", "action", "judged", "undoes", "undone")
_ENTRIES = [Column(name, name.replace("_", " ").capitalize(), least=8) for name in HISTORY]
_COLUMNS = [
    Column("measure", "Measure"),
    Column("comment", "Comment", least=20),
    Column("action", "Action", least=16),
    Column("judged_words", "By hand", least=12),
    Column("written_by", "By", spare=1),
]


@click.command(short_help="What is said of a figure: comment, action, status by hand.")
@click.argument("measure")
@options.limit
@click.option(
    "--text", metavar="WORDS", help="The comment; - reads it from standard input, an empty one takes it away."
)
@click.option("--action", metavar="WORDS", help="What is to be done.")
@click.option(
    "--judged",
    type=click.Choice(["1", "2", "3", ""]),
    metavar="1|2|3",
    help="1 good or improving, 2 improving but impact, 3 not improving; an empty one takes it away.",
)
@click.option("--undo", is_flag=True, help="Take back what was said last.")
@click.option("--entry", type=int, metavar="N", help="With --undo: this entry, by its number; also an undoing.")
@click.option("--history", is_flag=True, help="Every entry, undone ones too.")
@options.service
@options.team
@options.as_at
@options.as_format
@click.pass_context
@pass_place
def comment(
    place: Place,
    context: click.Context,
    measure: str,
    limit: int | None,
    text: str | None,
    action: str | None,
    judged: str | None,
    undo: bool,
    entry: int | None,
    history: bool,
    service: str | None,
    team: str | None,
    as_at: dt.date | None,
    form: str,
) -> None:
    """Say something about a figure of the month of --as-at, or without options read what is said.

    It belongs to the measure with its limit and to the service or team named. The board shows it, the pack prints it.
    """
    from caseworkbench.notes.entry import Said

    said = Said(note=sys.stdin.read() if text == "-" else text, action=action, judged=judged)
    if undo and said.anything:
        raise click.UsageError("--undo says nothing new: leave out the other options.")
    if entry is not None and not undo:
        raise click.UsageError("--entry names what to undo: add --undo.")
    workbench = place.open(context)
    workbench.check_place(service, team)
    counted, month = workbench.measure(measure).counted_with(limit), as_at or workbench.as_at
    workbench.check_day(month)
    if undo:
        workbench.noting.undo_comment(counted, month, service, team, entry)
    elif said.anything:
        workbench.noting.write_comment(counted, month, said, service, team)
    if history:
        entries = workbench.noting.comment_entries(counted, month, service, team)
        write_rows(form, HISTORY, _ENTRIES, _entry_rows(entries), f"Nothing was ever said of {titled(counted)} then.")
        return
    stands = workbench.noting.comment(counted, month, service, team)
    rows = [_row(counted, month, service, team, stands)] if stands else []
    if form == "table" and (undo or said.anything):
        tell(f"{'Taken back' if undo else 'Noted'} on {titled(counted)}, {month:%B %Y}.")
        return
    write_rows(form, COMMENT, _COLUMNS, rows, f"Nothing is said of {titled(counted)} in {month:%B %Y}.")


def _row(measure: Measure, month: dt.date, service: str | None, team: str | None, stands: Standing) -> dict[str, Any]:
    from caseworkbench.notes.entry import JUDGED

    return {
        "measure": measure.id,
        "limit": measure.limit.n if measure.limit else None,
        "month": f"{month:%Y-%m}",
        "service": service,
        "team": team,
        "comment": stands.note,
        "action": stands.action,
        "judged": stands.judged,
        "judged_words": JUDGED.get(stands.judged or 0),
        "written_by": stands.written_by,
        "written_at": stands.written_at.isoformat(),
    }


def _entry_rows(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    from caseworkbench.notes.standing import undone

    gone = undone(entries)
    return [
        {
            "entry": one.entry_id,
            "written_at": one.written_at.isoformat(),
            "written_by": one.written_by,
            "comment": one.said.note,
            "action": one.said.action,
            "judged": int(one.said.judged) if one.said.judged else None,
            "undoes": one.undoes,
            "undone": one.entry_id in gone,
        }
        for one in entries
    ]
