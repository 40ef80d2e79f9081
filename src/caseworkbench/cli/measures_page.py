"""``python -m caseworkbench.cli.measures_page FILE``: docs/measures.md, made from the queries."""

import io
import sys
from pathlib import Path
from typing import TextIO

from caseworkbench.cli.columns import PERIOD_WORDS
from caseworkbench.cli.measures import BASIS_WORDS, STANDING_WORDS
from caseworkbench.measures.catalogue import Measure, read_catalogue
from caseworkbench.output.columns import Column
from caseworkbench.output.markdown import write_markdown
from caseworkbench.output.plain import markdown_text
from caseworkbench.resources import folder

_OPENING = """\
# The measures

Made from the headers of `queries/*.sql` by `make docs`; do not edit this page, edit the header.
The limits are the defaults: configuration can change each ([configuration](configuration.md)), a board can
use a measure with another one, and `--limit` tries one out. `caseworkbench measures MEASURE` prints one
definition with its SQL and the limit in force.

"""


def write_page(stream: TextIO) -> None:
    """Write the page: a table of all measures, then each one's definition."""
    measures = list(read_catalogue(folder("queries")).measures.values())
    stream.write(_OPENING)
    columns = [
        Column("id", "Measure"),
        Column("title", "Title"),
        Column("limits", "Limit"),
        Column("period", "Period"),
        Column("better", "Better"),
    ]
    rows = [
        {
            "id": measure.id,
            "title": measure.title,
            "limits": measure.limit_words(),
            "period": PERIOD_WORDS[measure.period],
            "better": measure.better,
        }
        for measure in measures
    ]
    write_markdown(columns, rows, stream)
    for measure in measures:
        _write_measure(measure, stream)


def _write_measure(measure: Measure, stream: TextIO) -> None:
    needs = ", ".join(f"`{table}`" for table in measure.needs)
    if measure.any_of:
        needs += "; at least one of " + ", ".join(f"`{table}`" for table in measure.any_of)
    stream.write(
        f"\n## {markdown_text(measure.title)}\n\n"
        f"`{measure.id}`: {_sentence(measure.question)}\n\n"
        f"{_sentence(measure.rule)}\n\n"
        f"- Limit: {markdown_text(measure.limit_words()) or 'none'}\n"
        f"- Figure: {BASIS_WORDS[measure.basis]}; period: {PERIOD_WORDS[measure.period]}\n"
        f"- Source: {_sentence(measure.source)} ({STANDING_WORDS[measure.standing]})\n"
        f"- Needs: {needs}\n"
        f"- Query: [`queries/{measure.path.name}`](../queries/{measure.path.name})\n"
    )


def _sentence(text: str) -> str:
    return markdown_text(" ".join(text.split()))


def page() -> str:
    """The whole page as text."""
    stream = io.StringIO()
    write_page(stream)
    return stream.getvalue()


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
