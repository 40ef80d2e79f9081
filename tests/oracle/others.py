"""return_interview, unallocated, cin_drift, cp_drift, reaudit."""

from datetime import date, timedelta

from .clock import (
    Clock,
    Row,
    Tables,
    cp_plans,
    earliest_believed,
    effective_cin_plans,
    rows,
    settle,
    time_order,
)
from .days import DAY


def return_interview(tables: Tables, limit: int = 72) -> list[Clock]:
    clocks = []
    for episode in rows(tables, "missing_episodes"):
        back = episode.get("ended_at")
        if episode["episode_type"] != "missing" or back is None:
            continue
        base = {
            "measure": "return_interview",
            "subject": episode["episode_id"],
            "child_id": episode["child_id"],
            "start": back,
            "start_time": episode.get("ended_at_time"),
            "limit": limit,
            "unit": "hours",
            "own_team": episode.get("team"),
            "own_worker": episode.get("worker"),
        }
        interviews = [row for row in rows(tables, "return_interviews") if row["episode_id"] == episode["episode_id"]]
        held = [row for row in interviews if row.get("interviewed_at") is not None]
        declined = [row for row in interviews if row.get("accepted") == "N"]
        if held:
            believed, stop = earliest_believed(back, [row["interviewed_at"] for row in held])
            if not believed:
                continue
            times = [row.get("interviewed_at_time") for row in held if row["interviewed_at"] == stop]
            clocks.append(Clock(**base, stop=stop, stop_time=min(times, key=time_order)))
        elif declined:
            # An offer before the return counts as made on the day of return. The stop is that date, without a time.
            offered = min(max(row.get("offered_at") or back, back) for row in declined)
            if offered <= Clock(**base).due:
                clocks.append(settle(Clock(**base, void=offered), void_row_on_start=True))
            else:
                clocks.append(Clock(**base, stop=offered))
        else:
            clocks.append(Clock(**base))
    return clocks


def is_lead(allocation: Row) -> bool:
    return allocation.get("role") in (None, "lead")


def allocation_open_on(allocation: Row, day: date) -> bool:
    """From its start (without one: since ever) until the day before its end."""
    start, end = allocation.get("start_date"), allocation.get("end_date")
    return (start is None or start <= day) and (end is None or end > day)


def unallocated(tables: Tables, limit: int = 5) -> list[Clock]:
    last = date(2000, 1, 1)
    for name in ("allocations", "referrals"):
        for row in rows(tables, name):
            for value in row.values():
                # A system's far day for "no end" changes nothing on the way there.
                if isinstance(value, date) and last < value < date(2100, 1, 1):
                    last = value
    clocks = []
    for referral in rows(tables, "referrals"):
        if referral.get("nfa") == "Y":
            continue
        closed = referral.get("closed_date")
        mine = [
            row
            for row in rows(tables, "allocations")
            if row["child_id"] == referral["child_id"] and is_lead(row) and row.get("worker") is not None
        ]

        def gap(start: date, stop: date | None, void: date | None, row: Row = referral) -> Clock:
            return Clock(
                "unallocated",
                row["referral_id"],
                row["child_id"],
                start,
                limit,
                "working_days",
                stop=stop,
                void=void,
                own_team=row.get("team"),
            )

        gap_start = None
        day = referral["referral_date"]
        while (closed is None or day < closed) and day <= last + DAY:
            covered = any(allocation_open_on(row, day) for row in mine)
            if not covered and gap_start is None:
                gap_start = day
            if covered and gap_start is not None:
                clocks.append(gap(gap_start, day, None))
                gap_start = None
            day += timedelta(days=1)
        if gap_start is not None:
            clocks.append(gap(gap_start, None, closed))
    return clocks


def cin_drift(tables: Tables, limit: int = 12) -> list[Clock]:
    clocks = []
    for plan in effective_cin_plans(tables):
        if plan.get("start_estimated") == "Y":
            continue
        clocks.append(
            Clock(
                "cin_drift",
                plan["plan_id"],
                plan["child_id"],
                plan["start_date"],
                limit,
                "months",
                void=plan["end_date"],
            )
        )
    return clocks


def cp_drift(tables: Tables, limit: int = 18) -> list[Clock]:
    return [
        Clock(
            "cp_drift",
            plan["plan_id"],
            plan["child_id"],
            plan["start_date"],
            limit,
            "months",
            void=plan.get("end_date"),
        )
        for plan in cp_plans(tables)
    ]


def reaudit(tables: Tables, limit: int = 3) -> list[Clock]:
    clocks = []
    for audit in rows(tables, "audits"):
        start = audit.get("returned_date")
        grade = audit.get("moderated_grade") or audit.get("grade")
        if start is None or grade not in ("inadequate", "inadequate_escalation"):
            continue
        again = [
            other.get("returned_date")
            for other in rows(tables, "audits")
            if other.get("reaudit_of") == audit["audit_id"]
        ]
        believed, stop = earliest_believed(start, again)
        if not believed:
            continue
        clocks.append(
            Clock(
                "reaudit",
                audit["audit_id"],
                audit.get("child_id"),
                start,
                limit,
                "months",
                stop=stop,
                own_team=audit.get("team"),
            )
        )
    return clocks
