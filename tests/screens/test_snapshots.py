"""Pictures of each screen, compared. After a wanted change: ``pytest tests/screens --snapshot-update``."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .conftest import make_app, press

SIZES = [(80, 24), (120, 40)]
SCREENS: dict[str, tuple[tuple[str, ...], list[str]]] = {
    "board": ((), ["down"]),
    "breakdown": ((), ["down", "enter"]),
    "breakdown_by_age": ((), ["down", "k", "down", "down", "down", "enter"]),
    "chart": ((), ["down", "g"]),
    "cases": (("cases", "icpc"), ["down"]),
    "cases_grouped": (("cases", "icpc"), ["g", "space"]),
    "child": (("child", "C10000"), []),
    "child_timeline": (("child", "C10000"), ["v"]),
    "rule": (("rule", "icpc"), []),
    "loads": (("loads",), []),
    "questions": (("loads",), ["w", "down", "enter"]),
    "help": ((), ["question_mark"]),
    "filter": (("cases", "icpc"), ["slash", "t", "h"]),
    "chooser": ((), ["f"]),
    "note": (("cases", "icpc"), ["n", "7"]),
    "noted": (("cases", "icpc"), ["n", "1", "enter", "r", "i", "n", "g", "ctrl+s", "full_stop", "full_stop", "up"]),
    "history": (("cases", "icpc"), ["n", "1", "ctrl+s", "n", "2", "ctrl+s", "u", "h"]),
    "comment": ((), ["down", "n", "2"]),
    "commented": ((), ["down", "n", "2", "enter", "R", "e", "c", "r", "u", "i", "t", "ctrl+s"]),
    "filters": (("cases", "icpc"), ["F"]),
}
Compare = Callable[..., bool]


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x40"])
@pytest.mark.parametrize("name", SCREENS)
def test_screen(snap_compare: Compare, name: str, size: tuple[int, int]) -> None:
    start, keys = SCREENS[name]

    async def drive(pilot: object) -> None:
        await press(pilot, *keys)  # type: ignore[arg-type]
        assert pilot.app._exception is None  # type: ignore[attr-defined]

    assert snap_compare(make_app(start=start, theme="dark"), terminal_size=size, run_before=drive)


@pytest.mark.parametrize("name", ["board", "cases", "child", "chart"])
def test_screen_on_a_light_ground(snap_compare: Compare, name: str) -> None:
    start, keys = SCREENS[name]

    async def drive(pilot: object) -> None:
        await press(pilot, *keys)  # type: ignore[arg-type]
        assert pilot.app._exception is None  # type: ignore[attr-defined]

    assert snap_compare(make_app(start=start, theme="light"), terminal_size=(80, 24), run_before=drive)


@pytest.mark.parametrize("name", ["board", "cases", "child", "chart"])
def test_screen_without_colour(snap_compare: Compare, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    start, keys = SCREENS[name]

    async def drive(pilot: object) -> None:
        await press(pilot, *keys)  # type: ignore[arg-type]
        assert pilot.app._exception is None  # type: ignore[attr-defined]

    assert snap_compare(make_app(start=start, theme="terminal"), terminal_size=(80, 24), run_before=drive)
