"""Tables in Markdown, for minutes and reports."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TextIO

from caseworkbench.output.columns import Column, as_columns
from caseworkbench.output.plain import markdown_text


def write_markdown(
    fields: Sequence[str] | Sequence[Column], rows: Iterable[Mapping[str, object]], stream: TextIO
) -> None:
    """Write a pipe table: headings, alignment, one line per row. ``fields``: field names or ``Column``s."""
    columns = as_columns(fields)
    stream.write(_line(column.heading for column in columns))
    stream.write(_line("---:" if column.align == "right" else "---" for column in columns))
    for row in rows:
        stream.write(_line(markdown_text(column.text(row)) for column in columns))


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |\n"
