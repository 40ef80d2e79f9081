"""Small nasty extracts of made-up children: of one seed, or for hypothesis."""

import random
from datetime import date, timedelta

from hypothesis import strategies as st

from caseworkbench.extracts.native_tables import BY_NAME

from .clock import Row, Tables
from .picking import FAR, FIRST, LONG_AGO, SERVICES, TEAMS
from .workforce import WorkforceMaker


class Maker(WorkforceMaker):
    """Makes one extract, child by child."""

    def make(self) -> Tables:
        self.teams()
        children = [self.id("C") for _ in range(self.children)]
        for child in children:
            self.child(child)
        self.audits(children)
        self.not_clocks(children)
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
