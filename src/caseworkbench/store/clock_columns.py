"""Clocks in the store: each column one blob with its checksum, so that a figure reads only what it counts."""

import json
import sqlite3
import zlib
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import numpy as np
import numpy.typing as npt

from caseworkbench.clocks.columns import DTYPES, ClockColumns, ClockDates, empty
from caseworkbench.clocks.responsibility import Steps
from caseworkbench.errors import WorkbenchError
from caseworkbench.figures.tallied import DTYPES as TALLIED_DTYPES
from caseworkbench.figures.tallied import TalliedColumns

_SEPARATOR = "\0"
_STEPS = ("owner", "since", "value")
SCHEMA = """
CREATE TABLE clock_columns (
    measure TEXT, column_name TEXT, data BLOB, crc32 INTEGER, PRIMARY KEY (measure, column_name));
CREATE TABLE clock_measures (measure TEXT PRIMARY KEY, fingerprint TEXT, clocks INTEGER, counted_by TEXT, mistake TEXT);
CREATE TABLE non_working_days (date TEXT PRIMARY KEY, name TEXT);
"""


def create(connection: sqlite3.Connection) -> None:
    """Create the tables that hold the clocks, empty."""
    connection.executescript(SCHEMA)


def _put(connection: sqlite3.Connection, measure: str, name: str, data: bytes) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO clock_columns VALUES (?, ?, ?, ?)", (measure, name, data, zlib.crc32(data))
    )


def _get(connection: sqlite3.Connection, measure: str, name: str) -> bytes:
    row = connection.execute(
        "SELECT data, crc32 FROM clock_columns WHERE measure = ? AND column_name = ?", (measure, name)
    ).fetchone()
    if row is None or zlib.crc32(row[0]) != row[1]:
        raise WorkbenchError(
            f"The store is damaged: its clocks of {measure or 'responsibility'} do not check out. "
            "Go back with 'caseworkbench undo-load', or load the extracts again."
        )
    return bytes(row[0])


def write_texts(connection: sqlite3.Connection, measure: str, name: str, texts: list[str]) -> None:
    """Store a list of texts under a measure (or, with the empty measure, for all of them)."""
    _put(connection, measure, name, _as_bytes(texts))


def _as_bytes(texts: list[str]) -> bytes:
    return _SEPARATOR.join(texts).encode("utf-8", "surrogatepass")


def read_texts(connection: sqlite3.Connection, measure: str, name: str) -> list[str]:
    """The texts stored under a name. Raises WorkbenchError where they are damaged."""
    text = _get(connection, measure, name).decode("utf-8", "surrogatepass")
    return text.split(_SEPARATOR) if text else []


def texts_at(connection: sqlite3.Connection, measure: str, name: str, places: npt.NDArray[Any]) -> list[str]:
    """The texts at some places of a list, the others left as bytes: of a county's million few are ever shown.

    Raises WorkbenchError where they are damaged.
    """
    data = _get(connection, measure, name)
    ends = np.append(np.flatnonzero(np.frombuffer(data, dtype=np.uint8) == 0), len(data))
    starts = np.append(0, ends[:-1] + 1)
    spans = zip(starts[places].tolist(), ends[places].tolist(), strict=True)
    return [data[start:end].decode("utf-8", "surrogatepass") for start, end in spans]


def read_bytes(connection: sqlite3.Connection, measure: str, name: str) -> bytes:
    """A list of texts as it is stored, with NUL between them. Raises WorkbenchError where it is damaged."""
    return _get(connection, measure, name)


def read_column(connection: sqlite3.Connection, measure: str, name: str) -> npt.NDArray[Any]:
    """One column of a measure's clocks. Raises WorkbenchError where it is damaged."""
    return _read_columns(connection, measure, {name: DTYPES[name]})[name]


