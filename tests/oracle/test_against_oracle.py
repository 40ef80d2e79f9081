"""The program agrees with the reference row by row and figure by figure on extracts that nobody has seen."""

import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .clocks import RULES
from .compare import all_differences, dates_to_try, load_into, promise_differences
from .extracts import days_of, extracts, random_extract

PERIODS = ("month", "quarter", "ytd", "rolling12", "asat")


def opened(tables, folder: Path, seed: int = 0):
    from caseworkbench.workbench.open import open_workbench

    days = days_of(tables)
    return open_workbench(load_into(tables, folder, days[-1] if days else date(2018, 9, 30), seed))


def said(found: list[str]) -> str:
    return f"{len(found)} differences:\n" + "\n".join(found[:10])


@pytest.mark.parametrize("seed", range(9000, 9006))
def test_cases_and_figures_agree_with_the_reference(seed, tmp_path):
    rng = random.Random(seed)
    tables = random_extract(seed)
    workbench = opened(tables, tmp_path, seed)
    found = all_differences(workbench, tables, dates_to_try(tables, 2, rng), (None, rng.choice(PERIODS)))
    workbench.close()
    assert not found, said(found)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tables=extracts(), pick=st.randoms(use_true_random=False), period=st.sampled_from((None, *PERIODS)))
def test_the_counted_cases_are_exactly_the_boards_figure(tables, pick, period, tmp_path_factory):
    workbench = opened(tables, tmp_path_factory.mktemp("counted"))
    (d, *_) = dates_to_try(tables, 2, pick)
    found = [
        line
        for by in ("authority", "service", "team", "worker")
        for line in promise_differences(workbench, d, by, period)
    ]
    workbench.close()
    assert not found, said(found)


def test_the_reference_knows_the_measures_that_the_program_has(tmp_path):
    workbench = opened(random_extract(1), tmp_path)
    assert set(RULES) <= {measure.id for measure in workbench.measures()}
    for measure in workbench.measures():
        if measure.id in RULES:
            rule = RULES[measure.id]
            assert (measure.basis, measure.period, measure.better) == (rule.basis, rule.period, rule.better)
    workbench.close()
