"""What is doubtful in a row of a mapped report: a code that nobody knows, a date that cannot be read."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from caseworkbench.errors import at_most
from caseworkbench.extracts.mapping import RowRule
from caseworkbench.extracts.mapping_values import Column
from caseworkbench.extracts.rows import Reject

if TYPE_CHECKING:
    from caseworkbench.extracts.mapped import ListRows, RecognisedList

LONGEST_SHOWN = 200
"""Letters of a value that are kept with a row that was turned away."""


def unknown_codes(
    found: "RecognisedList", rules: Sequence[RowRule], columns: Mapping[str, Column]
) -> dict[str, tuple[RowRule, list[int]]]:
    """Rows with an unknown code where the code settles which native rows they make, by the heading of the code.

    With each heading goes the first rule that asks for one of its codes: the row that may be missing now.
    """
    unknown: dict[str, tuple[RowRule, list[int]]] = {}
    for rule in rules:
        for name, wanted in rule.where.items():
            codes = found.part.headings[name].codes if name in found.part.headings else None
            if codes is None or name in unknown or all(code.startswith("!") for code in wanted):
                continue
            known = {None, *codes.words.values(), *codes.letters.values()}
            unknown[name] = (rule, [row for row, value in enumerate(columns[name].values) if value not in known])
    return unknown


def no_such_codes(
    read: "ListRows", rule: RowRule, doubtful: Mapping[str, tuple[RowRule, list[int]]]
) -> Iterator[Reject]:
    """A reject for each unknown code that kept a row from making a native row by this rule."""
    for name, (first, rows) in doubtful.items():
        if first is not rule:
            continue
        heading = read.found.heading_of(name)
        for row in rows:
            yield Reject(
                rule.table.name,
                read.found.table.label,
                read.lines[row],
                heading,
                at_most(read.columns[name].values[row] or "", LONGEST_SHOWN),
                f"The {heading} is none of those known here, so the row was not counted among the {rule.table.title}; "
                "all else that it says was: put it right where the record is kept.",
            )


def remember_unknown(
    doubtful: Mapping[str, tuple[RowRule, list[int]]],
    found: "RecognisedList",
    columns: Mapping[str, Column],
    unsure: set[str],
) -> None:
    """Note the children of rows with an unknown code: nothing of theirs is ended or withdrawn."""
    if found.part.required:
        children = columns[found.part.required[0].name].values
        unsure.update(child for _, rows in doubtful.values() for row in rows if (child := children[row]) is not None)


def remember_undated(found: "RecognisedList", columns: dict[str, Column], unsure: set[str], count: int) -> None:
    """Note the children of rows with a date that is missing where it is required, or unreadable.

    What such a row says is not known, so nothing of theirs is withdrawn.
    """
    if not found.part.required:
        return
    children = columns[found.part.required[0].name].values
    for name, heading in found.part.headings.items():
        column = columns[name]
        rows = set(column.unreadable)
        if heading.required:
            rows.update(row for row in range(count) if column.values[row] is None)
        unsure.update(child for row in rows if (child := children[row]) is not None)
