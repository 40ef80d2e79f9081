"""The program agrees with the reference row by row and figure by figure on extracts that nobody has seen."""

import random
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .clocks import RULES, all_clocks
from .compare import (
    LEVELS,
    all_differences,
    case_differences,
    dates_to_try,
    load_into,
    mark_some_as_latest_only,
    promise_differences,
)
from .compare_views import (
    child_differences,
    choice_differences,
    limit_differences,
    trend_differences,
    with_single_limit,
)
from .extracts import days_of, extracts, random_extract

PERIODS = ("month", "quarter", "ytd", "rolling12", "asat")


@contextmanager
def opened(tables, folder: Path, seed: int = 0):
    """The workbench on a store into which the program loaded the extract, as at its last day."""
    from caseworkbench.workbench.open import open_workbench

    days = days_of(tables)
    workbench = open_workbench(load_into(tables, folder, days[-1] if days else date(2018, 9, 30), seed))
    try:
        yield workbench
    finally:
        workbench.close()


def said(found: list[str]) -> str:
    return f"{len(found)} differences:\n" + "\n".join(found[:10])


@pytest.mark.parametrize("seed", range(9000, 9004))
def test_cases_and_figures_agree_with_the_reference(seed, tmp_path):
    rng = random.Random(seed)
    tables = random_extract(seed)
    with opened(tables, tmp_path, seed) as workbench:
        found = all_differences(workbench, tables, dates_to_try(tables, 2, rng), (None, rng.choice(PERIODS)))
    assert not found, said(found)


@pytest.mark.parametrize("seed", range(9100, 9103))
def test_chains_of_which_only_the_latest_event_is_known_agree_with_the_reference(seed, tmp_path):
    rng = random.Random(seed)
    tables = random_extract(seed)
    mark_some_as_latest_only(tables, rng)
    clocks = all_clocks(tables)
    with opened(tables, tmp_path, seed) as workbench:
        found = [line for d in dates_to_try(tables, 3, rng) for line in case_differences(workbench, tables, clocks, d)]
    assert not found, said(found)


@pytest.mark.parametrize("seed", range(9200, 9202))
def test_other_limits_trends_children_and_choices_agree_with_the_reference(seed, tmp_path):
    rng = random.Random(seed)
    tables = random_extract(seed)
    clocks = all_clocks(tables)
    (d, *_) = dates_to_try(tables, 2, rng)
    found = []
    with opened(tables, tmp_path, seed) as workbench:
        for measure in with_single_limit():
            hours = 24 if measure == "return_interview" else 1
            found += limit_differences(workbench, tables, measure, rng.choice([1, 2, 5, 20, 40]) * hours, d)
        for measure in RULES:
            found += trend_differences(workbench, tables, clocks, measure, d, rng.choice(LEVELS))
        for measure in rng.sample(list(RULES), 6):
            found += choice_differences(workbench, tables, clocks, measure, d)
        for child in tables["children"]:
            found += child_differences(workbench, tables, clocks, child["child_id"], d)
    assert not found, said(found)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables=extracts(), pick=st.randoms(use_true_random=False), period=st.sampled_from((None, *PERIODS)))
def test_the_counted_cases_are_exactly_the_boards_figure(tables, pick, period, tmp_path_factory):
    (d, *_) = dates_to_try(tables, 2, pick)
    with opened(tables, tmp_path_factory.mktemp("counted")) as workbench:
        found = [line for by in LEVELS for line in promise_differences(workbench, d, by, period)]
    assert not found, said(found)


def test_the_reference_and_the_program_count_each_measure_on_the_same_basis_and_period(tmp_path):
    with opened(random_extract(1), tmp_path) as workbench:
        measures = {measure.id: measure for measure in workbench.measures()}
    assert [name for name in measures if name in RULES] == list(RULES)
    for name, rule in RULES.items():
        measure = measures[name]
        assert (measure.basis, measure.period, measure.better) == (rule.basis, rule.period, rule.better)
