"""The screens on the real engine with the made-up authority: no fake between."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from caseworkbench.loading.load import load
from caseworkbench.resources import folder
from caseworkbench.screens.app import WorkbenchApp
from caseworkbench.screens.grid import Grid
from caseworkbench.screens.table import padded
from caseworkbench.settings import load_settings

from .conftest import notices, opened, press, screen_text, until


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("northbridge") / "store"
    sample = str(folder("sample_data") / "native")
    command = [sys.executable, "-m", "caseworkbench", "--store", str(place), "load", sample, "--as-at", "2018-09-30"]
    subprocess.run(command, check=True, capture_output=True)
    return place


async def test_from_the_board_to_a_child_and_every_other_screen(store: Path) -> None:
    app = WorkbenchApp(store, load_settings(None, store))
    async with opened(app) as pilot:
        await press(pilot, "down", "down", "down", "enter", "enter", "enter", "c", "enter")
        assert len(app.screen_stack) >= 5
        text = screen_text(app)
        assert "from" in text
        assert "due" in text
        await press(pilot, "enter", "escape", *["escape"] * 5, "l", "enter", "escape", "w", "down", "enter", "enter")
        assert notices(app) == ""
        await press(pilot, *["escape"] * 3, "r")
        assert "The rule" in screen_text(app)


async def test_the_rows_of_a_vacancy_rate_are_posts_and_open_no_child(store: Path) -> None:
    app = WorkbenchApp(store, load_settings(None, store), start=("cases", "vacancy_rate"))
    async with opened(app) as pilot:
        assert "counted in the figure" in screen_text(app)
        await press(pilot, "enter")
        assert "This row is about no child." in screen_text(app)
        assert len(app.screen_stack) == 1


async def test_a_list_without_data_says_which_extracts_are_wanted(tmp_path: Path) -> None:
    extract = tmp_path / "extract"
    extract.mkdir()
    (extract / "children.csv").write_text("child_id\nC1\n")
    load([extract], tmp_path / "store")
    app = WorkbenchApp(tmp_path / "store", None, start=("cases", "cp_visit"))
    async with opened(app):
        assert "counted from cp plans and visits" in " ".join(screen_text(app).split())


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60), (40, 12)])
async def test_any_size_of_window_shows_a_board(store: Path, size: tuple[int, int]) -> None:
    app = WorkbenchApp(store, load_settings(None, store))
    async with opened(app, size) as pilot:
        assert "measures" in screen_text(app)
        await press(pilot, "c", "enter")
        assert "▸" in screen_text(app)


async def test_a_store_that_is_none_is_told(tmp_path: Path) -> None:
    app = WorkbenchApp(tmp_path / "nothing", None)
    async with app.run_test() as pilot:
        await until(pilot, lambda: bool(notices(app)))


@pytest.mark.parametrize("board", ["all", "sandwell", "sefton", "bradford", "herefordshire", "statutory"])
async def test_at_80_columns_no_two_lines_of_a_board_read_the_same(store: Path, board: str) -> None:
    app = WorkbenchApp(store, replace(load_settings(None, store), board=board))
    async with opened(app, (80, 100)) as pilot:
        await press(pilot)
        grid = app.screen.query_one(Grid)
        column, cells = grid.table.widths(grid.size.width - 3, grid.gap)[0]
        shown = [padded(grid.table, row, column, cells) for row in range(grid.table.total)]
        text = screen_text(app)
        assert all(f" {title} " in text or f"▸{title} " in text for title in shown)
        assert [title for title, times in Counter(shown).items() if times > 1] == []
