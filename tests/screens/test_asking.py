"""As-at date, service and team, boards, a newer load, refusals: what is asked of the engine and what is said."""

from __future__ import annotations

from datetime import date
from typing import Any

from caseworkbench.errors import WorkbenchError

from .conftest import make_app, notices, opened, press, screen_text, write
from .fake import FakeWorkbench


async def test_another_as_at_date_changes_every_figure() -> None:
    app = make_app()
    async with opened(app) as pilot:
        before = screen_text(app)
        await press(pilot, "d")
        await write(pilot, "-1m")
        await press(pilot, "enter")
        text = screen_text(app)
        assert "as at Fri 31 Aug 2018" in text
        assert text != before
        await press(pilot, "d")
        await write(pilot, "last")
        await press(pilot, "enter")
        assert "as at Sun 30 Sep 2018" in screen_text(app)


async def test_a_date_that_is_none_gets_a_sentence_and_changes_nothing() -> None:
    app = make_app()
    async with opened(app) as pilot:
        await press(pilot, "d")
        await write(pilot, "31/02/2018")
        await press(pilot, "enter")
        assert "There is no such day" in notices(app)
        assert "as at Sun 30 Sep 2018" in screen_text(app)
        await press(pilot, "escape")
        assert app.view.as_at is None


async def test_narrowing_to_a_team_is_said_on_every_screen() -> None:
    app = make_app()
    async with opened(app) as pilot:
        await press(pilot, "f", "down", "down", "enter")
        assert "only Assessment East" in screen_text(app)
        await press(pilot, "enter")
        assert "only Assessment East" in screen_text(app)
        assert "Priya Holloway" in screen_text(app), "below a team are its workers"


async def test_another_board_is_chosen_by_name() -> None:
    app = make_app()
    async with opened(app) as pilot:
        await press(pilot, "b", "down", "enter")
        assert "Every measure" in screen_text(app)
        assert "12 measures" in screen_text(app)


async def test_a_newer_load_is_offered_and_opened() -> None:
    fake = FakeWorkbench()
    app = make_app(workbench=fake)
    async with opened(app) as pilot:
        fake.newer = True
        app.look_for_newer()
        await press(pilot)
        assert "The load has changed: F5 moves to it." in screen_text(app)
        fake.newer = False
        await press(pilot, "f5")
        assert "The load has changed" not in screen_text(app)


async def test_what_cannot_be_answered_is_told_in_a_sentence() -> None:
    app = make_app(start=("child", "nobody"))
    async with opened(app) as pilot:
        await press(pilot)
        assert "There is no child nobody in this store." in notices(app)


async def test_only_the_newest_answer_is_shown() -> None:
    class Slow(FakeWorkbench):
        def figures(self, *a: Any, **k: Any) -> Any:
            if k.get("as_at") == date(2018, 8, 31):
                raise WorkbenchError("This is the answer to a question that was asked before.")
            return super().figures(*a, **k)

    app = make_app(workbench=Slow())
    async with opened(app) as pilot:
        app.change(as_at=date(2018, 8, 31))
        app.screen.refill()  # type: ignore[attr-defined]
        app.change(as_at=None)
        app.screen.refill()  # type: ignore[attr-defined]
        await press(pilot)
        assert "question that was asked before" not in notices(app)


async def test_a_measure_without_data_says_so() -> None:
    app = make_app()
    async with opened(app) as pilot:
        await press(pilot, "b", "down", "enter", "end")
        assert "an extract that this measure needs has not been loaded" in " ".join(screen_text(app).split())


async def test_a_date_that_the_calendar_does_not_know_leaves_the_date_as_it_was() -> None:
    class Bounded(FakeWorkbench):
        def figures(self, *a: Any, **k: Any) -> Any:
            if k.get("as_at") is not None and k["as_at"].year > 2060:
                raise WorkbenchError("That date lies outside the calendar: choose another.")
            return super().figures(*a, **k)

    app = make_app(workbench=Bounded())
    async with opened(app) as pilot:
        await press(pilot, "d")
        await write(pilot, "1/1/2070")
        await press(pilot, "enter")
        assert "outside the calendar" in notices(app)
        assert app.view.as_at is None
        assert "as at Sun 30 Sep 2018" in screen_text(app)


async def test_a_newer_load_that_cannot_be_opened_is_told_and_the_old_one_stays() -> None:
    fake = FakeWorkbench()
    app = make_app(workbench=fake)
    async with opened(app) as pilot:

        def damaged() -> Any:
            raise WorkbenchError("The store is damaged: load again.")

        app.engine._opener = damaged
        await press(pilot, "f5")
        assert "The store is damaged" in notices(app)
        await press(pilot, "enter")
        assert "Care Management" in screen_text(app)


async def test_the_first_board_is_counted_in_a_second_process() -> None:
    from pathlib import Path

    from caseworkbench.screens.ahead import Ahead
    from caseworkbench.screens.application import WorkbenchApp
    from caseworkbench.screens.view import View

    from .fake import NOW

    asked: list[str] = []

    def opener() -> Any:
        asked.append("here")
        return FakeWorkbench()

    for broken in (False, True):

        def opener_there(broken: bool = broken) -> Any:
            if broken:
                raise WorkbenchError("This is never told: the screens ask again themselves.")
            return FakeWorkbench()

        ahead = Ahead.start(opener_there, View())
        app = WorkbenchApp(Path("/nowhere"), opener=opener, ahead=ahead, now=lambda: NOW)
        async with opened(app) as pilot:
            assert "Key performance indicators" in screen_text(app)
            assert notices(app) == ""
            await press(pilot, "enter")
            assert "Care Management" in screen_text(app)
    assert len(asked) == 2
