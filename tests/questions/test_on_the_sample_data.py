"""Each question that is planted in the sample authority is found in it, and the list stays short enough to read."""

from collections import Counter
from pathlib import Path

import pytest

from caseworkbench.resources import folder

RULES = sorted(path.stem for path in (folder("queries") / "questions").glob("*.sql"))


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Counter[str]:
    """How many questions of each rule the sample data raises."""
    from caseworkbench.loading.load import load
    from caseworkbench.workbench.open import open_workbench

    store: Path = tmp_path_factory.mktemp("sample") / "store"
    load([folder("sample_data") / "native"], store)
    workbench = open_workbench(store)
    rules = Counter(row["rule"] for row in workbench.questions())
    workbench.close()
    return rules


@pytest.mark.parametrize("rule", [*RULES, "stop_before_start"])
def test_every_question_that_there_is_a_rule_for_is_raised(found: Counter[str], rule: str) -> None:
    assert found[rule] >= 2


def test_what_a_person_must_look_at_child_by_child_is_a_short_list(found: Counter[str]) -> None:
    assert found["plan_on_closed_referral"] < 10
    assert found["plan_never_visited"] < 40
    assert found["sibling_seen"] < 100
