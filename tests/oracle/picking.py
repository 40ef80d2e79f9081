"""Random choices that make events coincide: dates that rows share, and identifiers that sort unlike numbers."""

import random
from datetime import date, time, timedelta

from caseworkbench.extracts.native_tables import BY_NAME

from .clock import Tables

FIRST, LAST = date(2017, 1, 1), date(2019, 12, 31)
SPECIAL = [
    date(2017, 4, 14),  # Good Friday
    date(2017, 4, 17),
    date(2017, 5, 1),
    date(2017, 12, 25),
    date(2017, 12, 26),
    date(2018, 1, 1),
    date(2018, 3, 30),
    date(2018, 4, 1),
    date(2018, 4, 2),
    date(2018, 8, 27),
    date(2018, 8, 31),
    date(2018, 12, 24),
    date(2018, 12, 31),
    date(2019, 2, 28),
    date(2019, 4, 19),
    date(2019, 8, 31),
]
LONG_AGO, FAR = date(1900, 1, 1), date(9999, 12, 31)
TEAMS = ["North", "South", "East 2", "Team 9", "Team 10", "Nobody's"]
WORKERS = ["Ann Ash", "Bo Birch", "Cy Cedar", "W9", "W10", "[b]Di"]
SERVICES = ["Safeguarding", "Looked After", "Front Door"]
TIMES = [time(0, 0), time(9, 0), time(9, 30), time(14, 5), time(14, 5, 30), time(23, 59, 59)]


class Picker:
    """Picks what rows are made of. Dates come from a few that all rows share, so that events coincide."""

    def __init__(self, rng: random.Random, children: int | None = None):
        self.rng = rng
        self.children = rng.randint(5, 15) if children is None else children
        self.tables: Tables = {name: [] for name in BY_NAME}
        self.hot = [self.any_day() for _ in range(rng.randint(4, 10))] + rng.sample(SPECIAL, rng.randint(1, 4))
        centre = rng.choice(self.hot)
        self.hot += [self.near(centre, 20) for _ in range(4)]
        self.mine: list[date] = []
        self.ids: dict[str, int] = {}
        self.numeric = rng.random() < 0.3

    def any_day(self) -> date:
        return FIRST + timedelta(days=self.rng.randint(0, (LAST - FIRST).days))

    def near(self, day: date, days: int) -> date:
        return day + timedelta(days=self.rng.randint(-days, days))

    def day(self) -> date:
        """A day on which something else happens too, most of the time: to this child, or to anyone."""
        chance = self.rng.random()
        if chance < 0.25 and self.mine:
            return self.rng.choice(self.mine)
        if chance < 0.6:
            return self.rng.choice(self.hot)
        if chance < 0.8:
            return self.near(self.rng.choice(self.hot), 3)
        return self.any_day()

    def after(self, day: date | None) -> date:
        """A day that is mostly on or after another one."""
        if day is None:
            return self.day()
        chance = self.rng.random()
        if chance < 0.12:
            return day
        if chance < 0.2:
            return self.near(day, 3)
        if chance < 0.3:
            return self.day()
        later = [hot for hot in [*self.hot, *self.mine] if hot >= day]
        if later and chance < 0.65:
            return self.rng.choice(later)
        return day + timedelta(days=self.rng.choice([1, 2, 3, 5, 7, 10, 14, 21, 28, 42, 65, 90, 180, 365, 400]))

    def maybe(self, chance: float) -> bool:
        return self.rng.random() < chance

    def end(self, start: date) -> date | None:
        """An end, an end never filled in, or the far day that some systems write instead of none."""
        if self.maybe(0.4):
            return None
        return FAR if self.maybe(0.04) else self.after(start)

    def or_none(self, chance: float, given: object) -> object:
        """The value, or nothing with this chance."""
        return None if self.rng.random() < chance else given

    def flag(self) -> str | None:
        return self.rng.choice(["Y", "N", None])

    def id(self, prefix: str) -> str:
        """Identifiers whose order as text is not their order as numbers."""
        self.ids[prefix] = self.ids.get(prefix, self.rng.choice([0, 7, 97])) + 1
        number = str(self.ids[prefix]).zfill(self.rng.choice([1, 1, 1, 3]))
        return number if self.numeric and prefix not in ("C",) else prefix + number

    def fresh(self, table: str, prefix: str) -> str:
        """An identifier that its table has not got yet, though another table may have it."""
        key = BY_NAME[table].key[0]
        name = self.id(prefix)
        while any(row[key] == name for row in self.tables[table]):
            name = self.id(prefix)
        return name

    def clock_time(self) -> time | None:
        return self.or_none(0.4, self.rng.choice(TIMES))
