"""Measures that are not clocks: of each the rows that count at a date, whether they are met, and what they weigh."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from .assessments import assessment
from .chains import cp_review
from .clock import (
    Row,
    Tables,
    care_episodes,
    cp_plans,
    effective_cin_plans,
    ends_after_start,
    is_short_break,
    open_on,
    rows,
)
from .days import add_months, working_days_between
from .others import allocation_open_on, is_lead


@dataclass(frozen=True)
class Counted:
    """One row behind a figure. ``day``: the date on which somebody was responsible for it."""

    subject: str
    child_id: str | None
    day: date
    met: bool = True
    own_team: str | None = None
    own_worker: str | None = None
    weight: Fraction = Fraction(1)


Find = Callable[[Tables, date, date], list[Counted]]
"""From the tables, the period's first day and the as-at date to the rows that count."""


def events(table: str, key: str, dated: str, met: Callable[[Tables, Row, date], bool] | None = None) -> Find:
    """Rows of a table whose date lies in the period; everyone's met where no condition is given."""

    def find(tables: Tables, first: date, d: date) -> list[Counted]:
        found = []
        for row in rows(tables, table):
            day = row.get(dated)
            if day is None or not first <= day <= d:
                continue
            good = True if met is None else met(tables, row, d)
            found.append(Counted(row[key], row.get("child_id"), day, good, row.get("team"), row.get("worker")))
        return found

    return find


def came_before_within_a_year(tables: Tables, row: Row, d: date) -> bool:
    day = row["referral_date"]
    return any(
        other["child_id"] == row["child_id"] and add_months(day, -12) <= other["referral_date"] < day
        for other in rows(tables, "referrals")
    )


def no_enquiry_followed(tables: Tables, row: Row, d: date) -> bool:
    held = row["held_date"]
    for enquiry in rows(tables, "section47s"):
        start = enquiry["start_date"]
        known = enquiry["child_id"] == row["child_id"] and held <= start <= d
        if known and working_days_between(held, start) <= 5:
            return False
    return True


GRADES = ("outstanding", "good", "requires_improvement", "inadequate", "inadequate_escalation")
"""From the best to the worst."""
GOOD_ENOUGH = GRADES[:3]


def audits_due(tables: Tables, first: date, d: date) -> list[Counted]:
    found = []
    for row in rows(tables, "audits"):
        due, returned = row.get("due_date"), row.get("returned_date")
        if due is not None and first <= due <= d and row.get("exempt") != "Y":
            back = returned is not None and returned <= d
            found.append(Counted(row["audit_id"], row.get("child_id"), due, back, row.get("team")))
    return found


def audits_moderated(tables: Tables, first: date, d: date) -> list[Counted]:
    found = []
    for row in rows(tables, "audits"):
        day, grade, moderated = row.get("returned_date"), row.get("grade"), row.get("moderated_grade")
        if day is None or not first <= day <= d or moderated is None:
            continue
        lower = grade is not None and GRADES.index(moderated) > GRADES.index(grade)
        found.append(Counted(row["audit_id"], row.get("child_id"), day, lower, row.get("team")))
    return found


# Open at a date


def open_plans(plans: Callable[[Tables], list[Row]], key: str) -> Find:
    def find(tables: Tables, first: date, d: date) -> list[Counted]:
        return [Counted(row[key], row["child_id"], d) for row in plans(tables) if open_on(row, d)]

    return find


def assessments_open(tables: Tables, first: date, d: date) -> list[Counted]:
    """What the clock ``assessment`` calls running."""
    return [
        Counted(clock.subject, clock.child_id, d, True, clock.own_team, clock.own_worker)
        for clock in assessment(tables)
        if clock.start <= d and all(end is None or end > d for end in (clock.stop, clock.void))
    ]


def referral_open_on(row: Row, day: date) -> bool:
    closed = row.get("closed_date")
    return row["referral_date"] <= day and (closed is None or closed > day)


def cin_cases(tables: Tables, first: date, d: date) -> list[Counted]:
    """Children, however many referrals of theirs are open."""
    higher = {row["child_id"] for row in cp_plans(tables) + care_episodes(tables) if open_on(row, d)}
    children = {
        row["child_id"] for row in rows(tables, "referrals") if row.get("nfa") != "Y" and referral_open_on(row, d)
    }
    return [Counted(child, child, d) for child in sorted(children - higher)]


