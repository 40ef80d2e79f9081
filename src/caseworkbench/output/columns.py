"""A column of a readable table: which field, under what heading, and how its values read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from caseworkbench.output.words import shown

Row = Mapping[str, Any]
"""One row of a table: field name to value."""


@dataclass(frozen=True)
class Column:
    """One column of a table for people.

    ``show`` makes the cell's text from the whole row (default: the field's value in words). ``least``: the
    width it may be cut down to on a narrow terminal (0: never cut). ``spare``: columns with the greatest
    value are the first left out where the terminal is too narrow still (0: never).
    """

    field: str
    heading: str
    align: Literal["left", "right"] = "left"
    show: Callable[[Row], str] | None = None
    least: int = 0
    spare: int = 0

    def text(self, row: Row) -> str:
        """The cell's text, not yet made harmless."""
        return self.show(row) if self.show else shown(row.get(self.field))


def as_columns(fields: Sequence[str] | Sequence[Column]) -> list[Column]:
    """Columns from bare field names (heading: the name with spaces) or from columns as they are."""
    return [f if isinstance(f, Column) else Column(f, f.replace("_", " ").capitalize()) for f in fields]
