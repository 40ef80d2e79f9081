"""What the lists of Annex A hold of an authority: headings as an inspectorate gives them, and the rows.

A snapshot as at 30 September 2018: lists 1 to 5 reach back six months, lists 6 to 8 hold who is open now or was in
those months, each with the latest visit, review, placement and worker only.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from caseworkbench.sample.world import Columns, World

Row = dict[str, Any]
SINCE, UNTIL = "2018-04-01", "2018-09-30"

_WHO = ("Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)")
_DISABLED = "Does the Child have a Disability"
_ALLOCATED = ("Allocated Team", "Allocated Worker")


@dataclass
class Sheet:
    """One list: the sheet's name, its title, its headings and its rows (dates as dates)."""

    name: str
    title: str
    headings: tuple[str, ...]
    rows: list[list[Any]]


def rows_of(table: Columns) -> list[Row]:
    """A table row by row, without the generator's own columns."""
    names = [name for name in table if not name.startswith("_")]
    return [dict(zip(names, row, strict=True)) for row in zip(*(table[name] for name in names), strict=True)]


def make_sheets(world: World) -> list[Sheet]:
    """The eleven lists."""
    facts = _Facts(world)
    return [
        Sheet("List 1", "Contacts", (*_WHO, "Date of Contact", "Contact Source"), list(_contacts(facts))),
        Sheet("List 2", "Early Help", (*_WHO, "Assessment start date", "Assessment completion date"), _helped(facts)),
        _sheet(facts, "List 3", "Referrals", _referrals(facts), disabled=False),
        _sheet(facts, "List 4", "Assessments", _assessments(facts)),
        _sheet(facts, "List 5", "Section 47 Enquiries and ICPC", _enquiries(facts)),
        _sheet(facts, "List 6", "Children in Need", _in_need(facts)),
        _sheet(facts, "List 7", "Child Protection", _protected(facts)),
        _sheet(facts, "List 8", "Children in Care", _looked_after(facts)),
        _sheet(facts, "List 9", "Leaving Care Services", _leavers(facts), disabled=False),
        Sheet("List 10", "Adoption", (*_WHO, "Date of Decision that Child Should be Placed for Adoption"), []),
        Sheet("List 11", "Adopters", ("Adopter Identifier", "Date enquiry received"), []),
    ]


