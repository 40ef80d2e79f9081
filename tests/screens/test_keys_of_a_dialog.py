"""While a dialog is open the footer has its keys; notices leave the status line and the keys readable."""

from __future__ import annotations

import pytest

from caseworkbench.screens.chooser import Chooser
from caseworkbench.screens.lines import DialogKeys

from .conftest import make_app, opened, press, screen_text, until

SIZES = [(80, 24), (40, 12)]
DIALOGS = [
    (("c", "n"), "Ctrl+S Save"),
    (("n",), "Ctrl+S Save"),
    (("p",), "Enter Write"),
    (("b",), "Enter Choose"),
    (("F",), "Del Forget"),
    (("ctrl+p",), "Enter Do it"),
    (("slash",), "Enter Take it"),
    (("d",), "Enter Take it"),
]


def footer(text: str) -> str:
    return " ".join(" ".join(text.split("\n")[-2:]).split())


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("keys", "words"), DIALOGS)
async def test_the_footer_has_the_keys_of_the_dialog_and_then_those_of_the_page_again(
    keys: tuple[str, ...], words: str, size: tuple[int, int]
) -> None:
    app = make_app()
    async with opened(app, size) as pilot:
        await press(pilot, *keys[:-1])
        before = footer(screen_text(app))
        heading, status = screen_text(app).split("\n")[0], app.screen.query_one("#status").region.y
        await press(pilot, keys[-1])
        await until(pilot, lambda: words in footer(screen_text(app)))
        if size == (80, 24) and keys[-1] not in ("slash", "d", "ctrl+p"):
            lines = screen_text(app).split("\n")
            assert lines[0] == heading, "the page stays where it is"
            assert lines[status].strip()
        assert "? Help" not in footer(screen_text(app)), "a key that does nothing here"
        await press(pilot, "escape")
        await until(pilot, lambda: footer(screen_text(app)) == before)


async def test_a_click_on_a_key_of_a_dialog_presses_it() -> None:
    app = make_app()
    async with opened(app, (80, 24)) as pilot:
        await press(pilot, "b")
        assert isinstance(app.screen, Chooser)
        await pilot.click(DialogKeys, offset=(17, 0))
        await press(pilot)
        assert not isinstance(app.screen, Chooser)
        await press(pilot, "d")
        await pilot.click("KeyLine", offset=(17, 0))
        await press(pilot)
        assert "c Cases" in footer(screen_text(app))


@pytest.mark.parametrize("size", SIZES)
async def test_a_notice_covers_neither_the_status_nor_what_is_typed_nor_the_keys(size: tuple[int, int]) -> None:
    app = make_app()
    async with app.run_test(size=size, notifications=True) as pilot:
        await press(pilot, "d", "x", "enter")
        await until(pilot, "is not a date")
        below = screen_text(app).split("\n")[-4:]
        assert below[0].strip() == "9 measures"
        assert below[1].strip().startswith("As at")
        assert below[1].endswith(": x")
        assert below[2].strip() == "Enter Take it  Esc Leave it"
        await press(pilot, "escape")
        await until(pilot, lambda: "is not a date" not in screen_text(app))


async def test_the_field_that_is_typed_into_stays_in_sight_when_the_window_shrinks() -> None:
    app = make_app(start=("cases", "icpc"))
    async with opened(app, (80, 24)) as pilot:
        await press(pilot, "n", "f", "a", "m")
        await pilot.resize_terminal(40, 12)
        await until(pilot, "Reason     fam")
        await pilot.resize_terminal(120, 40)
        await until(pilot, lambda: app.screen.query_one("#note").size.height == 7)
