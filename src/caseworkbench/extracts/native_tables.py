"""The native tables: which there are, their keys, columns, kinds of value and codes.

One description serves the reader (what to check), the store (what to create), the format mappings (what may
be mapped to) and the documentation.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

Kind = Literal["text", "date", "moment", "flag", "code", "number", "whole"]
"""``moment`` is a date that may carry a time of day, kept in a second column named ``<column>_time``."""


@dataclass(frozen=True)
class Column:
    """One column of a native table.

    ``required``: a row without it is rejected. ``codes``: the values a code may take, in lower case (empty: any).
    ``decides``: a flag, code or number that decides a figure, so a row with an unknown one is rejected; others
    are kept as they were written. ``upper``: codes of this column are stored in upper case, not lower.
    """

    name: str
    kind: Kind = "text"
    required: bool = False
    codes: tuple[str, ...] = ()
    decides: bool = False
    upper: bool = False


@dataclass(frozen=True)
class Table:
    """One native table. ``key``: the columns that name a row; ``dated_by``: the column ``covers_from`` looks at.

    ``indexes``: column lists the queries look rows up by.
    """

    name: str
    title: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    dated_by: str | None = None
    indexes: tuple[tuple[str, ...], ...] = ()
    extra: tuple[str, ...] = ()
    """Text columns that only some formats fill (``latest_only``: the source keeps only the latest event)."""

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """The columns by name."""
        return {column.name: column for column in self.columns}

    @property
    def file(self) -> str:
        """The native file name."""
        return f"{self.name}.csv"

    @cached_property
    def stored(self) -> tuple[tuple[str, str], ...]:
        """Every column of the store's table as (name, SQLite type): times after their dates, ``origin`` last.

        ``origin`` names the format and list a row came from (empty for native and SSD rows).
        """
        types = {"number": "REAL", "whole": "INTEGER"}
        names: list[tuple[str, str]] = []
        for column in self.columns:
            names.append((column.name, types.get(column.kind, "TEXT")))
            if column.kind == "moment":
                names.append((f"{column.name}_time", "TEXT"))
        names += [(name, "TEXT") for name in self.extra]
        names.append(("origin", "TEXT"))
        return tuple(names)


def _c(name: str, kind: Kind = "text", *codes: str, decides: bool = False, upper: bool = False) -> Column:
    required = name.startswith("*")
    return Column(name.lstrip("*"), kind, required, codes, decides, upper)


_WHO = (_c("team"), _c("worker"))
_GRADES = ("outstanding", "good", "requires_improvement", "inadequate", "inadequate_escalation")

TABLES: tuple[Table, ...] = (
    Table(
        "children",
        "children",
        ("child_id",),
        (
            _c("*child_id"),
            _c("forename"),
            _c("surname"),
            _c("date_of_birth", "date"),
            _c("expected_date_of_birth", "date"),
            _c("sex"),
            _c("ethnicity"),
            _c("disability"),
            _c("family_id"),
        ),
        indexes=(("child_id",), ("family_id",)),
    ),
    Table(
        "teams",
        "teams",
        ("team", "from_date"),
        (_c("*team"), _c("*service"), _c("from_date", "date"), _c("to_date", "date")),
    ),
    Table(
        "contacts",
        "contacts",
        ("contact_id",),
        (
            _c("*contact_id"),
            _c("*child_id"),
            _c("*received_at", "moment"),
            _c("decision_at", "moment"),
            _c("source"),
            _c("outcome", "code", "referral", "early_help", "advice", "nfa", decides=True),
            *_WHO,
        ),
        dated_by="received_at",
        indexes=(("child_id", "received_at"),),
    ),
    Table(
        "referrals",
        "referrals",
        ("referral_id",),
        (
            _c("*referral_id"),
            _c("*child_id"),
            _c("*referral_date", "date"),
            _c("source"),
            _c("primary_need"),
            _c("nfa", "flag", decides=True),
            _c("closed_date", "date"),
            _c("closure_reason"),
            *_WHO,
        ),
        dated_by="referral_date",
        indexes=(("referral_id",), ("child_id", "referral_date")),
    ),
    Table(
        "assessments",
        "assessments",
        ("assessment_id",),
        (
            _c("*assessment_id"),
            _c("*child_id"),
            _c("referral_id"),
            _c("*start_date", "date"),
            _c("oversight_date", "date"),
            _c("authorised_date", "date"),
            _c("child_seen", "flag"),
            _c("nfa", "flag", decides=True),
            *_WHO,
        ),
        dated_by="start_date",
        indexes=(("child_id", "start_date"), ("referral_id",)),
    ),
    Table(
        "strategy_discussions",
        "strategy discussions",
        ("strategy_id",),
        (_c("*strategy_id"), _c("*child_id"), _c("referral_id"), _c("*held_date", "date"), _c("outcome"), *_WHO),
        dated_by="held_date",
        indexes=(("child_id", "held_date"),),
    ),
    Table(
        "section47s",
        "section 47 enquiries",
        ("s47_id",),
        (
            _c("*s47_id"),
            _c("*child_id"),
            _c("referral_id"),
            _c("strategy_id"),
            _c("*start_date", "date"),
            _c("end_date", "date"),
            _c("icpc_required", "flag", decides=True),
            *_WHO,
        ),
        dated_by="start_date",
        indexes=(("s47_id",), ("child_id", "start_date")),
    ),
    Table(
        "initial_conferences",
        "initial child protection conferences",
        ("conference_id",),
        (
            _c("*conference_id"),
            _c("*child_id"),
            _c("s47_id"),
            _c("held_date", "date"),
            _c("transfer_in", "flag", decides=True),
            _c("outcome_cp_plan", "flag"),
            *_WHO,
        ),
        dated_by="held_date",
        indexes=(("s47_id",), ("child_id",)),
    ),
    Table(
        "cp_plans",
        "child protection plans",
        ("plan_id",),
        (
            _c("*plan_id"),
            _c("*child_id"),
            _c("*start_date", "date"),
            _c("end_date", "date"),
            _c("initial_category"),
            _c("latest_category"),
            _c("previous_plans", "whole", decides=True),
        ),
        dated_by="start_date",
        indexes=(("plan_id",), ("child_id", "start_date")),
        extra=("latest_only",),
    ),
    Table(
        "cin_plans",
        "child in need plans",
        ("plan_id",),
        (_c("*plan_id"), _c("*child_id"), _c("*start_date", "date"), _c("end_date", "date")),
        dated_by="start_date",
        indexes=(("plan_id",), ("child_id", "start_date")),
        extra=("latest_only", "start_estimated"),
    ),
    Table(
        "care_episodes",
        "care episodes",
        ("care_id",),
        (
            _c("*care_id"),
            _c("*child_id"),
            _c("*start_date", "date"),
            _c("end_date", "date"),
            _c("legal_status", "code", upper=True),
            _c("end_reason"),
        ),
        dated_by="start_date",
        indexes=(("care_id",), ("child_id", "start_date")),
        extra=("latest_only",),
    ),
    Table(
        "placements",
        "placements",
        ("placement_id",),
        (
            _c("*placement_id"),
            _c("*child_id"),
            _c("care_id"),
            _c("*start_date", "date"),
            _c("end_date", "date"),
            _c("placement_type"),
            _c(
                "visit_rule",
                "code",
                "standard",
                "until_18",
                "long_term_agreed",
                "parents_assessment",
                "temporary_carer",
                decides=True,
            ),
        ),
        dated_by="start_date",
        indexes=(("placement_id",), ("care_id",), ("child_id", "start_date")),
        extra=("latest_only",),
    ),
    Table(
        "visits",
        "visits",
        ("visit_id",),
        (
            _c("*visit_id"),
            _c("*child_id"),
            _c("*visit_date", "date"),
            _c("*visit_type", "code"),
            _c("child_seen", "flag", decides=True),
            _c("seen_alone", "flag"),
            _c("worker"),
        ),
        dated_by="visit_date",
        indexes=(("child_id", "visit_date"),),
    ),
    Table(
        "reviews",
        "reviews",
        ("review_id",),
        (
            _c("*review_id"),
            _c("*child_id"),
            _c("*review_type", "code", "cp", "cin", "lac", decides=True),
            _c("*subject_id"),
            _c("due_date", "date"),
            _c("held_date", "date"),
            _c("cancelled", "flag", decides=True),
        ),
        dated_by="held_date",
        indexes=(("subject_id", "held_date"), ("child_id",)),
    ),
    Table(
        "supervisions",
        "supervisions",
        ("supervision_id",),
        (
            _c("*supervision_id"),
            _c("*child_id"),
            _c("*supervision_date", "date"),
            _c("kind", "code", "supervision", "oversight", decides=True),
            _c("supervisor"),
            _c("worker"),
        ),
        dated_by="supervision_date",
        indexes=(("child_id", "supervision_date"),),
    ),
    Table(
        "missing_episodes",
        "missing episodes",
        ("episode_id",),
        (
            _c("*episode_id"),
            _c("*child_id"),
            _c("*episode_type", "code", "missing", "absent", decides=True),
            _c("started_at", "moment"),
            _c("ended_at", "moment"),
            *_WHO,
        ),
        dated_by="started_at",
        indexes=(("episode_id",), ("child_id",)),
    ),
    Table(
        "return_interviews",
        "return interviews",
        ("interview_id",),
        (
            _c("*interview_id"),
            _c("*episode_id"),
            _c("child_id"),
            _c("offered_at", "moment"),
            _c("accepted", "flag", decides=True),
            _c("interviewed_at", "moment"),
        ),
        dated_by="interviewed_at",
        indexes=(("episode_id",), ("child_id",)),
    ),
    Table(
        "allocations",
        "allocations",
        ("allocation_id",),
        (
            _c("*allocation_id"),
            _c("*child_id"),
            _c("worker"),
            _c("team"),
            _c("role", "code"),
            _c("start_date", "date"),
            _c("end_date", "date"),
        ),
        dated_by="start_date",
        indexes=(("child_id", "start_date"),),
    ),
    Table(
        "workers",
        "workers",
        ("worker",),
        (
            _c("*worker"),
            _c("name"),
            _c("team"),
            _c("fte", "number"),
            _c("agency", "flag"),
            _c("start_date", "date"),
            _c("end_date", "date"),
            _c("also_known_as"),
        ),
    ),
    Table(
        "posts",
        "posts",
        ("post_id",),
        (
            _c("*post_id"),
            _c("team"),
            _c("start_date", "date"),
            _c("end_date", "date"),
            _c("fte", "number", decides=True),
            _c("*holder", "code", "permanent", "agency", "vacant", decides=True),
            _c("absent", "flag", decides=True),
        ),
        dated_by="start_date",
    ),
    Table(
        "care_leavers",
        "care leavers",
        ("child_id",),
        (
            _c("*child_id"),
            _c("activity"),
            _c("in_touch"),
            _c("latest_contact", "date"),
            _c("accommodation"),
            _c("suitable"),
            *_WHO,
        ),
        indexes=(("child_id",),),
    ),
    Table(
        "audits",
        "audits",
        ("audit_id",),
        (
            _c("*audit_id"),
            _c("child_id"),
            _c("team"),
            _c("auditor"),
            _c("due_date", "date"),
            _c("returned_date", "date"),
            _c("exempt", "flag", decides=True),
            _c("theme"),
            _c("grade", "code", *_GRADES, decides=True),
            _c("moderated_grade", "code", *_GRADES, decides=True),
            _c("reaudit_of"),
        ),
        dated_by="returned_date",
        indexes=(("reaudit_of",),),
    ),
    Table(
        "published_figures",
        "published figures",
        ("measure", "period_end", "area"),
        (
            _c("*measure"),
            _c("*period_end", "date"),
            _c("*area", "code", "local", "statistical_neighbours", "england", "region", decides=True),
            _c("*value", "number", decides=True),
        ),
        dated_by="period_end",
    ),
)

BY_NAME: dict[str, Table] = {table.name: table for table in TABLES}
