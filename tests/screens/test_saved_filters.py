"""Filters that a person keeps by name, on every list, for that kind of list."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import make_app, opened, press, screen_text
from .forty import app_on, forty
from .test_saying_something import keys


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return forty(tmp_path, 8)


async def test_filter_order_grouping_and_choice_come_back_in_another_program(store: Path) -> None:
    async with opened(app_on(store, "cases", "cp_visit")) as pilot:
        await keys(pilot, "w", "nothing", "enter", "slash", "east", "enter", "3", "3", "g")
        assert "4 of 8 cases" in screen_text(pilot.app)
        await keys(pilot, "F", "enter", "[b]East  mine", "enter")
        assert "Saved as “[b]East mine”" in screen_text(pilot.app)
    async with opened(app_on(store, "cases", "cp_visit")) as pilot:
        assert "8 cases · still to be done" in screen_text(pilot.app)
        await keys(pilot, "F")
        text = screen_text(pilot.app)
        assert "[b]East mine: Overdue, and nothing said yet · filter “east” · by status ↓ · grouped by worker" in text
        await keys(pilot, "enter")
        text = screen_text(pilot.app)
        assert "4 of 8 cases · filter “east” · by status ↓ · grouped by worker · overdue, and nothing said yet" in text


async def test_a_filter_is_forgotten_with_delete(store: Path) -> None:
    async with opened(app_on(store, "cases", "cp_visit")) as pilot:
        await keys(pilot, "F", "enter", "one", "enter", "F")
        assert "one: Still to be done" in screen_text(pilot.app)
        await pilot.press("delete")
        await keys(pilot, "down", "escape")
        assert "Forgotten: one." in screen_text(pilot.app)
        await keys(pilot, "F")
        assert "one: Still to be done" not in screen_text(pilot.app)


async def test_each_kind_of_list_has_its_own_and_other_people_have_theirs(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASEWORKBENCH_USER", "ash.marlow")
    async with opened(app_on(store, "board", board="sandwell")) as pilot:
        await keys(pilot, "slash", "visits", "enter", "F", "enter", "Visits", "enter", "escape", "F")
        assert "Visits: filter “visits”" in screen_text(pilot.app)
        await keys(pilot, "down", "enter")
        assert "1 of 15 measures · filter “visits”" in screen_text(pilot.app)
        await keys(pilot, "c", "F")
        assert "Visits: filter" not in screen_text(pilot.app)
    monkeypatch.setenv("CASEWORKBENCH_USER", "wren.ashby")
    async with opened(app_on(store, "board", board="sandwell")) as pilot:
        await keys(pilot, "F")
        assert "Visits: filter" not in screen_text(pilot.app)


async def test_a_name_too_long_is_one_sentence_and_the_filter_stays_set(store: Path) -> None:
    async with opened(app_on(store, "cases", "cp_visit")) as pilot:
        await keys(pilot, "slash", "east", "enter", "F", "enter")
        await keys(pilot, "x" * 61, "enter")
        assert "A filter's name has 1 to 60 characters" in " ".join(one.message for one in pilot.app._notifications)
        assert "4 of 8 cases" in screen_text(pilot.app)


@pytest.mark.parametrize("start", [(), ("loads",), ("child", "C10000"), ("cases", "icpc")])
async def test_every_list_offers_them(start: tuple[str, ...]) -> None:
    async with opened(make_app(start=start)) as pilot:
        await press(pilot, "F")
        assert "Save what is set now as…" in screen_text(pilot.app)
