"""Everything that happened to a child, in order, from every extract that names the child."""

import sqlite3
from datetime import date
from typing import Any, NamedTuple


class _Kind(NamedTuple):
    table: str
    date: str
    kind: str
    details: tuple[str, ...]


_KINDS = (
    _Kind("contacts", "received_at", "contact received", ("source", "outcome", "team")),
    _Kind("contacts", "decision_at", "contact decided", ("outcome",)),
    _Kind("referrals", "referral_date", "referral", ("source", "primary_need", "team")),
    _Kind("referrals", "closed_date", "referral closed", ("closure_reason",)),
    _Kind("assessments", "start_date", "assessment started", ("team", "worker")),
    _Kind("assessments", "oversight_date", "assessment looked at by a manager", ()),
    _Kind("assessments", "authorised_date", "assessment authorised", ("team", "worker")),
    _Kind("strategy_discussions", "held_date", "strategy discussion", ("outcome", "team")),
    _Kind("section47s", "start_date", "section 47 enquiry started", ("team", "worker")),
    _Kind("section47s", "end_date", "section 47 enquiry ended", ()),
    _Kind("initial_conferences", "held_date", "initial child protection conference", ("team",)),
    _Kind("cp_plans", "start_date", "child protection plan started", ("initial_category",)),
    _Kind("cp_plans", "end_date", "child protection plan ended", ("latest_category",)),
    _Kind("cin_plans", "start_date", "child in need plan started", ()),
    _Kind("cin_plans", "end_date", "child in need plan ended", ()),
    _Kind("care_episodes", "start_date", "became looked after", ("legal_status",)),
    _Kind("care_episodes", "end_date", "ceased to be looked after", ("end_reason",)),
    _Kind("placements", "start_date", "placement started", ("placement_type", "visit_rule")),
    _Kind("placements", "end_date", "placement ended", ("placement_type",)),
    _Kind("visits", "visit_date", "visit", ("visit_type", "child_seen", "seen_alone", "worker")),
    _Kind("reviews", "held_date", "review", ("review_type", "cancelled")),
    _Kind("supervisions", "supervision_date", "supervision", ("kind", "supervisor")),
    _Kind("missing_episodes", "started_at", "went missing", ("episode_type",)),
    _Kind("missing_episodes", "ended_at", "returned", ("episode_type",)),
    _Kind("return_interviews", "offered_at", "return interview offered", ("accepted",)),
    _Kind("return_interviews", "interviewed_at", "return interview held", ()),
    _Kind("allocations", "start_date", "allocated", ("worker", "team", "role")),
    _Kind("allocations", "end_date", "allocation ended", ("worker", "team", "role")),
    _Kind("audits", "returned_date", "case file audit returned", ("grade", "moderated_grade")),
)
_WORDS = {
    "child_seen": {"Y": "child seen", "N": "child not seen"},
    "seen_alone": {"Y": "alone", "N": "not alone"},
    "accepted": {"Y": "accepted", "N": "declined"},
    "cancelled": {"Y": "cancelled", "N": ""},
    "visit_type": {"cp": "child protection", "cin": "child in need", "lac": "looked after"},
    "review_type": {"cp": "child protection", "cin": "child in need", "lac": "looked after"},
    "role": {"lead": ""},
    "outcome": {"nfa": "no further action"},
}
_INTERVIEWS = (
    "SELECT i.{date}, i.{date}_time, {details} FROM return_interviews i JOIN missing_episodes m "
    "ON m.episode_id = i.episode_id WHERE m.child_id = ?"
)


def child_events(connection: sqlite3.Connection, child_id: str, as_at: date) -> list[dict[str, Any]]:
    """The child's events up to the date, in order: ``date``, ``time`` (or None), ``kind`` and ``what`` in words."""
    events: list[dict[str, Any]] = []
    for kind in _KINDS:
        timed = kind.date.endswith("_at")
        time = f"{kind.date}_time" if timed else "NULL"
        details = ", ".join(("NULL", *kind.details))
        if kind.table == "return_interviews":
            query = _INTERVIEWS.format(date=kind.date, details=details)
        else:
            query = f"SELECT {kind.date}, {time}, {details} FROM {kind.table} WHERE child_id = ?"
        for day, clock, _, *values in connection.execute(query, (child_id,)):
            if day and day <= as_at.isoformat():
                events.append(
                    {
                        "date": date.fromisoformat(day),
                        "time": clock,
                        "kind": kind.kind,
                        "what": ", ".join(
                            word
                            for name, value in zip(kind.details, values, strict=True)
                            if (word := _word(name, value))
                        ),
                    }
                )
    return sorted(events, key=lambda event: (event["date"], event["time"] or "", event["kind"]))


def _word(name: str, value: object) -> str:
    if value is None:
        return ""
    text = str(value)
    known = _WORDS.get(name, {})
    return known[text] if text in known else text.replace("_", " ") if name in ("outcome", "visit_rule") else text


def is_known(connection: sqlite3.Connection, child_id: str) -> bool:
    """Whether any extract names the child."""
    tables = sorted({kind.table for kind in _KINDS} | {"children", "care_leavers"})
    return any(
        connection.execute(f"SELECT 1 FROM {table} WHERE child_id = ? LIMIT 1", (child_id,)).fetchone()
        for table in tables
    )
