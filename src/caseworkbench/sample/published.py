"""Figures published elsewhere: comparators, and this authority's own before its extracts begin."""

import numpy as np

from caseworkbench.sample.days import day, iso, month_of
from caseworkbench.sample.world import World


def published_table(world: World) -> None:
    """``published_figures``: comparators of other authorities, and this one's own figures before the extracts."""
    areas = ("statistical_neighbours", "england", "region")
    comparators = {
        "cp_rate": (57.9, 43.3, 45.3),
        "icpc": (83.9, 77.2, 78.7),
        "assessment": (86.7, 82.9, 84.3),
        "vacancy_rate": (20.0, 17.0, 19.2),
        "caseload": (19.1, 17.8, 18.7),
    }
    rows: list[tuple[str, int, str, float]] = []
    for measure, values in comparators.items():
        rows += [(measure, day(2018, 3, 31), area, value) for area, value in zip(areas, values, strict=True)]
    for place, value in enumerate((81.2, 78.5, 84.0)):
        rows.append(("icpc", month_of(2017, 3 + place).end, "local", value))
    world.tables["published_figures"] = {
        "measure": np.array([row[0] for row in rows], dtype=object),
        "period_end": iso(np.array([row[1] for row in rows])),
        "area": np.array([row[2] for row in rows], dtype=object),
        "value": np.array([row[3] for row in rows], dtype=object),
    }