def packed(rows: ClockColumns | TalliedColumns, subjects: list[str]) -> dict[str, bytes]:
    """A measure's clocks or tallied rows as they are stored: a column of one value all through as that value."""
    columns: dict[str, bytes] = {}
    for name, dtype in (DTYPES if isinstance(rows, ClockColumns) else TALLIED_DTYPES).items():
        column = np.ascontiguousarray(getattr(rows, name), dtype=dtype)
        if len(column) > 1 and (column == column[0]).all():
            column = column[:1]
        columns[name] = column.tobytes()
    return {**columns, "subjects": _as_bytes(subjects)}


def write_rows(
    connection: sqlite3.Connection, measure: str, length: int, columns: Mapping[str, bytes], about: Mapping[str, Any]
) -> None:
    """Store a measure's ``packed`` rows, of which there are ``length``.

    ``about``: fingerprint, counted_by (limits and closure days), mistake or None.
    """
    for name, data in columns.items():
        _put(connection, measure, name, data)
    connection.execute(
        "INSERT OR REPLACE INTO clock_measures VALUES (?, ?, ?, ?, ?)",
        (measure, about["fingerprint"], length, json.dumps(about["counted_by"]), about.get("mistake")),
    )


def read_clocks(connection: sqlite3.Connection, measure: str) -> ClockColumns:
    """A measure's clocks. Raises WorkbenchError where they are damaged."""
    return ClockColumns(**_read_columns(connection, measure, DTYPES))


def read_clocks_of(connection: sqlite3.Connection, measure: str, child: int) -> ClockColumns:
    """A measure's clocks of one child, by its code. Raises WorkbenchError where they are damaged."""
    children = _read_columns(connection, measure, {"child": DTYPES["child"]})["child"]
    return read_clocks_at(connection, measure, np.flatnonzero(children == child))


def read_clocks_at(connection: sqlite3.Connection, measure: str, rows: npt.NDArray[np.intp]) -> ClockColumns:
    """Some of a measure's clocks, by their places. Raises WorkbenchError where they are damaged."""
    if not len(rows):
        return empty()
    columns = {name: _read_columns(connection, measure, {name: dtype})[name][rows] for name, dtype in DTYPES.items()}
    return ClockColumns(**columns)


def read_tallied(connection: sqlite3.Connection, measure: str) -> TalliedColumns:
    """A measure's tallied rows. Raises WorkbenchError where they are damaged."""
    return TalliedColumns(**_read_columns(connection, measure, TALLIED_DTYPES))


def read_dates(connection: sqlite3.Connection, measure: str) -> ClockDates:
    """The columns of a measure's clocks that counting alone needs. Raises WorkbenchError where they are damaged."""
    needed = {field.name: DTYPES[field.name] for field in fields(ClockDates)}
    return ClockDates(**_read_columns(connection, measure, needed))


def _read_columns(
    connection: sqlite3.Connection, measure: str, columns: Mapping[str, str]
) -> dict[str, npt.NDArray[Any]]:
    (length,) = connection.execute("SELECT clocks FROM clock_measures WHERE measure = ?", (measure,)).fetchone()
    found: dict[str, npt.NDArray[Any]] = {}
    for name, dtype in columns.items():
        column = np.frombuffer(_get(connection, measure, name), dtype=dtype)
        if len(column) not in (1, length):
            raise WorkbenchError(f"The store is damaged: the clocks of {measure} are of unequal length. Load again.")
        found[name] = column if len(column) == length else np.broadcast_to(column[:1], (length,))
    return found


def write_steps(connection: sqlite3.Connection, name: str, steps: Steps) -> None:
    """Store step functions (``team`` or ``worker``) of all children."""
    for part in _STEPS:
        _put(connection, "", f"{name}_{part}", getattr(steps, part).astype(np.int32).tobytes())


def read_steps(connection: sqlite3.Connection, name: str) -> Steps:
    """Step functions of all children. Raises WorkbenchError where they are damaged."""
    return Steps(*(np.frombuffer(_get(connection, "", f"{name}_{part}"), dtype=np.int32) for part in _STEPS))
