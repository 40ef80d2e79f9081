"""Every action can be found: in the footer, in help, in the command palette."""

from __future__ import annotations

import pytest

from caseworkbench.screens.help import MEANINGS
from caseworkbench.screens.lines import KeyLine
from caseworkbench.screens.page import Page

from .conftest import make_app, opened, press, screen_text

STARTS = [(), ("cases", "icpc"), ("child", "C10000"), ("rule", "icpc"), ("loads",)]


@pytest.mark.parametrize("start", STARTS)
async def test_all_keys_of_the_footer_fit_80_columns(start: tuple[str, ...]) -> None:
    app = make_app(start=start)
    async with opened(app, (80, 24)):
        line = app.screen.query_one(KeyLine)
        assert len(line._rows()) <= 2
        text = screen_text(app)
        assert "Help" in text
        assert "Quit" in text


@pytest.mark.parametrize("start", STARTS)
async def test_help_names_every_key_of_the_page_in_words(start: tuple[str, ...]) -> None:
    app = make_app(start=start)
    async with opened(app, (120, 60)) as pilot:
        page = app.screen
        assert isinstance(page, Page)
        actions = [one.action.split("(")[0].rpartition(".")[2] for one in page.bindings_shown()]
        assert not [action for action in actions if action not in MEANINGS]
        await press(pilot, "question_mark")
        text = screen_text(app)
        for _, written, label in page.footer_keys():
            assert written in text
            assert label in text


async def test_no_key_in_the_footer_is_dead() -> None:
    app = make_app()
    async with opened(app) as pilot:
        assert "Esc Back" not in screen_text(app), "there is nothing above the board"
        await press(pilot, "r")
        assert "Esc Back" in screen_text(app)
        assert "d Date" not in screen_text(app), "a rule is the same at every date"
        await press(pilot, "escape", "l")
        assert "Copy id" not in screen_text(app), "a load is no child"


async def test_the_command_palette_names_every_action() -> None:
    app = make_app(start=("cases", "icpc"))
    async with opened(app):
        titles = " ".join(command.title for command in app.get_system_commands(app.screen))
        for word in ("Group (g)", "Filter (/)", "Export (e)", "Copy id (y)", "Mask (m)", "Date (d)", "Select (Space)"):
            assert word in titles


async def test_the_palette_runs_what_it_names() -> None:
    app = make_app(start=("cases", "icpc"))
    async with opened(app) as pilot:
        command = next(c for c in app.get_system_commands(app.screen) if c.title.startswith("Group"))
        command.callback()
        await press(pilot)
        assert "Priya Holloway · 15 cases" in screen_text(app)


async def test_the_identifier_links_into_the_case_system_where_configured() -> None:
    from caseworkbench.settings import Settings

    app = make_app(start=("child", "C10000"))
    app.settings = Settings(child_address="https://cases.example/child/{child_id}")
    async with opened(app):
        links = {
            segment.style.link
            for strip in app.screen._compositor.render_strips()
            for segment in strip
            if segment.style and segment.style.link
        }
        assert links == {"https://cases.example/child/C10000"}


def test_the_list_imports_neither_pandas_nor_pyarrow_nor_the_pages_below() -> None:
    import subprocess
    import sys

    code = (
        "import sys, caseworkbench.screens.application, caseworkbench.screens.board\n"
        "heavy = ['pandas', 'pyarrow', 'textual_fastdatatable', 'sqlite_utils',"
        " 'caseworkbench.screens.child', 'caseworkbench.screens.help']\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_chart_s_library_is_imported_when_a_chart_is_opened_and_not_before() -> None:
    import subprocess
    import sys

    code = (
        "import sys, caseworkbench.screens.application, caseworkbench.screens.board, caseworkbench.screens.breakdown\n"
        "heavy = [name for name in ('plotext', 'textual_plotext') if name in sys.modules]\n"
        "import caseworkbench.screens.chart\n"
        "print(heavy, 'textual_plotext' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] True"


@pytest.mark.parametrize("start", STARTS)
async def test_in_a_tiny_window_the_footer_still_says_where_help_is(start: tuple[str, ...]) -> None:
    app = make_app(start=start)
    async with opened(app, (40, 12)):
        assert len(app.screen.query_one(KeyLine)._rows()) <= 2
        assert "? Help" in screen_text(app)
