"""The tables of the notes' file, and the steps from one layout to the next."""

import sqlite3
from typing import TYPE_CHECKING

from caseworkbench.store.schema import without_pandas

if TYPE_CHECKING:
    from sqlite_utils import Database

LAYOUT = 1
"""Kept as the file's ``user_version``: nothing of sqlite-utils is imported while it is up to date."""


def bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Apply the steps that the file has not seen yet."""
    with without_pandas():
        from sqlite_utils import Database, Migrations

    steps = Migrations("notes")

    @steps()
    def entries_and_drafts(database: "Database") -> None:
        database.table("entries").create(
            {
                "entry_id": int,
                "written_at": str,
                "written_by": str,
                "batch": str,
                "kind": str,
                "key": str,
                "measure": str,
                "child_id": str,
                "subject": str,
                "start": str,
                "load_id": int,
                "undoes": int,
                "reason": str,
                "note": str,
                "owner": str,
                "action": str,
                "action_due": str,
                "done_on": str,
                "judged": str,
            },
            pk="entry_id",
            not_null={"written_at", "written_by", "batch", "kind", "key", "measure", "subject", "load_id"},
            foreign_keys=[("undoes", "entries", "entry_id")],
        )
        database.table("entries").create_index(["kind", "key"])
        database.table("drafts").create(
            {"draft": str, "written_by": str, "kept_at": str, "place": str, "content": str},
            pk="draft",
            not_null={"written_by", "kept_at", "place", "content"},
        )
        database.table("saved_filters").create(
            {"written_by": str, "list": str, "name": str, "content": str, "kept_at": str},
            pk=("written_by", "list", "name"),
        )

    steps.apply(Database(connection, execute_plugins=False))
    connection.execute(f"PRAGMA user_version = {LAYOUT}")
    connection.commit()
