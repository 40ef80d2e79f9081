"""Visits, reviews and supervision: what recurs under a plan, a placement or a care episode."""

from collections.abc import Callable
from datetime import date

from .clock import (
    Clock,
    Row,
    Tables,
    care_episodes,
    counting_visits,
    cp_plans,
    effective_cin_plans,
    ends_after_start,
    is_short_break,
    rows,
    settle,
)
from .days import add_months

Limit = tuple[int, str]
LimitRule = Callable[[date, int], Limit]
"""From the date on which the clock starts and the number of the chain's events so far to (limit, unit)."""


def chain(
    measure: str,
    subject: str,
    child_id: str,
    start: date,
    end: date | None,
    events: list[date],
    limit_rule: LimitRule,
    latest_only: bool = False,
    limit_before_latest: int = 1,
) -> list[Clock]:
    """The clocks of one chain; where only the latest event is known, from the earliest known.

    ``limit_before_latest``: as the how-manieth event such a chain's first event counts (any but the first).
    """
    within = sorted({day for day in events if day >= start and (end is None or day <= end)})
    clocks: list[Clock] = []
    at, seen = start, 0
    if latest_only and within:
        at, seen = within.pop(0), limit_before_latest
    for day in within:
        seen_before = seen
        seen += 1
        if day == at:
            continue
        limit, unit = limit_rule(at, seen_before)
        clocks.append(Clock(measure, subject, child_id, at, limit, unit, stop=day))
        at = day
    limit, unit = limit_rule(at, seen)
    last = settle(Clock(measure, subject, child_id, at, limit, unit, void=end))
    if last is not None:
        clocks.append(last)
    return clocks


def reviews_held(tables: Tables, review_type: str, subject_id: str, after: date) -> list[date]:
    """Reviews of this plan or episode, held later than its start and not cancelled."""
    found = []
    for review in rows(tables, "reviews"):
        if review["review_type"] != review_type or review["subject_id"] != subject_id:
            continue
        held = review.get("held_date")
        if held is not None and held > after and review.get("cancelled") != "Y":
            found.append(held)
    return found


def is_latest_only(row: Row) -> bool:
    return row.get("latest_only") == "Y"


def is_estimated(row: Row) -> bool:
    return row.get("start_estimated") == "Y"


def begins_at_event(row: Row) -> bool:
    return is_latest_only(row) or is_estimated(row)


def _plan_chain(
    measure: str,
    plan: Row,
    key: str,
    events: list[date],
    limit_rule: LimitRule,
    prefix: str = "",
    limit_before_latest: int = 1,
) -> list[Clock]:
    return chain(
        measure,
        prefix + str(plan[key]),
        plan["child_id"],
        plan["start_date"],
        plan.get("end_date"),
        events,
        limit_rule,
        begins_at_event(plan),
        limit_before_latest,
    )


def cp_visit(tables: Tables, limit: int = 10) -> list[Clock]:
    clocks = []
    for plan in cp_plans(tables):
        events = counting_visits(tables, plan["child_id"], "cp")
        clocks += _plan_chain("cp_visit", plan, "plan_id", events, lambda at, seen: (limit, "working_days"))
    return clocks


def cin_visit(tables: Tables, limit: int = 20) -> list[Clock]:
    clocks = []
    for plan in effective_cin_plans(tables):
        events = counting_visits(tables, plan["child_id"], "cin")
        clocks += _plan_chain("cin_visit", plan, "plan_id", events, lambda at, seen: (limit, "working_days"))
    return clocks


def lac_visit_limit(rule: str | None, placed: date, first_review: date | None, at: date, visits: int) -> Limit:
    """Regulation 28. ``at``: when the clock starts; ``visits``: made under this placement by then."""
    first = visits == 0
    in_first_year = at < add_months(placed, 12)
    before_review = first_review is None or at < first_review
    if rule in (None, "standard"):
        return (7, "days") if first else (42, "days")
    if rule in ("until_18", "long_term_agreed"):
        if first:
            return 7, "days"
        if in_first_year:
            return 42, "days"
        return (3, "months") if rule == "until_18" else (6, "months")
    if rule == "parents_assessment":
        return (7, "days") if before_review else (42, "days")
    if rule == "temporary_carer":
        return (7, "days") if before_review else (28, "days")
    raise AssertionError(rule)


