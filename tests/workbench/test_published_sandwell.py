"""The Sandwell table of October 2018, loaded as published figures, comes back as it was printed, arrow for arrow.

The figures are those of Sandwell Children's Trust's performance monitoring report, October 2018.
"""

from datetime import date

import pytest

from caseworkbench.workbench.boards import BoardLine
from tests.workbench.extract import authority

SEPTEMBER = date(2018, 9, 30)
MONTH_ENDS = [
    "2017-11-30",
    "2017-12-31",
    "2018-01-31",
    "2018-02-28",
    "2018-03-31",
    "2018-04-30",
    "2018-05-31",
    "2018-06-30",
    "2018-07-31",
    "2018-08-31",
    "2018-09-30",
]
NO = None
UP, DOWN, SAME = "up", "down", "same"
PRINTED = {
    # measure: statistical neighbours, England, West Midlands; November to September; change from August, on the
    # average of three months; direction against each comparator
    "contact_decision": (
        (NO, NO, NO),
        (75.0, 86.0, 83.0, 74.0, 78.9, 81.7, 70.1, 82.8, 69.4, 57.5, 73.5),
        (UP, UP),
        (NO, NO, NO),
    ),
    "cp_rate": (
        (57.9, 43.3, 45.3),
        (98.9, 100.8, 106.7, 107.1, 103.8, 99.9, 99.3, 89.2, 83, 80.9, 77.8),
        (DOWN, DOWN),
        (UP, UP, UP),
    ),
    "icpc": (
        (83.9, 77.2, 78.7),
        (74.2, 80.9, 85.8, 88.9, 67.9, 92.3, 83.1, 80.6, 67.6, 71.7, 59.6),
        (DOWN, DOWN),
        (DOWN, DOWN, DOWN),
    ),
    "assessment": (
        (86.7, 82.9, 84.3),
        (92.4, 89.1, 86.8, 93.2, 86.9, 86.2, 80.3, 86.7, 89.6, 84.5, 72.0),
        (DOWN, DOWN),
        (DOWN, DOWN, DOWN),
    ),
    "unallocated": ((NO, NO, NO), (7, 40, 46, 45, 61, 17, 12, 7, 38, 8, 13), (UP, DOWN), (NO, NO, NO)),
    "cp_visit": (
        (NO, NO, NO),
        (62.9, 80.9, 66.8, 73.8, 75.4, 78.1, 78.8, 76.6, 73.5, 69.3, 82.3),
        (UP, UP),
        (NO, NO, NO),
    ),
    "cp_review": (
        (NO, NO, NO),
        (89.1, 86.9, 86.7, 90.6, 91.2, 94.3, 96.1, 95.3, 95.8, 96.9, 95.7),
        (DOWN, SAME),
        (NO, NO, NO),
    ),
    "cp_supervision": (
        (NO, NO, NO),
        (58.3, 41.0, 53.5, 67.2, 60.8, 69.2, 61.5, 59.8, 36.0, 58.6, 69.9),
        (UP, UP),
        (NO, NO, NO),
    ),
    "return_interview": (
        (NO, NO, NO),
        (65.2, 23.1, 42.4, 39.1, 54.2, 92.3, 71.0, 57.9, 51.9, 71.4, 50.0),
        (DOWN, DOWN),
        (NO, NO, NO),
    ),
    "cin_visit": (
        (NO, NO, NO),
        (60.2, 65.2, 63.4, 57.8, 62.7, 64.0, 71.1, 65.9, 47.4, 55.7, 64.3),
        (UP, UP),
        (NO, NO, NO),
    ),
    "lac_visit": (
        (NO, NO, NO),
        (90.2, 83.9, 87.8, 88.3, 87.1, 92.3, 87.6, 88.5, 89.0, 88.6, 90.5),
        (UP, UP),
        (NO, NO, NO),
    ),
    "lac_review": (
        (NO, NO, NO),
        (71.6, 69.2, 66.7, 68.4, 77.9, 70.0, 76.7, 74.7, 83.9, 78.7, 79.0),
        (SAME, SAME),
        (NO, NO, NO),
    ),
    "vacancy_rate": (
        (20, 17, 19.2),
        (11.7, 15.3, 16.1, 26.8, 32.3, 30.3, 29.0, 32.1, 32.6, 30.1, 34.4),
        (UP, UP),
        (UP, UP, UP),
    ),
    "caseload": (
        (19.1, 17.8, 18.7),
        (21.44, 20.03, 18.93, 19.15, 19.89, 20.04, 19.96, 20.90, 20.19, 19.40, 18.80),
        (DOWN, DOWN),
        (SAME, SAME, SAME),
    ),
    "audit_ri_or_better": (
        (NO, NO, NO),
        (NO, 55.4, 50.9, 64.7, 55.6, 66.0, 40.0, 44.1, 61.7, 46.4, 54.8),
        (UP, UP),
        (NO, NO, NO),
    ),
}
AREAS = ("statistical_neighbours", "england", "region")
READS = {UP: "above", DOWN: "below", SAME: "similar"}


