"""What changed between two loads, and the store as it was known at an earlier one: on the real engine."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from caseworkbench.errors import WorkbenchError
from caseworkbench.loading.load import load
from caseworkbench.screens.application import WorkbenchApp
from caseworkbench.screens.changes_answer import Between, ask_changes
from caseworkbench.screens.view import View
from caseworkbench.settings import Settings
from caseworkbench.workbench.open import open_workbench
from tests.workbench.extract import write_tables

from .conftest import notices, opened, press, screen_text, write

SUNDAY, NEXT = date(2018, 9, 30), date(2018, 10, 1)
BOARD = """\
title = "Conferences and enquiries"
[[line]]
measure = "icpc"
[[line]]
measure = "s47s"
"""


def enquiries(held: dict[int, str], more: int = 0) -> dict[str, list[dict[str, str]]]:
    """Six enquiries that began on Mon 3 September, their conferences due Mon 24 September, and later ones."""
    return {
        "children": [{"child_id": f"C{n}", "forename": "Made", "surname": f"Up {n}"} for n in range(9)],
        "section47s": [
            {
                "s47_id": f"S{n}",
                "child_id": f"C{n}",
                "start_date": "2018-09-03" if n < 6 else "2018-10-01",
                "icpc_required": "Y",
                "team": "North",
                "worker": "Wren Ashby",
            }
            for n in range(6 + more)
        ],
        "initial_conferences": [
            {"conference_id": f"I{n}", "child_id": f"C{n}", "s47_id": f"S{n}", "held_date": day}
            for n, day in held.items()
        ],
    }


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store loaded on two evenings; on the second, two conferences of September had been entered."""
    place = tmp_path_factory.mktemp("twice")
    (place / "boards").mkdir()
    (place / "boards" / "two.toml").write_text(BOARD)
    first, second = (
        enquiries({0: "2018-09-20", 1: "2018-09-26"}),
        enquiries({0: "2018-09-20", 1: "2018-09-26", 2: "2018-09-20", 3: "2018-09-28"}, more=1),
    )
    for name, tables, day in (("first", first, SUNDAY), ("second", second, NEXT)):
        load([write_tables(place / name, tables)], place / "store", as_at=day)
    return place / "store"


def app_on(store: Path) -> WorkbenchApp:
    settings = Settings(authority="Northbridge", board="two", board_folders=(store.parent / "boards",))
    now = datetime(2018, 10, 2, 8, 30, tzinfo=UTC)
    return WorkbenchApp(store, settings, theme="dark", now=lambda: now)


def line_of(app: WorkbenchApp, word: str) -> str:
    return next(line for line in screen_text(app).splitlines() if word in line)


async def test_x_on_the_board_shows_what_changed_in_each_measure_since_the_load_before(twice: Path) -> None:
    app = app_on(twice)
    async with opened(app) as pilot:
        await press(pilot, "x")
        text = screen_text(app)
        assert "load 1 (Sun 30 Sep 2018) to load 2 (Mon 1 Oct 2018)" in text
        assert "2 of 4 overdue conferences have been completed, 2 remain." in " ".join(text.split())
        assert line_of(app, "Section 47 enquiries").split()[-3:] == ["6", "7", "+1.0"]
        assert notices(app) == ""


async def test_with_the_date_held_still_the_line_says_what_september_has_become(twice: Path) -> None:
    app = app_on(twice)
    async with opened(app) as pilot:
        await press(pilot, "x", "d")
        await write(pilot, "30/09/2018")
        await press(pilot, "enter")
        said = " ".join(screen_text(app).split())
        assert "load 1 to load 2, both as at Sun 30 Sep 2018" in said
        assert "September was reported as 50.0 and it is still, though these two conferences were entered" in said
        assert "3 to 11 days after they were held." in said


async def test_enter_opens_the_changed_cases_and_enter_there_the_child(twice: Path) -> None:
    app = app_on(twice)
    async with opened(app) as pilot:
        await press(pilot, "x", "enter")
        text = screen_text(app)
        late = [line for line in text.splitlines() if "entered late" in line and "Made Up" in line]
        assert len(late) == 2
        assert any("Fri 28 Sep 2018" in line for line in late)
        assert "first seen in load 2" in text
        await press(pilot, "g")
        assert "entered late · 2 changed cases" in screen_text(app)
        await press(pilot, "down", "enter")
        assert "Made Up" in screen_text(app)
        assert "Initial child protection conf" in screen_text(app)
        await press(pilot, "escape", "escape", "escape")
        assert "Conferences and enquiries" in screen_text(app).splitlines()[0]


