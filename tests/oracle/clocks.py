"""The twenty-two measures in catalogue order, with their basis, period and who is responsible."""

from collections.abc import Callable
from dataclasses import dataclass

from . import assessments, chains, contacts_and_conferences, others
from .clock import Clock, Tables


@dataclass(frozen=True)
class Rule:
    """What the table of measures says beside start, stop and void."""

    clocks: Callable[..., list[Clock]]
    basis: str
    period: str
    better: str


RULES: dict[str, Rule] = {
    "contact_decision": Rule(contacts_and_conferences.contact_decision, "due", "month", "high"),
    "icpc": Rule(contacts_and_conferences.icpc, "completed", "month", "high"),
    "s47_visit": Rule(contacts_and_conferences.s47_visit, "due", "month", "high"),
    "assessment": Rule(assessments.assessment, "completed", "month", "high"),
    "assessment_from_referral": Rule(assessments.assessment_from_referral, "completed", "month", "high"),
    "assessment_checkpoint": Rule(assessments.assessment_checkpoint, "due", "month", "high"),
    "assessment_seen": Rule(assessments.assessment_seen, "due", "month", "high"),
    "cp_visit": Rule(chains.cp_visit, "running", "asat", "high"),
    "cin_visit": Rule(chains.cin_visit, "running", "asat", "high"),
    "lac_visit": Rule(chains.lac_visit, "running", "asat", "high"),
    "cp_review": Rule(chains.cp_review, "running", "asat", "high"),
    "cin_review": Rule(chains.cin_review, "running", "asat", "high"),
    "lac_review": Rule(chains.lac_review, "due", "ytd", "high"),
    "cp_supervision": Rule(chains.cp_supervision, "running", "asat", "high"),
    "case_supervision": Rule(chains.case_supervision, "running", "asat", "high"),
    "management_oversight": Rule(chains.management_oversight, "running", "asat", "high"),
    "return_interview": Rule(others.return_interview, "due", "month", "high"),
    "unallocated": Rule(others.unallocated, "count", "asat", "low"),
    "plan_after_assessment": Rule(assessments.plan_after_assessment, "due", "month", "high"),
    "cin_drift": Rule(others.cin_drift, "count", "asat", "low"),
    "cp_drift": Rule(others.cp_drift, "count", "asat", "low"),
    "reaudit": Rule(others.reaudit, "due", "month", "high"),
}


def all_clocks(tables: Tables) -> dict[str, list[Clock]]:
    """Every measure's clocks, complete history."""
    return {measure: rule.clocks(tables) for measure, rule in RULES.items()}
