"""What the measures that are not clocks need beside a child's events: care leavers, posts, audits, a year's moves."""

import random
from datetime import date, timedelta

from .clock import Row, Tables
from .days import DAY, add_months, add_working_days, month_end
from .events import EventMaker
from .picking import FAR, FIRST, LAST, TEAMS, WORKERS


def days_that_matter(tables: Tables, rng: random.Random) -> list[date]:
    """Days on which a figure changes: birthdays, a year after moves, the ends of months of discussions and audits."""
    days = []
    for row in tables["care_leavers"]:
        born = [child.get("date_of_birth") for child in tables["children"] if child["child_id"] == row["child_id"]]
        days += [add_months(day, 12 * years) for day in born if day is not None for years in (19, 22)]
    for name in ("placements", "allocations"):
        days += [add_months(row["end_date"], 12) for row in tables[name] if (row.get("end_date") or FAR) < LAST]
    for name in ("cp_plans", "referrals", "posts"):
        days += [row[column] for row in tables[name] for column in ("end_date", "closed_date") if row.get(column)]
    days += [add_months(row["start_date"], 3) for row in tables["cp_plans"]]
    days = [day + timedelta(days=rng.choice([-1, 0, 0, 1])) for day in days if FIRST < day < LAST]
    days += [month_end(row["held_date"]) for row in tables["strategy_discussions"] for _ in range(2)]
    days += [month_end(row["returned_date"]) for row in tables["audits"] if row.get("returned_date")]
    days += [row["start_date"] - DAY for row in tables["section47s"]]
    return [day for day in days if FIRST < day < LAST]


ACTIVITIES = ["F1", "F2", "f4", "P1", "P5", "F", "p", "F1 - higher education", "G4", "G5", "g6", None, "Not known", "0"]
ACTIVITIES += ["Pregnancy or parenting", "Full time training", "part-time work"]


class WorkforceMaker(EventMaker):
    """Adds to an extract what counts without being a clock."""

    def not_clocks(self, children: list[str]) -> None:
        for child in children:
            self.mine = []
            if self.maybe(0.4):
                self.strategy_discussions(child)
            if self.maybe(0.3):
                self.referred_again(child)
            if self.maybe(0.3):
                self.a_year_of_moves(child)
        for row in self.tables["cp_plans"]:
            row["previous_plans"] = self.rng.choice([None, None, 0, 0, 1, 2])
        self.graded_audits(children)
        self.care_leavers(children)
        self.posts()

    def strategy_discussions(self, child: str) -> None:
        """Discussions from which an enquiry starts after none to seven working days, before, or never."""
        for _ in range(self.rng.randint(1, 3)):
            held = self.any_day() if self.maybe(0.5) else self.day()
            self.add(
                "strategy_discussions",
                {"strategy_id": self.id("D"), "child_id": child, "held_date": held, **self.who()},
            )
            if self.maybe(0.75):
                start = add_working_days(held, self.rng.choice([0, 1, 4, 5, 5, 5, 6, 7]))
                start += timedelta(days=self.rng.choice([0, 0, 1, 1, -1]))
                if self.maybe(0.2):
                    start = held - timedelta(days=self.rng.choice([1, 1, 2]))
                self.add(
                    "section47s",
                    {"s47_id": self.fresh("section47s", "S"), "child_id": child, "start_date": start, **self.who()},
                )

    def referred_again(self, child: str) -> None:
        """A referral twelve months after another, or a day beside that."""
        first = self.day()
        again = add_months(first, 12) + timedelta(days=self.rng.choice([-1, 0, 0, 1]))
        for day in (first, again, first)[: self.rng.choice([2, 2, 3])]:
            self.add(
                "referrals",
                {
                    "referral_id": self.fresh("referrals", "R"),
                    "child_id": child,
                    "referral_date": day,
                    "nfa": self.flag(),
                    "closed_date": self.end(day),
                    **self.who(),
                },
            )

    def a_year_of_moves(self, child: str) -> None:
        """Placements and workers one after the other, so that some leave the last twelve months day by day."""
        start = self.day()
        care = self.fresh("care_episodes", "E")
        status = self.rng.choice(["C2", "E1", "V3"]) if self.maybe(0.3) else "C2"
        self.add(
            "care_episodes",
            {
                "care_id": care,
                "child_id": child,
                "start_date": start,
                "end_date": self.or_none(0.6, self.after(start)),
                "legal_status": status,
            },
        )
        day = start
        for _ in range(self.rng.randint(2, 5)):
            stay = self.rng.choice([1, 30, 90, 180, 364, 365, 366])
            end = self.or_none(0.15, day + timedelta(days=stay))
            self.add(
                "placements",
                {
                    "placement_id": self.id("L"),
                    "child_id": child,
                    "care_id": self.or_none(0.05, care),
                    "start_date": day,
                    "end_date": end,
                },
            )
            self.add(
                "allocations",
                {
                    "allocation_id": self.id("Z"),
                    "child_id": child,
                    "start_date": day,
                    "end_date": end,
                    "team": self.or_none(0.3, self.rng.choice(TEAMS)),
                    "worker": self.or_none(0.1, self.rng.choice(WORKERS)),
                },
            )
            day = end or day + timedelta(days=stay)

    def graded_audits(self, children: list[str]) -> None:
        grades = ["outstanding", "good", "requires_improvement", "inadequate", "inadequate_escalation", None]
        for row in self.tables["audits"]:
            row["exempt"] = self.flag()
        for _ in range(self.rng.randint(0, 8)):
            due = self.day()
            self.add(
                "audits",
                {
                    "audit_id": self.id("Q"),
                    "child_id": self.or_none(0.2, self.rng.choice(children)),
                    "team": self.or_none(0.3, self.rng.choice(TEAMS)),
                    "due_date": due,
                    "returned_date": self.or_none(0.3, self.near(due, 20)),
                    "exempt": self.flag(),
                    "grade": self.rng.choice(grades),
                    "moderated_grade": self.or_none(0.3, self.rng.choice(grades)),
                },
            )

    def care_leavers(self, children: list[str]) -> None:
        """Some of the children, and young people whose nineteenth or twenty-second birthday is about then."""
        known = [row["child_id"] for row in self.tables["children"]]
        for child in self.rng.sample(children, min(2, len(children))):
            self.add("care_leavers", {"child_id": child, "activity": "F1"})
        for _ in range(self.rng.randint(1, 8)):
            child = self.id("C")
            born = add_months(self.day(), -12 * self.rng.choice([19, 22, 20, 18]))
            if self.maybe(0.2):
                born = self.rng.choice([date(1996, 2, 29), date(2000, 2, 29)])
            if self.maybe(0.9) and child not in known:
                self.add("children", {"child_id": child, "date_of_birth": self.or_none(0.1, born)})
            leaver: Row = {"child_id": child, "activity": self.rng.choice(ACTIVITIES), **self.who()}
            self.add("care_leavers", leaver)
            if self.maybe(0.4):
                self.allocations(child)

    def posts(self) -> None:
        for _ in range(self.rng.randint(0, 12)):
            start = self.or_none(0.4, self.day())
            self.add(
                "posts",
                {
                    "post_id": self.id("B"),
                    "team": self.or_none(0.2, self.rng.choice(TEAMS)),
                    "start_date": start,
                    "end_date": self.or_none(0.5, self.after(start)),
                    "fte": self.rng.choice([None, 1, 0.5, 0.6, 0.8, 0]),
                    "holder": self.rng.choice(["permanent", "permanent", "agency", "vacant"]),
                    "absent": self.flag(),
                },
            )