def lac_visit(tables: Tables) -> list[Clock]:
    clocks = []
    for placement in rows(tables, "placements"):
        episode = None
        for candidate in rows(tables, "care_episodes"):
            if placement.get("care_id") is not None and candidate["care_id"] == placement["care_id"]:
                episode = candidate
        end, first_review = placement.get("end_date"), None
        if episode is not None:
            if is_short_break(episode) or not ends_after_start(episode):
                continue
            episode_end = episode.get("end_date")
            if episode_end is not None and (end is None or episode_end < end):
                end = episode_end
            held = reviews_held(tables, "lac", episode["care_id"], episode["start_date"])
            first_review = min(held) if held else None
        start = placement["start_date"]
        if end is not None and end <= start:
            continue

        def limit_rule(at: date, seen: int, row: Row = placement, review: date | None = first_review) -> Limit:
            return lac_visit_limit(row.get("visit_rule"), row["start_date"], review, at, seen)

        events = counting_visits(tables, placement["child_id"], "lac")
        clocks += chain(
            "lac_visit",
            placement["placement_id"],
            placement["child_id"],
            start,
            end,
            events,
            limit_rule,
            is_latest_only(placement),
        )
    return clocks


def cp_review(tables: Tables) -> list[Clock]:
    clocks = []
    for plan in cp_plans(tables):
        events = reviews_held(tables, "cp", plan["plan_id"], plan["start_date"])
        clocks += _plan_chain(
            "cp_review",
            plan,
            "plan_id",
            events,
            lambda at, seen: (3, "months") if seen == 0 else (6, "months"),
        )
    return clocks


def cin_review(tables: Tables) -> list[Clock]:
    clocks = []
    for plan in effective_cin_plans(tables):
        events = reviews_held(tables, "cin", plan["plan_id"], plan["start_date"])
        clocks += _plan_chain("cin_review", plan, "plan_id", events, lambda at, seen: (3, "months"))
    return clocks


def lac_review(tables: Tables) -> list[Clock]:
    def limit_rule(at: date, seen: int) -> Limit:
        if seen == 0:
            return 20, "working_days"
        return (3, "months") if seen == 1 else (6, "months")

    clocks = []
    for episode in care_episodes(tables):
        events = reviews_held(tables, "lac", episode["care_id"], episode["start_date"])
        # Where only the latest review is known the next is owed in six months, as after a second one.
        clocks += _plan_chain("lac_review", episode, "care_id", events, limit_rule, limit_before_latest=2)
    return clocks


def supervisions(tables: Tables, child_id: str, any_kind: bool) -> list[date]:
    found = []
    for row in rows(tables, "supervisions"):
        if row["child_id"] == child_id and (any_kind or row.get("kind") in (None, "supervision")):
            found.append(row["supervision_date"])
    return found


def cp_supervision(tables: Tables, limit: int = 28) -> list[Clock]:
    clocks = []
    for plan in cp_plans(tables):
        events = supervisions(tables, plan["child_id"], any_kind=False)
        clocks += _plan_chain("cp_supervision", plan, "plan_id", events, lambda at, seen: (limit, "days"))
    return clocks


def _all_open_plans(tables: Tables, measure: str, any_kind: bool) -> list[Clock]:
    clocks = []
    for plans, key, prefix, limit in (
        (cp_plans(tables), "plan_id", "cp-", 28),
        (effective_cin_plans(tables), "plan_id", "cin-", 42),
        (care_episodes(tables), "care_id", "lac-", 42),
    ):
        for plan in plans:
            events = supervisions(tables, plan["child_id"], any_kind)
            clocks += _plan_chain(measure, plan, key, events, lambda at, seen, n=limit: (n, "days"), prefix)
    return clocks


def case_supervision(tables: Tables) -> list[Clock]:
    return _all_open_plans(tables, "case_supervision", any_kind=False)


def management_oversight(tables: Tables) -> list[Clock]:
    return _all_open_plans(tables, "management_oversight", any_kind=True)
