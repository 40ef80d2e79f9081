"""``caseworkbench team``: a team's children over all lists at once, and a list for each worker to print or send."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from caseworkbench.cli import options
from caseworkbench.cli.board import caption
from caseworkbench.cli.columns import reason_in_words
from caseworkbench.cli.context import Place, pass_place
from caseworkbench.cli.printing import heading, say, tell, write_rows, write_table_or_markdown
from caseworkbench.output import fields
from caseworkbench.output.columns import Column, Row
from caseworkbench.output.words import NOTHING, count_of, long_date

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from caseworkbench.notes.reasons import Reason
    from caseworkbench.workbench.team_list import TeamList
    from caseworkbench.workbench.workbench import Workbench

OPEN = ("overdue", "due_soon", "running")
NAMES = ("identifiers", "initials", "names")


@click.command(short_help="A team's children over all lists at once, the worst first.")
@click.argument("team", required=False)
@options.worker
@options.service
@click.option(
    "--by",
    type=click.Choice(["child", "worker", "family"]),
    help="One list, or one for each worker or family (default: child; with --print and --out: worker).",
)
@click.option("--board", metavar="NAME", help="The measures of this board only (default: every measure with a limit).")
@click.option(
    "--status",
    "statuses",
    type=options.STATUS_LIST,
    metavar="S,…",
    help="Other cases than those overdue and due soon: overdue, due_soon, running.",
)
@click.option("--new", "only_new", is_flag=True, help="Only children with a case overdue since the last load.")
@click.option("--print", "to_print", is_flag=True, help="Lists to print or send: Markdown, a section for each worker.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Write the lists to print into this folder instead, a file for each worker.",
)
@click.option(
    "--names",
    type=click.Choice(NAMES),
    help="How children are called (default: identifiers in Markdown, else names).",
)
@click.option("--notes", is_flag=True, help="With what was written freely about a case; always where names are.")
@options.as_at
@options.known_at
@options.as_format
@click.pass_context
@pass_place
def team(
    place: Place,
    context: click.Context,
    team: str | None,
    worker: str | None,
    service: str | None,
    by: str | None,
    board: str | None,
    statuses: tuple[str, ...] | None,
    only_new: bool,
    to_print: bool,
    out: Path | None,
    names: str | None,
    notes: bool,
    as_at: dt.date | None,
    form: str,
) -> None:
    """A team's children with something overdue or due within five working days, over all lists at once.

    "This week" is after today, up to the fifth working day. Without TEAM: the worker or team of the configuration
    (worker and team under [screens]).
    """
    if to_print or out is not None:
        if form not in ("table", "markdown"):
            raise click.UsageError("--print and --out write Markdown: leave --format out, or leave them out.")
        form, by = "markdown", by or "worker"
    by = by or "child"
    if statuses and set(statuses) - set(OPEN):
        raise click.UsageError(f"A team's list holds what is still to be done: choose --status from {', '.join(OPEN)}.")
    settings = place.settings()
    if not (team or worker or service):
        worker, team = settings.worker, settings.team if settings.worker is None else None
    if not (team or worker or service):
        raise click.UsageError(
            "Name a team, or a --worker or --service; or set team (or worker) under [screens] in the configuration."
        )
    workbench = place.open(context)
    found = _ask(
        workbench, only_new, team=team, worker=worker, service=service, board=board, statuses=statuses, as_at=as_at
    )
    called = names or ("identifiers" if form == "markdown" else "names")
    whose = (service, team, worker)
    if form in ("json", "csv"):
        _write_data(form, found, by, called)
    elif form == "markdown":
        from caseworkbench.cli.team_print import ListMaker, write_files

        maker = ListMaker(workbench, found, by, called, notes=notes or called == "names", whose=whose)
        if out is None:
            maker.write_all()
        else:
            tell(write_files(out, maker))
    else:
        _write_tables(workbench, found, by, called, whose)
    if not len(found):
        tell(nothing_due(only_new))


def _ask(workbench: Workbench, only_new: bool, **asked: Any) -> TeamList:
    """The list, with what has become overdue since the load before where it is about the last load's date."""
    from caseworkbench.workbench import team_list
    from caseworkbench.workbench.since_last_load import newly_overdue_among

    asked["statuses"] = asked["statuses"] or team_list.LISTED
    found = team_list.team_list(workbench, **asked)
    current = asked["as_at"] in (None, workbench.as_at)
    new = newly_overdue_among(workbench, found.overdue()) if current else None
    if only_new and new is None:
        from caseworkbench.errors import WorkbenchError

        raise WorkbenchError(
            "What is new since the load before is not known: --new needs the last load's own date, and the load "
            "before it kept in the store."
        )
    found = team_list.marked_new(found, new)
    return team_list.only_new(found) if only_new else found


def nothing_due(only_new: bool = False) -> str:
    """What to say instead of an empty list."""
    if only_new:
        return "Nothing has become overdue since the load before."
    return "Nothing is overdue and nothing falls due within five working days."


