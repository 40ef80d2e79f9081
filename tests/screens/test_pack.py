"""Taking the board into the room from the screen: chosen, written beside the screen, stopped, refused."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from caseworkbench.packs import gather
from caseworkbench.screens.app import WorkbenchApp
from caseworkbench.screens.pack import PackDialog
from caseworkbench.settings import Settings
from caseworkbench.workbench.workbench import Workbench

from ..packs.hostile import hostile
from .conftest import notices, opened, press, screen_text
from .conftest import until as come

Authority = tuple[Path, Settings]


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    workbench = hostile(tmp_path_factory.mktemp("northbridge"))
    workbench.close()
    return workbench.store, workbench.settings


def app_on(authority: Authority) -> WorkbenchApp:
    return WorkbenchApp(authority[0], authority[1])


async def until(pilot: Pilot[None], words: str) -> str:
    """Wait until the words stand on the screen, and read it."""
    await come(pilot, words)
    return screen_text(pilot.app)  # type: ignore[arg-type]


def here() -> list[str]:
    return sorted(path.name for path in Path().iterdir())


async def test_p_asks_and_enter_writes_all_three_files_without_names(authority: Authority) -> None:
    app = app_on(authority)
    async with opened(app) as pilot:
        await press(pilot, "p")
        text = await until(pilot, "Enter Write")
        assert "Sun 30 Sep 2018" in text and "identifiers alone" in text
        assert str(Path.cwd()) in [field.value for field in app.screen.query(Input)]
        await pilot.press("enter")
        await until(pilot, "✓ Written to")
        assert here() == ["pack-bad-2018-09-30.html", "pack-bad-2018-09-30.md", "pack-bad-2018-09-30.xlsx"]
        assert "Marlowe" not in Path("pack-bad-2018-09-30.html").read_text(encoding="utf-8")
        await pilot.press("enter")
        await come(pilot, lambda: not isinstance(app.screen, PackDialog))
        assert notices(app) == ""


async def test_files_names_readers_folder_and_name_are_chosen_without_the_mouse(authority: Authority) -> None:
    Path("out").mkdir()
    app = app_on(authority)
    async with opened(app) as pilot:
        await press(pilot, "p")
        await until(pilot, "Enter Write")
        await pilot.press("left", "down", "right", "right", "down", "down")
        app.screen.query_one("#folder", Input).value = "out"
        await pilot.press("down", "m", "e", "e", "t", "enter")
        await until(pilot, "✓ Written to")
        assert [path.name for path in Path("out").iterdir()] == ["meet.md"]
        assert "mother rang" in Path("out/meet.md").read_text(encoding="utf-8"), "names bring the notes"


async def test_masked_names_cannot_be_asked_for(authority: Authority) -> None:
    app = app_on(authority)
    async with opened(app) as pilot:
        await press(pilot, "m", "p")
        await until(pilot, "Enter Write")
        await pilot.press("down", "right")
        assert "identifiers alone" in screen_text(app) and "initials" not in screen_text(app)


async def test_a_narrowed_board_makes_a_pack_of_what_it_shows(authority: Authority) -> None:
    app = app_on(authority)
    async with opened(app) as pilot:
        app.change(team="+Team <i>1</i>")
        await press(pilot, "p", "enter")
        await until(pilot, "✓ Written to")
        text = Path("pack-bad-team-i-1-i-2018-09-30.md").read_text(encoding="utf-8")
        assert "50.0 %: 1 of 2" in text


async def test_a_place_that_cannot_be_written_is_told_and_what_was_chosen_stays(authority: Authority) -> None:
    app = app_on(authority)
    async with opened(app) as pilot:
        await press(pilot, "p")
        await until(pilot, "Enter Write")
        app.screen.query_one("#folder", Input).value = "nowhere"
        await pilot.press("enter")
        text = await until(pilot, "There is no folder nowhere")
        assert "Enter Write" in text and "nowhere" in app.screen.query_one("#folder", Input).value


async def test_esc_stops_what_is_being_written_and_nothing_is_left(
    authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached, goes_on = threading.Event(), threading.Event()
    gathered = gather.sections

    def held(workbench: Workbench, pack: gather.Pack) -> Iterator[gather.Section]:
        for section in gathered(workbench, pack):
            reached.set()
            goes_on.wait(20)
            yield section

    monkeypatch.setattr(gather, "sections", held)
    app = app_on(authority)
    async with opened(app) as pilot:
        await press(pilot, "p")
        await until(pilot, "Enter Write")
        await pilot.press("enter")
        await come(pilot, reached.is_set)
        text = await until(pilot, "Esc Stop")
        assert "%" in text
        await pilot.press("escape")
        goes_on.set()
        await until(pilot, "Stopped; nothing was written.")
        assert here() == []
        await pilot.press("escape")
        await come(pilot, lambda: not isinstance(app.screen, PackDialog))
