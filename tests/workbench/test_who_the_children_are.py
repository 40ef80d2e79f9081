"""Any figure broken down by who the children are."""

from datetime import date

import pytest

from caseworkbench.errors import WorkbenchError
from caseworkbench.workbench.boards import BoardLine
from caseworkbench.workbench.publication import publishable_figures
from tests.workbench.extract import authority

SEPTEMBER = date(2018, 9, 30)
CHILDREN = [
    {"child_id": "C1", "date_of_birth": "2018-01-15", "sex": "F", "ethnicity": "WBRI", "disability": "N"},
    {"child_id": "C2", "date_of_birth": "2002-09-30", "sex": "male", "ethnicity": "ABAN", "disability": "Y"},
    {"child_id": "C3", "date_of_birth": "2002-10-01", "sex": "M", "ethnicity": "WBRI", "disability": ""},
    {"child_id": "C4", "expected_date_of_birth": "2018-11-02", "sex": "U", "ethnicity": "NOBT"},
    {"child_id": "C5"},
]


@pytest.fixture
def plans(tmp_path):
    tables = {
        "children": CHILDREN,
        "cp_plans": [{"plan_id": f"P{n}", "child_id": f"C{n}", "start_date": "2018-09-03"} for n in range(1, 7)],
        "visits": [{"visit_id": "V1", "child_id": "C2", "visit_date": "2018-09-20", "visit_type": "cp"}],
    }
    return authority(tmp_path, tables, SEPTEMBER)


def groups(workbench, measure, by):
    return {one.group: (one.numerator, one.denominator) for one in workbench.figures([BoardLine(measure)], by=by)}


def test_a_child_is_sixteen_on_the_birthday_itself(plans):
    assert groups(plans, "cp_visit", "age") == {
        "Unborn": (0, 1),
        "Under 1": (0, 1),
        "10 to 15": (0, 1),
        "16 to 17": (1, 1),
        "Not known": (0, 2),
    }


def test_the_same_sex_written_two_ways_is_one_group(plans):
    assert groups(plans, "cp_visit", "sex") == {"Female": (0, 1), "Male": (1, 2), "Not known": (0, 3)}


def test_a_code_written_in_another_case_is_the_same_group(tmp_path):
    of = ["WBRI", "wbri", "WBRI", "aban", "ABAN"]
    tables = {
        "children": [{"child_id": f"C{n}", "ethnicity": code, "disability": code} for n, code in enumerate(of)],
        "cp_plans": [{"plan_id": f"P{n}", "child_id": f"C{n}", "start_date": "2018-09-03"} for n in range(5)],
    }
    workbench = authority(tmp_path, tables, SEPTEMBER)
    for by in ("ethnicity", "disability"):
        assert groups(workbench, "cp_open", by) == {"ABAN": (2, 2), "WBRI": (3, 3)}
    assert len(workbench.cases("cp_open", counted=True, children={"ethnicity": "wbri"})) == 3


def test_what_is_not_known_comes_last_and_is_never_left_out(plans):
    assert list(groups(plans, "cp_visit", "ethnicity").items()) == [
        ("ABAN", (1, 1)),
        ("WBRI", (0, 2)),
        ("Not known", (0, 3)),
    ]


def test_shares_are_broken_down_as_clocks_are(plans):
    assert groups(plans, "cp_open", "disability") == {"No": (1, 1), "Yes": (1, 1), "Not known": (4, 4)}


def test_the_groups_add_up_to_the_whole(plans):
    [whole] = plans.figures([BoardLine("cp_visit")])
    for by in ("sex", "ethnicity", "disability", "age"):
        parts = groups(plans, "cp_visit", by).values()
        assert tuple(map(sum, zip(*parts, strict=True))) == (whole.numerator, whole.denominator)


def test_small_counts_are_left_out_for_publication(plans):
    [whole] = plans.figures([BoardLine("cp_visit")])
    assert (whole.numerator, whole.denominator) == (1, 6)
    [shown] = publishable_figures(plans, [BoardLine("cp_visit")])
    assert (shown.numerator, shown.denominator, shown.value, shown.overdue) == (None, None, None, None)


def test_a_change_from_a_month_with_a_small_count_is_left_out_for_publication(tmp_path):
    """Three plans stood open at the end of August, eight on 30 September: the change would tell of the three."""
    plans = [
        {"plan_id": f"P{n}", "child_id": f"C{n}", "start_date": "2018-08-06" if n < 3 else "2018-09-03"}
        for n in range(8)
    ]
    workbench = authority(tmp_path, {"cp_plans": plans}, SEPTEMBER)
    [whole] = workbench.figures([BoardLine("cp_open")])
    assert (whole.numerator, whole.previous, whole.change) == (8, 3, "up")
    [shown] = publishable_figures(workbench, [BoardLine("cp_open")])
    assert (shown.numerator, shown.previous, shown.change, shown.previous_three) == (8, None, None, None)


def test_one_group_left_out_alone_takes_the_next_smallest_with_it(tmp_path):
    """Of 40 children one is MWBC: 30 WBRI and 9 ABAN shown would say so, given the whole."""
    of = ["WBRI"] * 30 + ["ABAN"] * 9 + ["MWBC"]
    tables = {
        "children": [{"child_id": f"C{n}", "ethnicity": group} for n, group in enumerate(of)],
        "cp_plans": [{"plan_id": f"P{n}", "child_id": f"C{n}", "start_date": "2018-09-03"} for n in range(40)],
    }
    workbench = authority(tmp_path, tables, SEPTEMBER)
    lines = [BoardLine("cp_open"), BoardLine("cp_rate")]
    shown = publishable_figures(workbench, lines, by="ethnicity")
    assert [(one.group, one.numerator) for one in shown] == 2 * [("ABAN", None), ("MWBC", None), ("WBRI", 30)]
    [alone] = publishable_figures(workbench, lines[:1], children={"ethnicity": "ABAN"})
    assert alone.numerator == 9, "a group asked for by itself, and large enough"


def test_an_unknown_breakdown_is_named(plans):
    with pytest.raises(WorkbenchError, match="no breakdown by 'shoe size'"):
        plans.figures(by="shoe size")
