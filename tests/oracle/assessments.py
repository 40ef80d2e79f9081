"""assessment, assessment_from_referral, assessment_checkpoint, assessment_seen, plan_after_assessment."""

from .clock import (
    Clock,
    Tables,
    care_episodes,
    cin_plans,
    closed_date_of,
    cp_plans,
    earliest_believed,
    first_visit_from,
    open_on,
    own,
    referral_of,
    rows,
    settle,
)


def assessment(tables: Tables, limit: int = 45) -> list[Clock]:
    clocks = []
    for row in rows(tables, "assessments"):
        start, stop = row["start_date"], row.get("authorised_date")
        if stop is not None and stop < start:
            continue
        void = closed_date_of(tables, row) if stop is None else None
        clock = settle(
            Clock(
                "assessment",
                row["assessment_id"],
                row["child_id"],
                start,
                limit,
                "working_days",
                stop=stop,
                void=void,
                **own(row),
            )
        )
        if clock is not None:
            clocks.append(clock)
    return clocks


def assessment_from_referral(tables: Tables, limit: int = 45) -> list[Clock]:
    clocks = []
    for referral in rows(tables, "referrals"):
        named = [row for row in rows(tables, "assessments") if row.get("referral_id") == referral["referral_id"]]
        if not named:
            continue
        first = min(named, key=lambda row: (row["start_date"], row["assessment_id"]))
        start, stop = referral["referral_date"], first.get("authorised_date")
        if stop is not None and stop < start:
            continue
        void = referral.get("closed_date") if stop is None else None
        clock = settle(
            Clock(
                "assessment_from_referral",
                first["assessment_id"],
                first["child_id"],
                start,
                limit,
                "working_days",
                stop=stop,
                void=void,
                **own(first),
            )
        )
        if clock is not None:
            clocks.append(clock)
    return clocks


def assessment_checkpoint(tables: Tables, limit: int = 10) -> list[Clock]:
    clocks = []
    for row in rows(tables, "assessments"):
        start = row["start_date"]
        believed, stop = earliest_believed(start, [row.get("oversight_date"), row.get("authorised_date")])
        if not believed:
            continue
        clock = settle(
            Clock(
                "assessment_checkpoint",
                row["assessment_id"],
                row["child_id"],
                start,
                limit,
                "working_days",
                stop=stop,
                void=closed_date_of(tables, row),
                **own(row),
            )
        )
        if clock is not None:
            clocks.append(clock)
    return clocks


def assessment_seen(tables: Tables, limit: int = 10) -> list[Clock]:
    clocks = []
    for row in rows(tables, "assessments"):
        start = row["start_date"]
        clock = settle(
            Clock(
                "assessment_seen",
                row["assessment_id"],
                row["child_id"],
                start,
                limit,
                "working_days",
                stop=first_visit_from(tables, row["child_id"], start),
                void=row.get("authorised_date"),
                **own(row),
            )
        )
        if clock is not None:
            clocks.append(clock)
    return clocks


def plan_after_assessment(tables: Tables, limit: int = 20) -> list[Clock]:
    clocks = []
    for row in rows(tables, "assessments"):
        start = row.get("authorised_date")
        if start is None or row.get("nfa") == "Y":
            continue
        plans = [
            plan
            for plan in cin_plans(tables) + cp_plans(tables) + care_episodes(tables)
            if plan["child_id"] == row["child_id"]
        ]
        if any(plan["start_date"] < start and open_on(plan, start) for plan in plans):
            continue
        referral = referral_of(tables, row)
        closed = None if referral is None else referral.get("closed_date")
        if closed is not None and closed <= start:
            continue
        starts = [plan["start_date"] for plan in plans if plan["start_date"] >= start]
        clock = settle(
            Clock(
                "plan_after_assessment",
                row["assessment_id"],
                row["child_id"],
                start,
                limit,
                "working_days",
                stop=min(starts) if starts else None,
                void=closed,
                **own(row),
            )
        )
        if clock is not None:
            clocks.append(clock)
    return clocks
