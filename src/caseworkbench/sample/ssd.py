"""Writes the authority as a Standard Safeguarding Dataset: one CSV per object, as far as the dataset holds the facts.

It has no supervision, no strategy discussions, no interview dates, no reviews of children in need, no rule of visits to
a placement, no oversight date and no date of a contact's decision.
"""

import csv
import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from caseworkbench.sample.annex_a_lists import Row, rows_of
from caseworkbench.sample.world import World

Made = Callable[[Row], object]

_FLAGS = {"referral": "NEW_REFERRAL_FLAG", "early_help": "EARLY_HELP_FLAG", "advice": "ADVICE_FLAG", "nfa": "NFA_FLAG"}
_LONG = 100
"""Days of being looked after from which on a period is written as two episodes, as a change of placement makes it."""


def write_ssd(world: World, folder: Path) -> None:
    """One file per object into ``folder``; the same world gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    facts = {name: rows_of(table) for name, table in world.tables.items()}
    for name, (rows, columns) in _objects(facts).items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows([_cell(row, column) for column in columns.values()] for row in rows)


def _cell(row: Row, column: str | Made) -> object:
    return row.get(column, "") if isinstance(column, str) else column(row)


def _objects(facts: dict[str, list[Row]]) -> dict[str, tuple[list[Row], dict[str, str | Made]]]:
    """Name of an object -> its rows and columns."""
    visits = {kind: [row for row in facts["visits"] if row["visit_type"] == kind] for kind in ("cp", "cin", "lac")}
    reviews = {kind: [row for row in facts["reviews"] if row["review_type"] == kind] for kind in ("cp", "lac")}
    teams = {row["team"]: row for row in facts["teams"]}
    declined = {row["episode_id"]: row["accepted"] for row in facts["return_interviews"]}
    return {
        "ssd_person": (
            facts["children"],
            _prefixed(
                "pers",
                person_id="child_id",
                forename="forename",
                surname="surname",
                sex="sex",
                ethnicity="ethnicity",
                dob="date_of_birth",
                expected_dob="expected_date_of_birth",
            ),
        ),
        "ssd_family": (facts["children"], _prefixed("fami", family_id="family_id", person_id="child_id")),
        "ssd_disability": (
            facts["children"],
            _prefixed("disa", person_id="child_id", disability_code="disability"),
        ),
        "ssd_contacts": (
            facts["contacts"],
            _prefixed(
                "cont",
                contact_id="contact_id",
                person_id="child_id",
                contact_date="received_at",
                contact_source_code="source",
                contact_outcome_json=_contact_outcome,
            ),
        ),
        "ssd_cin_episodes": (
            facts["referrals"],
            _prefixed(
                "cine",
                referral_id="referral_id",
                person_id="child_id",
                referral_date="referral_date",
                cin_primary_need_code="primary_need",
                referral_source_code="source",
                referral_nfa="nfa",
                close_reason="closure_reason",
                close_date="closed_date",
                referral_team="team",
                referral_worker_id="worker",
            ),
        ),
        "ssd_cin_assessments": (
            facts["assessments"],
            _prefixed(
                "cina",
                assessment_id="assessment_id",
                person_id="child_id",
                referral_id="referral_id",
                assessment_start_date="start_date",
                assessment_child_seen="child_seen",
                assessment_auth_date="authorised_date",
                assessment_outcome_nfa="nfa",
                assessment_team="team",
                assessment_worker_id="worker",
            ),
        ),
        "ssd_s47_enquiry": (
            facts["section47s"],
            _prefixed(
                "s47e",
                s47_enquiry_id="s47_id",
                referral_id="referral_id",
                person_id="child_id",
                s47_start_date="start_date",
                s47_end_date="end_date",
                s47_nfa=lambda row: "Y" if row["icpc_required"] == "N" else "N",
                s47_outcome_json=_enquiry_outcome,
                s47_completed_by_worker_id="worker",
                s47_completed_by_team="team",
            ),
        ),
        "ssd_initial_cp_conference": (
            facts["initial_conferences"],
            _prefixed(
                "icpc",
                icpc_id="conference_id",
                s47_enquiry_id="s47_id",
                person_id="child_id",
                icpc_transfer_in="transfer_in",
                icpc_date="held_date",
                icpc_outcome_cp_flag="outcome_cp_plan",
                icpc_team="team",
                icpc_worker_id="worker",
            ),
        ),
        "ssd_cin_plans": (
            facts["cin_plans"],
            _prefixed(
                "cinp",
                cin_plan_id="plan_id",
                person_id="child_id",
                cin_plan_start_date="start_date",
                cin_plan_end_date="end_date",
            ),
        ),
        "ssd_cp_plans": (
            facts["cp_plans"],
            _prefixed(
                "cppl",
                cp_plan_id="plan_id",
                person_id="child_id",
                cp_plan_start_date="start_date",
                cp_plan_end_date="end_date",
                cp_plan_initial_category="initial_category",
                cp_plan_latest_category="latest_category",
            ),
        ),
        "ssd_cin_visits": (visits["cin"], _visit("cinv", "cin_visit")),
        "ssd_cp_visits": (visits["cp"], _visit("cppv", "cp_visit")),
        "ssd_cla_visits": (visits["lac"], _visit("clav", "cla_visit")),
        "ssd_cp_reviews": (
            reviews["cp"],
            _prefixed(
                "cppr",
                cp_review_id="review_id",
                person_id="child_id",
                cp_plan_id="subject_id",
                cp_review_due="due_date",
                cp_review_date=_held,
            ),
        ),
        "ssd_cla_reviews": (
            reviews["lac"],
            _prefixed(
                "clar",
                cla_review_id="review_id",
                cla_id="subject_id",
                cla_review_due_date="due_date",
                cla_review_date="held_date",
                cla_review_cancelled="cancelled",
            ),
        ),
        "ssd_cla_episodes": (
            list(_episodes(facts["care_episodes"])),
            _prefixed(
                "clae",
                cla_episode_id="episode_id",
                person_id="child_id",
                cla_id="care_id",
                cla_episode_start_date="start_date",
                cla_episode_ceased_date="end_date",
                cla_episode_ceased_reason="end_reason",
                entered_care_date="entered",
            ),
        ),
        "ssd_legal_status": (
            facts["care_episodes"],
            _prefixed(
                "lega",
                legal_status_id="care_id",
                person_id="child_id",
                legal_status="legal_status",
                legal_status_start_date="start_date",
                legal_status_end_date="end_date",
            ),
        ),
        "ssd_cla_placement": (
            facts["placements"],
            _prefixed(
                "clap",
                cla_placement_id="placement_id",
                person_id="child_id",
                cla_id="care_id",
                cla_placement_start_date="start_date",
                cla_placement_end_date="end_date",
                cla_placement_type="placement_type",
            ),
        ),
        "ssd_missing": (
            facts["missing_episodes"],
            _prefixed(
                "miss",
                table_id="episode_id",
                person_id="child_id",
                missing_episode_start_date="started_at",
                missing_episode_type=lambda row: str(row["episode_type"]).capitalize(),
                missing_episode_end_date="ended_at",
                missing_rhi_offered=lambda row: "Y" if row["episode_id"] in declined else "N",
                missing_rhi_accepted=lambda row: declined.get(row["episode_id"], ""),
            ),
        ),
        "ssd_involvements": (
            facts["allocations"],
            _prefixed(
                "invo",
                involvements_id="allocation_id",
                person_id="child_id",
                professional_id="worker",
                professional_role_id=lambda row: (
                    "Secondary worker" if row["role"] == "secondary" else "ALLOCATED CASE WORKER"
                ),
                professional_team="team",
                involvement_start_date="start_date",
                involvement_end_date="end_date",
            ),
        ),
        "ssd_professionals": (
            facts["workers"],
            _prefixed(
                "prof",
                professional_id="worker",
                professional_name="name",
                professional_department="team",
                full_time_equivalency="fte",
                agency_worker_flag="agency",
            ),
        ),
        "ssd_department": (
            [{**row, "number": f"D{number:03d}"} for number, row in enumerate(teams.values(), start=1)],
            _prefixed("dept", team_id="number", team_name="team", team_parent_name="service"),
        ),
        "ssd_care_leavers": (
            facts["care_leavers"],
            _prefixed(
                "clea",
                person_id="child_id",
                care_leaver_in_touch="in_touch",
                care_leaver_latest_contact="latest_contact",
                care_leaver_activity="activity",
                care_leaver_accommodation="accommodation",
                care_leaver_accom_suitable="suitable",
                care_leaver_allocated_team="team",
                care_leaver_worker_id="worker",
            ),
        ),
    }


def _prefixed(prefix: str, **columns: str | Made) -> dict[str, str | Made]:
    return {f"{prefix}_{name}": column for name, column in columns.items()}


def _visit(prefix: str, name: str) -> dict[str, str | Made]:
    return {
        f"{prefix}_{name}_id": "visit_id",
        f"{prefix}_person_id": "child_id",
        f"{prefix}_{name}_date": "visit_date",
        f"{prefix}_{name}_seen": "child_seen",
        f"{prefix}_{name}_seen_alone": "seen_alone",
    }


def _held(row: Row) -> str:
    """The date of a review; the dataset cannot say that one was cancelled, so it has no date then."""
    return "" if row["cancelled"] == "Y" else str(row["held_date"])


def _contact_outcome(row: Row) -> str:
    return json.dumps({flag: "Y" if row["outcome"] == outcome else "N" for outcome, flag in _FLAGS.items()})


def _enquiry_outcome(row: Row) -> str:
    """Outcomes as JSON, under the older names for some; where no conference was required, often none at all."""
    required, number = row["icpc_required"], int("".join(filter(str.isdigit, row["s47_id"])) or 0)
    if not required:
        return json.dumps({"OTHER_OUTCOMES_EXIST_FLAG": "N"})
    if required == "N" and number % 2:
        return ""
    return json.dumps({"OUTCOME_CP_CONFERENCE_FLAG" if number % 3 else "CP_CONFERENCE_FLAG": required})


def _episodes(rows: list[Row]) -> Iterator[Row]:
    """The episodes of each period: two for every third of the long ones."""
    for number, row in enumerate(rows):
        start, end = date.fromisoformat(row["start_date"]), row["end_date"]
        change = start + timedelta(days=_LONG // 2)
        first = {**row, "episode_id": f"{row['care_id']}-1", "entered": row["start_date"]}
        if number % 3 or (end and date.fromisoformat(end) < start + timedelta(days=_LONG)):
            yield first
            continue
        yield {**row, "episode_id": f"{row['care_id']}-2", "start_date": change.isoformat(), "entered": ""}
        yield {**first, "end_date": change.isoformat(), "end_reason": "X1"}
