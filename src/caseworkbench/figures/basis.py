"""Bases: which clocks a figure counts, and which of them meet it (measures.md, "Counting a figure")."""

from dataclasses import dataclass
from typing import Literal, get_args

from caseworkbench.clocks.columns import Bools, ClockDates
from caseworkbench.clocks.status import running

Basis = Literal["completed", "due", "running", "count"]
BASES: tuple[Basis, ...] = get_args(Basis)


@dataclass(frozen=True)
class Counted:
    """Masks over the clocks: in the denominator, in the numerator, overdue and due soon at the day."""

    counted: Bools
    met: Bools
    overdue: Bools
    due_soon: Bools


def count(clocks: ClockDates, basis: Basis, first: int, day: int, soon: int) -> Counted:
    """Count clocks as at ``day`` for the period ``first`` to ``day`` (day numbers); ``soon``: due soon until then."""
    alive = running(clocks, day)
    late = clocks.due < day
    overdue = alive & late
    due_soon = alive & ~late & (clocks.due <= soon)
    match basis:
        case "completed":
            counted = (clocks.stop >= first) & (clocks.stop <= day)
            met = counted & clocks.in_time
        case "due":
            counted = (clocks.due >= first) & (clocks.due <= day) & (clocks.void > clocks.due)
            met = counted & clocks.in_time
        case "running":
            counted, met = alive, alive & ~late
        case "count":
            counted, met = alive, overdue
    return Counted(counted, met, overdue, due_soon)


def alive_between(clocks: ClockDates, first: int, last: int) -> Bools:
    """The clocks that any figure between the two days can count: a pass over many dates looks at these alone."""
    return (clocks.start <= last) & ((clocks.end >= first) | (clocks.due >= first))
