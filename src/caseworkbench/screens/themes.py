"""The few styles of the screens.

``terminal`` is the default: the terminal's own colours, so it reads on black and on white, and plain text
costs no escape sequences at all on a slow line. ``dark`` and ``light`` paint their own background.
"""

from __future__ import annotations

from rich.color import Color
from rich.style import Style
from textual.theme import Theme

TERMINAL = Theme(
    name="terminal",
    ansi=True,
    dark=True,
    primary="ansi_blue",
    secondary="ansi_cyan",
    warning="ansi_yellow",
    error="ansi_red",
    success="ansi_green",
    accent="ansi_cyan",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    variables={
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
        "border-blurred": "ansi_default",
        "block-cursor-foreground": "ansi_default",
        "block-cursor-background": "ansi_default",
        "block-cursor-text-style": "reverse",
        "block-cursor-blurred-text-style": "none",
        "input-cursor-background": "ansi_default",
        "input-cursor-foreground": "ansi_default",
        "input-cursor-text-style": "reverse",
        "input-selection-background": "ansi_blue",
        "input-selection-foreground": "ansi_default",
        "screen-selection-background": "ansi_blue",
        "screen-selection-foreground": "ansi_default",
    },
)
_READABLE = {"text-muted": "auto 75%", "text-disabled": "auto 70%"}
"""Textual's own 60 and 38 % of the ink come below 4.5 to 1 in an empty prompt; a marked line needs a lighter ground."""

DARK = Theme(
    name="dark",
    dark=True,
    primary="#8ab4d8",
    foreground="#d8d8d8",
    background="#15181c",
    surface="#15181c",
    panel="#15181c",
    error="#ff8a80",
    success="#8fd18f",
    warning="#e8c468",
    accent="#8ab4d8",
    variables=_READABLE,
)
LIGHT = Theme(
    name="light",
    dark=False,
    primary="#1f4e79",
    foreground="#202124",
    background="#fbfbf8",
    surface="#fbfbf8",
    panel="#fbfbf8",
    error="#b3261e",
    success="#1e6b2e",
    warning="#7a5200",
    accent="#1f4e79",
    variables=_READABLE | {"block-cursor-blurred-background": "#d9e2ea"},
)
THEMES = {theme.name: theme for theme in (TERMINAL, DARK, LIGHT)}

Ink = str | tuple[int, int, int]
"""A colour as plotext takes it: one of the terminal's by name, or red, green and blue."""


def line_inks(name: str) -> tuple[Ink, Ink]:
    """The ink of a chart's target line and of its comparators, for one theme."""
    if name not in ("dark", "light"):
        return "magenta", "cyan"
    theme = THEMES[name]
    target, other = (Color.parse(str(color)).get_truecolor() for color in (theme.warning, theme.primary))
    return (*target,), (*other,)


Tones = dict[str, Style | None]


def tones(name: str) -> Tones:
    """Tone -> style for one theme. Tones: "", bad, good, warn, quiet, head, key, cursor."""
    if name not in ("dark", "light"):
        return {
            "": None,
            "bad": Style(color="red"),
            "good": Style(color="green"),
            "warn": Style(bold=True),  # yellow cannot be read on white
            "quiet": Style(dim=True),
            "head": Style(bold=True),
            "under": Style(underline=True),
            "key": Style(bold=True),
            "cursor": Style(reverse=True),
        }
    theme = THEMES[name]
    ground = theme.background

    def ink(color: str | None, bold: bool = False, underline: bool = False) -> Style:
        return Style(color=color, bgcolor=ground, bold=bold or None, underline=underline or None)

    soft = "#8b9096" if name == "dark" else "#6b6b66"
    return {
        "": ink(theme.foreground),
        "bad": ink(theme.error),
        "good": ink(theme.success),
        "warn": ink(theme.warning),
        "quiet": ink(soft),
        "head": ink(theme.foreground, bold=True),
        "under": ink(theme.foreground, underline=True),
        "key": ink(theme.primary, bold=True),
        "cursor": Style(color=ground, bgcolor=theme.primary),
    }
