"""What was loaded: the history that a generation carries."""

import sqlite3
from typing import Any

_LOAD = ("load_id", "loaded_at", "loaded_by", "as_at", "format", "mode", "seconds", "authority")
_REJECT = ("table", "file", "line", "column", "value", "message")
_QUESTION = ("rule", "title", "child_id", "subject", "table", "date", "detail")


def authority(connection: sqlite3.Connection) -> str | None:
    """The authority that the last load named, or None."""
    row = connection.execute(
        "SELECT authority FROM loads WHERE authority IS NOT NULL ORDER BY load_id DESC LIMIT 1"
    ).fetchone()
    return row[0] if row else None


def _dicts(cursor: sqlite3.Cursor, names: tuple[str, ...]) -> list[dict[str, Any]]:
    return [dict(zip(names, row, strict=True)) for row in cursor]


def loads(connection: sqlite3.Connection) -> list[dict[str, Any]]:
    """Every load, the latest first: its record, ``files``, ``tables`` and ``messages``."""
    found = _dicts(connection.execute(f"SELECT {', '.join(_LOAD)} FROM loads ORDER BY load_id DESC"), _LOAD)
    for load in found:
        key = (load["load_id"],)
        load["files"] = _dicts(
            connection.execute("SELECT name, path, size, sha256 FROM load_files WHERE load_id = ?", key),
            ("name", "path", "size", "sha256"),
        )
        load["tables"] = _dicts(
            connection.execute(
                "SELECT table_name, read, accepted, replaced, rejected, withdrawn FROM load_tables WHERE load_id = ?",
                key,
            ),
            ("table", "read", "accepted", "replaced", "rejected", "withdrawn"),
        )
        messages = connection.execute("SELECT message FROM messages WHERE load_id = ?", key)
        load["messages"] = [row[0] for row in messages]
    return found


def rejects(connection: sqlite3.Connection, load_id: int) -> list[dict[str, Any]]:
    """What a load turned away: table, file, line, column, value, and a sentence that says what to do."""
    query = "SELECT table_name, file, line, column_name, value, message FROM rejects WHERE load_id = ?"
    return _dicts(connection.execute(query, (load_id,)), _REJECT)


def withdrawn(connection: sqlite3.Connection, load_id: int) -> list[dict[str, Any]]:
    """The rows that a load withdrew because it should have had them and had not."""
    query = "SELECT table_name, key, child_id, message FROM withdrawn WHERE load_id = ?"
    return _dicts(connection.execute(query, (load_id,)), ("table", "key", "child_id", "message"))


def questions(connection: sqlite3.Connection) -> list[dict[str, Any]]:
    """Every data question: rule, title, the child and the row concerned, the date, and what is odd about it."""
    query = (
        "SELECT rule, title, child_id, subject, table_name, event_date, detail FROM questions "
        "ORDER BY title, child_id, subject"
    )
    return _dicts(connection.execute(query), _QUESTION)
