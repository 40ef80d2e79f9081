"""Small nasty extracts of made-up children, and a writer that puts them into a folder as native CSV files."""

import csv
import random
from datetime import date, time, timedelta
from pathlib import Path

from hypothesis import strategies as st

from caseworkbench.extracts.native_tables import BY_NAME

from .clock import Row, Tables

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


class Maker:
    """Makes one extract. Dates come from a few that all rows share, so that events coincide."""

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

    def who(self) -> Row:
        return {
            "team": self.or_none(0.4, self.rng.choice(TEAMS)),
            "worker": self.or_none(0.4, self.rng.choice(WORKERS)),
        }

    def add(self, table: str, row: Row) -> Row:
        self.tables[table].append(row)
        if table not in ("children", "teams"):
            self.mine += [value for value in row.values() if isinstance(value, date) and FIRST <= value <= LAST]
        return row

    def make(self) -> Tables:
        self.teams()
        children = [self.id("C") for _ in range(self.children)]
        for child in children:
            self.child(child)
        self.audits(children)
        return self.tables

    def teams(self) -> None:
        for team in TEAMS[:-1]:
            if self.maybe(0.15):
                continue
            if self.maybe(0.5):
                self.add("teams", {"team": team, "service": self.rng.choice(SERVICES)})
                continue
            change = self.day()
            to = self.rng.choice([change, change - timedelta(days=1)])
            self.hot += [change, to]
            self.add(
                "teams",
                {
                    "team": team,
                    "service": SERVICES[0],
                    "from_date": self.rng.choice([None, FIRST, LONG_AGO]),
                    "to_date": to,
                },
            )
            self.add("teams", {"team": team, "service": SERVICES[1], "from_date": change})

    def child(self, child: str) -> None:
        self.mine = []
        if not self.maybe(0.1):
            self.add(
                "children",
                {
                    "child_id": child,
                    "forename": "Made",
                    "surname": f"Up {child}",
                    "date_of_birth": date(2010, 1, 1) + timedelta(days=self.rng.randint(0, 2000)),
                    "family_id": self.or_none(0.2, "F" + str(self.rng.randint(1, 4))),
                },
            )
        self.contacts(child)
        referrals = self.referrals(child)
        if self.maybe(0.15):
            self.one_day(child, referrals)
        self.assessments(child, referrals)
        self.enquiries(child, referrals)
        self.plans(child)
        if self.maybe(0.3):
            self.long_care(child)
        self.events(child)
        self.missing(child)
        self.allocations(child)

    def contacts(self, child: str) -> None:
        for _ in range(self.rng.randint(0, 3)):
            received = self.day()
            decided = self.or_none(0.25, self.rng.choice([self.after(received), self.near(received, 3)]))
            self.add(
                "contacts",
                {
                    "contact_id": self.id("K"),
                    "child_id": child,
                    "received_at": received,
                    "received_at_time": self.clock_time(),
                    "decision_at": decided,
                    "decision_at_time": None if decided is None else self.clock_time(),
                    "outcome": self.rng.choice(["referral", "early_help", "nfa", None]),
                    **self.who(),
                },
            )

    def referrals(self, child: str) -> list[str]:
        made = []
        for _ in range(self.rng.choice([0, 1, 1, 2, 3])):
            day = self.day()
            row = self.add(
                "referrals",
                {
                    "referral_id": self.id("R"),
                    "child_id": child,
                    "referral_date": day,
                    "nfa": self.rng.choice(["Y", "N", "N", None]),
                    "closed_date": self.end(day),
                    **self.who(),
                },
            )
            made.append(row["referral_id"])
        return made

    def some_referral(self, referrals: list[str]) -> str | None:
        everyone = [row["referral_id"] for row in self.tables["referrals"]]
        options: list[str | None] = [None, "R-unknown", *referrals * 4]
        if everyone and self.maybe(0.1):
            options.append(self.rng.choice(everyone))
        return self.rng.choice(options)

    def assessments(self, child: str, referrals: list[str]) -> None:
        for _ in range(self.rng.choice([0, 1, 2, 2, 3])):
            start = self.day()
            self.add(
                "assessments",
                {
                    "assessment_id": self.id("A"),
                    "child_id": child,
                    "referral_id": self.some_referral(referrals),
                    "start_date": start,
                    "oversight_date": self.or_none(0.4, self.rng.choice([self.after(start), self.near(start, 14)])),
                    "authorised_date": self.or_none(0.35, self.after(start)),
                    "nfa": self.flag(),
                    **self.who(),
                },
            )

    def enquiries(self, child: str, referrals: list[str]) -> None:
        for _ in range(self.rng.choice([0, 1, 1, 2])):
            start = self.day()
            row = self.add(
                "section47s",
                {
                    "s47_id": self.id("S"),
                    "child_id": child,
                    "referral_id": self.some_referral(referrals),
                    "start_date": start,
                    "end_date": self.or_none(0.4, self.after(start)),
                    "icpc_required": self.rng.choice(["Y", "N", None, None]),
                    **self.who(),
                },
            )
            for _ in range(self.rng.choice([0, 0, 1, 2])):
                self.add(
                    "initial_conferences",
                    {
                        "conference_id": self.id("I"),
                        "child_id": child,
                        "s47_id": self.rng.choice([row["s47_id"]] * 5 + [None, "S-unknown"]),
                        "held_date": self.or_none(0.2, self.rng.choice([self.after(start), self.near(start, 25)])),
                        "transfer_in": self.rng.choice(["Y", "N", None]),
                    },
                )
            if self.maybe(0.3):
                self.add(
                    "strategy_discussions",
                    {"strategy_id": self.id("D"), "child_id": child, "held_date": start, **self.who()},
                )

    def plans(self, child: str) -> None:
        for table, prefix, most in (("cp_plans", "P", 2), ("cin_plans", "N", 3), ("care_episodes", "E", 2)):
            for _ in range(self.rng.randint(0, most)):
                start = self.day()
                key = BY_NAME[table].key[0]
                # Plans of different kinds may carry the same identifier.
                name = self.fresh(table, "P" if self.maybe(0.5) else prefix)
                row: Row = {key: name, "child_id": child, "start_date": start}
                row["end_date"] = self.end(start)
                if table == "care_episodes":
                    row["legal_status"] = self.rng.choice(["C2", "E1", None, "V2", "V3", "V4"])
                self.add(table, row)
        episodes = [row for row in self.tables["care_episodes"] if row["child_id"] == child]
        for _ in range(self.rng.randint(0, 3)):
            start = self.after(self.rng.choice(episodes)["start_date"]) if episodes and self.maybe(0.8) else self.day()
            self.add(
                "placements",
                {
                    "placement_id": self.id("L"),
                    "child_id": child,
                    "care_id": self.rng.choice([row["care_id"] for row in episodes] * 4 + [None, "E-unknown"]),
                    "start_date": start,
                    "end_date": self.end(start),
                    "visit_rule": self.rng.choice(
                        [
                            None,
                            "standard",
                            "until_18",
                            "long_term_agreed",
                            "parents_assessment",
                            "parents_assessment",
                            "temporary_carer",
                            "temporary_carer",
                        ]
                    ),
                },
            )

    def long_care(self, child: str) -> None:
        """A long time in care under one rule, visited around the first review and around the first year's end."""
        start = FIRST + timedelta(days=self.rng.randint(0, 500))
        care = self.fresh("care_episodes", "E")
        self.add("care_episodes", {"care_id": care, "child_id": child, "start_date": start, "legal_status": "C2"})
        self.add(
            "placements",
            {
                "placement_id": self.id("L"),
                "child_id": child,
                "care_id": care,
                "start_date": start,
                "visit_rule": self.rng.choice(
                    ["until_18", "long_term_agreed", "parents_assessment", "temporary_carer"]
                ),
            },
        )
        review = start + timedelta(days=self.rng.randint(10, 40))
        self.add(
            "reviews",
            {
                "review_id": self.id("W"),
                "child_id": child,
                "review_type": "lac",
                "subject_id": care,
                "held_date": review,
            },
        )
        days = [start, review, review + timedelta(days=7), start + timedelta(days=364), start + timedelta(days=365)]
        for day in [day for day in days if self.maybe(0.6)] + [self.after(review), self.after(review)]:
            self.add(
                "visits",
                {"visit_id": self.id("V"), "child_id": child, "visit_date": day, "visit_type": "lac"},
            )

    def one_day(self, child: str, referrals: list[str]) -> None:
        """An assessment authorised on the day on which its referral closed, and a plan from that day."""
        day = self.day()
        referral = self.add(
            "referrals",
            {"referral_id": self.id("R"), "child_id": child, "referral_date": self.near(day, 5), "closed_date": day},
        )
        self.add(
            "assessments",
            {
                "assessment_id": self.id("A"),
                "child_id": child,
                "referral_id": referral["referral_id"],
                "start_date": self.near(day, 5),
                "authorised_date": self.rng.choice([day, day - timedelta(days=1), day + timedelta(days=1)]),
            },
        )
        self.add("cin_plans", {"plan_id": self.fresh("cin_plans", "N"), "child_id": child, "start_date": day})
        referrals.append(referral["referral_id"])

    def plan_dates(self, child: str) -> list[date]:
        found = []
        for table in ("cp_plans", "cin_plans", "care_episodes", "placements"):
            for row in self.tables[table]:
                if row["child_id"] == child:
                    found += [day for day in (row["start_date"], row.get("end_date")) if day not in (None, FAR)]
        return found

    def event_day(self, child: str) -> date:
        dates = self.plan_dates(child)
        chance = self.rng.random()
        if dates and chance < 0.3:
            return self.rng.choice(dates)
        if dates and chance < 0.7:
            return self.after(self.rng.choice(dates))
        return self.day()

    def events(self, child: str) -> None:
        subjects = []
        for table, kind in (("cp_plans", "cp"), ("cin_plans", "cin"), ("care_episodes", "lac")):
            for row in self.tables[table]:
                if row["child_id"] == child:
                    subjects.append((kind, row[BY_NAME[table].key[0]], row))
        for kind, subject, row in subjects:
            for _ in range(self.rng.choice([0, 1, 2, 3])):
                held = self.rng.choice([row["start_date"], self.after(row["start_date"]), self.event_day(child)])
                self.add(
                    "reviews",
                    {
                        "review_id": self.id("W"),
                        "child_id": child,
                        "review_type": kind if self.maybe(0.9) else self.rng.choice(["cp", "cin", "lac"]),
                        "subject_id": subject if self.maybe(0.95) else "X-unknown",
                        "due_date": self.or_none(0.5, self.day()),
                        "held_date": self.or_none(0.1, held),
                        "cancelled": self.rng.choice(["Y", "N", None, None]),
                    },
                )
        for _ in range(self.rng.choice([0, 2, 4, 8, 12])):
            self.add(
                "visits",
                {
                    "visit_id": self.id("V"),
                    "child_id": child,
                    "visit_date": self.event_day(child),
                    "visit_type": self.rng.choice(["cp", "cin", "lac", "cp", "cin", "lac", "other"]),
                    "child_seen": self.rng.choice(["Y", "Y", "N", None]),
                },
            )
        for _ in range(self.rng.choice([0, 2, 4, 8])):
            self.add(
                "supervisions",
                {
                    "supervision_id": self.id("U"),
                    "child_id": child,
                    "supervision_date": self.event_day(child),
                    "kind": self.rng.choice(["supervision", "oversight", None]),
                },
            )

    def missing(self, child: str) -> None:
        for _ in range(self.rng.choice([0, 0, 1, 2])):
            back = self.or_none(0.15, self.day())
            row = self.add(
                "missing_episodes",
                {
                    "episode_id": self.id("M"),
                    "child_id": child,
                    "episode_type": self.rng.choice(["missing", "missing", "missing", "absent"]),
                    "started_at": self.or_none(0.2, self.near(back or self.day(), 4)),
                    "ended_at": back,
                    "ended_at_time": None if back is None else self.clock_time(),
                    **self.who(),
                },
            )
            for number in range(self.rng.choice([0, 1, 1, 2, 3])):
                again = self.tables["return_interviews"][-1]["interviewed_at"] if number else None
                offered = self.or_none(0.3, self.near(back or self.day(), 5))
                held = self.or_none(
                    0.6, (back or self.day()) + timedelta(days=self.rng.choice([-1, 0, 1, 2, 3, 3, 3, 4]))
                )
                if again is not None and self.maybe(0.5):
                    held = again
                self.add(
                    "return_interviews",
                    {
                        "interview_id": self.id("T"),
                        "episode_id": row["episode_id"] if self.maybe(0.95) else "M-unknown",
                        "child_id": child,
                        "offered_at": offered,
                        "offered_at_time": None if offered is None else self.clock_time(),
                        "accepted": self.rng.choice(["Y", "N", "N", None]),
                        "interviewed_at": held,
                        "interviewed_at_time": None if held is None else self.clock_time(),
                    },
                )

    def allocations(self, child: str) -> None:
        starts = [row["referral_date"] for row in self.tables["referrals"] if row["child_id"] == child]
        day = self.rng.choice(starts) if starts and self.maybe(0.5) else self.day()
        for _ in range(self.rng.choice([0, 1, 2, 3, 4])):
            start = self.or_none(0.1, LONG_AGO if self.maybe(0.05) else day)
            end = self.end(day)
            self.add(
                "allocations",
                {
                    "allocation_id": self.id("Z"),
                    "child_id": child,
                    "start_date": start,
                    "end_date": end,
                    "role": self.rng.choice([None, "lead", "lead", "reviewing_officer"]),
                    **self.who(),
                },
            )
            # The next one begins on the day this one ends, or on the same start, or anywhere.
            end = None if end == FAR else end
            day = self.rng.choice([end or day, end or day, day, self.day(), self.after(day)])

    def audits(self, children: list[str]) -> None:
        made: list[Row] = []
        for _ in range(self.rng.randint(0, 8)):
            earlier = self.rng.choice(made) if made else None
            again = earlier is not None and self.maybe(0.5)
            returned = self.after(earlier["returned_date"]) if again else self.day()
            grades = ["inadequate", "inadequate_escalation", "good", None, "inadequate"]
            made.append(
                self.add(
                    "audits",
                    {
                        "audit_id": self.id("Q"),
                        "child_id": self.or_none(0.1, self.rng.choice(children)),
                        "team": self.or_none(0.3, self.rng.choice(TEAMS)),
                        "due_date": self.or_none(0.3, self.day()),
                        "returned_date": self.or_none(0.15, returned),
                        "grade": self.rng.choice(grades),
                        "moderated_grade": self.rng.choice([*grades, None, None]),
                        "reaudit_of": earlier["audit_id"] if again else self.or_none(0.9, "Q-unknown"),
                    },
                )
            )


