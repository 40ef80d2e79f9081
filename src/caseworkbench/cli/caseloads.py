"""``caseworkbench caseloads``: how many children each worker, team or service has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import click

from caseworkbench.cli import options
from caseworkbench.cli.board import caption
from caseworkbench.cli.context import Place, pass_place
from caseworkbench.cli.printing import write_rows
from caseworkbench.output import fields
from caseworkbench.output.columns import Column, Row
from caseworkbench.output.words import ARROWS, NOTHING, count_of, long_date

PLAN_WORDS = {
    "looked_after": "looked after",
    "child_protection": "child protection plan",
    "child_in_need": "child in need plan",
    "assessment_or_other": "assessment or other",
}


@click.command(short_help="How many children each worker, team or service has.")
@click.option(
    "--by",
    type=click.Choice(["worker", "team", "service"]),
    default="worker",
    show_default=True,
    help="One row per what.",
)
@click.option("--children", is_flag=True, help="The children themselves, with their plan and since when.")
@options.service
@options.team
@click.option("--worker", metavar="W", help="With --children: this worker's only (Unallocated: those without one).")
@options.as_at
@options.known_at
@options.as_format
@click.pass_context
@pass_place
def caseloads(
    place: Place,
    context: click.Context,
    by: str,
    children: bool,
    service: str | None,
    team: str | None,
    worker: str | None,
    as_at: dt.date | None,
    form: str,
) -> None:
    """Children by worker, team or service: each once, under its highest plan, beside the average of six months.

    The first row counts the children who wait for a worker.
    """
    if worker is not None and not children:
        raise click.UsageError("--worker goes with --children, which lists a worker's children.")
    workbench = place.open(context)
    day = as_at or workbench.as_at
    if children:
        listed = workbench.caseload_children(service=service, team=team, worker=worker, as_at=as_at)
        if form in ("table", "markdown") and listed:
            caption(workbench, count_of(len(listed), "child", "children"), day, form, service, team, worker)
        write_rows(
            form, fields.CASELOAD_CHILD, _child_columns(listed), listed, "No child is allocated here on that day."
        )
        return
    rows = workbench.caseloads(by, service=service, team=team, as_at=as_at)
    if form in ("table", "markdown"):
        caption(workbench, f"Caseloads by {by}", day, form, service, team)
    write_rows(form, fields.CASELOAD, _columns(by, team), rows, "Nobody has an allocated child here on that day.")


def _columns(by: str, team: str | None) -> list[Column]:
    named = {
        "service": [Column("service", "Service", show=_named("service"), least=12)],
        "team": [
            Column("team", "Team", show=_named("team"), least=12),
            Column("service", "Service", least=10, spare=3),
        ],
        "worker": [
            Column("worker", "Worker", least=8),
            Column("worker_name", "Name", show=_name, least=12),
            Column("team", "Team", least=12, spare=2),
            Column("service", "Service", least=10, spare=6),
        ],
    }[by]
    return [
        *(named[:2] if team and by == "worker" else named[:1] if team else named),  # the heading says whose they are
        Column("children", "Children", "right"),
        Column("fte", "FTE", "right", lambda row: _number(row["fte"])),
        Column("per_fte", "Per FTE", "right", lambda row: _number(row["per_fte"])),
        Column("average_six_months", "Six months", "right", lambda row: _number(row["average_six_months"])),
        Column("change", "On six", show=lambda row: ARROWS.get(str(row["change"]), NOTHING), spare=1),
        Column("looked_after", "LAC", "right", _count("looked_after"), spare=5),
        Column("child_protection", "CP", "right", _count("child_protection"), spare=5),
        Column("child_in_need", "CIN", "right", _count("child_in_need"), spare=5),
        Column("assessment_or_other", "Other", "right", _count("assessment_or_other"), spare=5),
        Column("new_this_month", "New", "right", _count("new_this_month")),
    ]


def _child_columns(rows: list[dict[str, object]]) -> list[Column]:
    waiting = any(row["unallocated"] for row in rows)
    return [
        Column("child_name", "Child", least=12),
        Column("child_id", "Identifier", least=8),
        Column("plan", "Plan", show=lambda row: PLAN_WORDS[row["plan"]], least=12),
        Column("since", "Since", "right", lambda row: long_date(row["since"]) if row["since"] else NOTHING),
        *([Column("unallocated_days", "Days waiting", "right")] if waiting else []),
        Column("worker", "Worker", show=_worker, least=10),
        Column("team", "Team", least=10, spare=3),
        Column("family_id", "Family", least=6, spare=4),
        Column("new_this_month", "New", show=lambda row: "new" if row["new_this_month"] else "", spare=2),
    ]


def _name(row: Row) -> str:
    longest = row.get("longest_unallocated")
    return str(row["worker_name"] or "") if longest is None else f"longest {count_of(longest, 'working day')}"


def _worker(row: Row) -> str:
    name, worker = row.get("worker_name"), row["worker"]
    return f"{name} ({worker})" if name else str(worker)


def _named(field: str) -> Callable[[Row], str]:
    return lambda row: _waiting(row) if row["unallocated"] else str(row[field])


def _waiting(row: Row) -> str:
    """The row of the unallocated says how long the longest of them has waited."""
    longest = row.get("longest_unallocated")
    return "Unallocated" if longest is None else f"Unallocated (longest {count_of(longest, 'working day')})"


def _number(value: object) -> str:
    return f"{value:,.1f}" if isinstance(value, int | float) else NOTHING


def _count(field: str) -> Callable[[Row], str]:
    return lambda row: NOTHING if row[field] is None else f"{row[field]:,}"