def cp_reviewed_dfe(tables: Tables, first: date, d: date) -> list[Counted]:
    clocks = cp_review(tables)
    found = []
    for plan in cp_plans(tables):
        if not open_on(plan, d) or add_months(plan["start_date"], 3) > d:
            continue
        due = [clock for clock in clocks if clock.subject == plan["plan_id"] and clock.due <= d]
        in_time = all(clock.stop is not None and clock.stop <= clock.due for clock in due)
        found.append(Counted(plan["plan_id"], plan["child_id"], d, in_time))
    return found


def cp_repeat(tables: Tables, first: date, d: date) -> list[Counted]:
    found = []
    for plan in cp_plans(tables):
        day = plan["start_date"]
        if not first <= day <= d:
            continue
        before = any(other["child_id"] == plan["child_id"] and other["start_date"] < day for other in cp_plans(tables))
        again = before or (plan.get("previous_plans") or 0) > 0
        found.append(Counted(plan["plan_id"], plan["child_id"], day, again))
    return found


# Looked after


def looked_after(tables: Tables, d: date) -> list[str]:
    return sorted({row["child_id"] for row in care_episodes(tables) if open_on(row, d)})


def a_year_before(d: date) -> date:
    """The last day before the twelve months to a date."""
    return add_months(d, -12)


def placement_span(tables: Tables, row: Row) -> tuple[date, date | None] | None:
    """From when to when a placement was open; None where its care episode is ignored or a short break."""
    start, end = row["start_date"], row.get("end_date")
    for episode in rows(tables, "care_episodes"):
        if row.get("care_id") is None or episode["care_id"] != row["care_id"]:
            continue
        if is_short_break(episode) or not ends_after_start(episode):
            return None
        episode_end = episode.get("end_date")
        if episode_end is not None and (end is None or episode_end < end):
            end = episode_end
    return None if end is not None and end <= start else (start, end)


def lac_3_placements(tables: Tables, first: date, d: date) -> list[Counted]:
    found = []
    for child in looked_after(tables, d):
        count = 0
        for row in rows(tables, "placements"):
            span = placement_span(tables, row) if row["child_id"] == child else None
            # Open on a day from its start until the day before its end; one of those days after a year before d.
            if span is not None and span[0] <= d and (span[1] is None or (span[1] - a_year_before(d)).days > 1):
                count += 1
        found.append(Counted(child, child, d, count >= 3))
    return found


def lac_3_workers(tables: Tables, first: date, d: date) -> list[Counted]:
    found = []
    for child in looked_after(tables, d):
        workers = set()
        for row in rows(tables, "allocations"):
            if row["child_id"] != child or not is_lead(row) or row.get("worker") is None:
                continue
            start, end = row.get("start_date"), row.get("end_date")
            if start is not None and (start > d or (end is not None and end <= start)):
                continue
            if end is None or (end - a_year_before(d)).days > 1:
                workers.add(row["worker"])
        found.append(Counted(child, child, d, len(workers) >= 3))
    return found


def age(born: date, d: date) -> int:
    """In whole years; who was born on 29 February is a year older on 1 March where there is no such day."""
    return d.year - born.year - ((d.month, d.day) < (born.month, born.day))


def in_education_employment_or_training(activity: str | None) -> bool:
    """The codes F and P, whatever figure and words follow, but no word that begins with them."""
    return activity is not None and re.match(r"[FP](?![A-Z])|(FULL|PART).?TIME", activity.upper()) is not None


def care_leaver_eet(tables: Tables, first: date, d: date) -> list[Counted]:
    found = []
    for row in rows(tables, "care_leavers"):
        births = [
            child.get("date_of_birth") for child in rows(tables, "children") if child["child_id"] == row["child_id"]
        ]
        born = births[0] if births else None
        if born is None or not 19 <= age(born, d) <= 21:
            continue
        met = in_education_employment_or_training(row.get("activity"))
        found.append(Counted(row["child_id"], row["child_id"], d, met, row.get("team"), row.get("worker")))
    return found


# The workforce


def caseload(tables: Tables, first: date, d: date) -> list[Counted]:
    """Lead allocations with a worker open at the date; the figure counts their children and their workers."""
    return [
        Counted(row["allocation_id"], row["child_id"], d, True, row.get("team"), row["worker"])
        for row in rows(tables, "allocations")
        if is_lead(row) and row.get("worker") is not None and allocation_open_on(row, d)
    ]


