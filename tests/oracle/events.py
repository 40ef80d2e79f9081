"""What happens under a child's plans: visits, reviews, supervision, missing episodes, allocations, audits."""

from datetime import date, timedelta

from caseworkbench.extracts.native_tables import BY_NAME

from .clock import Row
from .picking import FAR, FIRST, LAST, LONG_AGO, TEAMS, WORKERS, Picker


class EventMaker(Picker):
    """Adds a child's events, many of them on days on which something else happens."""

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
