"""CSV that a spreadsheet can open without obeying what is in it."""

import csv
import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TextIO

from caseworkbench.output.plain import json_text, spreadsheet_text


def write_csv(fields: Sequence[str], rows: Iterable[Mapping[str, object]], stream: TextIO) -> None:
    """Write a heading line and one line per row. ``rows`` map field names to values.

    Dates are ISO, numbers plain, true and false those words, nothing is empty; a text that a spreadsheet
    would compute gets a leading apostrophe; an object or a list (comparators) is its JSON.
    """
    writer = csv.writer(_Lines(stream), lineterminator=_Lines.END)
    writer.writerow(fields)
    for row in rows:
        writer.writerow([_cell(row.get(field)) for field in fields])


class _Lines:
    """Ends lines with a line feed alone, while the writer quotes a carriage return inside a value.

    (The writer quotes only what its own line end is made of.)
    """

    END = "\r\n"

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, line: str) -> int:
        """Write one whole row."""
        return self._stream.write(line.removesuffix(self.END) + "\n")


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    if isinstance(value, str):
        return spreadsheet_text(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return json_text(json.dumps(value, ensure_ascii=False, default=str)) if value else ""