async def test_another_load_or_date_to_compare_with_can_be_typed(twice: Path) -> None:
    app = app_on(twice)
    async with opened(app) as pilot:
        await press(pilot, "x", "w")
        await write(pilot, "21/09/2018")
        await press(pilot, "enter")
        assert "Fri 21 Sep 2018 to Mon 1 Oct 2018, as load 2 knows both" in screen_text(app)
        await press(pilot, "w")
        await write(pilot, "7")
        await press(pilot, "enter")
        assert "Load 7 is not kept in this store" in notices(app)


async def test_nothing_is_typed_at_an_earlier_load_that_could_not_be_written(twice: Path) -> None:
    app = app_on(twice)
    async with opened(app) as pilot:
        await press(pilot, "l", "down", "K", "escape", "n")
        assert "as it was known at load 1, where nothing can be written" in notices(app)
        assert "Comment for" not in screen_text(app)
        await press(pilot, "c", "n")
        assert "Note on" not in screen_text(app)
        await press(pilot, "f5", "n")
        assert "Note on" in screen_text(app)


async def test_the_loads_screen_opens_the_store_as_known_then_and_f5_goes_back(twice: Path) -> None:
    app = app_on(twice)
    async with opened(app) as pilot:
        assert "1 of 1" not in screen_text(app)
        await press(pilot, "l", "down", "K")
        heading = screen_text(app).splitlines()[1]
        assert heading.strip().startswith("As known at load 1 (F5: back to the newest). Northbridge, as at Sun 30 Sep")
        await press(pilot, "escape")
        assert "50.0 %" in line_of(app, "Initial child protection")
        assert "As known at load 1" in screen_text(app)
        await press(pilot, "c", "enter")
        assert "As known at load 1" in screen_text(app)
        await press(pilot, "f5", "escape", "escape")
        assert "As known at" not in screen_text(app)
        assert "as at Mon 1 Oct 2018" in screen_text(app)
        assert notices(app) == ""


async def test_an_earlier_load_is_not_offered_a_newer_one(twice: Path) -> None:
    app = app_on(twice)
    async with opened(app) as pilot:
        await press(pilot, "l", "down", "K")
        app.look_for_newer()
        await press(pilot, "escape")
        assert "The load has changed" not in screen_text(app)


async def test_x_on_the_loads_screen_compares_that_load_with_the_one_that_is_open(twice: Path) -> None:
    app = app_on(twice)
    async with opened(app) as pilot:
        await press(pilot, "l", "down", "x")
        assert "load 1 (Sun 30 Sep 2018) to load 2" in screen_text(app)
        await press(pilot, "escape", "up", "K")
        assert "Load 2 is the one that is open." in screen_text(app)


def test_a_long_comparison_says_how_far_it_is_and_ends_when_nobody_waits(twice: Path) -> None:
    settings = Settings(board="two", board_folders=(twice.parent / "boards",))
    workbench = open_workbench(twice, settings)
    heard: list[tuple[int, int]] = []
    ask_changes(workbench, View(), Between(), lambda done, total: heard.append((done, total)))
    assert heard == [(0, 2), (1, 2)]

    def leave(done: int, total: int) -> None:
        heard.append((done, total))
        raise WorkbenchError("Nobody waits for it any more.")

    with pytest.raises(WorkbenchError):
        ask_changes(workbench, View(), Between(), leave)
    assert heard[2:] == [(0, 2)]
    workbench.close()


async def test_the_changed_cases_can_be_exported_and_masked(twice: Path) -> None:
    app = app_on(twice)
    async with opened(app) as pilot:
        await press(pilot, "x", "enter", "m")
        assert "Made Up" not in screen_text(app)
        await press(pilot, "e")
        await write(pilot, "late.json")
        await press(pilot, "enter")
        rows = json.loads(Path("late.json").read_text())
        assert {row["kind"] for row in rows} == {"entered_late", "new", "period"}
        assert {row["child_name"] for row in rows} == {None}


async def test_after_a_first_load_the_page_says_what_to_do(tmp_path: Path) -> None:
    load([write_tables(tmp_path / "first", enquiries({0: "2018-09-20"}))], tmp_path / "store", as_at=SUNDAY)
    app = WorkbenchApp(tmp_path / "store", Settings())
    async with opened(app) as pilot:
        await press(pilot, "x")
        assert "No load before load 1 is kept" in screen_text(app)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
@pytest.mark.parametrize("keys", [("x",), ("x", "enter")], ids=["changes", "changed_cases"])
def test_picture(snap_compare, twice: Path, keys: tuple[str, ...], size: tuple[int, int]) -> None:
    app = app_on(twice)

    async def drive(pilot: object) -> None:
        await press(pilot, *keys)  # type: ignore[arg-type]

    assert snap_compare(app, terminal_size=size, run_before=drive)
