"""From a figure by who the children are to the cases of one group, on the real engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from caseworkbench.screens.app import WorkbenchApp
from caseworkbench.screens.board_answer import Line
from caseworkbench.screens.breakdown import BreakdownPage
from caseworkbench.screens.cases import CasesPage
from caseworkbench.settings import Settings
from tests.workbench.extract import authority

from .conftest import notices, opened, press, screen_text, settle

VISITS = Line("cp_visit", "Children on a child protection plan visited")
RATE = Line("cp_rate", "Child protection plans per 10,000 children")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five children on plans, none visited in September but C2: three WBRI, C1 and C2 of them in North."""
    place = tmp_path_factory.mktemp("groups")
    tables = {
        "children": [
            {"child_id": f"C{n}", "ethnicity": "WBRI" if n < 4 else "[b]ABAN", "sex": "F" if n == 1 else "M"}
            for n in range(1, 6)
        ],
        "teams": [{"team": "North", "service": "Care"}, {"team": "South", "service": "Care"}],
        "allocations": [
            {
                "allocation_id": f"A{n}",
                "child_id": f"C{n}",
                "role": "lead",
                "team": "North" if n < 3 else "South",
                "start_date": "2018-09-03",
            }
            for n in range(1, 6)
        ],
        "cp_plans": [{"plan_id": f"P{n}", "child_id": f"C{n}", "start_date": "2018-09-03"} for n in range(1, 6)],
        "visits": [{"visit_id": "V1", "child_id": "C2", "visit_date": "2018-09-28", "visit_type": "cp"}],
    }
    authority(place, tables).close()
    return place / "store"


def app_on(store: Path, settings: Settings | None = None) -> WorkbenchApp:
    return WorkbenchApp(store, settings or Settings(population=10_000))


def children_shown(app: WorkbenchApp) -> list[str]:
    page = app.screen
    assert isinstance(page, CasesPage)
    return sorted(str(child) for child in page.grid.table.data["child_id"])


@pytest.mark.parametrize("key", ["enter", "c"])
async def test_a_group_opens_the_cases_of_its_children_and_says_whose_they_are(store: Path, key: str) -> None:
    app = app_on(store)
    async with opened(app, (80, 24)) as pilot:
        app.push_screen(BreakdownPage(VISITS, "ethnicity"))
        await settle(pilot)
        await press(pilot, "down", key)
        assert children_shown(app) == ["C1", "C2", "C3"]
        assert screen_text(app).splitlines()[0].strip().endswith("Ethnicity WBRI")
        await press(pilot, "escape", "home", "enter")
        assert children_shown(app) == ["C4", "C5"]
        assert "Ethnicity [b]ABAN" in screen_text(app), "what the extract says is shown as it stands"
        await press(pilot, "escape")
        assert isinstance(app.screen, BreakdownPage)


async def test_a_group_within_a_team_is_of_that_team_alone(store: Path) -> None:
    app = app_on(store)
    async with opened(app) as pilot:
        app.push_screen(BreakdownPage(VISITS, "sex", service="Care", team="North"))
        await settle(pilot)
        await press(pilot, "down", "enter")
        assert children_shown(app) == ["C2"]
        await press(pilot, "escape", "g")
        assert "· North, sex Male" in screen_text(app)
        assert "Sep 2018" in screen_text(app)
        assert notices(app) == ""


async def test_a_rate_without_the_groups_population_is_a_dash_and_the_reason_is_read_aloud(store: Path) -> None:
    settings = Settings(population=10_000, group_populations={"ethnicity": {"wbri": 6_000}})
    app = app_on(store, settings)
    async with opened(app, (120, 40)) as pilot:
        app.push_screen(BreakdownPage(RATE, "ethnicity"))
        await settle(pilot)
        text = screen_text(app)
        assert "2 counted, no rate without their population in the configuration" in " ".join(text.split())
        assert "3 of 6,000" in text
        await press(pilot, "g")
        assert "no rate without their population" in screen_text(app)
        assert app._exception is None
