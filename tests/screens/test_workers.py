"""Workers stand by their names where the workers extract has them, else by their identifiers."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from .conftest import make_app, opened, press, screen_text, write
from .fake import FakeWorkbench

NAMES = {"Priya Holloway": "Dr [b]Ada Penhallow", "Marcus Tindale": "Ben Quorn"}


class Named(FakeWorkbench):
    """Two of the identifiers have a name in the workers extract."""

    def worker_name(self, worker: str) -> str | None:
        return NAMES.get(worker)


async def test_cases_show_names_and_the_filter_finds_name_and_identifier() -> None:
    app = make_app(workbench=Named(), start=("cases", "icpc"))
    async with opened(app) as pilot:
        text = screen_text(app)
        assert "Dr [b]Ada Penhallow" in text
        assert "[i]Jo Wraith" in text, "one without a name stands by the identifier"
        assert "Priya Holloway" not in text
        for words in ("penhallow", "priya holl"):
            await press(pilot, "slash")
            await write(pilot, words)
            await press(pilot, "enter")
            assert "15 of 60 cases" in screen_text(app)
            await press(pilot, "escape")


async def test_masked_the_workers_stand_by_their_identifiers_also_in_headings() -> None:
    app = make_app(workbench=Named(), start=("cases", "icpc"))
    async with opened(app) as pilot:
        await press(pilot, "g")
        assert "Ben Quorn · 15 cases" in screen_text(app)
        await press(pilot, "m")
        text = screen_text(app)
        assert "Marcus Tindale · 15 cases" in text
        assert "Quorn" not in text
        await press(pilot, "m")
        assert "Ben Quorn · 15 cases" in screen_text(app)


async def test_breakdown_and_child_name_workers_too() -> None:
    app = make_app(workbench=Named())
    async with opened(app) as pilot:
        await press(pilot, "enter", "enter", "enter")
        assert "Ben Quorn" in screen_text(app)
        await press(pilot, "m")
        assert "Quorn" not in screen_text(app)
        assert "Penhallow" not in screen_text(app)
    app = make_app(workbench=Named(), start=("child", "C10000"))
    async with opened(app) as pilot:
        assert "Dr [b]Ada Penhallow" in screen_text(app)
        await press(pilot, "m")
        assert "Penhallow" not in screen_text(app)
        assert "Priya Holloway" in screen_text(app)


async def open_tindale(pilot: Pilot[None], *keys: str) -> None:
    """Down to the workers of a team, onto Marcus Tindale, and on."""
    await press(pilot, "enter", "enter", "enter", "slash")
    await write(pilot, "tindale")
    await press(pilot, "enter", *keys)


async def test_the_line_of_titles_names_the_worker_whose_cases_are_open() -> None:
    app = make_app(workbench=Named())
    async with opened(app) as pilot:
        await open_tindale(pilot, "enter")
        assert screen_text(app).splitlines()[0].endswith("› Ben Quorn")
        await press(pilot, "m")
        assert screen_text(app).splitlines()[0].endswith("› Marcus Tindale")
        assert "Quorn" not in screen_text(app)
        await press(pilot, "m", "enter")
        assert "› Ben Quorn ›" in screen_text(app).splitlines()[0]


async def test_a_chart_of_a_worker_is_titled_with_the_name() -> None:
    app = make_app(workbench=Named())
    async with opened(app) as pilot:
        await open_tindale(pilot, "g")
        assert "· Ben Quorn" in screen_text(app).splitlines()[2]
        await press(pilot, "m")
        assert "· Marcus Tindale" in screen_text(app).splitlines()[2]
        assert "Quorn" not in screen_text(app)


async def test_an_export_keeps_the_identifier(tmp_path: Path) -> None:
    app = make_app(workbench=Named(), start=("cases", "icpc"))
    async with opened(app) as pilot:
        await press(pilot, "e")
        await press(pilot, "enter")
    written = next(tmp_path.glob("*.csv")).read_text()
    assert "Marcus Tindale" in written
    assert "Quorn" not in written
    assert "worker_named" not in written
