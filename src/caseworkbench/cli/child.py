"""``caseworkbench child``: everything known about one child."""

import datetime as dt
from collections.abc import Mapping

import click

from caseworkbench.cli import options
from caseworkbench.cli.board import known_words
from caseworkbench.cli.columns import CLOCK_COLUMNS, EVENT_COLUMNS
from caseworkbench.cli.context import Place, pass_place
from caseworkbench.cli.printing import heading, say, wrapped, write_object, write_rows
from caseworkbench.output import fields
from caseworkbench.output.words import NOTHING, count_of, long_date

UNALLOCATED = "Unallocated"
_OPEN = ("overdue", "due_soon", "running")


@click.command(short_help="One child: every clock, every event.")
@click.argument("child_id")
@click.option("--events", is_flag=True, help="With --format csv: the events instead of the clocks.")
@options.as_at
@options.known_at
@options.as_format
@click.pass_context
@pass_place
def child(place: Place, context: click.Context, child_id: str, events: bool, as_at: dt.date | None, form: str) -> None:
    """One child: every clock with its arithmetic, every event in order."""
    workbench = place.open(context)
    view = workbench.child(child_id, as_at)
    if form == "json":
        write_object(
            {
                "child_id": view.child_id,
                "name": view.name,
                "date_of_birth": view.date_of_birth,
                "family_id": view.family_id,
                "allocated": view.allocated,
                "clocks": [{field: clock.get(field) for field in fields.CLOCK} for clock in view.clocks],
                "events": [{field: event.get(field) for field in fields.EVENT} for event in view.events],
            }
        )
        return
    if form == "csv":
        chosen = (fields.EVENT, view.events) if events else (fields.CLOCK, view.clocks)
        write_rows(form, chosen[0], [], chosen[1])
        return
    titles = {measure.id: measure.title for measure in workbench.measures()}
    clocks = [{**clock, "title": titles.get(str(clock["measure"]), clock["measure"])} for clock in view.clocks]
    heading(f"{view.name or 'Child without a name'} ({view.child_id})", form)
    say()
    born = long_date(view.date_of_birth) if view.date_of_birth else "not known"
    expected = "Expected" if view.expected else "Born"
    wrapped(
        f"{expected} {born}; family {view.family_id or NOTHING}; {_allocated(view.allocated)}; "
        f"{'; '.join([f'as at {long_date(as_at or workbench.as_at)}', *known_words(workbench)])}"
    )
    say()
    if not clocks:
        say("No duty concerns this child on this day.")
    running = [clock for clock in clocks if clock["status"] in _OPEN]
    ended = [clock for clock in clocks if clock["status"] not in _OPEN]
    _part("Open", running, form, explained=True)
    _part("Ended", ended, form, explained=form == "markdown")
    if ended and form == "table":
        say("The arithmetic of those that ended: --format json or csv.")
        say()
    heading(count_of(len(view.events), "event"), form)
    write_rows(form, fields.EVENT, EVENT_COLUMNS, view.events, "No event is known.")


def _allocated(to: Mapping[str, str | None]) -> str:
    """Who has the child, in words."""
    known = [name for name in (to["worker"], to["team"]) if name not in (None, UNALLOCATED)]
    return f"allocated to {', '.join(map(str, known))}" if known else "allocated to nobody"


def _part(name: str, clocks: list[dict[str, object]], form: str, explained: bool) -> None:
    if not clocks:
        return
    heading(f"{name}: {count_of(len(clocks), 'clock')}", form)
    write_rows(form, fields.CLOCK, CLOCK_COLUMNS, clocks)
    say()
    if explained:
        for clock in clocks:
            wrapped(f"{clock['title']}: {clock['explanation']}", "" if form == "markdown" else "  ")
            if form == "markdown":
                say()
        say()
