"""Which groups of a table must stay out of a publication together, so that none is the whole less the others.

Groups add up to something that may be published as well: the teams of a service to the service, services to the
authority. Those left out of one such sum form a block, whose counts anybody can work out. A block is safe where it
holds at least two groups and could be published itself.
"""

from collections.abc import Callable, Mapping, Sequence

from caseworkbench.workbench.figure import Figure
from caseworkbench.workbench.levels import LEVELS

Key = tuple[str | None, ...]
"""Service, team, worker and group of children of a figure."""

_FEWEST = 2


def key_of(figure: Figure) -> Key:
    """What names a figure among the others of its measure."""
    return figure.service, figure.team, figure.worker, figure.group


def counts_of(figure: Figure) -> list[float]:
    """The counts that a figure tells of, those not met among them: 20 of 21 tells of one child as 1 of 21 does."""
    given = [figure.numerator, figure.denominator, figure.overdue, figure.due_soon]
    if figure.unit == "percent" and figure.numerator is not None and figure.denominator is not None:
        given.append(figure.denominator - figure.numerator)
    return [count or 0 for count in given]


def is_small(figure: Figure, under: int) -> bool:
    """Whether a child could be known by any count of the figure."""
    return any(0 < count < under for count in counts_of(figure))


def shown(table: Callable[[str], Sequence[Figure]], by: str, under: int) -> dict[Key, bool]:
    """Whether each figure of one measure may stand in the table ``by`` service, team, worker or characteristic.

    ``table``: the figures by a level. The levels above are settled first: what stands there gives its sum away.
    """
    above = LEVELS[1 : LEVELS.index(by)] if by in LEVELS else ()
    sums = [(depth, shown(table, level, under)) for depth, level in enumerate(above, 1)]
    figures = table(by)
    found = {key_of(figure): not is_small(figure, under) for figure in figures}
    blocks: dict[Key, list[Figure]] = {}
    for figure in figures:
        blocks.setdefault(_nearest_sum(key_of(figure), sums), []).append(figure)
    if by != LEVELS[0]:
        for together in blocks.values():
            _leave_out_until_safe(together, found, under)
    return found


def _nearest_sum(key: Key, sums: Sequence[tuple[int, Mapping[Key, bool]]]) -> Key:
    """The group above that stands in its own table and holds this one; the whole where there is none."""
    for depth, table in reversed(sums):
        above = (*key[:depth], *(None,) * (len(key) - depth))
        if table.get(above):
            return above
    return ()


def _leave_out_until_safe(together: Sequence[Figure], found: dict[Key, bool], under: int) -> None:
    """Leave out the smallest of those that stand, one after the other, until the block is safe."""
    block = [figure for figure in together if not found[key_of(figure)]]
    rest = sorted((one for one in together if found[key_of(one)] and size(one)), key=size, reverse=True)
    while block and rest and not _is_safe(block, under):
        smallest = rest.pop()
        found[key_of(smallest)] = False
        block.append(smallest)


def _is_safe(block: Sequence[Figure], under: int) -> bool:
    return len(block) >= _FEWEST and not any(
        0 < sum(counts) < under for counts in zip(*map(counts_of, block), strict=True)
    )


def size(figure: Figure) -> float:
    """How many cases a figure tells of."""
    counted = figure.numerator if figure.unit == "rate_per_10000" else figure.denominator
    return counted or 0
