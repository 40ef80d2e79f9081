"""Options that several commands share, so that each is spelled and explained once."""

import datetime as dt
import functools
from collections.abc import Callable
from typing import Any, TypeVar, cast

import click

from caseworkbench.cli.context import Place
from caseworkbench.cli.dates import DATE, LOAD
from caseworkbench.workbench.levels import BREAKDOWNS

Command = TypeVar("Command", bound=Callable[..., Any])

PERIODS = ("month", "quarter", "ytd", "rolling12", "asat")
_OF_CHILDREN = {"sex": "sex", "ethnicity": "ethnicity", "disability": "disability", "age_band": "age"}
STATUSES = ("in_time", "late", "void", "overdue", "due_soon", "running")

as_format = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv", "markdown"]),
    default="table",
    show_default=True,
    help="How to write the answer.",
)
as_at = click.option(
    "--as-at", type=DATE, metavar="DATE", help="The evening to look at (default: the last load's as-at date)."
)


def _look_as_known_at(context: click.Context, parameter: click.Parameter, load: int | dt.date | None) -> None:
    """Have the command's workbench opened as it was known then: ``Place.open`` sees to it."""
    place = context.find_object(Place)
    if load is not None and place is not None:
        place.known_at = load


known_at = click.option(
    "--known-at",
    type=LOAD,
    metavar="LOAD",
    expose_value=False,
    callback=_look_as_known_at,
    help="As the store knew it then: a load's number, or a date for the last kept load on or before it.",
)
by = click.option(
    "--by", type=click.Choice(BREAKDOWNS), default="authority", show_default=True, help="One row per what."
)
service = click.option("--service", metavar="S", help="This service only.")
team = click.option("--team", metavar="T", help="This team only.")
worker = click.option("--worker", metavar="W", help="This worker only.")
period = click.option("--period", type=click.Choice(PERIODS), help="Count over another period than the measure's own.")
publish = click.option(
    "--publish", is_flag=True, help="For publication: leave out counts so small that a child could be known by them."
)
limit = click.option(
    "--limit",
    type=click.IntRange(min=0, max=9999),
    metavar="N",
    help="Count with another limit than the one in force (in the measure's own unit).",
)


class StatusesType(click.ParamType):  # type: ignore[type-arg]  # generic in later versions only
    """Statuses with commas between, or ``all``."""

    name = "statuses"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """The statuses that ``value`` names."""
        if isinstance(value, tuple):
            return value
        names = [name.strip().casefold().replace("-", "_") for name in str(value).split(",") if name.strip()]
        if "all" in names:
            return STATUSES
        unknown = [name for name in names if name not in STATUSES]
        if unknown or not names:
            said = unknown[0] if unknown else str(value)
            self.fail(f"{said!r} is not a status: choose from {', '.join(STATUSES)}, or all.", param, ctx)
        return tuple(dict.fromkeys(names))


STATUS_LIST = StatusesType()


def together(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """Several options as one decorator, shown in the order given."""

    def decorate(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


group_filters = together(service, team, worker)


def children_filters(command: Command) -> Command:
    """``--ethnicity`` and its like; the command gets them as ``children``, by characteristic, those given alone."""

    @functools.wraps(command)
    def narrowed(*arguments: Any, **asked: Any) -> Any:
        given = {kind: asked.pop(name) for name, kind in _OF_CHILDREN.items()}
        children = {kind: group for kind, group in given.items() if group is not None}
        return command(*arguments, children=children, **asked)

    options = together(
        click.option("--ethnicity", metavar="X", help="Only children of this ethnicity, as --by ethnicity names it."),
        click.option(
            "--disability", metavar="X", help="Only children with this disability, as --by disability names it."
        ),
        click.option("--sex", metavar="X", help="Only children of this sex, as --by sex names it."),
        click.option("--age-band", metavar="X", help="Only children of this age on the day, as --by age names it."),
    )
    return options(cast(Command, narrowed))
