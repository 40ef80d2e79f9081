"""Enter goes down, Escape goes up, and the breadcrumb says where one is."""

from __future__ import annotations

from .conftest import make_app, opened, press, screen_text


async def test_board_to_child_and_back_with_enter_and_escape() -> None:
    app = make_app()
    async with opened(app) as pilot:
        assert "Key performance indicators" in screen_text(app)
        await press(pilot, "down", "enter")
        assert "Initial child protection conferences in time" in screen_text(app).splitlines()[0]
        assert "Care Management" in screen_text(app)
        await press(pilot, "enter")
        assert "Assessment East" in screen_text(app)
        await press(pilot, "enter")
        assert "Priya Holloway" in screen_text(app)
        await press(pilot, "enter")
        assert "C10000" in screen_text(app)
        await press(pilot, "enter")
        text = screen_text(app)
        assert "15 working days from Tue 21 Aug 2018" in text
        assert "Strategy discussion" in text
        for _ in range(5):
            await press(pilot, "escape")
        assert screen_text(app).splitlines()[0].strip() == "Key performance indicators"
        await press(pilot, "escape")
        assert app.is_running, "there is nothing above the board, and Escape does not leave"


async def test_the_child_opens_on_the_clock_it_was_opened_from() -> None:
    app = make_app(start=("child", "C10001"))
    async with opened(app) as pilot:
        first = screen_text(app)
        assert "▸Initial child protection" in first
        await press(pilot, "down")
        assert "▸Children on a plan" in screen_text(app)


async def test_every_screen_says_whose_data_it_is_and_how_old() -> None:
    app = make_app()
    async with opened(app) as pilot:
        words = "Northbridge, as at Sun 30 Sep 2018, loaded 7 hours ago"
        for keys in (["enter"], ["c"], ["enter"], ["enter"], ["question_mark"]):
            await press(pilot, *keys)
            assert words in screen_text(app)


async def test_a_case_opens_the_rule_behind_it() -> None:
    app = make_app(start=("cases", "icpc"))
    async with opened(app) as pilot:
        await press(pilot, "r")
        text = screen_text(app)
        assert "Working Together to Safeguard Children" in text
        assert "15 working days" in text
        assert "where icpc_required" in text


async def test_a_data_question_opens_the_child() -> None:
    app = make_app()
    async with opened(app) as pilot:
        await press(pilot, "l", "w", "down", "enter")
        assert "Conference before its strategy discussion" in screen_text(app)
        await press(pilot, "enter")
        assert "C10001" in screen_text(app).splitlines()[0]
        await press(pilot, "escape")
        assert "Data questions" in screen_text(app).splitlines()[0]


async def test_data_questions_are_grouped_by_question_by_team_or_not_at_all() -> None:
    app = make_app()
    async with opened(app) as pilot:
        await press(pilot, "l", "w", "down", "enter")
        assert "Enquiry with no conference and no decision · 1 data question" in screen_text(app)
        await press(pilot, "g")
        assert "Assessment East · 1 data question" in screen_text(app)
        assert "North · 1 data question" in screen_text(app)
        await press(pilot, "g")
        assert "· 1 data question" not in screen_text(app)
        await press(pilot, "g")
        assert "grouped by question" in screen_text(app)


async def test_a_load_opens_the_rows_it_turned_away() -> None:
    app = make_app()
    async with opened(app) as pilot:
        await press(pilot, "l", "enter")
        text = screen_text(app)
        assert "children.csv" in text
        assert "31/02/2012" in text


async def test_the_mouse_opens_a_row_with_a_second_click() -> None:
    app = make_app()
    async with opened(app) as pilot:
        await pilot.click("Grid", offset=(10, 4))
        await press(pilot)
        await pilot.click("Grid", offset=(10, 4))
        await press(pilot)
        assert len(app.screen_stack) == 2


async def test_a_click_on_a_key_in_the_footer_presses_it() -> None:
    app = make_app()
    async with opened(app) as pilot:
        row = next(line for line in screen_text(app).splitlines() if "l Loads" in line)
        line = screen_text(app).splitlines().index(row)
        await pilot.click(offset=(row.index("l Loads") + 2, line))
        await press(pilot)
        assert "Loads" in screen_text(app).splitlines()[0]
