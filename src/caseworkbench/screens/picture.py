"""A picture of the board for the README: ``python -m caseworkbench.screens.picture STORE docs/board.svg``."""

from __future__ import annotations

import asyncio
import re
import sys
from datetime import datetime, timedelta
from pathlib import Path

from caseworkbench.errors import WorkbenchError
from caseworkbench.screens.application import WorkbenchApp
from caseworkbench.screens.view import View
from caseworkbench.settings import Settings, load_settings

HOURS_OLD = 7
"""The picture is always taken this long after the load, so that taking it again gives the same picture."""
PATIENCE_SECONDS = 30.0


def write_board_svg(
    store: Path,
    target: Path,
    settings: Settings | None = None,
    *,
    board: str = "",
    theme: str = "dark",
    size: tuple[int, int] = (122, 26),
) -> None:
    """Open the real screen on ``store`` without a terminal and write what it shows as SVG.

    Raises WorkbenchError where the store cannot be opened.
    """
    target.write_text(
        asyncio.run(_picture(store, settings or load_settings(None, store), board, theme, size)), encoding="utf-8"
    )


async def _picture(store: Path, settings: Settings, board: str, theme: str, size: tuple[int, int]) -> str:
    def now() -> datetime:
        loaded = app.facts.loaded_at if app.facts else datetime.now().astimezone()
        return loaded.astimezone() + timedelta(hours=HOURS_OLD)

    app = WorkbenchApp(store, settings, view=View(board), theme=theme, now=now)
    async with app.run_test(size=size) as pilot:
        waited = 0.0
        while app.facts is None:
            if waited > PATIENCE_SECONDS or app._notifications:
                sentences = " ".join(notice.message for notice in app._notifications)
                raise WorkbenchError(sentences or f"The board of {store} did not come; try again.")
            await pilot.pause(0.05)
            waited += 0.05
        await pilot.press("down")
        await pilot.pause(0.2)
        return _self_contained(app.export_screenshot(title="caseworkbench"))


def _self_contained(svg: str) -> str:
    """The picture without the fonts that it would fetch from elsewhere."""
    return re.sub(r"@font-face\s*\{.*?\}", "", svg, flags=re.DOTALL).replace("Fira Code", "Fira Code, DejaVu Sans Mono")


if __name__ == "__main__":
    write_board_svg(Path(sys.argv[1]), Path(sys.argv[2]), board=sys.argv[3] if len(sys.argv) > 3 else "")
