"""Comments on figures, and the figure as people report it, on the board: the store is a real one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from caseworkbench.notes.entry import Said
from caseworkbench.workbench.open import open_workbench
from caseworkbench.workbench.workbench import Workbench

from .conftest import notices, opened, screen_text, until
from .forty import app_on, forty
from .test_saying_something import keys, said

ALONE = ("slash", "visits", "enter")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return forty(tmp_path, 8)


@pytest.fixture
def there(store: Path) -> Workbench:
    return open_workbench(store, None)


def names(workbench: Workbench) -> list[str]:
    return [row["case"] for row in workbench.cases("cp_visit").rows()]


@pytest.mark.parametrize(("size", "shown"), [((80, 24), "0.0 % ›75"), ((120, 40), "0.0 % (75.0 as reported)")])
async def test_six_of_eight_done_but_not_recorded_are_0_as_recorded_and_75_as_reported(
    store: Path, there: Workbench, size: tuple[int, int], shown: str
) -> None:
    there.noting.write(names(there)[:6], Said(reason="done_not_recorded", done_on="2018-09-28"))
    async with opened(app_on(store, "board", board="sandwell"), size) as pilot:
        await keys(pilot, *ALONE)
        assert shown in screen_text(pilot.app)
        assert "0.0 % (0 of 8); as reported 75.0 % (6 of 8), 2 overdue" in said(pilot.app)
        await keys(pilot, "v")
        assert "6 cases · make the reported figure differ" in screen_text(pilot.app)
        await keys(pilot, "escape", "enter")
        assert "75" in screen_text(pilot.app)


async def test_what_another_reports_appears_on_the_board(store: Path, there: Workbench) -> None:
    async with opened(app_on(store, "board", board="sandwell")) as pilot:
        page = pilot.app.screen
        await keys(pilot, *ALONE)
        page.look_for_notes()  # type: ignore[attr-defined]
        await keys(pilot, "down")
        assert "as reported" not in screen_text(pilot.app)
        there.noting.write(names(there)[:6], Said(reason="not_applicable"))
        page.look_for_notes()  # type: ignore[attr-defined]
        await keys(pilot, "down")
        await until(pilot, "0.0 % (0.0 as reported)")  # 0 of the 2 that are left


async def test_the_board_one_comes_back_to_has_what_was_just_said_below(store: Path) -> None:
    async with opened(app_on(store, "board", board="sandwell")) as pilot:
        await keys(pilot, *ALONE, "c", "n", "7", "28/9/2018", "ctrl+s")
        assert "Noted on" in screen_text(pilot.app)
        await keys(pilot, "escape", "escape")
        await keys(pilot, "down")
        assert "(12.5 as reported)" in screen_text(pilot.app), "1 of 8"


async def test_a_comment_stands_for_its_month_and_the_month_after_proposes_it(store: Path, there: Workbench) -> None:
    measure = there.measure("cp_visit")
    there.noting.write_comment(
        measure, date(2018, 8, 31), Said(note="Two posts vacant [b]", action="Recruit", judged="2")
    )
    async with opened(app_on(store, "board", board="sandwell"), (80, 24)) as pilot:
        await keys(pilot, *ALONE)
        assert "vacant" not in screen_text(pilot.app), "August's"
        await keys(pilot, "n")
        assert "what was written of Aug 2018 is proposed" in screen_text(pilot.app)
        assert "Two posts vacant [b]" in screen_text(pilot.app)
        await keys(pilot, "7", "enter", "ctrl+s")
        assert "The status '7' is none: choose 1 good or improving" in said(pilot.app)
        await keys(pilot, "shift+tab", "backspace", "3", "enter", "enter", "New: ", "ctrl+s")
        assert "≡▸" in screen_text(pilot.app)
        assert "judged 3, not improving; “New: Two posts vacant [b]”; action: Recruit" in said(pilot.app)
        now = there.comment("cp_visit", 10)
        assert now is not None
        assert (now.judged, now.note, now.action) == (3, "New: Two posts vacant [b]", "Recruit")
        await keys(pilot, "u")
        assert "Undone: what" in screen_text(pilot.app)
        assert there.comment("cp_visit", 10) is None
        await keys(pilot, "u")
        assert "There is nothing to undo" in notices(pilot.app)


async def test_a_comment_belongs_to_the_place_that_is_chosen(store: Path, there: Workbench) -> None:
    measure = there.measure("cp_visit").counted_with(10)
    there.noting.write_comment(measure, there.as_at, Said(note="Only of the East"), team="Team East")
    async with opened(app_on(store, "board", board="sandwell")) as pilot:
        await keys(pilot, *ALONE)
        assert "Only of the East" not in screen_text(pilot.app)
        await keys(pilot, "f", "east", "enter")
        assert "Only of the East" in screen_text(pilot.app)
        await keys(pilot, "n")
        assert "Comment for Sep 2018, Team East" in screen_text(pilot.app)
