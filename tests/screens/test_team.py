"""My team on the real engine: four children counted by hand (`tests/workbench/small_team`), loaded twice.

On Fri 14 Sep C4's visit was overdue already; by Wed 26 Sep so is C1's: that is what is new.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from caseworkbench.loading.load import load
from caseworkbench.screens.application import WorkbenchApp
from caseworkbench.screens.board import BoardPage
from caseworkbench.screens.child import ChildPage
from caseworkbench.screens.team import TeamPage
from caseworkbench.screens.view import View
from caseworkbench.workbench.open import open_workbench
from caseworkbench.workbench.workbench import Workbench
from tests.workbench.extract import write_tables
from tests.workbench.small_team import EXTRACTS, WEDNESDAY

from .conftest import notices, opened, press, screen_text, write

NOW = datetime(2018, 9, 26, 8, 30, tzinfo=UTC)
NIGHT = datetime(2018, 9, 26, 1, 30, tzinfo=UTC)
HOSTILE = [{**EXTRACTS["children"][0], "forename": "[b]Ada\x1b[31m"}, *EXTRACTS["children"][1:]]
WORKERS = [{"worker": "Wren", "name": "Wren Ashby", "team": "North"}]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return loaded_twice(tmp_path_factory.mktemp("north"))


def loaded_twice(place: Path) -> Path:
    extracts = write_tables(place / "extracts", {**EXTRACTS, "children": HOSTILE, "workers": WORKERS})
    for day in (WEDNESDAY.replace(day=14), WEDNESDAY):
        load([extracts], place / "store", as_at=day)
    return place / "store"


def app_on(store: Path, *, worker: str | None = None, theme: str = "terminal", **place: str) -> WorkbenchApp:
    def opener() -> Workbench:
        workbench = open_workbench(store)
        workbench.loaded_at = NIGHT
        workbench.authority = "Northbridge"
        return workbench

    start = ("team", *([worker] if worker else []))
    return WorkbenchApp(store, None, view=View(**place), start=start, theme=theme, opener=opener, now=lambda: NOW)


def page_of(app: WorkbenchApp) -> TeamPage:
    assert isinstance(app.screen, TeamPage)
    return app.screen


def order(app: WorkbenchApp) -> list[str | None]:
    page = page_of(app)
    return [page.shown[row][0].child_id for row in page.grid.table.order if row >= 0]


async def test_the_morning_in_one_line_and_the_worst_child_first(store: Path) -> None:
    app = app_on(store, team="North")
    async with opened(app, (80, 24)) as pilot:
        await press(pilot)
        text = screen_text(app)
        assert "4 children · 2 overdue · 2 due today · 1 this week · 1 new" in text
        assert order(app) == ["C4", "C1", "C2", "C3"]
        assert "14 days over; " in text and "due Wed 26 Sep 2018" in text
        assert "C4 · with Wren Ashby · allocated to South, Rook · family F3" in text
        assert "\x1b" not in text


async def test_with_masked_names_the_worker_goes_by_an_identifier_at_once(store: Path) -> None:
    app = app_on(store, team="North")
    async with opened(app, (80, 24)) as pilot:
        await press(pilot, "m")
        assert "Wren Ashby" not in screen_text(app)
        assert "C4 · with Wren · allocated to South, Rook" in screen_text(app)
        await press(pilot, "m")
        assert "with Wren Ashby" in screen_text(app)


async def test_which_cases_are_shown_and_which_are_meant_by_a_selection(store: Path) -> None:
    app = app_on(store, team="North")
    async with opened(app) as pilot:
        await press(pilot, "space", "space")
        assert page_of(app).selected_cases() == [
            "s47_visit:S4@2018-09-05",
            "icpc:S4@2018-09-05",
            "cp_visit:P1@2018-09-03",
        ]
        await press(pilot, "w", "down", "enter")  # overdue alone; both children are selected still
        assert order(app) == ["C4", "C1"]
        assert page_of(app).selected_cases() == ["s47_visit:S4@2018-09-05", "cp_visit:P1@2018-09-03"]
        await press(pilot, "escape", "w", "down", "enter")  # nothing said yet
        assert order(app) == ["C4", "C1"]
        await press(pilot, "w", "down", "enter")
        assert (order(app), page_of(app).selected_cases()) == (["C4", "C2"], ["cin_visit:K2@2018-08-29"])
        await press(pilot, "w", "down", "enter")
        assert order(app) == ["C3"]
        await press(pilot, "w", "down", "enter")
        assert order(app) == ["C1"]
        await press(pilot, "w", "down", "enter")  # also what runs and is not due: the plans' own limits
        assert len(order(app)) == 4
        assert any(case["status"] == "running" for _, cases in page_of(app).shown for case in cases)


async def test_a_word_on_a_child_is_a_word_on_each_of_its_cases_shown(tmp_path: Path) -> None:
    app = app_on(loaded_twice(tmp_path), team="North")
    async with opened(app) as pilot:
        await press(pilot, "n", "1", "ctrl+s")
        assert "Late notification" in screen_text(app)
        assert "Wren Ashby" in screen_text(app).split("Late notification")[1]
        await press(pilot, "w", "down", "down", "enter")  # overdue, and nothing said yet
        assert order(app) == ["C1"]
        await press(pilot, "full_stop")
        assert "Press w to show other cases" in screen_text(app)
    workbench = open_workbench(tmp_path / "store")
    assert sorted(row["case"] for row in workbench.standing_rows()) == [
        "cp_visit:P1@2018-09-03",
        "icpc:S4@2018-09-05",
        "s47_visit:S4@2018-09-05",
    ]
    workbench.close()


async def test_grouped_by_worker_then_by_family(store: Path) -> None:
    app = app_on(store, team="North")
    async with opened(app) as pilot:
        await press(pilot, "g")
        assert "Wren Ashby · 3 children, 2 overdue" in screen_text(app)
        await press(pilot, "m")
        text = screen_text(app)
        assert "Wren · 3 children" in text and "Ashby" not in text and "Ada" not in text
        await press(pilot, "g")
        assert "F1 · 2 children, 1 overdue" in screen_text(app)


async def test_enter_opens_the_child_with_its_worst_case_first(store: Path) -> None:
    app = app_on(store, team="North")
    async with opened(app) as pilot:
        await press(pilot, "down", "enter")
        assert isinstance(app.screen, ChildPage)
        assert (app.screen.child_id, app.screen.case) == ("C1", "cp_visit:P1@2018-09-03")
        await press(pilot, "escape")
        assert isinstance(app.screen, TeamPage)


async def test_from_the_first_page_the_board_is_one_key_away_and_back(store: Path) -> None:
    app = app_on(store, team="North")
    async with opened(app) as pilot:
        await press(pilot, "b")
        assert isinstance(app.screen, BoardPage)
        await press(pilot, "t")
        assert isinstance(app.screen, TeamPage) and len(app.screen_stack) == 1
        await press(pilot, "escape")
        assert isinstance(app.screen, BoardPage)


async def test_without_a_team_the_teams_are_offered(store: Path) -> None:
    app = app_on(store)
    async with opened(app) as pilot:
        assert "Safeguarding" in screen_text(app)
        await press(pilot, "s", "o", "u", "t", "enter")
        assert (app.view.team, order(app)) == ("South", ["C4"])


async def test_the_cases_of_one_worker(store: Path) -> None:
    app = app_on(store, worker="Wren")
    async with opened(app) as pilot:
        assert order(app) == ["C4", "C1", "C2"]
        assert "Cases of Wren" in screen_text(app)
        await press(pilot, "slash")
        await write(pilot, "bel")
        assert order(app) == ["C2"]


async def test_on_another_evening_nothing_is_said_of_what_is_new(store: Path) -> None:
    app = app_on(store, team="North")
    async with opened(app) as pilot:
        await press(pilot, "d")
        await write(pilot, "05/09/2018")
        await press(pilot, "enter")
        text = screen_text(app)
        assert "as at Wed 5 Sep 2018" in text and "new since" not in text


async def test_a_team_that_nobody_knows_is_told_with_the_nearest(store: Path) -> None:
    app = app_on(store, team="Nroth")
    async with opened(app):
        assert "did you mean North" in notices(app)


async def test_the_export_has_the_children_shown(store: Path, tmp_path: Path) -> None:
    app = app_on(store, team="North")
    async with opened(app) as pilot:
        await press(pilot, "e")
        await write(pilot, "mine.csv")
        await press(pilot, "enter")
        heading, first, *rest = (tmp_path / "mine.csv").read_text(encoding="utf-8").splitlines()
        assert heading.startswith("child_id,child_name,family_id,service,team,worker,allocated_team,allocated_worker")
        assert first.startswith("C4,Dot,F3,Safeguarding,North,Wren,South,Rook,2,1,1,0,0,s47_visit:S4@2018-09-05")
        assert len(rest) == 3


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
@pytest.mark.parametrize("keys", [[], ["g", "space"]], ids=["team", "grouped"])
def test_picture(snap_compare: Callable[..., bool], store: Path, keys: list[str], size: tuple[int, int]) -> None:
    async def drive(pilot: object) -> None:
        await press(pilot, *keys)  # type: ignore[arg-type]
        assert pilot.app._exception is None  # type: ignore[attr-defined]

    assert snap_compare(app_on(store, theme="dark", team="North"), terminal_size=size, run_before=drive)
