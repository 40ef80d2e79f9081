"""Text can be read in the themes that paint their own ground: contrast of at least 4.5 to 1, by WCAG's arithmetic."""

from __future__ import annotations

import pytest
from rich.color import Color
from rich.style import Style
from textual.command import CommandList, CommandPalette

from caseworkbench.screens.application import WorkbenchApp
from caseworkbench.screens.themes import THEMES, tones

from .conftest import make_app, opened, press

LEAST = 4.5
PAINTED = ("dark", "light")
PAGES = {
    "board": (),
    "cases, one selected": ("c", "space", "down"),
    "child": ("c", "enter"),
    "chart": ("g",),
    "the rule": ("r",),
    "loads": ("l",),
    "help": ("question_mark",),
    "a choice": ("b",),
    "the prompt": ("slash",),
    "the prompt with text in it": ("d", "x", "y"),
    "a refusal": ("d", "x", "y", "enter"),
    "commands": ("ctrl+p",),
    "commands, the first one marked": ("ctrl+p", "down"),
    "commands, searched": ("ctrl+p", "b", "o"),
}


def brightness(color: Color) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.1)."""
    red, green, blue = (part / 255 for part in color.get_truecolor())
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Color, other: Color) -> float:
    """From 1, the same, to 21, black on white."""
    light, dark = sorted((brightness(one), brightness(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def drawn(app: WorkbenchApp) -> list[tuple[str, Style]]:
    """Every run of characters that is not blank, with its style; of the commands without the page that they dim."""
    strips = app.screen._compositor.render_strips()
    if isinstance(app.screen, CommandPalette):
        first, last = app.screen.query_one("#--input").region, app.screen.query_one(CommandList).region
        rows = strips[first.y + 1 : last.bottom - 1]
        strips = [
            strip.crop(0, last.right - app.screen.query_one(CommandList).scrollbar_size_vertical) for strip in rows
        ]
    return [(one.text, one.style) for strip in strips for one in strip if one.text.strip() and one.style]


def test_black_on_white_is_21_to_1_and_grey_is_less() -> None:
    assert contrast(Color.parse("#000000"), Color.parse("#ffffff")) == pytest.approx(21)
    assert contrast(Color.parse("#777777"), Color.parse("#ffffff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", PAINTED)
@pytest.mark.parametrize("tone", sorted(tones("light")))
def test_every_tone_can_be_read(theme: str, tone: str) -> None:
    style = tones(theme)[tone]
    assert style is not None
    assert style.color is not None
    assert style.bgcolor is not None
    assert contrast(style.color, style.bgcolor) >= LEAST


@pytest.mark.parametrize("theme", PAINTED)
@pytest.mark.parametrize("page", PAGES)
async def test_everything_on_a_page_can_be_read(theme: str, page: str) -> None:
    app = make_app(theme=theme)
    async with opened(app) as pilot:
        await press(pilot, *PAGES[page])
        found = drawn(app)
        for _ in range(200):  # the commands are gathered while the page waits
            if len(found) > 5:
                break
            await pilot.pause(0.02)
            found = drawn(app)
        assert len(found) > 5
        poor = {
            (text.strip()[:30], style.color.name, style.bgcolor.name, round(contrast(style.color, style.bgcolor), 1))
            for text, style in found
            if style.color and style.bgcolor and contrast(style.color, style.bgcolor) < LEAST
        }
        assert poor == set()


def test_the_default_theme_leaves_the_colours_to_the_terminal() -> None:
    assert set(THEMES) - set(PAINTED) == {"terminal"}
    named = {"red", "green", None}
    assert {style.color.name if style and style.color else None for style in tones("terminal").values()} == named
