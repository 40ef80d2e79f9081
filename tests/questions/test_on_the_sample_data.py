"""Each question that is planted in the sample authority is found in it, and the list stays short enough to read."""

from collections import Counter
from pathlib import Path

import pytest

PLANTED = {
    "assessment_late_to_start",
    "assessment_nfa_yet_plan",
    "birth_in_the_future",
    "child_unknown",
    "cin_plan_beside_cp_plan",
    "conference_not_required",
    "conference_without_enquiry",
    "end_before_start",
    "enquiry_undecided",
    "no_worker_on_open_plan",
    "plan_never_visited",
    "plan_on_closed_referral",
    "referral_nfa_yet_more",
    "sibling_seen",
    "stop_before_start",
    "strategy_recorded_again",
    "supervision_never",
    "two_plans_at_once",
    "worker_has_left",
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Counter[str]:
    """How many questions of each rule the sample data raises."""
    from caseworkbench.loading.load import load
    from caseworkbench.resources import folder
    from caseworkbench.workbench.open import open_workbench

    store: Path = tmp_path_factory.mktemp("sample") / "store"
    load([folder("sample_data") / "native"], store)
    workbench = open_workbench(store)
    rules = Counter(row["rule"] for row in workbench.questions())
    workbench.close()
    return rules


@pytest.mark.parametrize("rule", sorted(PLANTED))
def test_what_is_planted_is_found(found: Counter[str], rule: str) -> None:
    assert found[rule] >= 2


def test_what_a_person_must_look_at_child_by_child_is_a_short_list(found: Counter[str]) -> None:
    assert found["plan_on_closed_referral"] < 10
    assert found["plan_never_visited"] < 40
    assert found["sibling_seen"] < 100
