"""What may be published: no small number, nor one that is a service's or the whole figure less what is shown."""

from datetime import date

from caseworkbench.workbench.boards import BoardLine
from caseworkbench.workbench.publication import publishable_figures
from tests.workbench.extract import authority

SEPTEMBER = date(2018, 9, 30)
TEAMS = {"North": "Care", "South": "Care", "East": "Help", "West": "Help"}


def children(counts):
    """That many children in each group, one after the other: [(child, group)]."""
    groups = [group for group, count in counts.items() for _ in range(count)]
    return [(f"C{n}", group) for n, group in enumerate(groups)]


def plans(counts, start="2018-09-03", first=0):
    return [
        {"plan_id": f"P{first + n}", "child_id": f"C{first + n}", "start_date": start}
        for n in range(sum(counts.values()))
    ]


def published(workbench, measure, by, **choice):
    shown = publishable_figures(workbench, [BoardLine(measure)], by=by, **choice)
    return {one.group or one.worker or one.team or one.service: one for one in shown}


def numbers(workbench, measure, by, **choice):
    return {name: one.numerator for name, one in published(workbench, measure, by, **choice).items()}


def by_ethnicity(tmp_path, counts, visited=()):
    of = children(counts)
    visits = [
        {"visit_id": f"V{child}", "child_id": child, "visit_date": "2018-09-20", "visit_type": "cp"}
        for child, group in of
        if group in visited
    ]
    tables = {
        "children": [{"child_id": child, "ethnicity": group} for child, group in of],
        "cp_plans": plans(counts),
        **({"visits": visits} if visits else {}),
    }
    return authority(tmp_path, tables, SEPTEMBER)


def by_team(tmp_path, counts):
    tables = {
        "teams": [{"team": team, "service": service} for team, service in TEAMS.items()],
        "allocations": [
            {"allocation_id": f"A{n}", "child_id": child, "team": team, "worker": "Wren", "start_date": "2018-01-01"}
            for n, (child, team) in enumerate(children(counts))
        ],
        "cp_plans": plans(counts),
    }
    return authority(tmp_path, tables, SEPTEMBER)


def test_a_small_group_of_whom_none_was_visited_is_not_the_whole_less_the_others(tmp_path):
    """None of three is nought of them, and yet 50 of 83 less 50 of 50 and 0 of 30 would say so."""
    workbench = by_ethnicity(tmp_path, {"ABAN": 30, "WBRI": 50, "MWBC": 3}, visited=["WBRI"])
    shown = published(workbench, "cp_visit", "ethnicity")
    assert (shown["MWBC"].denominator, shown["ABAN"].denominator) == (None, None)
    assert (shown["WBRI"].numerator, shown["WBRI"].denominator) == (50, 50)


def test_two_groups_of_one_child_each_are_not_told_by_their_sum(tmp_path):
    """Of 41 children, 30 and 9 shown would leave two for two groups: one each."""
    workbench = by_ethnicity(tmp_path, {"WBRI": 30, "ABAN": 9, "MWBC": 1, "WIRI": 1})
    assert numbers(workbench, "cp_open", "ethnicity") == {"ABAN": None, "MWBC": None, "WBRI": 30, "WIRI": None}


def test_a_team_is_not_its_service_less_the_other_team(tmp_path):
    """Care has 33 children, which the table of services says: with North's 30 shown South would be three."""
    workbench = by_team(tmp_path, {"North": 30, "South": 3, "East": 12, "West": 9})
    assert numbers(workbench, "cp_open", "service") == {"Care": 33, "Help": 21}
    assert numbers(workbench, "cp_open", "team") == {"North": None, "South": None, "East": 12, "West": 9}


def test_where_the_services_are_left_out_their_teams_add_up_to_the_whole_alone(tmp_path):
    """Help is left out as a service for its four children, and Care beside it; so no team gives another away."""
    workbench = by_team(tmp_path, {"North": 30, "South": 12, "East": 4})
    assert numbers(workbench, "cp_open", "service") == {"Care": None, "Help": None}
    assert numbers(workbench, "cp_open", "team") == {"North": 30, "South": None, "East": None}


def test_what_the_table_of_the_month_before_left_out_does_not_come_back_as_its_figure(tmp_path):
    """On 31 August MWBC were two, so ABAN was left out beside them; in September the two are eight."""
    august, later = {"WBRI": 30, "ABAN": 9, "MWBC": 2}, {"MWBC": 6}
    tables = {
        "children": [
            {"child_id": f"C{n}", "ethnicity": group} for n, (_, group) in enumerate(children(august) + children(later))
        ],
        "cp_plans": plans(august, "2018-08-06") + plans(later, first=41),
    }
    shown = published(authority(tmp_path, tables, SEPTEMBER), "cp_open", "ethnicity")
    told = {name: (one.numerator, one.previous, one.change, one.previous_three) for name, one in shown.items()}
    assert told == {
        "ABAN": (9, None, None, None),
        "MWBC": (8, None, None, None),
        "WBRI": (30, 30, "same", 30),
    }
