"""Imported statistics among the published figures: what a later file takes away, what a load of one's own leaves."""

import sqlite3
from collections.abc import Iterable

from caseworkbench.loading.withdrawing import Withdrawn

PUBLISHED = "published_figures"
IMPORTED = "dfe_statistics"
"""The ``origin`` of figures that were imported."""

Figure = tuple[str, str, str]
"""What a published figure is known by: measure, the period's last day (ISO), area."""


def withdraw_unknown(connection: sqlite3.Connection, unknown: Iterable[Figure]) -> list[Withdrawn]:
    """Take away imported figures that a later file speaks of and does not give.

    Without this the mean of last year's neighbours would stay where this year's is not known. Figures that the
    authority loaded itself stay.
    """
    gone: list[Withdrawn] = []
    for figure in sorted(unknown):
        taken = connection.execute(
            f"DELETE FROM {PUBLISHED} WHERE measure = ? AND period_end = ? AND area = ? AND origin = ?",
            (*figure, IMPORTED),
        ).rowcount
        if taken:
            why = "The figure came with an earlier import, and the later file does not give it."
            gone.append(Withdrawn(PUBLISHED, " ".join(figure), None, why))
    return gone


def keep_imported(connection: sqlite3.Connection, before: str) -> None:
    """Carry imported figures over a load that replaces the published figures with the authority's own.

    The file that an authority loads each week holds its own figures; it does not speak for the department's. Where it
    has a figure of the same measure, period and area, that one stands. ``before``: the generation attached.
    """
    columns = ", ".join(("measure", "period_end", "area", "value", "origin"))
    connection.execute(
        f"INSERT INTO main.{PUBLISHED} ({columns}) SELECT {columns} FROM {before}.{PUBLISHED} AS old "
        f"WHERE origin = ? AND NOT EXISTS (SELECT 1 FROM main.{PUBLISHED} AS new WHERE new.measure = old.measure "
        "AND new.period_end = old.period_end AND new.area = old.area)",
        (IMPORTED,),
    )
