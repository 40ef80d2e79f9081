"""``caseworkbench notes``: what was said about cases, by whom and when."""

from __future__ import annotations

import datetime as dt

import click

from caseworkbench.cli import options
from caseworkbench.cli.context import Place, pass_place
from caseworkbench.cli.dates import DATE
from caseworkbench.cli.printing import write_rows
from caseworkbench.output.columns import Column, Row
from caseworkbench.output.words import long_date

ENTRY = (
    "entry",
    "case",
    "case_then",
    "attached",
    "measure",
    "child_id",
    "written_at",
    "written_by",
    "load_id",
    "reason",
    "reason_words",
    "note",
    "owner",
    "owner_known",
    "action",
    "action_due",
    "done_on",
    "undoes",
    "undone",
)
STANDING = (
    "case",
    "attached",
    "measure",
    "child_id",
    "reason",
    "reason_words",
    "note",
    "owner",
    "owner_known",
    "action",
    "action_due",
    "done_on",
    "expires",
    "written_at",
    "written_by",
    "entries",
)
REASON = ("reason", "words", "effect")


def _date(field: str, row: Row) -> str:
    return long_date(dt.date.fromisoformat(str(row[field]))) if row.get(field) else ""


def _written(row: Row) -> dt.datetime:
    return dt.datetime.fromisoformat(str(row["written_at"])).astimezone()


def _when(row: Row) -> str:
    at = _written(row)
    return f"{long_date(at.date())} {at:%H:%M}"


def _said(row: Row) -> str:
    if row.get("undoes"):
        return f"undoes entry {row['undoes']}"
    words = [row.get("reason_words") or row.get("reason"), row.get("note")]
    return ": ".join(str(word).replace("\n", " ") for word in words if word) + (
        " (undone)" if row.get("undone") else ""
    )


def _owner(row: Row) -> str:
    if not row.get("owner"):
        return ""
    return f"{row['owner']}{'' if row.get('owner_known') else ' (not known)'}"


def _case(row: Row) -> str:
    return f"{row['case']}{'' if row.get('attached') else ' (not in this load)'}"


def entry_columns() -> list[Column]:
    """The readable columns of entries."""
    return [
        Column("entry", "No", "right", spare=1),
        Column("case", "Case", show=_case, least=16),
        Column("written_at", "Written", "right", _when),
        Column("written_by", "By", least=6),
        Column("reason", "Said", show=_said, least=20),
        Column("owner", "Owner", show=_owner, least=6),
        Column("action", "Action", least=12),
        Column("action_due", "Due", "right", lambda row: _date("action_due", row)),
    ]


def _standing_columns() -> list[Column]:
    return [column for column in entry_columns() if column.field != "entry"]


@click.command(short_help="What was said about cases, by whom and when.")
@click.argument("cases", nargs=-1, metavar="[CASE…]")
@click.option("--child", metavar="CHILD_ID", help="About this child's cases only.")
@click.option("--measure", metavar="M", help="About this measure's cases only.")
@click.option("--owner", metavar="WORKER", help="With this owner only.")
@click.option("--reason", metavar="R", help="With this reason only.")
@click.option("--action-due", type=DATE, metavar="DATE", help="Only with an action due on or before this day.")
@click.option("--since", type=DATE, metavar="DATE", help="Only what was written on or after this day.")
@click.option("--history", is_flag=True, help="Every entry, undone ones too; otherwise what stands now, a row a case.")
@click.option("--lost", is_flag=True, help="Only about cases that are not in the store any more.")
@click.option("--reasons", is_flag=True, help="The reasons that can be given, instead.")
@options.as_format
@click.pass_context
@pass_place
def notes(
    place: Place,
    context: click.Context,
    cases: tuple[str, ...],
    child: str | None,
    measure: str | None,
    owner: str | None,
    reason: str | None,
    action_due: dt.date | None,
    since: dt.date | None,
    history: bool,
    lost: bool,
    reasons: bool,
    form: str,
) -> None:
    """What stands about cases now, or with --history every entry that was ever written about them.

    Entries follow their case from load to load; --lost lists those whose case is not in the store any more.
    """
    if reasons:
        known = place.settings().reasons.values()
        rows = [{"reason": one.code, "words": one.words, "effect": one.effect} for one in known if one.offered]
        write_rows(
            form, REASON, [Column("reason", "Reason"), Column("words", "Words"), Column("effect", "Effect")], rows
        )
        return
    workbench = place.open(context)
    if measure is not None:
        workbench.measure(measure)
    found = workbench.entries(cases) if history else workbench.standing_rows(cases)
    wanted = {"child_id": child, "measure": measure, "owner": owner}
    if reason is not None:
        from caseworkbench.notes.reasons import find_reason

        wanted["reason"] = find_reason(reason, workbench.settings.reasons).code
    chosen = {field: value for field, value in wanted.items() if value is not None}
    found = [row for row in found if all(row[field] == value for field, value in chosen.items())]
    if lost:
        found = [row for row in found if not row["attached"]]
    if since is not None:
        found = [row for row in found if _written(row).date() >= since]
    if action_due is not None:
        found = [row for row in found if row["action_due"] and row["action_due"] <= action_due.isoformat()]
    empty = (
        "Nothing is said that fits."
        if chosen or lost or since or action_due or cases
        else ("Nothing is said about any case yet: `caseworkbench note CASE --reason …` says something.")
    )
    if history:
        write_rows(form, ENTRY, entry_columns(), found, empty)
    else:
        write_rows(form, STANDING, _standing_columns(), found, empty)
