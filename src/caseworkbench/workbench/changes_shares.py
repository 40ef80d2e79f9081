"""What changed among the rows of a share between two points: rows that came in, went out, or were answered anew."""

import numpy as np

from caseworkbench.calendar.days import NEVER, Days, to_day
from caseworkbench.clocks.columns import Bools
from caseworkbench.figures.tallied import TalliedColumns, counted
from caseworkbench.workbench.changes_found import CODES, FIELD_CODES, NO_ROW, Found, chosen, spread
from caseworkbench.workbench.changes_keys import Keys, Rows, is_among, ordered, pair, with_date
from caseworkbench.workbench.changes_point import Asked, Point
from caseworkbench.workbench.groups import Choice

_LONG_AGO = int(np.iinfo(np.int32).min)


class ShareSide:
    """The rows that a share counts at one point, and all those that the load has."""

    def __init__(self, asked: Asked, point: Point) -> None:
        measure, parts = asked.line.measure, point.workbench.parts
        self.day = to_day(point.day)
        self.snapshot = measure.is_snapshot
        every = parts.book.tallied(measure)
        subject = parts.book.subject_keys(measure)[every.subject]
        self._every, self._key = every, with_date(subject, every.event)
        taken = counted(every, self.snapshot, to_day(asked.first(point.day)), self.day)
        self.rows: TalliedColumns = every.take(taken)
        self.subject, self.plain = subject[taken], self._key[taken]
        self.key = ordered(self.plain, self.rows.since)
        self._groups = parts.groups

    def inside(self, rows: Rows, choice: Choice) -> Bools:
        """Which of the counted rows belong to the choice; none that the point has not got."""
        there: Bools = rows != NO_ROW
        if choice.anything and there.any():
            who = self._groups.responsible_for(self.rows.take(rows[there]), self.snapshot, self.day)
            there[there] = self._groups.mask(who, choice)
        return there

    def until(self, keys: Keys) -> Days:
        """Until when the load has each of these cases as true, counted or not; long ago where it has not got it."""
        rows = np.flatnonzero(is_among(self._key, keys))
        last: dict[int, int] = {}
        for key, until in zip(self._key[rows].tolist(), self._every.until[rows].tolist(), strict=True):
            last[key] = max(until, last.get(key, until))
        return np.array([last.get(key, _LONG_AGO) for key in keys.tolist()], dtype=np.int32)


def compare_shares(asked: Asked, before: ShareSide, after: ShareSide) -> Found:
    """Every row that differs between the two points: counted at one alone, or answered otherwise."""
    pairs = pair(before.key, after.key)
    gone, new = pairs.gone, pairs.new
    left_until, right_until = after.until(before.plain[gone]), before.until(after.plain[new])
    moved = _moved(before, after, gone[left_until == _LONG_AGO], new[right_until == _LONG_AGO])
    left_kept, right_kept = ~np.isin(gone, moved[:, 0]), ~np.isin(new, moved[:, 1])
    gone, left_until = gone[left_kept], left_until[left_kept]
    new, right_until = new[right_kept], right_until[right_kept]
    left = np.concatenate([pairs.before, moved[:, 0], gone, np.full(len(new), NO_ROW)]).astype(np.intp)
    right = np.concatenate([pairs.after, moved[:, 1], np.full(len(gone), NO_ROW), new]).astype(np.intp)
    unknown = np.full(len(pairs.before) + len(moved), NEVER, dtype=np.int32)
    other = np.concatenate([unknown, left_until, right_until]).astype(np.int32)
    return _found(asked, before, after, left, right, other)


def _moved(before: ShareSide, after: ShareSide, gone: Rows, new: Rows) -> Rows:
    """Rows whose event moved: the only one of its subject that left with the only one that came, as (old, new)."""
    old = {subject: row for row, subject in zip(gone.tolist(), before.subject[gone].tolist(), strict=True)}
    now = {subject: row for row, subject in zip(new.tolist(), after.subject[new].tolist(), strict=True)}
    once = set(old.keys() & now.keys())
    once -= _twice(before.subject[gone]) | _twice(after.subject[new])
    return np.array([(old[subject], now[subject]) for subject in sorted(once)], dtype=np.intp).reshape(-1, 2)


def _twice(subjects: Keys) -> set[int]:
    distinct, times = np.unique(subjects, return_counts=True)
    return set(distinct[times > 1].tolist())


def _found(asked: Asked, before: ShareSide, after: ShareSide, left: Rows, right: Rows, other: Days) -> Found:
    """The rows that changed, with their kinds. ``other``: until when the other point has the row as true."""
    ours, theirs = before.inside(left, asked.choice), after.inside(right, asked.choice)
    was_there, is_there = left != NO_ROW, right != NO_ROW
    both, alone = was_there & is_there, was_there ^ is_there
    event = spread(before.rows.event, left, NEVER), spread(after.rows.event, right, NEVER)
    since = spread(after.rows.since, right, NEVER)
    weight = [
        (spread(rows.weight, places, 0.0) * inside, spread(rows.weight * rows.met, places, 0.0) * inside)
        for rows, places, inside in ((before.rows, left, ours), (after.rows, right, theirs))
    ]
    met = spread(before.rows.met, left, False) & ours, spread(after.rows.met, right, False) & theirs
    answered = (met[0] != met[1]) | (weight[0][0] != weight[1][0]) | (weight[0][1] != weight[1][1])
    known, snapshot = alone & (other != _LONG_AGO), np.bool_(before.snapshot)
    ended = was_there & known & snapshot
    tests: list[tuple[Bools, str, str]] = [
        (both & ~ours & theirs, "came_in", "team"),
        (both & ours & ~theirs, "went_out", "team"),
        (both & ~ours, "", ""),
        (both & (event[0] != event[1]), "changed_dates", "started"),
        (both & answered, "answer_changed", "answer"),
        (both, "", ""),
        (was_there & ~known, "gone", "status"),
        (ended & (other <= before.day), "entered_late", "ended"),
        (ended, "ended", "ended"),
        (was_there, "period", ""),
        (~known & (event[1] <= before.day), "entered_late", "started"),
        (known & snapshot & (since <= before.day), "changed_dates", "ended"),
        (known & ~snapshot & (event[1] <= before.day), "period", ""),
        (is_there, "new", "started"),
    ]
    codes = {**CODES, "": NO_ROW}
    kind = chosen([(mask, codes[name]) for mask, name, _ in tests], NO_ROW)
    field = chosen([(mask, FIELD_CODES[name]) for mask, _, name in tests], FIELD_CODES[""])
    started, over = field == FIELD_CODES["started"], field == FIELD_CODES["ended"]
    was = np.select([started, over & is_there], [event[0], other], NEVER).astype(np.int32)
    now = np.select([started, over & was_there], [event[1], other], NEVER).astype(np.int32)
    rows = (kind != NO_ROW) & (ours | theirs)
    average = asked.line.measure.unit == "average"
    return Found(
        left[rows],
        right[rows],
        kind[rows],
        field[rows],
        was[rows],
        now[rows],
        (was_there & ours)[rows],
        met[0][rows],
        (is_there & theirs)[rows],
        met[1][rows],
        None if average else (weight[1][1] - weight[0][1])[rows],
        None if average else (weight[1][0] - weight[0][0])[rows],
    )
