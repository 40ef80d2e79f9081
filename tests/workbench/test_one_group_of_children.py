"""Figures, trends and case lists of one group of children; and the population under a rate by group."""

from datetime import date

import pytest

from caseworkbench.errors import WorkbenchError
from caseworkbench.settings import Settings, load_settings
from caseworkbench.workbench.boards import BoardLine
from caseworkbench.workbench.open import open_workbench
from tests.workbench.extract import authority

SEPTEMBER = date(2018, 9, 30)
KINDS = ("sex", "ethnicity", "disability", "age")
CHILDREN = [
    {"child_id": "C1", "date_of_birth": "2018-01-15", "sex": "F", "ethnicity": "WBRI", "disability": "N"},
    {"child_id": "C2", "date_of_birth": "2002-09-30", "sex": "male", "ethnicity": "ABAN", "disability": "Y"},
    {"child_id": "C3", "date_of_birth": "2002-10-01", "sex": "M", "ethnicity": "WBRI", "disability": ""},
    {"child_id": "C4", "expected_date_of_birth": "2018-11-02", "sex": "U", "ethnicity": "NOBT"},
    {"child_id": "C5"},
]
TABLES = {
    "children": CHILDREN,
    "teams": [{"team": "North", "service": "Care"}, {"team": "South", "service": "Care"}],
    "cp_plans": [{"plan_id": f"P{n}", "child_id": f"C{n}", "start_date": "2018-09-03"} for n in range(1, 7)],
    "allocations": [
        {
            "allocation_id": f"A{n}",
            "child_id": f"C{n}",
            "role": "lead",
            "team": "North" if n < 3 else "South",
            "start_date": "2018-09-03",
        }
        for n in range(1, 7)
    ],
    "visits": [{"visit_id": "V1", "child_id": "C2", "visit_date": "2018-09-20", "visit_type": "cp"}],
}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    place = tmp_path_factory.mktemp("groups")
    authority(place, TABLES, SEPTEMBER).close()
    return place / "store"


@pytest.fixture
def plans(store):
    workbench = open_workbench(store, Settings())
    yield workbench
    workbench.close()


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    from caseworkbench.loading.load import load
    from caseworkbench.sample.authority import make_authority
    from caseworkbench.sample.native import write_native

    place = tmp_path_factory.mktemp("northbridge")
    world = make_authority(60, None, 11)
    write_native(world.tables, place / "native")
    load([place / "native"], place / "store", as_at=SEPTEMBER)
    workbench = open_workbench(place / "store")
    yield workbench
    workbench.close()


def children_of(workbench, **asked):
    return [case["child_id"] for case in workbench.cases("cp_visit", counted=True, **asked).rows()]


@pytest.mark.parametrize(
    ("children", "found"),
    [
        ({"ethnicity": "WBRI"}, ["C1", "C3"]),
        ({"sex": "Male"}, ["C2", "C3"]),
        ({"sex": "m"}, ["C2", "C3"]),
        ({"ethnicity": "wbri", "sex": "Male"}, ["C3"]),
        ({"disability": "y"}, ["C2"]),
        ({"age": "16 to 17"}, ["C2"]),
        ({"age": "unborn"}, ["C4"]),
        ({"ethnicity": "Not known"}, ["C4", "C5", "C6"]),
        ({"ethnicity": "NOBT"}, ["C4", "C5", "C6"]),
        ({}, ["C1", "C2", "C3", "C4", "C5", "C6"]),
    ],
)
def test_the_cases_of_one_group_are_those_of_its_children(plans, children, found):
    assert sorted(children_of(plans, children=children)) == found


def test_a_group_within_a_team_is_of_both(plans):
    assert children_of(plans, children={"ethnicity": "WBRI"}, team="South") == ["C3"]
    [figure] = plans.figures([BoardLine("cp_visit")], children={"ethnicity": "WBRI"}, team="North")
    assert (figure.numerator, figure.denominator) == (0, 1)


def test_a_child_leaves_an_age_band_on_the_birthday(plans):
    """C2 turned 16 on 30 September: the day before, the visit of the 20th was one to a child of 15."""
    before = date(2018, 9, 29)
    assert "C2" not in children_of(plans, children={"age": "16 to 17"}, as_at=before)
    assert "C2" in children_of(plans, children={"age": "10 to 15"}, as_at=before)


@pytest.mark.parametrize(
    ("children", "said"),
    [
        ({"ethnicity": "MWBC"}, "no ethnicity 'MWBC' in these extracts: there are ABAN, WBRI, Not known"),
        ({"sex": ""}, "no sex '' in these extracts: there are Female, Male, Not known"),
        ({"age": "12"}, "no age band '12' in these extracts: there are Unborn, Under 1, 1 to 4"),
        ({"shoe size": "7"}, "not grouped by 'shoe size': choose one of sex, ethnicity"),
    ],
)
def test_a_group_that_no_child_is_in_is_refused_with_those_there_are(plans, children, said):
    with pytest.raises(WorkbenchError, match=said):
        plans.cases("cp_visit", children=children)


