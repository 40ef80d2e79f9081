"""Data questions: what in the extracts contradicts itself, asked when a load finishes.

Each rule is one file in ``queries/questions``: a header with its title, and a SELECT that yields ``child_id``,
``subject``, ``table_name``, ``event_date`` and ``detail``. The clocks add those of their own rows that make none.
"""

import sqlite3

from caseworkbench.errors import WorkbenchError
from caseworkbench.measures.clock_rows import Doubt
from caseworkbench.measures.header import read_query
from caseworkbench.resources import folder

_TITLES = {
    "stop before start": "Done before it began: the dates contradict each other, so no clock runs",
    "outside the calendar": "A date outside the calendar (1990 to 2060): no clock runs",
}


def ask_questions(connection: sqlite3.Connection) -> None:
    """Fill ``questions`` anew with every rule's rows."""
    connection.execute("DELETE FROM questions")
    provided = {row[0] for row in connection.execute("SELECT table_name FROM provided")}
    for path in sorted((folder("queries") / "questions").glob("*.sql")):
        header, sql = read_query(path)
        if not set(header.get("needs", ())) <= provided:
            continue
        try:
            connection.execute(
                "INSERT INTO questions SELECT ?, ?, child_id, subject, table_name, event_date, detail "
                f"FROM ({sql}) AS asked",
                (path.stem, header["title"]),
            )
        except sqlite3.Error as error:
            raise WorkbenchError(f"The data question {path} does not run: {error}.") from error


def ask_of_clocks(connection: sqlite3.Connection, doubts: list[Doubt]) -> None:
    """Add to ``questions`` the rows that made no clock."""
    connection.executemany(
        "INSERT INTO questions VALUES (?, ?, ?, ?, NULL, ?, ?)",
        [
            (
                doubt.why.replace(" ", "_"),
                _TITLES[doubt.why],
                doubt.child_id,
                f"{doubt.measure}:{doubt.subject}",
                doubt.start,
                f"starts {doubt.start}, stopped {doubt.stop}" if doubt.stop else f"starts {doubt.start}",
            )
            for doubt in doubts
        ],
    )
