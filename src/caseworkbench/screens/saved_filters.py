"""Filters that a person keeps by name: chosen, saved, forgotten; for one kind of list each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from caseworkbench.screens.chooser import Chooser
from caseworkbench.screens.text import clean

if TYPE_CHECKING:
    from caseworkbench.screens.listing import ListPage
    from caseworkbench.workbench.workbench import Workbench

SAVE = "+"


class FilterChooser(Chooser):
    """Returns ``=name`` for a filter to apply, ``-name`` for one to forget, ``+`` to save what is set now."""

    keys: ClassVar[list[tuple[str, str, str]]] = [
        ("enter", "Enter", "Apply"),
        ("delete", "Del", "Forget"),
        ("escape", "Esc", "Leave"),
        ("", "Letters", "Narrow the list"),
    ]
    DEFAULT_CSS = "FilterChooser > Vertical { width: 112; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("delete", "forget", "Forget", show=False)]

    def further_ends(self) -> Mapping[str, Callable[[], None]]:
        """Del too."""
        return {"delete": self.action_forget}

    def action_forget(self) -> None:
        """The filter under the cursor is no longer wanted."""
        name = self.chosen()
        if name is not None and name != SAVE:
            self.dismiss("-" + name[1:])


def summary(what: Mapping[str, str], page: ListPage) -> str:
    """What a filter holds, in words."""
    column = page.column(what.get("by", ""))
    group = page.column(what.get("group", ""))
    parts = [
        page.which_names().get(what.get("which", ""), ""),
        f"filter “{clean(what['find'])}”" if what.get("find") else "",
        f"by {column.title.casefold()} {'↓' if what.get('down') else '↑'}" if column else "",
        f"grouped by {group.title.casefold()}" if group else "",
    ]
    return " · ".join(part for part in parts if part)


def choose_filter(page: ListPage) -> None:
    """Offer this person's filters for this kind of list."""

    def offer(found: dict[str, dict[str, str]]) -> None:
        options = [(SAVE, "Save what is set now as…")]
        for name, what in found.items():
            words = summary(what, page)
            options.append(("=" + name, clean(name) + (f": {words}" if words else "")))

        def chosen(answer: str | None) -> None:
            if answer == SAVE:
                page.prompt("save_filter", "Save what is set now as:")
            elif answer is not None and answer.startswith("="):
                page.arrange_as(found[answer[1:]])
            elif answer is not None:
                forget(page, answer[1:])

        page.app.push_screen(FilterChooser("Saved filters", options, options[1][0] if found else None), chosen)

    kind = page.filter_kind
    page.workbench_app.held.hold()
    page.ask("filters", lambda workbench: workbench.saved_filters.all(kind), offer)


def forget(page: ListPage, name: str) -> None:
    """Forget a filter and show those that are left."""
    kind = page.filter_kind

    def gone(_: None) -> None:
        page.say(f"Forgotten: {name}.")
        choose_filter(page)

    page.workbench_app.held.hold()
    page.ask("forget filter", lambda workbench: workbench.saved_filters.forget(kind, name), gone)


def save(page: ListPage, name: str) -> None:
    """Keep what is set now under a name; one of the same name is replaced."""
    kind, what = page.filter_kind, page.arrangement()

    def keep(workbench: Workbench) -> None:
        workbench.saved_filters.save(kind, name, what)

    page.ask("save filter", keep, lambda _: page.say(f"Saved as “{' '.join(name.split())}”: F brings it back."))
