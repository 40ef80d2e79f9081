"""The native rows of a store, as the reference reads them: for extracts that came in another format."""

import sqlite3
from collections import defaultdict
from datetime import date, time
from pathlib import Path

from caseworkbench.extracts.native_tables import BY_NAME

from .clock import Clock, Tables
from .clocks import RULES, all_clocks


def read_tables(generation: Path) -> Tables:
    """Every native table of a generation's file."""
    connection = sqlite3.connect(f"file:{generation}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    tables: Tables = {}
    for name, table in BY_NAME.items():
        rows = [dict(row) for row in connection.execute(f"SELECT * FROM {name}")]
        for column in table.columns:
            if column.kind in ("date", "moment"):
                for row in rows:
                    row[column.name] = row[column.name] and date.fromisoformat(row[column.name])
            if column.kind == "moment":
                at = f"{column.name}_time"
                for row in rows:
                    row[at] = row[at] and time.fromisoformat(row[at])
        tables[name] = rows
    connection.close()
    return tables


def split_by_child(tables: Tables) -> list[Tables]:
    """One small extract per child, for large ones; right where no row names another child's record."""
    episodes = {row["episode_id"]: row["child_id"] for row in tables["missing_episodes"]}
    audits = {row["audit_id"]: row["child_id"] for row in tables["audits"]}
    children: dict[str | None, Tables] = defaultdict(lambda: {name: [] for name in BY_NAME})
    for name, rows in tables.items():
        for row in rows:
            child = row.get("child_id")
            if name == "return_interviews":
                child = episodes.get(row["episode_id"])
            if name == "audits" and row.get("reaudit_of") in audits:
                child = audits[row["reaudit_of"]]
            children[child][name].append(row)
    return list(children.values())


def clocks_by_child(tables: Tables) -> dict[str, list[Clock]]:
    """Every measure's clocks, one child after the other."""
    found: dict[str, list[Clock]] = {measure: [] for measure in RULES}
    for one in split_by_child(tables):
        for measure, clocks in all_clocks(one).items():
            found[measure] += clocks
    return found
