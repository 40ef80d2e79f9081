"""Choosing the service or team that every screen is narrowed to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from caseworkbench.screens.page import Page
from caseworkbench.screens.text import clean, natural

if TYPE_CHECKING:
    from caseworkbench.workbench.workbench import Workbench


def choose_place(page: Page, before: Callable[[], None] | None = None) -> None:
    """Offer the whole authority, each service with its teams, and the teams of no service.

    ``before``: what else to do once a place is chosen, before the page is filled again.
    """

    def places(workbench: Workbench) -> list[tuple[str, str | None, str]]:
        found: list[tuple[str, str | None, str]] = []
        for service in sorted(workbench.services(), key=natural):
            found.append((service, None, clean(service)))
            found.extend((service, team, f"  {clean(team)}") for team in sorted(workbench.teams(service), key=natural))
        placed = {team for _, team, _ in found}
        found.extend(("", team, clean(team)) for team in sorted(workbench.teams(), key=natural) if team not in placed)
        return found

    def offer(found: list[tuple[str, str | None, str]]) -> None:
        from caseworkbench.screens.chooser import Chooser

        options = [("", "The whole authority")]
        options += [(str(number), words) for number, (_, _, words) in enumerate(found)]
        view = page.view
        current = next(
            (
                str(number)
                for number, (service, team, _) in enumerate(found)
                if team == view.team and (service == view.service or team is not None)
            ),
            "",
        )

        def chosen(name: str | None) -> None:
            if name is None:
                return
            service, team = (None, None) if not name else found[int(name)][:2]
            if before is not None:
                before()
            page.workbench_app.change(service=None if team else service, team=team)
            page.title_lines()
            page.ask_anew()

        page.app.push_screen(Chooser("Show only", options, current), chosen)

    page.workbench_app.held.hold()
    page.ask("places", places, offer)
