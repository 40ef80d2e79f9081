"""Section 47 enquiries and initial conferences, with the seven families of September 2018."""

import numpy as np

from caseworkbench.sample.days import AS_AT, NEVER, Ints, Month, add_working, day, working_on_or_before
from caseworkbench.sample.journey_log import ASSESS, CIN, CP, WAITING, Journey
from caseworkbench.sample.picking import take

SEVEN = (4, 3, 3, 3, 2, 2, 2)
"""The children of the seven families whose conference was late in September 2018: nineteen of forty-seven."""


class Conferring:
    """Holds each month's conferences so that the share within fifteen working days meets its target."""

    def __init__(self, journey: Journey) -> None:
        """Works on the families of the journey."""
        self.journey = journey

    def run(self, month: Month) -> None:
        """The month's conferences, in time and late, and the enquiries that lead to none."""
        journey, world = self.journey, self.journey.world
        total = world.targets.children("conferences", month.key)
        late = round(total * (1 - world.targets.percent("icpc", month.key)))
        story = month.end == AS_AT and world.scale < 2
        tardy = self._seven(month) if story else self._choose(month, late, 46)
        self._confer(tardy, month, late=True)
        prompt = self._choose(month, total - int(world.sizes[tardy].sum()), 23)
        self._confer(prompt, month, late=False)
        if month.end == AS_AT:
            usual = world.targets.children("conferences", month.key) // 2
            self._wait(month, round(usual * 0.3), (16, 27))
            self._wait(month, round(usual * 0.3), (10, 15))
            self._wait(month, round(usual * 0.4), (0, 10))
        self._enquire(month, round(total * 0.9))
        journey.current["s47"][:] = -1

    def _able(self, month: Month, days: int) -> Ints:
        """Families known long enough, on a child in need plan or in assessment, with no conference of late."""
        journey = self.journey
        open_long = journey.referred <= month.start - days
        standing = np.isin(journey.status, (ASSESS, CIN, WAITING)) & (journey.since < month.start)
        rested = journey.last_conference < month.start - 200
        result: Ints = np.flatnonzero(open_long & standing & rested & (journey.current["s47"] < 0))
        return result

    def _choose(self, month: Month, children: int, days: int) -> Ints:
        able = self._able(month, days)
        weights = np.where(self.journey.status[able] == ASSESS, 3.0, 1.0)
        return take(self.journey.random, able, self.journey.world.sizes[able], children, weights)

    def _seven(self, month: Month) -> Ints:
        """Seven families of the sizes wanted (fewer in an authority too small to have them)."""
        able = self._able(month, 46)
        chosen: list[int] = []
        for size in SEVEN:
            fitting = [family for family in able if self.journey.world.sizes[family] == size and family not in chosen]
            if fitting:
                chosen.append(int(fitting[int(self.journey.random.integers(0, len(fitting)))]))
        return np.array(chosen, dtype=np.int64)

    def _confer(self, families: Ints, month: Month, late: bool) -> None:
        journey, random = self.journey, self.journey.random
        count = len(families)
        held = np.maximum(
            working_on_or_before(random.integers(month.start, month.end + 1, count)), add_working(month.start - 1, 1)
        )
        if late:
            ran = random.integers(16, 27, count)
        else:
            ran = random.choice(np.array([6, 8, 9, 10, 11, 12, 13, 14, 14, 15, 15, 15]), count)
        start = add_working(held, -ran)
        if late and count and month.end == AS_AT and journey.world.scale < 2:
            held[0], start[0] = day(2018, 9, 17), day(2018, 8, 21)
        share = 0.62 if month.end == AS_AT else 0.8
        plan = random.random(count) < share
        end = add_working(held, -random.integers(1, 5, count))
        if late:
            # the enquiry was not in place: opened after the event, never written up
            end = np.where(random.random(count) < 0.6, NEVER, end)
        journey.s47s.add(
            count,
            family=families,
            referral=journey.current["referral"][families],
            start=start,
            end=np.maximum(end, start),
            required=1,
            held=held,
            plan=plan,
            late=int(late),
        )
        journey.current["s47"][families] = 0
        journey.last_conference[families] = held
        started, dates = families[plan], held[plan]
        on_cin = journey.current["cin"][started] >= 0
        # most child in need plans are ended when protection begins; the others run on underneath
        ending = on_cin & (random.random(len(started)) < 0.75)
        journey.end_plan("cin", started[ending], dates[ending])
        journey.start_plan("cp", started, dates, CP)

    def _wait(self, month: Month, children: int, ran: tuple[int, int]) -> None:
        """Enquiries that need a conference which has not been held, so many working days after they began."""
        journey = self.journey
        families = self._choose(month, children, 15 + 2 * ran[0])
        journey.s47s.add(
            len(families),
            family=families,
            referral=journey.current["referral"][families],
            start=add_working(month.end, -journey.random.integers(ran[0], ran[1], len(families))),
            required=1,
        )
        journey.current["s47"][families] = 0

    def _enquire(self, month: Month, children: int) -> None:
        """Enquiries with no conference after them."""
        journey, random = self.journey, self.journey.random
        able = self._able(month, 0)
        families = take(random, able, journey.world.sizes[able], children)
        start = np.maximum(
            working_on_or_before(random.integers(month.start, month.end + 1, len(families))), month.start
        )
        end = add_working(start, random.integers(4, 16, len(families)))
        journey.s47s.add(
            len(families),
            family=families,
            referral=journey.current["referral"][families],
            start=np.maximum(start, journey.referred[families]),
            end=np.maximum(end, start),
        )
