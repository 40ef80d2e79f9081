"""Answers on standard output in the form asked for; everything else on standard error."""

import codecs
import contextlib
import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from caseworkbench.output.columns import Column, Row
from caseworkbench.output.plain import plain

_ASCII = str.maketrans({"\u2500": "-", "\u2013": "-", "\u2026": "...", "\u25b2": "^", "\u25bc": "v", "\u25c6": "="})


def _in_ascii(error: UnicodeError) -> tuple[str, int]:
    """What stands for characters that the output's encoding lacks: a likeness, else their number."""
    assert isinstance(error, UnicodeEncodeError)
    text = error.object[error.start : error.end].translate(_ASCII)
    return text.encode("ascii", "backslashreplace").decode("ascii"), error.end


def prepare_streams() -> None:
    """Let no character and no closed stream stop an answer half way."""
    codecs.register_error("caseworkbench", _in_ascii)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started the program
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115  (until the end)
        with contextlib.suppress(AttributeError, ValueError):
            getattr(sys, name).reconfigure(errors="caseworkbench")


def room() -> int | None:
    """The terminal's width in cells; ``None`` where standard output is a pipe or a file."""
    if not sys.stdout.isatty():
        return None
    return max(40, shutil.get_terminal_size().columns)


def tell(sentence: str) -> None:
    """A message to the person, on standard error, harmless whatever it quotes."""
    click.echo("\n".join(plain(line) for line in sentence.split("\n")), err=True)


def say(line: str = "") -> None:
    """A line of the answer itself, for forms that people read."""
    sys.stdout.write(plain(line) + "\n")


def wrapped(text: str, indent: str = "") -> None:
    """A paragraph of the answer, broken at the terminal's width (100 cells in a pipe)."""
    import textwrap

    for line in textwrap.wrap(
        plain(" ".join(text.split())),
        min(room() or 100, 100),
        initial_indent=indent,
        subsequent_indent=indent,
    ):
        sys.stdout.write(line + "\n")


def heading(text: str, form: str) -> None:
    """A heading above a table or a list that people read."""
    sys.stdout.write(f"## {plain(text)}\n\n" if form == "markdown" else f"{plain(text)}\n")


def write_rows(
    form: str,
    fields: Sequence[str],
    columns: Sequence[Column],
    rows: Iterable[Row],
    empty: str = "Nothing to show.",
) -> None:
    """Write rows as JSON or CSV (all ``fields``), or as a table or Markdown (``columns``).

    ``empty``: the sentence, on standard error, where a table has no rows.
    """
    if form == "json":
        from caseworkbench.output.json import write_json_rows

        write_json_rows(({field: row.get(field) for field in fields} for row in rows), sys.stdout)
    elif form == "csv":
        from caseworkbench.output.csv import write_csv

        write_csv(fields, rows, sys.stdout)
    else:
        write_table_or_markdown(form, columns, list(rows), empty)


def write_table_or_markdown(form: str, columns: Sequence[Column], rows: Sequence[Row], empty: str) -> None:
    """The two forms for people."""
    if not rows:
        tell(empty)
        return
    if form == "markdown":
        from caseworkbench.output.markdown import write_markdown

        write_markdown(columns, rows, sys.stdout)
        return
    from caseworkbench.output.table import write_table

    left_out = write_table(columns, rows, sys.stdout, room())
    if left_out:
        sys.stdout.flush()
        tell(f"({', '.join(left_out)}: no room on this terminal; widen it, or ask for --format csv.)")


def write_object(value: object) -> None:
    """One JSON value."""
    from caseworkbench.output.json import write_json

    write_json(value, sys.stdout)


def no_more_output() -> None:
    """Close standard output quietly after its reader has gone, so that the interpreter does not complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
