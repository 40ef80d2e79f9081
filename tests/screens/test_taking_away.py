"""Export and copy: what is on the screen, in the order shown, safe to open."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input

from caseworkbench.workbench.case_list import FIELDS, NOTE_FIELDS

from .conftest import make_app, notices, opened, press, screen_text, until


async def export(pilot: Pilot[None], name: str) -> None:
    await press(pilot, "e")
    await pilot.pause()
    pilot.app.screen.query_one(Input).value = name
    await press(pilot, "enter")
    await until(pilot, lambda: "written to" in screen_text(pilot.app) or bool(notices(pilot.app)))  # type: ignore[arg-type]


async def test_a_work_list_goes_to_csv_with_the_fields_of_the_command_line() -> None:
    app = make_app(start=("cases", "icpc"))
    async with opened(app) as pilot:
        await export(pilot, "list.csv")
        rows = list(csv.DictReader(Path("list.csv").read_text(encoding="utf-8").splitlines()))
        assert tuple(rows[0]) == (*FIELDS, *NOTE_FIELDS)
        assert len(rows) == 60
        assert rows[3]["child_name"].startswith("'=HYPERLINK"), "a spreadsheet must not compute a name"
        assert Path("list.csv").stat().st_mode & 0o077 == 0


async def test_only_selected_rows_go_and_in_the_order_shown() -> None:
    app = make_app(start=("cases", "icpc"))
    async with opened(app) as pilot:
        await press(pilot, "down", "space", "space")
        await export(pilot, "two.json")
        assert [row["child_id"] for row in json.loads(Path("two.json").read_text())] == ["C10001", "C10002"]


async def test_a_name_typed_takes_the_place_of_the_one_offered() -> None:
    app = make_app(start=("cases", "icpc"))
    async with opened(app) as pilot:
        await press(pilot, "e", "o", "u", "t")
        assert pilot.app.screen.query_one(Input).value == "out"


async def test_masked_names_stay_masked_in_the_file() -> None:
    app = make_app(start=("cases", "icpc"))
    async with opened(app) as pilot:
        await press(pilot, "m")
        await export(pilot, "masked.json")
        assert {row["child_name"] for row in json.loads(Path("masked.json").read_text())} == {None}


async def test_the_board_goes_to_markdown() -> None:
    app = make_app()
    async with opened(app) as pilot:
        await export(pilot, "board.md")
        assert Path("board.md").read_text().count("\n") == 2 + 9


async def test_the_name_suggested_says_what_and_when() -> None:
    app = make_app(start=("cases", "icpc"))
    async with opened(app) as pilot:
        await press(pilot, "e")
        await pilot.pause()
        assert "icpc-2018-09-30.csv" in screen_text(app)


async def test_a_file_that_cannot_be_written_gets_a_sentence() -> None:
    app = make_app(start=("cases", "icpc"))
    async with opened(app) as pilot:
        Path("there.csv").write_text("kept")
        await export(pilot, "there.csv")
        assert "exists already" in notices(app)
        assert Path("there.csv").read_text() == "kept"
        await press(pilot, "escape")
        await export(pilot, "list.doc")
        assert "should end in .csv, .json or .md" in notices(app)


async def test_the_identifier_lands_on_the_clipboard() -> None:
    app = make_app(start=("cases", "icpc"))
    async with opened(app) as pilot:
        await press(pilot, "y")
        assert app.clipboard == "C10000"
        await press(pilot, "space", "space", "y")
        assert app.clipboard == "C10000\nC10001"
        await press(pilot, "escape", "home", "enter", "y")
        assert app.clipboard == "C10000"