def random_extract(seed: int, children: int | None = None) -> Tables:
    """The extract of one seed: the same every time."""
    return Maker(random.Random(seed), children).make()


def extracts(most_children: int = 6) -> st.SearchStrategy[Tables]:
    """Extracts for hypothesis, which shrinks them through the random choices."""
    return st.builds(
        lambda rng, children: Maker(rng, children).make(),
        st.randoms(use_true_random=False),
        st.integers(1, most_children),
    )


def days_of(tables: Tables) -> list[date]:
    """Every date in an extract, but births, in order."""
    return sorted(
        {
            value
            for name, rows in tables.items()
            for row in rows
            for column, value in row.items()
            if isinstance(value, date)
            and LONG_AGO < value < FAR
            and name != "children"
            and column not in ("from_date", "to_date")
        }
    )


# The writer

FLAGS = {
    "Y": ["Y", "y", "yes", "Yes", "TRUE", "1", "a) Yes"],
    "N": ["N", "n", "no", "No", "false", "0", "b) No"],
}


def native_text(row: Row, column: str, kind: str, rng: random.Random) -> str:
    """A value as an authority might write it."""
    given = row.get(column)
    if given is None:
        return rng.choice(["", "", " "])
    if isinstance(given, date):
        text = given.strftime(rng.choice(["%Y-%m-%d", "%d/%m/%Y"]))
        at = row.get(f"{column}_time")
        if at is not None:
            text += rng.choice([" ", "T"]) + at.strftime("%H:%M" if at.second == 0 else "%H:%M:%S")
        return text
    if kind == "flag":
        return rng.choice(FLAGS[str(given)])
    if kind == "code" and rng.random() < 0.2:
        return str(given).upper()
    return str(given)


