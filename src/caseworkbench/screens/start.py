"""Which page the program opens on."""

from __future__ import annotations

from caseworkbench.screens.page import Page


def first_page(start: tuple[str, ...]) -> Page:
    """("cases", measure), ("child", identifier), ("team",), ("team", worker), ("loads",), ("rule", measure).

    Anything else: the board.
    """
    match start:
        case ("cases", measure, *rest):
            from caseworkbench.screens.cases import CasesPage

            return CasesPage(measure, which=rest[0] if rest else "open")
        case ("child", child_id, *_):
            from caseworkbench.screens.child import ChildPage

            return ChildPage(child_id)
        case ("rule", measure, *_):
            from caseworkbench.screens.definition import DefinitionPage

            return DefinitionPage(measure)
        case ("team", *rest):
            from caseworkbench.screens.team import TeamPage

            return TeamPage(rest[0] if rest else None)
        case ("loads", *_):
            from caseworkbench.screens.loads import LoadsPage

            return LoadsPage()
        case _:
            from caseworkbench.screens.board import BoardPage

            return BoardPage()
