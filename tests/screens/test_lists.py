"""Lists: filter as you type, sort by any column, group, select, move sideways; a hundred thousand rows."""

from __future__ import annotations

import time

from caseworkbench.screens.listing import ListPage

from .conftest import make_app, opened, press, screen_text, write
from .fake import FakeWorkbench


def shown(app: object, field: str = "child_id") -> list[object]:
    page = app.screen  # type: ignore[attr-defined]
    assert isinstance(page, ListPage)
    table = page.grid.table
    return [table.data[field][row] for row in table.order if row >= 0]


async def test_the_list_narrows_at_every_letter_and_escape_shows_it_whole() -> None:
    app = make_app(start=("cases", "icpc"))
    async with opened(app) as pilot:
        assert len(shown(app)) == 60
        await press(pilot, "slash")
        await write(pilot, "thack")
        assert 0 < len(shown(app)) < 60
        assert "filter “thack”" in screen_text(app)
        await press(pilot, "enter")
        assert "filter “thack”" in screen_text(app)
        await press(pilot, "escape")
        assert len(shown(app)) == 60


async def test_a_filter_that_matches_nothing_says_how_to_get_out() -> None:
    app = make_app(start=("cases", "icpc"))
    async with opened(app) as pilot:
        await press(pilot, "slash")
        await write(pilot, "zzz")
        assert "No cases match “zzz”" in screen_text(app)
        await press(pilot, "escape")
        assert len(shown(app)) == 60


async def test_several_words_all_have_to_be_there_in_any_column() -> None:
    app = make_app(start=("cases", "icpc"))
    async with opened(app) as pilot:
        await press(pilot, "slash")
        await write(pilot, "tindale west")
        names = set(zip(shown(app, "worker"), shown(app, "team"), strict=True))
        assert names == {("Marcus Tindale", "Assessment West")}


async def test_a_number_sorts_by_that_column_and_again_turns_it_round() -> None:
    app = make_app(start=("cases", "icpc"))
    async with opened(app) as pilot:
        await press(pilot, "9")
        dates = shown(app, "started")
        assert dates == sorted(dates)
        await press(pilot, "9")
        dates = shown(app, "started")
        assert dates == sorted(dates, reverse=True)


async def test_the_sort_key_offers_every_column_by_name() -> None:
    app = make_app(start=("cases", "icpc"))
    async with opened(app) as pilot:
        await press(pilot, "s")
        text = screen_text(app)
        for title in ("Child", "Status", "Over", "Due", "Worker", "Team", "Family", "Started"):
            assert title in text
        await press(pilot, "down", "enter")
        assert shown(app) == sorted(shown(app))


async def test_a_click_on_a_heading_sorts() -> None:
    app = make_app(start=("cases", "icpc"))
    async with opened(app) as pilot:
        await pilot.click("Grid", offset=(3, 0))
        await press(pilot)
        names = [str(name).casefold() for name in shown(app, "child_name")]
        assert names == sorted(names)
        assert "Child↑" in screen_text(app)


async def test_grouping_by_worker_and_family_puts_most_overdue_first() -> None:
    app = make_app(start=("cases", "icpc"))
    async with opened(app) as pilot:
        await press(pilot, "g")
        text = screen_text(app)
        assert "Priya Holloway · 15 cases, 10 overdue" in text
        await press(pilot, "g")
        assert "F5000 · 3 cases, 3 overdue" in screen_text(app)
        await press(pilot, "g")
        assert "F5000 · 3 cases" not in screen_text(app)


async def test_many_cases_are_selected_with_space_and_let_go_with_escape() -> None:
    app = make_app(start=("cases", "icpc"))
    async with opened(app) as pilot:
        await press(pilot, "space", "space")
        assert "2 selected" in screen_text(app)
        await press(pilot, "a")
        assert "60 selected" in screen_text(app)
        await press(pilot, "escape")
        assert "selected" not in screen_text(app)


async def test_which_cases_are_shown_can_be_chosen() -> None:
    app = make_app(start=("cases", "icpc"))
    async with opened(app) as pilot:
        await press(pilot, "w", "down", "enter")
        assert set(shown(app, "status")) == {"overdue"}


async def test_on_80_columns_further_columns_come_with_the_arrow_key() -> None:
    app = make_app(start=("cases", "icpc"))
    async with opened(app, (80, 24)) as pilot:
        assert "Started" not in screen_text(app)
        await press(pilot, *["right"] * 6)
        assert "Started" in screen_text(app)
        assert "Child" in screen_text(app), "the first column stays"


async def test_a_hundred_thousand_cases_page_sort_and_filter() -> None:
    app = make_app(cases=100_000, start=("cases", "icpc"))
    async with opened(app) as pilot:
        assert "100,000 cases" in screen_text(app)
        began = time.perf_counter()
        await press(pilot, *["pagedown"] * 5)
        assert time.perf_counter() - began < 3
        await press(pilot, "end")
        assert "C109999" in screen_text(app)
        await press(pilot, "7")
        await press(pilot, "home")
        await press(pilot, "slash")
        await write(pilot, "C109998")
        assert len(shown(app)) == 1


async def test_names_are_masked_on_the_screen() -> None:
    app = make_app(start=("cases", "icpc"))
    async with opened(app) as pilot:
        assert "Tamsin" in screen_text(app)
        await press(pilot, "m")
        assert "Tamsin" not in screen_text(app)
        assert "C10000" in screen_text(app)
        await press(pilot, "enter")
        assert "[b]Ali" not in screen_text(app)
        await press(pilot, "escape", "m")
        assert "Tamsin" in screen_text(app)


async def test_an_empty_list_says_what_to_do() -> None:
    app = make_app(workbench=FakeWorkbench(0), start=("cases", "icpc"))
    async with opened(app):
        assert "Nothing is waiting to be done here. Press w to show other cases" in screen_text(app)


async def test_text_from_data_is_shown_as_characters() -> None:
    app = make_app(start=("cases", "icpc"))
    async with opened(app):
        text = screen_text(app)
        assert "\x1b" not in text
        assert "Eve␛[31mred␇" in text
        assert "Ren·eva␊new line" in text
        assert "名前 太郎" in text
