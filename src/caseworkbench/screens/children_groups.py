"""Choosing what a figure is broken down by: who is responsible, or who the children are."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import App

from caseworkbench.workbench.levels import CHARACTERISTICS

_WORDS = {
    "service": "Service",
    "team": "Team",
    "worker": "Worker",
    "sex": "Sex of the children",
    "ethnicity": "Ethnicity of the children",
    "disability": "Disability of the children",
    "age": "Age of the children",
}


def choose_groups(app: App[None], current: str | None, levels: tuple[str, ...], done: Callable[[str], None]) -> None:
    """Offer the levels below where one stands and the children's characteristics; ``done`` gets the one chosen."""
    from caseworkbench.screens.chooser import Chooser

    def chosen(name: str | None) -> None:
        if name is not None and name != current:
            done(name)

    options = [(name, _WORDS[name]) for name in (*levels, *CHARACTERISTICS)]
    app.push_screen(Chooser("Break down by", options, current or "sex"), chosen)


def levels_below(service: str | None, team: str | None) -> tuple[str, ...]:
    """The levels that a figure of this service or team has below it."""
    return ("worker",) if team else ("team", "worker") if service else ("service", "team", "worker")
