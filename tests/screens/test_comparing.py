"""What a figure is compared with: target, neighbours, England, region; sections of a board; published figures."""

from __future__ import annotations

from caseworkbench.screens.board import BoardPage
from caseworkbench.screens.table import Column, Table
from caseworkbench.screens.text import fit_middle

from .conftest import make_app, notices, opened, press, screen_text, write
from .fake import Board, FakeWorkbench


def line_of(text: str, word: str) -> str:
    return next(line for line in text.splitlines() if word in line)


async def test_on_a_wide_window_target_and_comparators_have_columns() -> None:
    app = make_app()
    async with opened(app, (120, 40)):
        text = screen_text(app)
        heading = line_of(text, "Latest")
        for title in ("Target", "Neighb.", "England", "Region"):
            assert title in heading
        assert "95.0 ✗" in line_of(text, "Initial child")
        assert "60.0 ✓" in line_of(text, "Contacts decided")
        assert "79.1 ◆" in line_of(text, "Initial child"), "neighbours: about the same"


async def test_on_a_narrow_one_the_symbol_stands_by_the_figure_and_the_rest_in_words() -> None:
    app = make_app()
    async with opened(app, (80, 24)) as pilot:
        text = screen_text(app)
        assert "Neighb." not in text
        assert "% ✗" in line_of(text, "Initial child")
        await press(pilot, "down")
        assert "target 95.0 % ✗ missed; neighbours 79.1 % ◆" in " ".join(screen_text(app).split())


async def test_a_published_figure_is_marked_and_no_data_is_said() -> None:
    app = make_app()
    async with opened(app, (120, 40)) as pilot:
        assert "% p" in line_of(screen_text(app), "Children in need")
        await press(pilot, "end")
        assert "as published (p)" in screen_text(app)
    app = make_app(workbench=FakeWorkbench())
    app.view = type(app.view)(board="all")
    async with opened(app, (120, 40)):
        assert "no data" in line_of(screen_text(app), "Inadequate files")


async def test_sections_are_headings_that_the_cursor_passes_over() -> None:
    app = make_app()
    async with opened(app, (120, 40)) as pilot:
        lines = screen_text(app).splitlines()
        at = next(number for number, line in enumerate(lines) if line == " Front Door")
        assert lines[at + 1].startswith(" ▸Contacts decided")
        assert lines[at + 2] == " Child Protection"
        await press(pilot, "down")
        assert screen_text(app).splitlines()[at + 3].startswith(" ▸Initial child")
        page = app.screen
        assert isinstance(page, BoardPage)
        found = page.figure()
        assert found is not None
        assert found[0].measure == "icpc"
        await press(pilot, "slash")
        await write(pilot, "reviewed")
        await press(pilot, "enter")
        text = screen_text(app)
        assert "Child Protection" in text
        assert "Front Door" not in text
        assert "1 of 9 measures" in text
        await press(pilot, "escape", "1")
        assert " Child Protection" not in screen_text(app).splitlines(), "sorted, the sections are taken apart"


class Interleaved(FakeWorkbench):
    """A board whose sections come and go, as in a report that is ordered otherwise; and a mistake in its file."""

    def board(self, name: str | None = None) -> Board:
        board = super().board(name)
        for number, line in enumerate(board.lines):
            line.section = ("Children in Need", "Child Protection")[number % 2]
        return Board(
            board.name, board.title, board.lines, ("The board x.toml, line 3: there is no measure 'cpvisit'.",)
        )


async def test_sections_that_come_and_go_are_said_below_where_they_have_no_room() -> None:
    app = make_app(workbench=Interleaved())
    async with opened(app, (80, 24)) as pilot:
        await press(pilot, "down")
        text = screen_text(app)
        assert "Child Protection · Initial child protection" in text
        assert " Children in Need" not in text.splitlines()


async def test_a_mistake_in_the_file_of_a_board_is_told() -> None:
    app = make_app(workbench=Interleaved())
    async with opened(app):
        assert "line 3: there is no measure 'cpvisit'" in notices(app)
        assert "1 line of the board's file left out" in screen_text(app)


def test_names_that_would_be_cut_alike_lose_their_middle() -> None:
    from caseworkbench.screens.table import padded

    column = Column("team", "Team")
    names = ["Care Management Team North East", "Care Management Team North West", "Court"]
    table = Table.of_rows((column,), [{"team": name} for name in names])
    shown = [padded(table, row, column, 20) for row in range(3)]
    assert shown[2].rstrip() == "Court"
    assert shown[0].endswith("North East")
    assert shown[1].endswith("North West")
    assert {len(text) for text in shown} == {20}
    assert fit_middle("Anna", 10) == "Anna" + " " * 6


async def test_a_count_of_one_team_is_not_held_against_the_whole_country() -> None:
    app = make_app()
    async with opened(app) as pilot:
        await press(pilot, "down", "down", "down")
        assert "neighbours 81" in screen_text(app)
        await press(pilot, "enter")
        assert "neighbours" not in screen_text(app)
        await press(pilot, "g")
        assert "neighbours" not in screen_text(app)
