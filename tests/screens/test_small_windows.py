"""A small window over a slow line: rows before words, the keys of a morning before the others, few bytes."""

from __future__ import annotations

import pytest
from textual.strip import Segment, Strip

from caseworkbench.screens.child import ChildPage
from caseworkbench.screens.lines import Lines, changed_to
from caseworkbench.screens.listing import ListPage
from caseworkbench.screens.prompt import PromptInput
from caseworkbench.screens.strips import joined
from caseworkbench.screens.themes import tones

from .conftest import make_app, opened, press, screen_text

PLACES = [
    (),
    ("enter",),
    ("enter", "enter"),
    ("c",),
    ("o",),
    ("x",),
    ("x", "enter"),
    ("l",),
    ("l", "w", "down", "enter"),
]
WINDOWS = [(40, 12), (60, 20), (80, 24)]


@pytest.mark.parametrize("size", WINDOWS)
@pytest.mark.parametrize("keys", PLACES)
async def test_a_list_keeps_half_of_the_window(keys: tuple[str, ...], size: tuple[int, int]) -> None:
    app = make_app()
    async with opened(app, size) as pilot:
        await press(pilot, *keys)
        page = app.screen
        assert isinstance(page, ListPage)
        assert page.grid.size.height >= size[1] // 2
        reading = page.query_one("#reading", Lines)
        assert len(reading.content) <= page.reading_lines
        assert reading.display == (page.reading_lines > 0)


async def test_a_window_that_grows_has_the_words_again() -> None:
    app = make_app()
    async with opened(app, (40, 12)) as pilot:
        assert len(app.screen.query_one("#reading", Lines).content) == 1
        await pilot.resize_terminal(40, 30)
        await press(pilot)
        assert len(app.screen.query_one("#reading", Lines).content) > 2


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (100, 30)])
@pytest.mark.parametrize("keys", [*PLACES, ("g",), ("r",)])
async def test_help_and_the_list_of_commands_are_in_every_footer(keys: tuple[str, ...], size: tuple[int, int]) -> None:
    app = make_app()
    async with opened(app, size) as pilot:
        await press(pilot, *keys)
        footer = " ".join(screen_text(app).split("\n")[-2:])
        assert "? Help" in footer
        assert "^p Commands" in footer


@pytest.mark.parametrize(
    ("size", "keys"),
    [
        ((40, 12), ["Enter Open", "t My team", "c Cases", "n Comment", "d Date"]),
        ((80, 24), ["Enter Open", "t My team", "c Cases", "n Comment", "d Date", "/ Filter"]),
    ],
)
async def test_the_keys_of_every_morning_come_first(size: tuple[int, int], keys: list[str]) -> None:
    app = make_app()
    async with opened(app, size):
        footer = " ".join(" ".join(screen_text(app).split("\n")[-2:]).split())
        assert footer.startswith(" ".join(keys))


async def test_the_date_that_is_typed_is_seen_in_a_narrow_window() -> None:
    app = make_app()
    async with opened(app, (40, 12)) as pilot:
        await press(pilot, "d")
        assert app.screen.query_one(PromptInput).size.width >= 12
        await pilot.press("3", "1")
        assert "As at: 31" in screen_text(app).replace("  ", " ")


async def test_in_a_low_window_a_child_has_its_clocks_and_v_shows_the_days() -> None:
    app = make_app(start=("child", "C10000"))
    async with opened(app, (60, 20)) as pilot:
        page = app.screen
        assert isinstance(page, ChildPage)
        assert page.grid.size.height >= 6
        assert page.query_one("#reading").display
        await press(pilot, "v")
        assert page.query_one("#drawing").region.height > 6
        assert page.grid.size.height >= 3
        await press(pilot, "v", "v", "v")
        assert page.query_one("#reading").display
        assert not page.query_one("#lower").display


def _strip(*pieces: tuple[str, str]) -> Strip:
    styles = tones("terminal")
    return Strip([Segment(text, styles[tone]) for text, tone in pieces])


def test_of_a_line_only_what_changed_is_drawn_anew() -> None:
    blank = " " * 8
    assert changed_to(_strip((f"4 days{blank}", "")), _strip((f"9 days{blank}", ""))) == 1
    assert changed_to(_strip((f"4 days{blank}", "")), _strip((f"9 Days{blank}", ""))) == 3
    assert changed_to(_strip((f"4 days{blank}", "")), _strip(("4 days", "bad"), (blank, ""))) == 6
    assert changed_to(_strip(("late", "")), _strip(("late", ""))) == 1


def test_a_wide_character_is_drawn_whole() -> None:
    assert changed_to(_strip(("李 x", "")), _strip(("王 x", ""))) == 2
    assert changed_to(_strip(("ab x", "")), _strip(("王 x", ""))) == 2
    assert changed_to(_strip(("e\u0301 x", "")), _strip(("e x", ""))) == 1, "an accent belongs to its letter"


def test_a_blank_between_two_cells_of_one_tone_ends_no_tone() -> None:
    styles = tones("terminal")
    segments = joined(
        [("7 ", ""), (" ", ""), ("▲+", "bad"), ("  ", ""), ("▼-", "bad"), (" ", ""), ("=", "quiet")], styles
    )
    assert [segment.text for segment in segments] == ["7  ", "▲+  ▼-", " ", "="]
    assert [segment.style for segment in segments] == [None, styles["bad"], None, styles["quiet"]]