def published_rows():
    for measure, (comparators, values, _, _) in PRINTED.items():
        for area, value in zip(AREAS, comparators, strict=True):
            if value is not NO:
                yield {"measure": measure, "period_end": "2018-03-31", "area": area, "value": value}
        for day, value in zip(MONTH_ENDS, values, strict=True):
            if value is not NO:
                yield {"measure": measure, "period_end": day, "area": "local", "value": value}


@pytest.fixture(scope="module")
def sandwell(tmp_path_factory):
    tables = {"published_figures": list(published_rows())}
    return authority(tmp_path_factory.mktemp("sandwell"), tables, SEPTEMBER)


@pytest.mark.parametrize("measure", PRINTED)
def test_each_row_comes_back_as_it_was_printed(sandwell, measure):
    comparators, values, changes, against = PRINTED[measure]
    [found] = sandwell.figures([BoardLine(measure)])
    assert (found.source, found.value, found.previous) == ("published", values[-1], values[-2])
    assert (found.change, found.change_three) == changes
    assert (found.numerator, found.denominator, found.overdue) == (None, None, None)
    assert {area: one["value"] for area, one in found.comparators.items()} == {
        area: value for area, value in zip(AREAS, comparators, strict=True) if value is not NO
    }
    assert [found.comparators.get(area, {}).get("reads") for area in AREAS] == [READS.get(one) for one in against]


def test_there_are_fifteen_values_forty_five_arrows_and_thirty_not_available(sandwell):
    figures = sandwell.figures([BoardLine(measure) for measure in PRINTED])
    assert len(figures) == 15
    arrows = sum((one.change is not None) + (one.change_three is not None) + len(one.comparators) for one in figures)
    assert arrows == 45
    assert sum(3 - len(one.comparators) for one in figures) == 30


def test_the_trend_is_the_published_history(sandwell):
    points = sandwell.trend("icpc", months=12)
    assert [point.value for point in points] == [None, *PRINTED["icpc"][1]]
    assert {point.source for point in points[1:]} == {"published"}


def test_nothing_is_published_for_a_team(sandwell):
    assert sandwell.figures([BoardLine("icpc")], by="team") == []


def test_what_only_is_published_is_a_measure_of_its_own(tmp_path):
    rows = [{"measure": "sickness_absence", "period_end": "2018-09-30", "area": "local", "value": 4.22}]
    workbench = authority(tmp_path, {"published_figures": rows}, SEPTEMBER)
    [found] = workbench.figures([BoardLine("sickness_absence")])
    assert (found.title, found.value, found.source) == ("Sickness absence", 4.22, "published")
    assert len(workbench.cases("sickness_absence")) == 0


def test_a_measure_is_known_whatever_the_case_it_is_published_in(tmp_path):
    rows = [
        {"measure": "ICPC", "period_end": "2018-09-30", "area": "local", "value": 59.6},
        {"measure": " Icpc", "period_end": "2018-03-31", "area": "England", "value": 77.2},
    ]
    workbench = authority(tmp_path, {"published_figures": rows}, SEPTEMBER)
    [found] = workbench.figures([BoardLine("icpc")])
    assert (found.value, found.comparators["england"]) == (59.6, {"value": 77.2, "reads": "below"})
    assert "ICPC" not in [measure.id for measure in workbench.measures()]


def test_cases_take_the_place_of_what_was_published_where_they_reach(tmp_path):
    tables = {
        "published_figures": list(published_rows()),
        "contacts": [
            {"contact_id": "K1", "child_id": "C1", "received_at": "2018-09-03", "decision_at": "2018-09-04"},
            {"contact_id": "K2", "child_id": "C2", "received_at": "2018-09-03", "decision_at": "2018-09-07"},
        ],
    }
    [found] = authority(tmp_path, tables, SEPTEMBER).figures([BoardLine("contact_decision")])
    assert (found.source, found.value, found.previous, found.change) == ("cases", 50.0, 57.5, "down")


@pytest.mark.parametrize(
    ("target", "amber", "colour"), [(59.6, 5, "green"), (62, 5, "amber"), (64.6, 5, "amber"), (65, 5, "red")]
)
def test_colour_says_how_far_off_the_target_a_figure_is(sandwell, target, amber, colour):
    [found] = sandwell.figures([BoardLine("icpc", target=target, amber=amber)])
    assert (found.target, found.rag) == (target, colour)


def test_colour_respects_which_way_is_better(sandwell):
    lines = [BoardLine("unallocated", target=target, amber=5) for target in (15, 10, 5)]
    assert [one.rag for one in sandwell.figures(lines)] == ["green", "amber", "red"]