def posts(among: Callable[[Row], bool], met: Callable[[Row], bool]) -> Find:
    def find(tables: Tables, first: date, d: date) -> list[Counted]:
        found = []
        for row in rows(tables, "posts"):
            if not allocation_open_on(row, d) or not among(row):
                continue
            fte = Fraction(1) if row.get("fte") is None else Fraction(str(row["fte"]))
            found.append(Counted(row["post_id"], None, d, met(row), row.get("team"), None, fte))
        return found

    return find


@dataclass(frozen=True)
class Share:
    """One measure: how its rows are found and what the table of measures says of it."""

    find: Find
    unit: str
    period: str
    better: str | None


def everyone(row: Row) -> bool:
    return True


CONTACTS = events("contacts", "contact_id", "received_at")
REFERRALS = events("referrals", "referral_id", "referral_date")
ASSESSED = events("assessments", "assessment_id", "authorised_date")
ENQUIRIES = events("section47s", "s47_id", "start_date")
CP_OPEN = open_plans(cp_plans, "plan_id")
LAC_OPEN = open_plans(care_episodes, "care_id")

SHARES: dict[str, Share] = {
    "contacts": Share(CONTACTS, "count", "rolling12", None),
    "referrals": Share(REFERRALS, "count", "rolling12", None),
    "assessments_completed": Share(ASSESSED, "count", "rolling12", None),
    "s47s": Share(ENQUIRIES, "count", "rolling12", None),
    "referral_rate": Share(REFERRALS, "rate_per_10000", "rolling12", "low"),
    "assessment_rate": Share(ASSESSED, "rate_per_10000", "rolling12", "low"),
    "s47_rate": Share(ENQUIRIES, "rate_per_10000", "rolling12", "low"),
    "contact_to_referral": Share(
        events("contacts", "contact_id", "received_at", lambda tables, row, d: row.get("outcome") == "referral"),
        "percent",
        "rolling12",
        None,
    ),
    "re_referral": Share(
        events("referrals", "referral_id", "referral_date", came_before_within_a_year), "percent", "rolling12", "low"
    ),
    "assessment_nfa": Share(
        events("assessments", "assessment_id", "authorised_date", lambda tables, row, d: row.get("nfa") == "Y"),
        "percent",
        "rolling12",
        "low",
    ),
    "assessments_open": Share(assessments_open, "count", "asat", None),
    "cin_cases": Share(cin_cases, "count", "asat", None),
    "cin_plans_open": Share(open_plans(effective_cin_plans, "plan_id"), "count", "asat", None),
    "cp_open": Share(CP_OPEN, "count", "asat", None),
    "lac_open": Share(LAC_OPEN, "count", "asat", None),
    "cp_rate": Share(CP_OPEN, "rate_per_10000", "asat", "low"),
    "lac_rate": Share(LAC_OPEN, "rate_per_10000", "asat", "low"),
    "strategy_no_s47": Share(
        events("strategy_discussions", "strategy_id", "held_date", no_enquiry_followed), "percent", "month", "low"
    ),
    "cp_reviewed_dfe": Share(cp_reviewed_dfe, "percent", "asat", "high"),
    "cp_repeat": Share(cp_repeat, "percent", "rolling12", "low"),
    "lac_3_placements": Share(lac_3_placements, "percent", "asat", "low"),
    "lac_3_workers": Share(lac_3_workers, "percent", "asat", "low"),
    "care_leaver_eet": Share(care_leaver_eet, "percent", "asat", "high"),
    "caseload": Share(caseload, "average", "asat", "low"),
    "vacancy_rate": Share(posts(everyone, lambda row: row["holder"] != "permanent"), "percent", "asat", "low"),
    "unfilled_rate": Share(
        posts(everyone, lambda row: row["holder"] == "vacant" or row.get("absent") == "Y"), "percent", "asat", "low"
    ),
    "agency_rate": Share(
        posts(lambda row: row["holder"] != "vacant", lambda row: row["holder"] == "agency"), "percent", "asat", "low"
    ),
    "audit_ri_or_better": Share(
        events("audits", "audit_id", "returned_date", lambda tables, row, d: row.get("grade") in GOOD_ENOUGH),
        "percent",
        "month",
        "high",
    ),
    "audit_ri_or_better_moderated": Share(
        events(
            "audits",
            "audit_id",
            "returned_date",
            lambda tables, row, d: (row.get("moderated_grade") or row.get("grade")) in GOOD_ENOUGH,
        ),
        "percent",
        "month",
        "high",
    ),
    "audit_returned": Share(audits_due, "percent", "month", "high"),
    "audit_downgraded": Share(audits_moderated, "percent", "month", "low"),
}