@pytest.mark.parametrize("kind", KINDS)
def test_the_rows_of_a_group_are_those_that_its_figure_counts(sample, kind):
    """Every measure, every group: the rows are the denominator of the breakdown's row, the met ones its numerator."""
    compared = 0
    for figure in sample.figures(by=kind):
        if figure.source != "cases":
            continue
        rows = list(sample.cases(figure.measure, counted=True, children={kind: figure.group}).rows())
        where = (figure.measure, figure.group)
        compared += len(rows)
        if figure.unit == "average":
            assert len({row["child_id"] for row in rows}) == figure.numerator, where
            assert len({row["worker"] for row in rows}) == figure.denominator, where
            continue
        if figure.measure in ("vacancy_rate", "unfilled_rate", "agency_rate"):
            continue  # posts weigh what their full-time equivalent is
        assert sum(row["met"] for row in rows) == figure.numerator, where
        if figure.unit != "rate_per_10000":
            assert len(rows) == figure.denominator, where
        if figure.overdue is not None:
            listed = sample.cases(figure.measure, statuses=["overdue"], children={kind: figure.group})
            assert len(listed) == figure.overdue, where
    assert compared > 500


@pytest.mark.parametrize("kind", KINDS)
def test_a_figure_and_a_trend_of_one_group_are_the_breakdowns_row(sample, kind):
    lines = [BoardLine(measure) for measure in ("icpc", "cp_visit", "re_referral", "caseload", "cp_rate", "cp_open")]
    rows = {(one.measure, one.group): one for one in sample.figures(lines, by=kind)}
    points = sample.trend(lines, by=kind)
    assert len(rows) > len(lines)
    for group in {group for _, group in rows}:
        for alone in sample.figures(lines, children={kind: group}):
            row = rows.get((alone.measure, group))
            counts = (row.numerator, row.denominator, row.value, row.previous) if row else (0, None, None, None)
            told = (alone.numerator, alone.denominator, alone.value, alone.previous) if row else (alone.numerator,)
            assert told == counts[: len(told)]
        narrowed = {(one.measure, one.month_end): one for one in sample.trend(lines, children={kind: group})}
        for point in points:
            if point.group == group:
                one = narrowed[point.measure, point.month_end]
                assert (one.numerator, one.denominator, one.value) == (point.numerator, point.denominator, point.value)


def rates(workbench, **asked):
    found = workbench.figures([BoardLine("cp_rate")], **asked)
    return {one.group or one.team: (one.numerator, one.denominator, one.value) for one in found}


def test_a_rate_by_group_has_the_population_of_that_group_under_it(store):
    """Two of 4,000 children are 5 of 10,000; who has no population configured has no rate, and keeps the number."""
    settings = Settings(population=10_000, group_populations={"ethnicity": {"wbri": 4_000}, "sex": {"male": 5_000}})
    workbench = open_workbench(store, settings)
    assert rates(workbench, by="ethnicity") == {
        "ABAN": (1, None, None),
        "WBRI": (2, 4_000, 5.0),
        "Not known": (3, None, None),
    }
    assert rates(workbench, by="age")["Unborn"] == (1, None, None)
    assert rates(workbench, children={"ethnicity": "WBRI"}) == {None: (2, 4_000, 5.0)}
    trend = workbench.trend("cp_rate", children={"ethnicity": "WBRI"}, months=1)
    assert [(point.numerator, point.denominator, point.value) for point in trend] == [(2, 4_000, 5.0)]
    workbench.close()


def test_no_population_is_known_of_two_characteristics_at_once(store):
    settings = Settings(population=10_000, group_populations={"ethnicity": {"wbri": 4_000}, "sex": {"male": 5_000}})
    workbench = open_workbench(store, settings)
    assert rates(workbench, children={"ethnicity": "WBRI", "sex": "Male"}) == {None: (1, None, None)}
    assert rates(workbench, by="sex", children={"ethnicity": "WBRI"})["Male"] == (1, None, None)
    workbench.close()


def test_a_teams_rate_is_its_share_of_the_authoritys(store):
    settings = Settings(population=10_000, group_populations={"ethnicity": {"wbri": 4_000}})
    workbench = open_workbench(store, settings)
    assert rates(workbench) == {None: (6, 10_000, 6.0)}
    assert rates(workbench, by="team") == {"North": (2, 10_000, 2.0), "South": (4, 10_000, 4.0)}
    assert rates(workbench, by="team", children={"ethnicity": "WBRI"}) == {
        "North": (1, 4_000, 2.5),
        "South": (1, 4_000, 2.5),
    }
    workbench.close()


def test_populations_are_read_by_group_and_found_by_word_or_code(tmp_path):
    path = tmp_path / "caseworkbench.toml"
    path.write_text(
        '[population.sex]\nM = 41000\n[population.age]\n"16 to 17" = 9000\n[population.ethnicity]\nwbri = 5\n'
    )
    settings = load_settings(path)
    assert settings.population_of("sex", "Male") == 41000
    assert settings.population_of("age", "16 to 17") == 9000
    assert settings.population_of("ethnicity", "WBRI") == 5
    assert settings.population_of("ethnicity", "ABAN") is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[authority]\npopulation_0_17 = '82,000'\n", "gives population_0_17 as '82,000': write a whole number"),
        ("[population.sex]\nMale = 0\n", r"gives Male under \[population.sex\] as 0: write a whole number"),
        ("[population.sex]\nMale = true\n", "as True: write a whole number"),
        ("[population]\nsex = 5\n", r"write \[population.sex\] on its own line"),
        ("[population.shoe]\n7 = 5\n", "has shoe under .population., which means nothing there"),
        (
            '[population.age]\n"1-4" = 5\n',
            "'1-4' under .population.age., which is no age band; they are Unborn, Under 1",
        ),
        ("[population.sex]\nM = 5\nMale = 6\n", "population of one group twice under .population.sex.: 'Male'"),
    ],
)
def test_a_population_that_is_none_is_named(tmp_path, text, said):
    path = tmp_path / "caseworkbench.toml"
    path.write_text(text)
    with pytest.raises(WorkbenchError, match=said):
        load_settings(path)
