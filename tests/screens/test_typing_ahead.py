"""What is typed before a list has its rows is meant for those rows, and nobody waits who wants to leave."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from typing import Any

import pytest

from caseworkbench.errors import WorkbenchError

from .conftest import make_app, opened, press, screen_text, settle, until
from .fake import FakeWorkbench


class Counting(FakeWorkbench):
    """A workbench that goes on counting until it is told to have counted."""

    def __init__(self) -> None:
        super().__init__()
        self.counted = Event()
        self.counted.set()
        self.fails = False

    def board_names(self) -> list[str]:
        """The boards, once it has counted."""
        assert self.counted.wait(20)
        return super().board_names()

    def figures(self, *a: Any, **k: Any) -> Any:
        """The figures, once they are counted."""
        assert self.counted.wait(20)
        if self.fails:
            raise WorkbenchError("The store is damaged: load again.")
        return super().figures(*a, **k)

    @contextmanager
    def still_counting(self) -> Iterator[None]:
        """While in here no figure comes."""
        self.counted.clear()
        try:
            yield
        finally:
            self.counted.set()


async def test_two_enters_in_one_go_open_two_levels() -> None:
    fake = Counting()
    app = make_app(workbench=fake)
    async with opened(app) as pilot:
        with fake.still_counting():
            await pilot.press("down", "enter", "enter", "down")
            await until(pilot, "Counting")
        await settle(pilot)
        lines = screen_text(app).splitlines()
        assert "Assessment" in lines[0], "the first service was opened"
        assert any(line.strip().startswith("▸Assessment West") for line in lines), "and its second team chosen"


async def test_what_is_typed_before_the_first_board_is_there_is_meant_for_it() -> None:
    fake = Counting()
    app = make_app(workbench=fake)
    with fake.still_counting():
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("down", "enter")
            await until(pilot, "Counting")
            fake.counted.set()
            await settle(pilot)
            assert "Initial child protection conferences" in screen_text(app).partition("\n")[0]


@pytest.mark.parametrize("before", [[], ["enter", "down"]])
async def test_escape_goes_back_at_once_and_forgets_what_was_typed_before_it(before: list[str]) -> None:
    fake = Counting()
    app = make_app(workbench=fake)
    async with opened(app) as pilot:
        board = screen_text(app).partition("\n")[0]
        with fake.still_counting():
            await pilot.press("down", "enter", *before, "escape")
            await until(pilot, lambda: screen_text(app).partition("\n")[0] == board and not app.held.holding)
        await settle(pilot)
        assert screen_text(app).partition("\n")[0] == board


async def test_a_list_that_cannot_be_counted_does_nothing_with_what_was_typed_for_it() -> None:
    fake = Counting()
    app = make_app(workbench=fake)
    async with opened(app) as pilot:
        with fake.still_counting():
            await pilot.press("down", "enter", "e")
            await until(pilot, "Counting")
            fake.fails = True
        await settle(pilot)
        assert "The store is damaged" in screen_text(app)
        assert "Export to" not in screen_text(app)
        await press(pilot, "escape")
        assert "Key performance indicators" in screen_text(app).partition("\n")[0]


async def test_what_is_typed_after_b_is_meant_for_the_boards_to_choose_from() -> None:
    fake = Counting()
    app = make_app(workbench=fake)
    async with opened(app) as pilot:
        with fake.still_counting():
            await pilot.press("b", "down", "enter")
            await until(pilot, "Counting")
        await settle(pilot)
        assert screen_text(app).partition("\n")[0].strip() == "Every measure"


async def test_what_is_typed_after_a_choice_is_meant_for_the_rows_that_it_brings() -> None:
    fake = Counting()
    app = make_app(workbench=fake)
    async with opened(app) as pilot:
        await press(pilot, "b")
        with fake.still_counting():
            await pilot.press("down", "enter", *["down"] * 10, "c")
            await until(pilot, "Counting")
        await settle(pilot)
        lines = screen_text(app).splitlines()
        assert lines[0].strip().startswith("Every measure › "), "the eleventh measure is on that board alone"
        await press(pilot, "escape", "w")
        with fake.still_counting():
            await pilot.press("d", "minus", "1", "m", "enter", "home", "c")
            await until(pilot, "Counting")
        await settle(pilot)
        assert "Contacts" in screen_text(app).partition("\n")[0]


async def test_nobody_waits_for_other_rows_who_wants_to_leave() -> None:
    fake = Counting()
    app = make_app(workbench=fake)
    async with opened(app) as pilot:
        await press(pilot, "enter", "k")
        with fake.still_counting():
            await pilot.press("down", "enter", "down", "escape")
            await until(pilot, lambda: "›" not in screen_text(app).partition("\n")[0])


async def test_escape_leaves_a_choice_and_the_next_key_is_for_the_page() -> None:
    app = make_app()
    async with opened(app) as pilot:
        await press(pilot, "b")
        for key in ("escape", "slash", "c", "o", "n", "f", "enter"):
            app.simulate_key(key)
        await settle(pilot)
        assert "filter “conf”" in screen_text(app)
        assert "Key performance indicators" in screen_text(app)


async def test_the_keys_can_be_looked_up_while_it_counts() -> None:
    fake = Counting()
    app = make_app(workbench=fake)
    async with opened(app) as pilot:
        with fake.still_counting():
            await pilot.press("down", "enter", "question_mark")
            await until(pilot, lambda: "Help" in screen_text(app).partition("\n")[0])


async def test_what_is_typed_after_a_command_was_chosen_by_name_is_meant_for_what_it_opens() -> None:
    app = make_app()
    async with opened(app) as pilot:
        await press(pilot, "ctrl+p")
        await pilot.press("c", "a", "s", "e", "s", "space", "left_parenthesis", "c")
        await until(pilot, lambda: "Cases (c)" in screen_text(app) and "Changes (x)" not in screen_text(app))
        for key in ("enter", "down", "y"):
            app.simulate_key(key)
        await until(pilot, "Copied C10001")


async def test_escape_leaves_the_commands_and_the_next_key_is_for_the_page() -> None:
    app = make_app()
    async with opened(app) as pilot:
        await press(pilot, "ctrl+p")
        for key in ("escape", "c"):
            app.simulate_key(key)
        await until(pilot, "cases · still to be done")
