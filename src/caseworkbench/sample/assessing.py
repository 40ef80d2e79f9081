"""Single assessments: most authorised in time, some late, a backlog that grows over the summer and is cleared."""

import numpy as np

from caseworkbench.sample.days import AS_AT, NEVER, Ints, Month, add_working, working_on_or_before
from caseworkbench.sample.journey_log import ASSESS, CARE, CIN, CP, WAITING, Journey
from caseworkbench.sample.picking import take

_LIMIT = 45


class Assessing:
    """Begins assessments and, month by month, authorises them so that the share in time meets its target."""

    def __init__(self, journey: Journey) -> None:
        """``waiting``: assessments that will not be authorised in time, until the backlog takes them."""
        self.journey = journey
        self.sizes = journey.world.sizes

    def begin(self, families: Ints, dates: Ints, again: bool = False) -> None:
        """Assessments begin; the day on which each would be authorised in time is settled now."""
        random = self.journey.random
        days = np.clip(np.round(random.triangular(10, 41, 46, len(families))), 10, _LIMIT).astype(np.int64)
        self.journey.assessments.add(
            len(families),
            family=families,
            referral=self.journey.current["referral"][families],
            start=dates,
            planned=add_working(dates, days),
            due=add_working(dates, _LIMIT),
            again=int(again),
        )

    def run(self, month: Month) -> None:
        """One month: new assessments of families on plans, then authorisations in time and from the backlog."""
        self._assess_again(month)
        log, random = self.journey.assessments, self.journey.random
        share = self.journey.world.targets.percent("assessment", month.key)
        ready = self._ready(month)
        ready_children = self._children(ready)
        waiting = np.flatnonzero((log["late"] == 1) & (log["done"] == NEVER))
        target = self.journey.world.targets.children("assessment_backlog", month.key)
        growth = target - self._children(waiting)
        odds = (1 - share) / share
        # of the children ready, so many are put off that the backlog ends on target while the share is met
        put_off = round(max(0.0, (growth + ready_children * odds) * share))
        able = ready[log["due"][ready] < month.end]
        postponed = take(random, able, self.sizes[log["family"][able]], put_off)
        log["late"][postponed] = 1
        in_time = np.setdiff1d(ready, postponed)
        self._authorise(in_time, log["planned"][in_time])
        cleared = max(0, self._children(waiting) + self._children(postponed) - target)
        old = waiting[log["due"][waiting] < month.start - 1]
        chosen = take(random, old, self.sizes[log["family"][old]], cleared)
        late = working_on_or_before(random.integers(month.start + 3, month.end + 1, len(chosen)))
        self._authorise(chosen, late)

    def _ready(self, month: Month) -> Ints:
        """Assessments to be authorised in time this month. In the last one just enough for the backlog story."""
        log = self.journey.assessments
        still = (log["late"] == 0) & (log["done"] == NEVER)
        ready = np.flatnonzero(still & (log["planned"] <= month.end))
        if month.end != AS_AT:
            return ready
        targets = self.journey.world.targets
        share = targets.percent("assessment", month.key)
        backlog = self._children(np.flatnonzero((log["late"] == 1) & (log["done"] == NEVER)))
        cleared = backlog - targets.children("assessment_backlog", month.key)
        wanted = round(cleared * share / (1 - share))
        must = ready[log["due"][ready] <= month.end]
        may = ready[log["due"][ready] > month.end]
        able = np.flatnonzero(still & (log["planned"] > month.end) & (add_working(log["start"], 12) <= month.end))
        able = able[np.argsort(log["planned"][able], kind="stable")]
        extra = np.concatenate([may, able])
        sizes = self.sizes[log["family"][extra]]
        chosen = take(
            self.journey.random, extra, sizes, wanted - self._children(must), 1.0 / np.arange(1.0, len(extra) + 1)
        )
        log["planned"][chosen] = np.minimum(log["planned"][chosen], add_working(month.end, 0))
        return np.concatenate([must, chosen])

    def _children(self, which: Ints) -> int:
        return int(self.sizes[self.journey.assessments["family"][which]].sum())

    def _assess_again(self, month: Month) -> None:
        """Families on a plan for most of a year are assessed again."""
        journey = self.journey
        random = journey.random
        able = np.flatnonzero(np.isin(journey.status, (CIN, CP, CARE)) & (journey.since < month.start - 150))
        chosen = take(random, able, self.sizes[able], round(0.34 * journey.world.arrivals))
        dates = working_on_or_before(random.integers(month.start + 3, month.end + 1, len(chosen)))
        self.begin(chosen, dates, again=True)

    def _authorise(self, which: Ints, dates: Ints) -> None:
        """The assessments end; a family that was only being assessed gets a plan, closes, or is left without."""
        journey, log, random = self.journey, self.journey.assessments, self.journey.random
        log["done"][which] = dates
        families = log["family"][which]
        deciding = (log["again"][which] == 0) & (journey.status[families] == ASSESS)
        which, families, dates = which[deciding], families[deciding], dates[deciding]
        draw = random.random(len(which))
        closing, none = draw < 0.44, (draw >= 0.44) & (draw < 0.49)
        log["nfa"][which[closing]] = 1
        journey.close(families[closing], dates[closing] + random.integers(0, 8, int(closing.sum())))
        journey.stand(families[none], dates[none], WAITING)
        planned = ~closing & ~none
        lag = np.where(
            random.random(len(which)) < 0.8, random.integers(0, 21, len(which)), random.integers(21, 36, len(which))
        )
        journey.start_plan("cin", families[planned], add_working(dates, lag)[planned], CIN)