class _Facts:
    """The authority's rows, looked up by child."""

    def __init__(self, world: World) -> None:
        self.tables = {name: rows_of(table) for name, table in world.tables.items()}
        self.children = {row["child_id"]: row for row in self.tables["children"]}
        self.allocated: dict[str, Row] = {}
        for row in self.tables["allocations"]:
            if row["role"] != "secondary" and not row["end_date"]:
                self.allocated[row["child_id"]] = row
        names = {row["worker"]: row["name"] for row in self.tables["workers"]}
        self.worker_names = names
        self.visits: dict[tuple[str, str], Row] = {}
        for row in self.tables["visits"]:
            of = row["child_id"], row["visit_type"]
            if row["child_seen"] != "N" and row["visit_date"] >= self.visits.get(of, {}).get("visit_date", ""):
                self.visits[of] = row
        self.reviews: dict[str, str] = {}
        for row in self.tables["reviews"]:
            if row["held_date"] > self.reviews.get(row["subject_id"], ""):
                self.reviews[row["subject_id"]] = row["held_date"]

    def child(self, child_id: str) -> list[Any]:
        """The columns that every list begins with."""
        row = self.children.get(child_id, {})
        born = day(row.get("date_of_birth") or row.get("expected_date_of_birth") or "")
        sex = {"M": "a) Male", "F": "b) Female", "U": "c) Not known"}.get(row.get("sex", ""), "")
        age = "" if born is None else max(0, (date(2018, 9, 30) - born).days * 4 // 1461)
        return [child_id, sex, row.get("ethnicity", ""), born, age]

    def disabled(self, child_id: str) -> str:
        """Yes or no, with the letter that the guidance gives."""
        return "b) No" if self.children.get(child_id, {}).get("disability", "NONE") == "NONE" else "a) Yes"

    def who(self, row: Row) -> tuple[str, str]:
        """Team and worker of a row, else those allocated to the child."""
        here = row if row.get("team") and row["team"] != "MASH" else self.allocated.get(row["child_id"], {})
        return here.get("team", ""), self.worker_names.get(here.get("worker", ""), "")

    def last_seen(self, child_id: str, *kinds: str) -> Row | None:
        """The latest visit of any of the kinds at which the child was seen."""
        found = [self.visits[child_id, kind] for kind in kinds if (child_id, kind) in self.visits]
        return max(found, key=lambda row: row["visit_date"]) if found else None


def is_open(row: Row) -> bool:
    """Whether a plan runs on at the date of the lists: an end that is entered beforehand has not come."""
    return not row["end_date"] or row["end_date"] > UNTIL


def day(text: str) -> date | None:
    """An ISO date, or None."""
    return date.fromisoformat(text[:10]) if text else None


def yes(flag: str) -> str:
    """A flag in the words of the guidance."""
    return {"Y": "a) Yes", "N": "b) No"}.get(flag, "")


def _sheet(facts: _Facts, name: str, title: str, found: Iterable[tuple[Row, Row]], disabled: bool = True) -> Sheet:
    """A list from (source row, its own columns) pairs: everything before and after them is the same everywhere."""
    rows: list[list[Any]] = []
    own: tuple[str, ...] = ()
    for source, columns in found:
        own = tuple(columns)
        before = [*facts.child(source["child_id"]), *([facts.disabled(source["child_id"])] if disabled else [])]
        rows.append([*before, *columns.values(), *facts.who(source)])
    headings = (*_WHO, *((_DISABLED,) if disabled else ()), *own, *_ALLOCATED)
    return Sheet(name, title, headings, rows)


def _contacts(facts: _Facts) -> Iterable[list[Any]]:
    for row in facts.tables["contacts"]:
        if row["received_at"] >= SINCE:
            yield [*facts.child(row["child_id"]), day(row["received_at"]), row["source"]]


def _helped(facts: _Facts) -> list[list[Any]]:
    """Early help assessments: a week after a contact that was passed on to early help."""
    passed = [row for row in facts.tables["contacts"] if row["outcome"] == "early_help" and row["received_at"] >= SINCE]
    return [
        [*facts.child(row["child_id"]), _later(row["received_at"], 7), _later(row["received_at"], 40)] for row in passed
    ]


def _later(text: str, days: int) -> date | None:
    moved = date.fromisoformat(text[:10]) + timedelta(days=days)
    return moved if moved <= date(2018, 9, 30) else None


def _in_last_year(rows: list[Row], column: str) -> dict[str, int]:
    """How many rows of each child lie in the twelve months to the date."""
    return Counter(row["child_id"] for row in rows if row[column] > "2017-09-30")


def _referrals(facts: _Facts) -> Iterable[tuple[Row, Row]]:
    counts = _in_last_year(facts.tables["referrals"], "referral_date")
    for row in facts.tables["referrals"]:
        if row["referral_date"] >= SINCE:
            yield (
                row,
                {
                    "Date of referral": day(row["referral_date"]),
                    "Referral Source": row["source"],
                    "Referral NFA?": yes(row["nfa"]),
                    "Number of Referrals in last 12 months": counts[row["child_id"]],
                },
            )


def _assessments(facts: _Facts) -> Iterable[tuple[Row, Row]]:
    for row in facts.tables["assessments"]:
        done = row["authorised_date"]
        if row["start_date"] >= SINCE or done >= SINCE or not done:
            yield (
                row,
                {
                    "Continuous Assessment Start Date": day(row["start_date"]),
                    "Child Seen During Continuous Assessment": yes(row["child_seen"]),
                    "Continuous Assessment Date of Authorisation": day(done),
                    "Was the child assessed as requiring LA children’s social care support?": yes(
                        {"Y": "N", "N": "Y"}.get(row["nfa"], "")
                    ),
                },
            )


def _enquiries(facts: _Facts) -> Iterable[tuple[Row, Row]]:
    held = {row["s47_id"]: row for row in facts.tables["initial_conferences"] if row["s47_id"]}
    counts = _in_last_year(facts.tables["section47s"], "start_date")
    for row in facts.tables["section47s"]:
        if row["start_date"] >= SINCE:
            conference = held.get(row["s47_id"], {})
            yield (
                row,
                {
                    "Strategy discussion initiating Section 47 Enquiry Start Date": day(row["start_date"]),
                    "Number of Section 47 Enquiries in the last 12 months": counts[row["child_id"]],
                    "Was an Initial Child Protection Conference deemed unnecessary?": yes(
                        {"Y": "N", "N": "Y"}.get(row["icpc_required"], "")
                    ),
                    "Date of Initial Child Protection Conference": day(conference.get("held_date", "")),
                    "Did the Initial Child Protection Conference Result in a Child Protection Plan": yes(
                        conference.get("outcome_cp_plan", "")
                    ),
                },
            )


def _in_need(facts: _Facts) -> Iterable[tuple[Row, Row]]:
    """Every referral open at the date or closed since; the case status says what the child is."""
    now: dict[str, set[str]] = {}
    for kind, table in (("a) Looked after child", "care_episodes"), ("b) Child protection plan", "cp_plans")):
        now[kind] = {row["child_id"] for row in facts.tables[table] if is_open(row)}
    now["c) Child in need plan"] = {row["child_id"] for row in facts.tables["cin_plans"] if is_open(row)}
    visits = {"a": ("lac",), "b": ("cp",), "c": ("cin",), "d": ("assessment", "s47"), "e": ("cin", "assessment")}
    for row in facts.tables["referrals"]:
        closed = row["closed_date"]
        if row["nfa"] == "Y" or (closed and closed < SINCE):
            continue
        status = next((kind for kind, children in now.items() if row["child_id"] in children), "d) Open assessment")
        status = "e) Closed episode" if closed else status
        seen = facts.last_seen(row["child_id"], *visits[status[0]])
        yield (
            row,
            {
                "CIN Start Date": day(row["referral_date"]),
                "Primary Need Code": row["primary_need"],
                "Date Child Was Last Seen": day(seen["visit_date"]) if seen else None,
                "CIN Closure Date": day(closed),
                "Reason for Closure": row["closure_reason"],
                "Case Status": status,
            },
        )


def _protected(facts: _Facts) -> Iterable[tuple[Row, Row]]:
    for row in facts.tables["cp_plans"]:
        if row["end_date"] and row["end_date"] < SINCE:
            continue
        seen = facts.last_seen(row["child_id"], "cp")
        fits = seen is not None and seen["visit_date"] >= row["start_date"]
        yield (
            row,
            {
                "Child Protection Plan Start Date": day(row["start_date"]),
                "Initial Category of Abuse": row["initial_category"],
                "Latest Category of Abuse": row["latest_category"],
                "Date of the Last Statutory Visit": day(seen["visit_date"]) if seen and fits else None,
                "Was the Child Seen Alone?": yes(seen["seen_alone"]) if seen and fits else "",
                "Date of latest review conference": day(facts.reviews.get(row["plan_id"], "")),
                "Child Protection Plan End Date": day(row["end_date"]),
                "Number of Previous Child Protection Plans": row["previous_plans"],
            },
        )


def _looked_after(facts: _Facts) -> Iterable[tuple[Row, Row]]:
    placed: dict[str, Row] = {}
    for row in facts.tables["placements"]:
        if row["start_date"] >= placed.get(row["care_id"], {}).get("start_date", ""):
            placed[row["care_id"]] = row
    plans = ("a) Return to family", "b) Adoption", "c) SGO", "d) Supported living", "e) Long-term fostering")
    for number, row in enumerate(facts.tables["care_episodes"]):
        if row["end_date"] and row["end_date"] < SINCE:
            continue
        seen = facts.last_seen(row["child_id"], "lac")
        fits = seen is not None and seen["visit_date"] >= row["start_date"]
        placement = placed.get(row["care_id"], {})
        yield (
            row,
            {
                "Date Started to be Looked After": day(row["start_date"]),
                "Child's Legal Status": row["legal_status"],
                "Date of Latest Statutory Review": day(facts.reviews.get(row["care_id"], "")),
                "Date of Last Social Work Visit": day(seen["visit_date"]) if seen and fits else None,
                "What is the permanence plan for this child?": plans[number % 5],
                "Start Date of Most Recent Placement": day(placement.get("start_date", "")),
                "Placement Type": placement.get("placement_type", ""),
                "Date Ceased to be Looked After": day(row["end_date"]),
                "Reason Ceased to be Looked After": row["end_reason"],
            },
        )


def _leavers(facts: _Facts) -> Iterable[tuple[Row, Row]]:
    for row in facts.tables["care_leavers"]:
        yield (
            row,
            {
                "Eligibility Category": "c) Former relevant child",
                "LA in Touch": {"YES": "a) Yes", "NO": "b) No"}.get(row["in_touch"], "c) Refused"),
                "Type of Accommodation": row["accommodation"],
                "Suitability of Accommodation": {"1": "a) Suitable", "2": "b) Unsuitable"}[row["suitable"]],
                "Activity Status": row["activity"],
            },
        )
