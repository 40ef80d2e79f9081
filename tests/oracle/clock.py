"""One clock, and the rules that every clock obeys when its stop and its void are settled."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from .days import due_date

Row = dict[str, object]
Tables = dict[str, list[Row]]


@dataclass(frozen=True)
class Clock:
    """One row about one child; at most one of stop and void is set."""

    measure: str
    subject: str
    child_id: str | None
    start: date
    limit: int
    unit: str
    stop: date | None = None
    void: date | None = None
    start_time: time | None = None
    stop_time: time | None = None
    own_team: str | None = None
    own_worker: str | None = None

    @property
    def name(self) -> str:
        return f"{self.measure}:{self.subject}@{self.start.isoformat()}"

    @property
    def due(self) -> date:
        return due_date(self.start, self.limit, self.unit)

    @property
    def both_times(self) -> bool:
        return self.unit == "hours" and self.start_time is not None and self.stop_time is not None

    def hours_past(self) -> float:
        """Hours between the due instant and the stop; only where both carry a time of day."""
        due = datetime.combine(self.start, self.start_time) + timedelta(hours=self.limit)
        return (datetime.combine(self.stop, self.stop_time) - due).total_seconds() / 3600

    @property
    def stopped_in_time(self) -> bool:
        """Stopped in time; an hours clock with both times goes by the instant."""
        if self.both_times:
            return self.hours_past() <= 0
        return self.stop <= self.due


def settle(clock: Clock, void_row_on_start: bool = False) -> Clock | None:
    """Keep the earlier of stop and void (the stop on one day); a void on or before the start: no clock."""
    stop, void = clock.stop, clock.void
    if stop is not None and void is not None:
        if stop <= void:
            void = None
        else:
            stop = None
    if void is not None and void <= clock.start and not void_row_on_start:
        return None
    return replace(clock, stop=stop, void=void, stop_time=clock.stop_time if stop is not None else None)


def earliest_believed(start: date, dates: list[date | None]) -> tuple[bool, date | None]:
    """(whether to believe it, the earliest of the dates not before the start).

    Dates before the start are passed over; where only such dates exist none is believed.
    """
    given = [day for day in dates if day is not None]
    good = [day for day in given if day >= start]
    if good:
        return True, min(good)
    return not given, None


def time_order(value: time | None) -> tuple[int, time]:
    """Among dates that are equal one without a time comes first, then the earliest time."""
    return (0, time(0)) if value is None else (1, value)


def rows(tables: Tables, name: str) -> list[Row]:
    return tables.get(name, [])


def referral_of(tables: Tables, row: Row) -> Row | None:
    """The referral that referral_id names; None where that is empty or names none."""
    wanted = row.get("referral_id")
    if wanted is None:
        return None
    for referral in rows(tables, "referrals"):
        if referral["referral_id"] == wanted:
            return referral
    return None


def closed_date_of(tables: Tables, row: Row) -> date | None:
    referral = referral_of(tables, row)
    return None if referral is None else referral.get("closed_date")


def counting_visits(tables: Tables, child_id: str, visit_type: str | None = None) -> list[date]:
    """Dates of the child's visits at which the child was not unseen, of one type or of any."""
    found = []
    for visit in rows(tables, "visits"):
        if visit["child_id"] != child_id or visit.get("child_seen") == "N":
            continue
        if visit_type is None or visit["visit_type"] == visit_type:
            found.append(visit["visit_date"])
    return found


def first_visit_from(tables: Tables, child_id: str, day: date) -> date | None:
    later = [visit for visit in counting_visits(tables, child_id) if visit >= day]
    return min(later) if later else None


def own(row: Row) -> dict[str, str | None]:
    return {"own_team": row.get("team"), "own_worker": row.get("worker")}


# Plans and care episodes, the ignored and the short breaks left out everywhere.


def ends_after_start(row: Row) -> bool:
    """A plan or care episode that ends on or before its start is ignored everywhere."""
    end = row.get("end_date")
    return end is None or end > row["start_date"]


def cp_plans(tables: Tables) -> list[Row]:
    return [row for row in rows(tables, "cp_plans") if ends_after_start(row)]


def cin_plans(tables: Tables) -> list[Row]:
    """CIN plans as extracted."""
    return [row for row in rows(tables, "cin_plans") if ends_after_start(row)]


def is_short_break(row: Row) -> bool:
    return str(row.get("legal_status") or "").upper() in ("V3", "V4")


def care_episodes(tables: Tables) -> list[Row]:
    return [row for row in rows(tables, "care_episodes") if ends_after_start(row) and not is_short_break(row)]


def open_on(row: Row, day: date) -> bool:
    """Start on or before the day, and no end or an end after it."""
    end = row.get("end_date")
    return row["start_date"] <= day and (end is None or end > day)


def effective_cin_plans(tables: Tables) -> list[Row]:
    """CIN plans cut short where a higher plan starts; those that start under a higher plan left out."""
    effective = []
    for plan in cin_plans(tables):
        higher = [row for row in cp_plans(tables) + care_episodes(tables) if row["child_id"] == plan["child_id"]]
        start = plan["start_date"]
        if any(open_on(row, start) for row in higher):
            continue
        ends = [row["start_date"] for row in higher if row["start_date"] > start]
        if plan.get("end_date") is not None:
            ends.append(plan["end_date"])
        effective.append({**plan, "end_date": min(ends) if ends else None})
    return effective
