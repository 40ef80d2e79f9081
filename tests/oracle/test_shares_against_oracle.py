"""The measures that are not clocks agree with the reference row by row and figure by figure."""

import random

import pytest

from .compare import LEVELS, dates_to_try, load_into
from .compare_shares import (
    counted_differences,
    share_choice_differences,
    share_differences,
    share_trend_differences,
)
from .extracts import days_of, random_extract
from .grids import AS_AT, grid
from .shares import SHARES
from .test_against_oracle import PERIODS, opened, said
from .workforce import days_that_matter

CHILDREN = 81_000


@pytest.mark.parametrize(("seed", "population"), [(9300, None), (9301, CHILDREN), (9302, CHILDREN)])
def test_rows_and_figures_agree_with_the_reference(seed, population, tmp_path):
    from caseworkbench.settings import Settings
    from caseworkbench.workbench.open import open_workbench

    rng = random.Random(seed)
    tables = random_extract(seed)
    settings = Settings(population=population)
    workbench = open_workbench(load_into(tables, tmp_path, days_of(tables)[-1], seed, settings), settings)
    found = []
    first, second = rng.sample(days_that_matter(tables, rng), 2)
    found += share_differences(workbench, tables, first, None, population)
    found += share_differences(workbench, tables, second, rng.choice(PERIODS), population, ("authority", "team"))
    workbench.close()
    assert not found, said(found)


def test_trends_and_chosen_groups_agree_with_the_reference(tmp_path):
    from caseworkbench.settings import Settings
    from caseworkbench.workbench.open import open_workbench

    rng = random.Random(9400)
    tables = random_extract(9400)
    settings = Settings(population=CHILDREN)
    workbench = open_workbench(load_into(tables, tmp_path, days_of(tables)[-1], 9400, settings), settings)
    (d, *_) = dates_to_try(tables, 2, rng)
    found = []
    for measure in rng.sample(list(SHARES), 12):
        found += share_trend_differences(workbench, tables, measure, d, rng.choice(LEVELS), CHILDREN)
        found += share_choice_differences(workbench, tables, measure, d, CHILDREN)
    workbench.close()
    assert not found, said(found)


def test_every_day_beside_a_boundary_agrees_with_the_reference(tmp_path):
    tables = grid()
    with opened(tables, tmp_path) as workbench:
        found = [line for d in AS_AT for line in counted_differences(workbench, tables, d)]
    assert not found, said(found)


def test_they_are_counted_in_the_same_unit_period_and_direction(tmp_path):
    with opened(random_extract(1), tmp_path) as workbench:
        measures = {measure.id: measure for measure in workbench.measures()}
    for name, share in SHARES.items():
        measure = measures[name]
        assert (measure.unit, measure.period, measure.better) == (share.unit, share.period, share.better)
