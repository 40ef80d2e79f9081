"""Notes on cases, written from the keyboard: the store is a real one, nothing between is made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from textual.pilot import Pilot

from caseworkbench.notes.entry import Said
from caseworkbench.screens.application import WorkbenchApp
from caseworkbench.screens.grid import Grid
from caseworkbench.settings import Settings
from caseworkbench.workbench.open import open_workbench
from caseworkbench.workbench.workbench import Workbench

from .conftest import opened, screen_text, settle, until
from .forty import app_on, forty

FIRST = "cp_visit:P001@2018-08-01"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return forty(tmp_path, 6)


@pytest.fixture
def there(store: Path) -> Workbench:
    return open_workbench(store, None)


async def keys(pilot: Pilot[None], *pressed: str) -> None:
    """Press keys, waiting for whatever each of them asks of the store."""
    for one in pressed:
        await pilot.press(*([one] if one in NAMES else [ODD.get(key, key) for key in one]))
        await settle(pilot)


NAMES = {"enter", "escape", "down", "up", "tab", "space", "ctrl+s", "slash", "full_stop", "backspace", "shift+tab",
         "left", "right"}  # fmt: skip
ODD = {"+": "plus", " ": "space", "/": "slash", "-": "minus", ".": "full_stop", "[": "left_square_bracket",
       "]": "right_square_bracket", "=": "equals_sign", "(": "left_parenthesis", ")": "right_parenthesis"}  # fmt: skip


def said(app: WorkbenchApp) -> str:
    """The screen as one line of words, without the frame of the dialog."""
    return " ".join(screen_text(app).replace("│", " ").split())


def standing(store: Path) -> dict[str, dict[str, Any]]:
    """What stands in the store, read by another program."""
    other = open_workbench(store, None)
    try:
        return {row["case"]: row for row in other.standing_rows()}
    finally:
        other.close()


def under_cursor(pilot: Pilot[None]) -> str:
    grid = pilot.app.screen.query_one(Grid)
    assert grid.row is not None
    return str(grid.table.data["case"][grid.row])


async def test_forty_overdue_visits_are_emptied_without_leaving_the_keyboard(tmp_path: Path) -> None:
    """Ten one by one as done, five the same again, twenty-five chosen together: the list is empty."""
    store = forty(tmp_path, 40)
    app = app_on(store, "cases", "cp_visit")
    async with opened(app, (80, 24)) as pilot:
        await keys(pilot, "w", "nothing", "enter")
        assert "40 cases · overdue, and nothing said yet" in screen_text(app)
        await keys(pilot, "n", "7", "28/9/2018", "enter", "ctrl+s")
        assert "39 cases" in screen_text(app)
        await keys(pilot, *["full_stop"] * 9)
        assert "30 cases" in screen_text(app)
        await keys(pilot, "n", "3", "enter", "ring again", "enter", "+1w", "ctrl+s")
        await keys(pilot, *["full_stop"] * 4)
        assert "25 cases" in screen_text(app)
        await keys(
            pilot, "a", "n", "late", "enter", "enter", "see them", "enter", "12/10/2018", "enter", "Asked", "ctrl+s"
        )
        assert "Nothing is overdue here of which nothing is said." in screen_text(app)
    said = standing(store)
    assert len(said) == 40
    assert all(row["reason"] and row["owner"] and (row["action_due"] or row["done_on"]) for row in said.values())
    done = [row for row in said.values() if row["reason"] == "done_not_recorded"]
    assert {row["done_on"] for row in done} == {"2018-09-28"}
    assert len(done) == 10
    late = [row for row in said.values() if row["reason"] == "late_notification"]
    assert {(row["action"], row["action_due"], row["note"]) for row in late} == {("see them", "2018-10-12", "Asked")}
    assert len(late) == 25
    assert {row["owner"] for row in late} >= {"Tamsin Marrowby", "[b]Bram Ashgrave"}, "each case's own worker"


async def test_nothing_typed_is_lost_where_the_engine_refuses(store: Path) -> None:
    async with opened(app_on(store), (80, 24)) as pilot:
        app = pilot.app
        await keys(pilot, "n", "7", "ctrl+s")
        assert "needs the date on which it was done" in said(app)
        await keys(pilot, "31/02/2018", "enter")
        assert "no such day" in screen_text(app)
        await keys(pilot, *["backspace"] * 10, "1/7/2018", "enter", "ctrl+s")
        assert "before it began on 01/08/2018" in said(app)
        assert "Done but not recorded" in screen_text(app)
        assert not standing(store)
        await keys(pilot, "shift+tab", "20/9/2018", "ctrl+s")
    assert standing(store)[FIRST]["done_on"] == "2018-09-20"


async def test_a_reason_is_found_by_its_number_or_by_letters_of_it(store: Path) -> None:
    async with opened(app_on(store)) as pilot:
        await keys(pilot, "n", "vac", "enter", "ctrl+s", "n", "up to no good", "enter")
        assert "There is no reason “up to no good”" in screen_text(pilot.app)
        await keys(pilot, "escape", "escape")
    assert standing(store)[FIRST]["reason"] == "worker_absent"


async def test_the_last_action_is_offered_and_said_only_where_it_is_taken(store: Path) -> None:
    async with opened(app_on(store, "cases", "cp_visit", "overdue"), (80, 24)) as pilot:
        await keys(pilot, "n", "3", "enter", "ring again", "enter", "12/10/2018", "ctrl+s")
        await keys(pilot, "down", "n", "4")
        assert "Action → ring again Due → 12/10/2018" in said(pilot.app)
        await keys(pilot, "ctrl+s", "down", "n", "5", "enter", "right", "enter", "right", "ctrl+s")
        await keys(pilot, "down", "n", "6", "enter")
        assert "Action → ring again" in said(pilot.app), "one that said nothing of it does not make it forgotten"
        await keys(pilot, "rung", *["left"] * 4, "right", "x", "ctrl+s")
        await keys(pilot, "up", "n")
        assert "→" not in said(pilot.app), "what stands is not covered"
        await keys(pilot, "escape")
    assert {row["reason"]: (row["action"], row["action_due"]) for row in standing(store).values()} == {
        "family_unavailable": ("ring again", "2018-10-12"),
        "child_not_seen": (None, None),
        "worker_absent": ("ring again", "2018-10-12"),
        "awaiting_agency": ("rxung", None),
    }


async def test_an_owner_whom_no_extract_names_is_kept_and_told(store: Path) -> None:
    async with opened(app_on(store)) as pilot:
        await keys(pilot, "n", "1", "Zed Nobody", "enter")
        assert "Zed Nobody is in no extract as a worker" in screen_text(pilot.app)
        await keys(pilot, "ctrl+s")
    assert (standing(store)[FIRST]["owner"], standing(store)[FIRST]["owner_known"]) == ("Zed Nobody", False)


async def test_escape_throws_typed_words_away_only_the_second_time(store: Path) -> None:
    async with opened(app_on(store)) as pilot:
        await keys(pilot, "n", "1", "escape")
        assert "Esc again throws away what you typed." in screen_text(pilot.app)
        await keys(pilot, "tab", "escape")
        assert "Esc again" in screen_text(pilot.app)
        await keys(pilot, "escape")
        assert "6 cases" in screen_text(pilot.app)
        await keys(pilot, "n", "escape")
        assert "6 cases" in screen_text(pilot.app), "nothing was typed: nothing is asked"
    assert standing(store) == {}


async def test_undo_says_what_it_took_back_and_the_case_is_on_the_list_again(store: Path) -> None:
    async with opened(app_on(store)) as pilot:
        await keys(pilot, "n", "1", "ctrl+s")
        assert under_cursor(pilot) != FIRST
        await keys(pilot, "u")
        assert "Undone on Child01 Peverill, C001: “Late notification · Orrin Thackwell”" in screen_text(pilot.app)
        assert "6 cases" in screen_text(pilot.app)
        await keys(pilot, "u")
        assert "There is nothing to undo" in " ".join(one.message for one in pilot.app._notifications)
    assert standing(store) == {}


async def test_the_history_shows_every_entry_and_undoes_the_one_under_the_cursor(store: Path, there: Workbench) -> None:
    there.noting.write([FIRST], Said(reason="late_notification"))
    there.noting.write([FIRST], Said(note="Rang\nno answer [b]"))
    async with opened(app_on(store, "cases", "cp_visit")) as pilot:
        await keys(pilot, "h")
        text = screen_text(pilot.app)
        assert "2 entries" in text
        assert "no answer [b]" in text
        await keys(pilot, "enter", "down", "u")
        text = screen_text(pilot.app)
        assert "undid “Late notification”" in text
        assert "undone" in text
        await keys(pilot, "escape")
        assert "Rang␊no answer [b]" in screen_text(pilot.app)
        assert "Late notification" not in screen_text(pilot.app)


async def test_what_another_writes_appears_and_the_cursor_stays(store: Path, there: Workbench) -> None:
    async with opened(app_on(store)) as pilot:
        await keys(pilot, "down", "down", "space")
        chosen = under_cursor(pilot)
        there.noting.write([FIRST], Said(reason="data_error", note="Twin's visit"))
        pilot.app.screen.look_for_notes()  # type: ignore[attr-defined]
        await until(pilot, "5 cases")
        assert under_cursor(pilot) == chosen
        assert "1 selected" in screen_text(pilot.app)


async def test_both_entries_of_two_people_on_one_case_are_kept_and_both_see_both(store: Path, there: Workbench) -> None:
    async with opened(app_on(store, "cases", "cp_visit")) as pilot:
        await keys(pilot, "n", "1")
        there.noting.write([FIRST], Said(note="From the duty desk"))
        await keys(pilot, "ctrl+s")
        text = screen_text(pilot.app)
        assert "Late notification · Orrin Thackwell · From the duty desk" in text
    assert [row["reason"] for row in there.entries([FIRST])] == [None, "late_notification"]


async def test_the_filter_finds_words_of_notes_and_owners(store: Path, there: Workbench) -> None:
    there.noting.write([FIRST], Said(note="Grandmother answers the door", owner="Wren Ashby"))
    async with opened(app_on(store, "cases", "cp_visit"), (80, 24)) as pilot:
        await keys(pilot, "slash", "grandmother ashby")
        assert "1 of 6 cases" in screen_text(pilot.app)


async def test_hostile_words_show_as_plain_characters(store: Path, there: Workbench) -> None:
    there.noting.write([FIRST], Said(note="[red]no[/red]\x1b[2J\u202e=1+1", owner="[b]x", action="\x07ring"))
    for size in ((80, 24), (120, 40)):
        async with opened(app_on(store, "cases", "cp_visit"), size) as pilot:
            assert "[b]x: ␇ring · [red]no[/red]␛[2J·=1+1" in screen_text(pilot.app)
            await keys(pilot, "n")
            text = screen_text(pilot.app)
            assert "[red]no[/red]␛[2J·=1+1" in text
            assert "\x1b" not in text
            await keys(pilot, "escape")


async def test_masked_names_stay_masked_in_the_dialog(store: Path) -> None:
    async with opened(app_on(store)) as pilot:
        await keys(pilot, "m", "n")
        assert "Note on C001" in screen_text(pilot.app)
        assert "Peverill" not in screen_text(pilot.app)
        assert "Thackwell" not in screen_text(pilot.app)


async def test_what_stands_is_changed_by_what_is_typed_over_it_and_taken_away_by_emptying(
    store: Path, there: Workbench
) -> None:
    there.noting.write([FIRST], Said(reason="data_error", owner="Wren Ashby", action="ring", note="see file"))
    async with opened(app_on(store, "cases", "cp_visit")) as pilot:
        await keys(pilot, "n")
        assert "Stands now: Data error · Wren Ashby: ring · see file" in screen_text(pilot.app)
        await keys(pilot, "enter", "Otto Penn", "enter", *["backspace"] * 4, "ctrl+s")
    [_, entry] = there.entries([FIRST])
    assert (entry["reason"], entry["owner"], entry["action"], entry["note"]) == (None, "Otto Penn", "", None)


async def test_a_claim_that_is_believed_no_more_is_still_not_recorded_and_comes_back(store: Path) -> None:
    there = open_workbench(store, None)
    there.noting.write([FIRST], Said(reason="done_not_recorded", done_on="2018-09-20", owner="W1"))
    later = date.today() + timedelta(days=40)
    app = WorkbenchApp(store, replace(Settings(), expire_after_days=28), start=("cases", "cp_visit", "unsaid"))
    async with opened(app) as pilot:
        assert "5 cases" in screen_text(app)
        await keys(pilot, "d", later.isoformat(), "enter")
        assert "6 cases" in screen_text(app)
        await keys(pilot, "up")
        assert "Still not recorded: done but not recorded (Thu 20 Sep 2018) · W1" in screen_text(app)


async def test_what_cannot_be_done_has_no_tick_and_what_is_said_next_stays_as_long(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("caseworkbench.screens.page.SAID_SECONDS", 1.0)
    async with opened(app_on(store)) as pilot:
        first = monotonic()
        await keys(pilot, "full_stop")
        assert "✓" not in screen_text(pilot.app)
        assert "Nothing was noted yet since the program was opened" in screen_text(pilot.app)
        await pilot.pause(0.5)
        second = monotonic()
        await keys(pilot, "n", "1", "ctrl+s")
        await pilot.pause(max(0.0, first + 1.1 - monotonic()))
        if monotonic() < second + 0.9:  # a machine that is too busy to look in time says nothing either way
            assert "✓ Noted on Child01 Peverill" in screen_text(pilot.app)
        await until(pilot, lambda: "Noted on" not in screen_text(pilot.app))
