"""Caseloads on the screen, from the services down to a child (`tests/workbench/test_caseloads` has the story)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from caseworkbench.loading.load import load
from caseworkbench.screens.application import WorkbenchApp
from caseworkbench.screens.caseloads import CaseloadChildrenPage, CaseloadsPage
from caseworkbench.screens.child import ChildPage
from caseworkbench.workbench.open import open_workbench
from caseworkbench.workbench.workbench import Workbench
from tests.workbench.extract import write_tables
from tests.workbench.test_caseloads import EXTRACTS, SEPTEMBER

from .conftest import opened, press, screen_text

NOW = datetime(2018, 10, 1, 8, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("caseloads")
    load([write_tables(place / "extracts", EXTRACTS)], place / "store", as_at=SEPTEMBER)
    return place / "store"


def app_on(store: Path, theme: str = "terminal") -> WorkbenchApp:
    def opener() -> Workbench:
        workbench = open_workbench(store)
        workbench.loaded_at = NOW
        workbench.authority = "Northbridge"
        return workbench

    return WorkbenchApp(store, None, theme=theme, opener=opener, now=lambda: NOW)


async def test_from_the_services_down_to_the_child(store: Path) -> None:
    app = app_on(store)
    async with opened(app) as pilot:
        await press(pilot, "o")
        text = screen_text(app)
        assert "All measures › Caseloads" in text
        assert "1 child without an allocated worker, the longest for 9 working days" in text
        await press(pilot, "end", "enter", "down", "enter", "end")
        assert isinstance(app.screen, CaseloadsPage)
        text = screen_text(app)
        assert "Caseloads › Safeguarding › North" in text
        assert "2 children, 2.0 for each full-time equivalent, more than the six-month average of 1.0" in text
        assert "1 looked after, 0 child protection, 0 child in need, 1 assessment or other; 1 new this month" in text
        await press(pilot, "enter")
        assert isinstance(app.screen, CaseloadChildrenPage)
        assert "looked after, here since Mon 1 Jan 2018" in screen_text(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, ChildPage) and app.screen.child_id == "C1"


async def test_the_unallocated_open_into_the_children_who_wait(store: Path) -> None:
    app = app_on(store)
    async with opened(app) as pilot:
        await press(pilot, "o", "enter")
        text = screen_text(app)
        assert "child in need, without a worker for 9 working days, since Mon 17 Sep 2018" in text
        assert "1 child" in text and "C5" in text


async def test_by_worker_at_once_and_names_masked(store: Path) -> None:
    app = app_on(store)
    async with opened(app) as pilot:
        await press(pilot, "o", "g", "down", "down", "enter")
        assert "Wren Ashby" in screen_text(app)
        await press(pilot, "m")
        text = screen_text(app)
        assert "Wren" in text and "Ashby" not in text


async def test_on_a_date_before_the_allocations_begin_it_says_so(store: Path) -> None:
    app = app_on(store)
    async with opened(app) as pilot:
        app.change(as_at=SEPTEMBER.replace(year=2016))
        await press(pilot, "o")
        assert "There are no caseloads on 30/09/2016" in screen_text(app)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
@pytest.mark.parametrize(
    "keys", [["o"], ["o", "g", "down", "down", "enter"], ["o", "end", "k"]], ids=["services", "workers", "children"]
)
def test_picture(snap_compare: Callable[..., bool], store: Path, keys: list[str], size: tuple[int, int]) -> None:
    async def drive(pilot: object) -> None:
        await press(pilot, *keys)  # type: ignore[arg-type]
        assert pilot.app._exception is None  # type: ignore[attr-defined]

    assert snap_compare(app_on(store, "dark"), terminal_size=size, run_before=drive)
