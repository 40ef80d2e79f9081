"""JSON for programs: one array, or one object, dates as ``YYYY-MM-DD``, unknown as ``null``."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from typing import TextIO

from caseworkbench.output.plain import json_text


def write_json(value: object, stream: TextIO) -> None:
    """Write one JSON value and a line end. Dates become text, whatever their depth."""
    stream.write(json_text(json.dumps(value, ensure_ascii=False, indent=2, default=_plain_value, allow_nan=False)))
    stream.write("\n")


def write_json_rows(rows: Iterable[Mapping[str, object]], stream: TextIO) -> None:
    """Write an array of objects, one a line, as they come: a long list is never held as one text."""
    encode = json.JSONEncoder(ensure_ascii=False, default=_plain_value, allow_nan=False).encode
    stream.write("[")
    before = "\n"
    for row in rows:
        stream.write(before + json_text(encode(row)))
        before = ",\n"
    stream.write("]\n" if before == "\n" else "\n]\n")


def _plain_value(value: object) -> object:
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    if hasattr(value, "item"):  # a numpy number, which this module need not import numpy to meet
        return value.item()
    raise TypeError(f"{type(value).__name__} has no place in JSON")
