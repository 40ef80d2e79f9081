"""The thirteen months opened as a chart, and a figure by who the children are."""

from __future__ import annotations

import pytest

from caseworkbench.screens.chart import limits_of, runs

from .conftest import make_app, notices, opened, press, screen_text


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_g_opens_the_months_with_target_neighbours_and_values(size: tuple[int, int]) -> None:
    app = make_app()
    async with opened(app, size) as pilot:
        assert "g Graph" in screen_text(app)
        await press(pilot, "down", "g")
        text = screen_text(app)
        assert "Initial child protection conferences in time (15 working days)" in text
        assert "●" in text
        assert "====" in text, "the target is a line of its own mark, not a colour"
        assert "nnnn" in text
        assert "= target 95.0 % ✗ missed" in text
        assert "n neighbours 79.1 % ◆" in text
        assert "Sep 17" in text
        assert "Sep 18" in text
        assert "Sep 2017   80.0 %   6 of 10" in text
        assert "Nov 2017        –" in text
        await press(pilot, "escape")
        assert screen_text(app).splitlines()[0].strip() == "Key performance indicators"


async def test_the_chart_of_a_team_says_whose_it_is() -> None:
    app = make_app()
    async with opened(app) as pilot:
        await press(pilot, "down", "enter", "enter", "down", "g")
        assert "in time (15 working days) · Assessment West" in screen_text(app)


async def test_a_measure_without_data_opens_no_chart_that_fails() -> None:
    app = make_app()
    app.view = type(app.view)(board="all")
    async with opened(app) as pilot:
        await press(pilot, "end", "g")
        assert app._exception is None
        assert notices(app) == ""


async def test_k_breaks_a_figure_down_by_who_the_children_are() -> None:
    app = make_app()
    async with opened(app, (80, 24)) as pilot:
        assert "k Children" in screen_text(app)
        await press(pilot, "down", "k")
        assert "Ethnicity of the children" in screen_text(app)
        await press(pilot, "enter")
        text = screen_text(app)
        assert "Sex" in text
        assert "▸Female" in text
        assert "3 groups of children" in text
        assert "Enter Open" in text
        await press(pilot, "k", "down", "down", "down", "enter")
        lines = [line for line in screen_text(app).splitlines() if " of " in line and "%" in line]
        order = [
            next((n for n, line in enumerate(lines) if name in line[:12]), -1) for name in ("Under 1", "1 to 4", "16")
        ]
        assert order == sorted(order), "ages stand from the youngest, not by overdue"
        await press(pilot, "g")
        assert "· age Under 1" in screen_text(app)
        await press(pilot, "escape", "escape")
        assert "9 measures" in screen_text(app)


async def test_on_a_breakdown_k_changes_what_it_is_broken_down_by() -> None:
    app = make_app()
    async with opened(app) as pilot:
        await press(pilot, "down", "enter", "enter", "k")
        text = screen_text(app)
        assert "Worker" in text
        assert "  Service" not in text, "a service has no services below it"


def test_a_month_without_a_figure_interrupts_the_line() -> None:
    assert runs([1.0, None, 2.0, 3.0]) == [[(0, 1.0)], [(2, 2.0), (3, 3.0)]]


def test_the_scale_of_a_share_ends_at_100() -> None:
    assert limits_of([60.0, 99.5], "percent")[1] == 100.0
    assert limits_of([0.0, 10.0], "count")[0] == 0.0
