"""``loads``, ``rejects`` and ``questions``: what came in, what was turned away, what contradicts itself."""

import click

from caseworkbench.cli import options
from caseworkbench.cli.context import Place, pass_place
from caseworkbench.cli.printing import write_rows
from caseworkbench.output.columns import Column

LOADS = (
    "load_id",
    "loaded_at",
    "loaded_by",
    "as_at",
    "format",
    "mode",
    "seconds",
    "files",
    "tables",
    "questions",
)
REJECTS = ("load_id", "table", "file", "line", "column", "value", "message")
QUESTIONS = ("rule", "title", "child_id", "subject", "table", "date", "detail")