def write(tables: Tables, folder: Path, seed: int = 0, leave_out: tuple[str, ...] = ("workers", "posts")) -> Path:
    """Write an extract as a folder of native CSV files; tables named in ``leave_out`` get no file."""
    rng = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in BY_NAME.items():
        if name in leave_out or name in ("care_leavers", "published_figures"):
            continue
        columns = list(table.columns)
        rng.shuffle(columns)
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow([column.name for column in columns])
            for row in with_noise(tables.get(name, []), name, rng):
                writer.writerow([native_text(row, column.name, column.kind, rng) for column in columns])
    return folder


def with_noise(rows: list[Row], name: str, rng: random.Random) -> list[Row]:
    """The rows in any order, among them older copies of some (the last one wins) and some that must be turned away."""
    table = BY_NAME[name]
    dates = [column for column in table.columns if column.kind in ("date", "moment")]
    noisy: list[Row] = []
    for row in rng.sample(rows, len(rows)):
        if rng.random() < 0.05:
            older = dict(row)
            for column in dates:
                if isinstance(older.get(column.name), date) and column.name not in table.key:
                    older[column.name] = date(2018, rng.randint(1, 12), rng.randint(1, 28))
            noisy.append(older)
        noisy.append(row)
        if dates and name != "teams" and rng.random() < 0.05:
            key = {column: f"turned away {len(noisy)}" for column in table.key}
            noisy.append({**row, **key, rng.choice(dates).name: rng.choice(["31/02/2018", "soon", "2018-13-01"])})
    return noisy
