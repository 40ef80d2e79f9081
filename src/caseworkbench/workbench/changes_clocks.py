"""What changed among the clocks of a measure between two points: every case that differs, with its one kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from caseworkbench.calendar.days import NEVER, Days, to_day
from caseworkbench.clocks.columns import Bools, ClockColumns
from caseworkbench.clocks.status import STATUSES, status_codes
from caseworkbench.figures.basis import count
from caseworkbench.workbench.changes_found import CODES, FIELD_CODES, NO_ROW, Found, chosen, only, spread
from caseworkbench.workbench.changes_keys import Keys, Pairs, Rows, is_among, ordered, pair, with_date
from caseworkbench.workbench.changes_point import Asked, Point
from caseworkbench.workbench.groups import Choice

IN_TIME, LATE, VOID, OVERDUE = (STATUSES.index(name) for name in ("in_time", "late", "void", "overdue"))
ABSENT = -1


class ClockSide:
    """The clocks of a measure as one point shows them: what lies after its evening is not known yet."""

    def __init__(self, asked: Asked, point: Point, same: ClockSide | None = None) -> None:
        """``same``: the clocks of the same load at another point, not to be read twice."""
        measure, parts = asked.line.measure, point.workbench.parts
        self.day = to_day(point.day)
        self.every: ClockColumns = same.every if same else parts.book.clocks_once(measure)
        self.subjects: Keys = same.subjects if same else parts.book.subject_keys(measure)
        started = self.every.start <= self.day
        self.clocks = self.every if started.all() else self.every.take(started)
        soon = parts.counting.soon(measure, self.day)
        first = to_day(asked.first(point.day))
        found = count(self.clocks, measure.basis, first, self.day, soon)  # type: ignore[arg-type]
        self.counted, self.met = found.counted, found.met
        self.status = status_codes(self.clocks, self.day, soon)
        self.stop = only(self.clocks.stop <= self.day, self.clocks.stop)
        self.void = only(self.clocks.void <= self.day, self.clocks.void)
        self.subject = self.subjects[self.clocks.subject]
        self.key = ordered(with_date(self.subject, self.clocks.start), self.clocks.end)
        self._groups = parts.groups

    def inside(self, rows: Rows, choice: Choice) -> Bools:
        """Which of the rows belong to the choice; none that the point has not got."""
        there: Bools = rows != NO_ROW
        if choice.anything and there.any():
            who = self._groups.responsible(self.clocks.take(rows[there]), self.day)
            there[there] = self._groups.mask(who, choice)
        return there


def compare_clocks(asked: Asked, before: ClockSide, after: ClockSide) -> Found:
    """Every case of the measure that differs between the two points."""
    pairs = pair(before.key, after.key)
    moved = _moved_starts(before, after, pairs)
    gone = np.setdiff1d(pairs.gone, np.fromiter(moved, dtype=np.intp, count=len(moved)))
    new = np.setdiff1d(pairs.new, np.fromiter(moved.values(), dtype=np.intp, count=len(moved)))
    stayed = _worth_a_look(asked.choice, before, after, pairs)
    old, now = pairs.before[stayed], pairs.after[stayed]
    movers = np.array(list(moved.items()), dtype=np.intp).reshape(-1, 2)
    left = np.concatenate([old, movers[:, 0], gone, np.full(len(new), NO_ROW)]).astype(np.intp)
    right = np.concatenate([now, movers[:, 1], np.full(len(gone), NO_ROW), new]).astype(np.intp)
    return _Comparison(asked.choice, before, after, left, right).found()


def _worth_a_look(choice: Choice, before: ClockSide, after: ClockSide, pairs: Pairs) -> Bools:
    """The pairs that differ, or were overdue; of a choice also those counted or running, which may change hands."""
    old, now = pairs.before, pairs.after
    columns = ((before.stop, after.stop), (before.void, after.void), (before.clocks.due, after.clocks.due))
    states = ((before.status, after.status), (before.counted, after.counted), (before.met, after.met))
    differ: Bools = before.status[old] == OVERDUE
    for left, right in (*columns, *states):
        differ |= left[old] != right[now]
    if choice.anything:
        differ |= before.counted[old] | after.counted[now] | (before.status[old] > VOID) | (after.status[now] > VOID)
    return differ


def _moved_starts(before: ClockSide, after: ClockSide, pairs: Pairs) -> Mapping[int, int]:
    """Clocks whose start moved: of the same subject the one that covers the old start, else its only clock.

    Both must stand alone: a clock that was there before already is nobody's new start.
    """
    gone = pairs.gone[is_among(before.subject[pairs.gone], after.subject[pairs.new])]
    if not len(gone):
        return {}
    new = pairs.new[is_among(after.subject[pairs.new], before.subject[gone])]
    by_subject: dict[int, list[int]] = {}
    for row, subject in zip(new.tolist(), after.subject[new].tolist(), strict=True):
        by_subject.setdefault(subject, []).append(row)
    every = Counter(after.subject[is_among(after.subject, before.subject[gone])].tolist())
    start, end = after.clocks.start, after.clocks.end
    found: dict[int, int] = {}
    for row, subject, old in zip(
        gone.tolist(), before.subject[gone].tolist(), before.clocks.start[gone].tolist(), strict=True
    ):
        options = by_subject.get(subject, [])
        covering = [one for one in options if start[one] <= old <= end[one]]
        best = max(covering, key=lambda one: start[one]) if covering else None
        if best is None and len(options) == 1 and every[subject] == 1:
            best = options[0]
        if best is not None:
            options.remove(best)
            found[row] = best
    return found


class _Comparison:
    """Rows side by side: how each stood at the first point and how it stands at the second."""

    def __init__(self, choice: Choice, before: ClockSide, after: ClockSide, left: Rows, right: Rows) -> None:
        self.choice, self.before, self.after = choice, before, after
        ours, theirs = before.inside(left, choice), after.inside(right, choice)
        kept = ours | theirs
        self.left, self.right = left[kept], right[kept]
        self.ours, self.theirs = ours[kept], theirs[kept]
        self.was_there, self.is_there = self.left != NO_ROW, self.right != NO_ROW
        self.status = (spread(before.status, self.left, ABSENT), spread(after.status, self.right, ABSENT))
        self.start = self._both(before.clocks.start, after.clocks.start)
        self.stop = self._both(before.stop, after.stop)
        self.void = self._both(before.void, after.void)
        self.due = self._both(before.clocks.due, after.clocks.due)
        self.counted = (
            spread(before.counted, self.left, False) & self.ours,
            spread(after.counted, self.right, False) & self.theirs,
        )
        self.met = (
            spread(before.met, self.left, False) & self.ours,
            spread(after.met, self.right, False) & self.theirs,
        )

    def _both(self, before: Days, after: Days) -> tuple[Days, Days]:
        return spread(before, self.left, NEVER), spread(after, self.right, NEVER)

    def found(self) -> Found:
        """The rows that changed, with their kinds."""
        both, day = self.was_there & self.is_there, self.before.day
        (old_start, start), (old_stop, stop), (old_void, void) = self.start, self.stop, self.void
        (old_due, due), (old, now) = self.due, self.status
        moved = both & (old_start != start)
        restopped = both & (old_stop != NEVER) & (old_stop != stop)
        revoided = both & (old_void != NEVER) & (old_void != void)
        redue = both & (old_due != due)
        done = (IN_TIME, LATE)
        retimed = both & np.isin(old, done) & np.isin(now, done) & (old != now)
        late_stop = self.is_there & (old_stop == NEVER) & (stop <= day)
        late_void = self.is_there & (old_void == NEVER) & (void <= day)
        late_start = ~self.was_there & (start <= day)
        other_count = (self.counted[0] != self.counted[1]) | (self.met[0] != self.met[1])
        tests: list[tuple[Bools, str, str]] = [
            (both & ~self.ours, "came_in", "team"),
            (both & ~self.theirs, "went_out", "team"),
            (~self.is_there, "gone", "status"),
            (moved, "changed_dates", "started"),
            (restopped, "changed_dates", "stopped"),
            (revoided, "changed_dates", "voided"),
            (redue, "changed_dates", "due"),
            (retimed, "changed_dates", "stop_time"),
            (late_stop, "entered_late", "stopped"),
            (late_void, "entered_late", "voided"),
            (late_start, "entered_late", "started"),
            ((now == IN_TIME) & (old != IN_TIME), "done_in_time", "stopped"),
            ((now == LATE) & (old != LATE), "done_late", "stopped"),
            ((now == VOID) & (old != VOID), "void", "voided"),
            ((now == OVERDUE) & (old != OVERDUE), "became_overdue", "status"),
            (~self.was_there, "new", "started"),
            (other_count, "period", ""),
        ]
        kind = chosen([(mask, CODES[name]) for mask, name, _ in tests], NO_ROW)
        field = chosen([(mask, FIELD_CODES[name]) for mask, _, name in tests], FIELD_CODES[""])
        dates = {"started": self.start, "stopped": self.stop, "voided": self.void, "due": self.due}
        masks = [field == FIELD_CODES[name] for name in dates]
        was = np.select(masks, [pair[0] for pair in dates.values()], NEVER).astype(np.int32)
        became = np.select(masks, [pair[1] for pair in dates.values()], NEVER).astype(np.int32)
        rows = kind != NO_ROW
        return Found(
            self.left[rows],
            self.right[rows],
            kind[rows],
            field[rows],
            was[rows],
            became[rows],
            self.counted[0][rows],
            self.met[0][rows],
            self.counted[1][rows],
            self.met[1][rows],
            _difference(self.met)[rows],
            _difference(self.counted)[rows],
            self._outcomes(),
            self._what_became_of_the_overdue(),
        )

    def _outcomes(self) -> dict[str, int]:
        """How many cases of the choice came to each state that they were not in before, whatever their kind."""
        old, now = self.status
        return {
            "became_overdue": _number(self.theirs & (now == OVERDUE) & (old != OVERDUE)),
            "done_in_time": _number(self.theirs & (now == IN_TIME) & ~np.isin(old, (IN_TIME, LATE))),
            "done_late": _number(self.theirs & (now == LATE) & ~np.isin(old, (IN_TIME, LATE))),
            "void": _number(self.theirs & (now == VOID) & (old != VOID)),
        }

    def _what_became_of_the_overdue(self) -> dict[str, int]:
        old, now = self.status
        then = self.ours & (old == OVERDUE)
        here = then & self.theirs
        after = self.after
        return {
            "then": _number(then),
            "completed": _number(here & np.isin(now, (IN_TIME, LATE))),
            "void": _number(here & (now == VOID)),
            "gone": _number(then & ~self.is_there),
            "elsewhere": _number(then & self.is_there & ~self.theirs),
            "no_longer": _number(here & (now > OVERDUE)),
            "remain": _number(here & (now == OVERDUE)),
            "came": _number(self.theirs & ~self.ours & (old == OVERDUE) & (now == OVERDUE)),
            "now": _number(after.inside(np.flatnonzero(after.status == OVERDUE), self.choice)),
        }


def _number(mask: Bools) -> int:
    return int(np.count_nonzero(mask))


def _difference(both: tuple[Bools, Bools]) -> npt.NDArray[np.float64]:
    return both[1].astype(np.float64) - both[0].astype(np.float64)
