"""The keys and the symbols, in words."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from caseworkbench.screens.lines import Piece
from caseworkbench.screens.page import Page
from caseworkbench.screens.reader import Reader
from caseworkbench.screens.text import STATUS, fit, wrap

MEANINGS = {
    "open": "one level down: figure, service, team, worker, cases, child, rule",
    "back": "one level up; first clears the filter or the selection",
    "filter": "show only rows that hold what you type; several words all have to be there",
    "filters": "filters that you keep by name, with order, grouping and choice of rows: apply, save, forget (Del)",
    "sort": "choose the column to sort by (or press its number 1 to 9, or click its heading); again turns it round",
    "export": "write what is on the screen to a file: .csv, .json or .md; selected rows only, if any are selected",
    "as_at": "show everything as it was on another evening: 30/09/2018, 2018-09-30, today, last, -1m, +2w",
    "mask": "show names as dots, for a shared screen; exports leave them out too",
    "turn": "the same column the other way round",
    "all": "select every row that is shown, or none",
    "help": "this page",
    "command_palette": "every action by name",
    "quit": "leave the workbench",
    "reload": "move to the newest load and ask again",
    "next_theme": "the terminal's own colours, dark, light",
    "cases": "the work list behind the figure under the cursor",
    "place": "narrow every screen to one service or team",
    "board": "choose another board",
    "children": "the measure by who the children are (sex, ethnicity, disability, age), or by service, team, worker",
    "graph": "the thirteen months of the figure under the cursor as a chart, with target and comparators",
    "rule": "what the measure counts, where the rule comes from, the SQL",
    "team": "every child of a team (or of one worker) with something overdue or due, over all lists, the worst first",
    "changes": "what changed since the load before, what that did to each figure, and the cases that did it",
    "since": "compare with another load (its number) or with a date",
    "known_then": "look at everything as it was known at the load under the cursor; F5 goes back to the newest",
    "changes_since": "what changed from the load under the cursor to the one that is open",
    "to_board": "to the board",
    "levels": "one row for each service, team or worker",
    "row_children": "the children of the row under the cursor, with their plan and since when",
    "caseloads": "how many children each service, team and worker has, and who waits for a worker",
    "pack": "take the board into the room: an Excel workbook, one page to print, Markdown; every figure with its cases",
    "loads": "what was loaded, turned away, withdrawn, and what contradicts itself",
    "copy": "copy the child's identifier to your own clipboard",
    "group": "group the list (cases by worker, then by family), then not at all",
    "select": "select the row, or let it go; a selects all that are shown",
    "which": "which rows to show",
    "note": "say something about the selected cases, else this one: reason, owner, action and when it is due, note",
    "again": "what you said last, of these cases too",
    "undo": "take back the last thing said, as a further entry: nothing is ever overwritten",
    "comment": "comment on the figure under the cursor, for this month and place: status judged by hand, action, words",
    "reported": "the cases that make the figure as reported differ from the recorded one",
    "history": "everything that was ever said about the case: who and when, also what was undone",
    "draft": "go on with a note that was being typed when the program ended",
    "drawing": "the calendar of the clock, the timeline of all clocks, the events",
    "other_list": "to the events and back to the clocks",
}


class HelpPage(Page):
    """What the keys of the page below do, and what the symbols mean."""

    AUTO_FOCUS = "Reader"

    def __init__(self, about: Page) -> None:
        super().__init__()
        self.about = about
        self.reader = Reader()

    @property
    def crumb(self) -> str:
        """Where one is."""
        return "Help"

    def body(self) -> Iterable[Widget]:
        """The text."""
        yield self.reader

    def on_resize(self) -> None:
        """Break the lines anew."""
        super().on_resize()
        room = max(30, min(self.size.width, 110) - 16)
        lines: list[list[Piece]] = [[("Keys on this screen", "head")]]

        def entry(name: str, text: str, tone: str = "key") -> None:
            for number, part in enumerate(wrap(text, room)):
                lines.append([(fit("  " + name if number == 0 else "", 12), tone), (part, "")])

        actions = {one.key.split(",")[0]: one.action for one in self.about.bindings_shown()}
        for pressed, written, label in self.about.footer_keys():
            action = actions.get(pressed, "").split("(")[0].rpartition(".")[2]
            meaning = MEANINGS.get(action, "")
            entry(written, f"{label}: {meaning}" if meaning else label)
        entry("↑ ↓", "move; PgUp and PgDn by pages, Home and End to the first and last row")
        entry("← →", "further columns, where › at the right of the headings says there are some")
        entry("T", "colours: the terminal's own, dark, light")
        entry("F5", "move to the newest load and ask again")
        entry("Mouse", "click a row, once more to open it; click a heading to sort; click a key below to press it")
        lines += [[], [("Symbols", "head")]]
        for symbol, words, tone in STATUS.values():
            entry(symbol, words, tone or "key")
        entry("▲+  ▼-", "the arrow is the direction, + means better and - worse; = unchanged, – no earlier figure")
        entry("▁▃▆█ ·", "thirteen months, each measure on its own scale; a dot where there is no figure")
        entry("›94", "the figure as people report it: done but not recorded counts as done; v shows which cases")
        entry("≡", "something was said: of the case, or as a comment on the figure")
        entry("Over", "how far past the due date: working days for limits in working days, else days")
        entry("Soon", "due within five working days")
        entry("✓ ~ ✗", "the target is met, nearly met, missed")
        entry("▲ ▼ ◆", "beside neighbours, England or region: our figure is above, below, about the same")
        entry("p", "as published: there are no cases behind the figure")
        lines += [[], [("The way through", "head")]]
        entry("", "Board, Enter: the measure by service, team, worker. c: its cases. Enter: the child. Esc: back.")
        self.reader.put_text(lines)

    def footer_keys(self) -> list[tuple[str, str, str]]:
        """Moving and leaving."""
        return [("down", "↑↓", "Move"), ("pagedown", "PgDn", "Page"), ("escape", "Esc", "Back"), ("q", "q", "Quit")]
