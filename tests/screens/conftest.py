"""The workbench on a made-up store, with a clock that stands still."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from caseworkbench.screens.app import Start
from caseworkbench.screens.application import WorkbenchApp
from caseworkbench.screens.page import Page

from .fake import NOW, FakeWorkbench

MakeApp = Callable[..., WorkbenchApp]


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.chdir(tmp_path)
    # How long drawing is put off saves bytes on a real terminal, and nothing but time is seen of it here.
    for name in ("application.SETTLING", "application.OPENING", "application.CLOSING", "page.SETTLING"):
        monkeypatch.setattr(f"caseworkbench.screens.{name}_SECONDS", 0.005)


def make_app(
    *, cases: int = 60, start: Start = (), theme: str = "terminal", workbench: FakeWorkbench | None = None
) -> WorkbenchApp:
    fake = workbench or FakeWorkbench(cases)
    return WorkbenchApp(Path("/nowhere"), None, start=start, theme=theme, opener=lambda: fake, now=lambda: NOW)  # type: ignore[arg-type, return-value]


def _quiet(app: WorkbenchApp) -> bool:
    """Whether the page has asked, every question has been answered and drawn, and no key is kept for later."""
    page = app.screen
    if isinstance(page, Page) and (page._waiting or page._drawn is None or page._tickets.get("notes version", 0)):
        return False
    if app._batch_count:  # the drawing of a page that was just opened is put off for a moment
        return False
    return not app.held.holding and bool(app.facts is not None or app._notifications)


async def settle(pilot: Pilot[None]) -> None:
    """Wait until every question that the page asked has been answered and drawn.

    Twice in a row, since between a key and the page that it opens there is a moment in which nothing waits.
    """
    quiet = 0
    for _ in range(1000):
        await pilot.pause(0.01)
        quiet = quiet + 1 if _quiet(pilot.app) else 0  # type: ignore[arg-type]
        if quiet == 2:
            break
    await pilot.pause()


async def until(pilot: Pilot[None], there: Callable[[], bool] | str) -> None:
    """Wait until something is so, or until words stand on the screen; for what comes by itself."""
    if isinstance(there, str):
        words = there
        there = lambda: words in screen_text(pilot.app)  # type: ignore[arg-type]  # noqa: E731
    for _ in range(1000):
        if there():
            return
        await pilot.pause(0.02)
    raise AssertionError(f"It did not come:\n{screen_text(pilot.app)}")  # type: ignore[arg-type]


async def press(pilot: Pilot[None], *keys: str) -> None:
    await settle(pilot)
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


async def write(pilot: Pilot[None], text: str) -> None:
    """Type into the prompt."""
    names = {"/": "slash", "-": "minus", ".": "full_stop", " ": "space", "+": "plus", "_": "underscore"}
    await pilot.pause()
    for char in text:
        await pilot.press(names.get(char, char))
    await settle(pilot)


def screen_text(app: WorkbenchApp) -> str:
    """Every line of the screen as characters; of a page that is not laid out yet there is none."""
    width, height = app.size
    strips = app.screen._compositor.render_strips()[:height]
    return "\n".join("".join(segment.text for segment in strip)[:width].rstrip() for strip in strips)


def notices(app: WorkbenchApp) -> str:
    """The sentences that were put before the person."""
    return " ".join(notice.message for notice in app._notifications)


@asynccontextmanager
async def opened(app: WorkbenchApp, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Pilot[None]]:
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        yield pilot


Opened = AbstractAsyncContextManager[Pilot[None]]