def counts_in_words(found: TeamList) -> str:
    """``12 children: 31 overdue, 4 due today, 9 due this week, 3 new since the last load``."""
    counts = found.counts
    new = counts["new"]
    parts = [f"{counts['overdue']:,} overdue", f"{counts['due_today']:,} due today"]
    parts.append(f"{counts['due_this_week']:,} due this week")
    if new is not None:
        parts.append(f"{new:,} new since the last load")
    return f"{count_of(counts['children'] or 0, 'child', 'children')}: {', '.join(parts)}"


def called_as(names: str, name: str | None) -> str | None:
    """A child's name as asked for: in full, as initials, or not at all."""
    if names == "initials":
        from caseworkbench.packs.words import initials

        return initials(name)
    return name if names == "names" else None


def _write_data(form: str, found: TeamList, by: str, names: str) -> None:
    """One object or line per child; CSV has no room for each child's cases."""
    rows = []
    for _, part in found.grouped(by):
        for child in part.children:
            row = child.as_dict() | {"child_name": called_as(names, child.child_name)}
            for case in row["cases"]:
                case["child_name"] = called_as(names, case["child_name"])
            rows.append(row)
    wanted = fields.TEAM_CHILD if form == "json" else fields.TEAM_CHILD[:-1]
    write_rows(form, wanted, (), rows)


def _write_tables(
    workbench: Workbench, found: TeamList, by: str, names: str, whose: tuple[str | None, str | None, str | None]
) -> None:
    if not len(found):
        return
    caption(workbench, counts_in_words(found), found.as_at, "table", *whose)
    for number, (name, part) in enumerate(found.grouped(by)):
        if by != "child":
            if number:
                say()
            words = workbench.worker_name(name) if by == "worker" and name and names == "names" else None
            title = " ".join(word for word in (words, name or "No family recorded") if word)
            heading(f"{title}; {counts_in_words(part)}", "table")
        rows = [child.as_dict() | {"child_name": called_as(names, child.child_name)} for child in part.children]
        write_table_or_markdown("table", _columns(rows, by, names, workbench.settings.reasons), rows, "")


def _columns(rows: list[dict[str, Any]], by: str, names: str, reasons: Mapping[str, Reason]) -> list[Column]:
    named = [Column("child_name", "Child", least=12)] if names != "identifiers" else []
    new = [Column("new", "New", "right", _count("new"), spare=2)] if any(row["new"] is not None for row in rows) else []
    worker = [] if by == "worker" else [Column("worker", "Worker", least=8, spare=3)]
    said = partial(said_in_words, reasons)
    return [
        *named,
        Column("child_id", "Identifier", least=10),
        Column("lists", "Lists", "right", spare=1),
        Column("overdue", "Overdue", "right", _count("overdue")),
        Column("due_today", "Today", "right", _count("due_today")),
        Column("due_this_week", "Week", "right", _count("due_this_week")),
        *new,
        Column("worst_title", "Worst", least=16),
        Column("worst_due", "Due", "right", lambda row: long_date(row["worst_due"])),
        Column("worst_days_over", "Over", "right", _over),
        *worker,
        Column("family_id", "Family", least=6, spare=5),
        *(
            [Column("allocated_team", "Allocated", show=_elsewhere, least=10, spare=4)]
            if any(map(_elsewhere, rows))
            else []
        ),
        *([Column("reason", "Said", show=said, least=10, spare=4)] if any(map(said, rows)) else []),
    ]


def _count(field: str) -> Callable[[Row], str]:
    return lambda row: f"{row[field]:,}" if row[field] else "" if row[field] == 0 else NOTHING


def _over(row: Row) -> str:
    """Days past due; 0 for a case overdue since its last working day, nothing for one that is not due yet."""
    return f"{row['worst_days_over']:,}" if row["worst_status"] == "overdue" else ""


def _elsewhere(row: Row) -> str:
    """Team and worker to whom the child is allocated, where they are not those who answer for it here."""
    here = (row["team"], row["worker"]) == (row["allocated_team"], row["allocated_worker"])
    if here:
        return ""
    return ", ".join(dict.fromkeys((str(row["allocated_team"]), str(row["allocated_worker"]))))


def said_in_words(reasons: Mapping[str, Reason], row: Row, free: bool = True) -> str:
    """What was said last: the reason, and what is to be done by whom and by when; ``free``: with free text."""
    reason = reason_in_words(reasons, row)
    words = [reason] if reason else []
    if free and row.get("note"):
        words.append(str(row["note"]))
    action = [str(row["action"])] if free and row.get("action") else []
    due = row.get("action_due")
    if isinstance(due, dt.date):
        action.append(f"by {long_date(due)}")
    if row.get("owner"):
        action.append(f"({row['owner']})")
    if action:
        words.append(" ".join(action))
    return "; ".join(words)
