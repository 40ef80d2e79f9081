"""``caseworkbench note``: say something about cases, or take it back."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING

import click

from caseworkbench.cli import options
from caseworkbench.cli.context import Place, pass_place
from caseworkbench.cli.dates import DATE, DATE_OR_NONE
from caseworkbench.cli.notes import ENTRY, entry_columns
from caseworkbench.cli.printing import tell, write_rows
from caseworkbench.errors import WorkbenchError
from caseworkbench.output.words import count_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from caseworkbench.notes.entry import Entry
    from caseworkbench.workbench.workbench import Workbench


@click.command(short_help="Say something about cases: a reason, a note, an owner, an action.")
@click.argument("cases", nargs=-1, required=True, metavar="CASE…")
@click.option("--reason", metavar="R", help="Why it is as it is: a reason's name, as `notes --reasons` lists them.")
@click.option("--done-on", type=DATE, metavar="DATE", help="The day on which it was done, where that is not recorded.")
@click.option("--text", metavar="WORDS", help="A note in your own words; - reads it from standard input.")
@click.option("--owner", metavar="WORKER", help="Who sees to it.")
@click.option("--action", metavar="WORDS", help="What is to be done.")
@click.option("--due", type=DATE_OR_NONE, metavar="DATE", help="When the action is due.")
@click.option("--undo", is_flag=True, help="Undo the last entry on each case.")
@click.option("--entry", type=int, metavar="N", help="With --undo: this entry, by its number; also an undoing.")
@options.as_format
@click.pass_context
@pass_place
def note(
    place: Place,
    context: click.Context,
    cases: tuple[str, ...],
    reason: str | None,
    done_on: dt.date | None,
    text: str | None,
    owner: str | None,
    action: str | None,
    due: str | None,
    undo: bool,
    entry: int | None,
    form: str,
) -> None:
    """Say the same about one case or many, named as `caseworkbench cases` prints them; - reads names from
    standard input, one a line.

    Nothing is overwritten: each call adds an entry with your name and the time, and an empty text ("") takes away
    what stood. --undo takes back the last entry as a further one.
    """
    from caseworkbench.notes.entry import Said

    if text == "-" and "-" in cases:
        raise click.UsageError("Either the cases or the text can come from standard input, not both.")
    named = _named(cases)
    said = Said(
        reason,
        sys.stdin.read() if text == "-" else text,
        owner,
        action,
        due,
        done_on.isoformat() if done_on else None,
    )
    workbench = place.open(context)
    if undo:
        if said.anything:
            raise click.UsageError("--undo says nothing new: leave out the other options.")
        written = workbench.noting.undo(named) if entry is None else _undo_entry(workbench, named, entry)
        done = "Undone"
    else:
        if entry is not None:
            raise click.UsageError("--entry names what to undo: add --undo.")
        written = workbench.noting.write(named, said)
        done = "Noted"
        if owner and not workbench.knows_worker(owner):
            tell(f"{owner} is in no extract as a worker: the note says so and is kept.")
    _show(workbench, written, form, done)


def _named(cases: Sequence[str]) -> list[str]:
    named: list[str] = []
    for case in cases:
        named += [line.strip() for line in sys.stdin if line.strip()] if case == "-" else [case]
    if not named:
        raise WorkbenchError("No case was named: name at least one, as `caseworkbench cases MEASURE` prints them.")
    return named


def _undo_entry(workbench: Workbench, named: Sequence[str], entry: int) -> Sequence[Entry]:
    if entry not in {row["entry"] for row in workbench.entries(named)}:
        about = named[0] if len(named) == 1 else f"these {len(named)} cases"
        raise WorkbenchError(
            f"There is no entry {entry} about {about}: `caseworkbench notes CASE --history` lists a case's entries."
        )
    return workbench.noting.undo_entry(entry)


def _show(workbench: Workbench, written: Sequence[Entry], form: str, done: str) -> None:
    numbers = {one.entry_id for one in written}
    if form in ("json", "csv"):
        rows = [row for row in workbench.entries() if row["entry"] in numbers]
        write_rows(form, ENTRY, entry_columns(), rows)
        return
    tell(f"{done} on {count_of(len(numbers), 'case')} by {written[0].written_by}.")
