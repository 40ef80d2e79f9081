"""Scrolling some lines of the terminal itself, which every terminal can, instead of drawing them anew."""

from __future__ import annotations

from textual.app import App
from textual.widget import Widget


def can_scroll(widget: Widget) -> bool:
    """Whether the terminal may move the widget's lines: they are whole lines and nothing lies over them."""
    app = widget.app
    driver = app._driver
    return (
        driver is not None
        and type(driver).__module__ == "textual.drivers.linux_driver"
        and not app.is_inline
        and widget.screen is app.screen
        and widget.region.width == app.size.width
        and not widget.screen.query("Toast")
    )


def scroll_lines(app: App[object], first: int, last: int, by: int) -> None:
    """Move the terminal's lines ``first`` to ``last`` (0-based) up by ``by``, or down where that is negative.

    The margins are set, a line feed at the bottom one (or a reverse index at the top one) moves what is between
    them, and the margins are taken away again.
    """
    assert app._driver is not None
    edge, step = (last, "\n") if by > 0 else (first, "\x1bM")
    app._driver.write(f"\x1b[{first + 1};{last + 1}r\x1b[{edge + 1};1H{step * abs(by)}\x1b[r")
