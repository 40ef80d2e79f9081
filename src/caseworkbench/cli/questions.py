"""``caseworkbench questions``: what in the data contradicts itself, listed or counted."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

import click

from caseworkbench.cli import options
from caseworkbench.cli.board import known_words
from caseworkbench.cli.context import Place, pass_place
from caseworkbench.cli.dates import DATE
from caseworkbench.cli.printing import heading, write_rows
from caseworkbench.errors import WorkbenchError, nearest
from caseworkbench.output.columns import Column, Row
from caseworkbench.output.words import long_date

QUESTIONS = ("rule", "title", "child_id", "subject", "table", "date", "detail", "service", "team", "worker")
GROUPS: Mapping[str, tuple[str, ...]] = {
    "rule": ("rule", "title"),
    "service": ("service",),
    "team": ("service", "team"),
    "worker": ("service", "team", "worker"),
}
"""What the counts are by -> the fields that name a group."""
COUNTS = ("questions", "children")

_HEADINGS = {"title": "Question", "service": "Service", "team": "Team", "worker": "Worker"}


def _day(row: Row) -> str:
    return long_date(dt.date.fromisoformat(str(row["date"]))) if row["date"] else ""


_COLUMNS = [
    Column("title", "Question", least=24),
    Column("child_id", "Child", least=8),
    Column("subject", "Record", least=8, spare=2),
    Column("team", "Team", least=12, spare=4),
    Column("worker", "Worker", least=8, spare=5),
    Column("date", "Date", "right", _day, spare=1),
    Column("detail", "Detail", least=24, spare=3),
]


@click.command(short_help="What in the data contradicts itself.")
@click.option("--rule", metavar="RULE", help="This question only: the name that `questions --by rule` shows.")
@click.option("--since", type=DATE, metavar="DATE", help="Only what is dated on or after this day.")
@click.option("--by", type=click.Choice(list(GROUPS)), help="Count the questions and their children, one row per what.")
@options.group_filters
@options.known_at
@options.as_format
@click.pass_context
@pass_place
def questions(
    place: Place,
    context: click.Context,
    rule: str | None,
    since: dt.date | None,
    by: str | None,
    service: str | None,
    team: str | None,
    worker: str | None,
    form: str,
) -> None:
    """What in the data contradicts itself, and who is responsible for the child on the last load's as-at date.

    Where nobody is allocated to the child, the team is the one that the record itself names.
    """
    workbench = place.open(context)
    asked = workbench.questions()
    if rule is not None and rule not in (known := _rules(asked)):
        like = nearest(rule, known)
        hint = f"Did you mean {' or '.join(like)}?" if like else "`caseworkbench questions --by rule` lists them."
        raise WorkbenchError(f"There is no data question {rule!r}. {hint}")
    wanted = {"rule": rule, "service": service, "team": team, "worker": worker}
    chosen = {field: value for field, value in wanted.items() if value is not None}
    found = [row for row in asked if all(row[field] == value for field, value in chosen.items())]
    if since is not None:
        found = [row for row in found if row["date"] and row["date"] >= since.isoformat()]
    if workbench.known_at is not None and form in ("table", "markdown"):
        heading("; ".join(["Data questions", *known_words(workbench)]), form)
    empty = "The data raises no question" + (" that fits." if chosen or since else ".")
    if by is None:
        write_rows(form, QUESTIONS, _COLUMNS, found, empty)
        return
    names = GROUPS[by]
    shown = [Column(name, _HEADINGS.get(name, "Rule"), least=12) for name in names]
    shown += [Column(name, name.capitalize(), "right") for name in COUNTS]
    write_rows(form, (*names, *COUNTS), shown, counted(found, names), empty)


def counted(rows: Iterable[Mapping[str, Any]], names: tuple[str, ...]) -> list[dict[str, Any]]:
    """How many questions each group has, of how many different children; the most first, then by name."""
    groups: dict[tuple[str, ...], list[object]] = {}
    for row in rows:
        groups.setdefault(tuple(row[name] for name in names), []).append(row["child_id"])
    found = [
        {
            **dict(zip(names, group, strict=True)),
            "questions": len(children),
            "children": len(set(children) - {None}),
        }
        for group, children in groups.items()
    ]
    return sorted(found, key=lambda row: (-int(row["questions"]), *(str(row[name]) for name in names)))


def _rules(asked: Iterable[Mapping[str, Any]]) -> list[str]:
    """The rules that can be asked for: every file's, and those that the clocks themselves raise."""
    from caseworkbench.resources import folder

    files = {path.stem for path in (folder("queries") / "questions").glob("*.sql")}
    return sorted(files | {row["rule"] for row in asked})
