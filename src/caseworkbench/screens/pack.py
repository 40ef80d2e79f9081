"""Taking the board into the room: which files, who is named in them, where they go; written in the engine's thread."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input

from caseworkbench.packs.order import KINDS, Names, Order, Stopped
from caseworkbench.screens.lines import DialogKeys, Lines
from caseworkbench.screens.messages import Answered, Refused
from caseworkbench.screens.text import clean, fit, spoken, wrap
from caseworkbench.screens.typing_dialog import LineField

if TYPE_CHECKING:
    from caseworkbench.packs.write import Written
    from caseworkbench.screens.application import WorkbenchApp
    from caseworkbench.screens.view import View
    from caseworkbench.workbench.workbench import Workbench

FILES: tuple[tuple[tuple[str, ...], str], ...] = (
    (KINDS, "Excel workbook, HTML page and Markdown"),
    (("xlsx",), "Excel workbook"),
    (("html",), "HTML page, to print or send"),
    (("md",), "Markdown, for minutes"),
)
NAMED: tuple[tuple[Names, str], ...] = (
    ("identifiers", "identifiers alone"),
    ("initials", "identifiers and initials"),
    ("names", "names, and the notes on cases"),
)
READERS = ((False, "the meeting: with the cases"), (True, "publication: without cases and small numbers"))
PAUSE_SECONDS = 0.1
"""Between two drawings of the progress bar: a slow line is spared."""
BAR = 30


@dataclass
class Progressed(Message):
    """How far the pack is: what is being written, and how much of the whole is done."""

    what: str
    part: float


class Choice(Lines, can_focus=True):
    """One of a few, on one line; the arrows, Space or a click take the next."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space", "turn(1)", "Next", show=False),
        Binding("left", "turn(-1)", "Before", show=False),
    ]

    def __init__(self, id: str, options: Sequence[str]) -> None:
        super().__init__(id=id, height=1)
        self.options = list(options)
        self.at = 0

    def on_mount(self) -> None:
        """Show what is chosen at first."""
        self.draw()

    def draw(self) -> None:
        """What is chosen, between arrows where there is a choice; standing out under the cursor."""
        words = f"‹ {self.options[self.at]} ›" if len(self.options) > 1 else self.options[self.at]
        self.put([[(words, "head" if self.has_focus else "")]])

    def on_focus(self) -> None:
        """The cursor is here."""
        self.draw()

    def on_blur(self) -> None:
        """The cursor has gone on."""
        self.draw()

    def on_click(self, event: events.Click) -> None:
        """A click takes the next."""
        self.action_turn(1)

    def action_turn(self, by: int) -> None:
        """The next or the one before, round and round."""
        self.at = (self.at + by) % len(self.options)
        self.draw()


class PackDialog(ModalScreen[None]):
    """Asks what is wanted, writes it, says where it is. Esc leaves; while it is being written Esc stops it."""

    AUTO_FOCUS = "#files"
    DEFAULT_CSS = """
    PackDialog { align: center middle; background: transparent; }
    PackDialog > Vertical {
        width: 78; max-width: 100%; height: auto; max-height: 100%; overflow-y: auto; scrollbar-size: 0 0;
        border: round $primary; background: $background;
    }
    PackDialog Horizontal { height: 1; }
    PackDialog .label { width: 12; height: 1; }
    PackDialog Choice { width: 1fr; }
    PackDialog Input { height: 1; border: none; padding: 0; margin: 0 0 0 1; width: 1fr; background: transparent; }
    PackDialog Input:focus { border: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "write", "Write", show=False, priority=True),
        Binding("escape", "leave", "Leave", show=False, priority=True),
        Binding("down,tab", "step(1)", "Next", show=False, priority=True),
        Binding("up,shift+tab", "step(-1)", "Before", show=False, priority=True),
    ]
    ROWS = (("files", "Files"), ("names", "Children by"), ("readers", "For"), ("folder", "Folder"), ("name", "Name"))

    def __init__(self, title: str, board: str, view: View) -> None:
        """``title`` and ``board``: of the board that is shown; ``view``: of whom and as at when."""
        super().__init__()
        self._title, self._board, self._view = title, board, view
        self._stop = threading.Event()
        self._ticket: int | None = None
        self._drawn = 0.0
        self._finished = False

    @property
    def workbench_app(self) -> WorkbenchApp:
        """The application, with its own type."""
        return cast("WorkbenchApp", self.app)

    def compose(self) -> Iterable[Widget]:
        """What it is about, the choices, how far it is, the keys."""
        named = NAMED[:1] if self._view.masked else NAMED
        fields: dict[str, Widget] = {
            "files": Choice("files", [words for _, words in FILES]),
            "names": Choice("names", [words for _, words in named]),
            "readers": Choice("readers", [words for _, words in READERS]),
            "folder": LineField(str(Path.cwd()), id="folder", compact=True, select_on_focus=False),
            "name": LineField("", placeholder="by board and date", id="name", compact=True),
        }
        with Vertical():
            yield Lines(id="pack-title", height=1)
            for name, _ in self.ROWS:
                with Horizontal():
                    yield Lines(id=f"label-{name}", height=1)
                    yield fields[name]
            yield Lines(id="pack-said", height=4)
        yield DialogKeys()

    def on_mount(self) -> None:
        """Label what is asked."""
        facts = self.workbench_app.facts
        day = self._view.as_at or (facts.as_at if facts else None)
        parts = [self._title, clean(self._view.place()), spoken(day) if day else ""]
        self.query_one("#pack-title", Lines).put([[(f"Pack: {', '.join(part for part in parts if part)}", "head")]])
        for name, label in self.ROWS:
            line = self.query_one(f"#label-{name}", Lines)
            line.add_class("label")
            line.put([[(label, "quiet")]])
        self._ready()

    def _ready(self, sentence: str = "Files of the same name are replaced.", tone: str = "quiet") -> None:
        self._say(sentence, tone)
        self._keys(
            ("enter", "Enter", "Write"), ("down", "↑↓", "Move"), ("right", "←→", "Choose"), ("escape", "Esc", "Leave")
        )

    def _keys(self, *keys: tuple[str, str, str]) -> None:
        self.query_one(DialogKeys).put(list(keys))

    def _say(self, sentence: str, tone: str = "") -> None:
        room = max(20, (self.query_one("#pack-said").size.width or 76) - 2)
        self.query_one("#pack-said", Lines).put([[], *([(line, tone)] for line in wrap(clean(sentence), room, 3))])

    @property
    def writing(self) -> bool:
        """Whether the pack is being written."""
        return self._ticket is not None

    def action_step(self, by: int) -> None:
        """To the choice below or above."""
        names = [name for name, _ in self.ROWS]
        now = self.focused.id if self.focused is not None else None
        at = names.index(now) + by if now in names else 0
        self.query_one(f"#{names[at % len(names)]}").focus()

    def _chosen(self, name: str) -> int:
        return self.query_one(f"#{name}", Choice).at

    def _typed(self, name: str) -> str:
        return self.query_one(f"#{name}", Input).value.strip()

    def action_write(self) -> None:
        """Write it, off the screen's own thread; once it is written Enter leaves."""
        if self.writing:
            return
        if self._finished:
            self.dismiss()
            return
        view = self._view
        order = Order(
            board=self._board or None,
            as_at=view.as_at,
            service=view.service,
            team=view.team,
            names=NAMED[self._chosen("names")][0],
            publish=READERS[self._chosen("readers")][0],
        )
        folder, name = Path(self._typed("folder") or ".").expanduser(), self._typed("name") or None
        kinds = FILES[self._chosen("files")][0]
        self._stop.clear()

        def write(workbench: Workbench) -> list[Written] | None:
            from caseworkbench.packs.write import write_pack

            try:
                return write_pack(workbench, order, folder, name=name, kinds=kinds, progress=self._told)
            except Stopped:
                return None

        self._drawn = 0.0
        self._bar("counting the board", 0.0)
        self._keys(("escape", "Esc", "Stop"))
        self._ticket = self.workbench_app.engine.ask(self, "pack", write, self._written)

    def _told(self, what: str, part: float) -> None:
        """How far it is; called in the engine's thread."""
        if self._stop.is_set():
            raise Stopped
        now = time.monotonic()
        if now - self._drawn >= PAUSE_SECONDS or part >= 1:
            self._drawn = now
            self.post_message(Progressed(what, part))

    def on_progressed(self, message: Progressed) -> None:
        """Draw the bar."""
        if self.writing and not self._stop.is_set():
            self._bar(message.what, message.part)

    def _bar(self, what: str, part: float) -> None:
        done = round(BAR * min(max(part, 0.0), 1.0))
        words = fit(clean(what), max(10, (self.query_one("#pack-said").size.width or 76) - BAR - 9))
        bar = f"{'█' * done}{'░' * (BAR - done)} {part:4.0%} "
        self.query_one("#pack-said", Lines).put([[], [(bar, ""), (words, "quiet")]])

    def on_answered(self, message: Answered) -> None:
        """The pack is written, or was stopped."""
        if message.ticket == self._ticket:
            self._ticket = None
            message.deliver()

    def on_refused(self, message: Refused) -> None:
        """It could not be written; what was chosen stays."""
        if message.ticket == self._ticket:
            self._ticket = None
            self._ready(message.sentence, "bad")

    def _written(self, files: list[Written] | None) -> None:
        if files is None:
            self._ready("Stopped; nothing was written.", "warn")
            return
        self._finished = True
        where = files[0].path.resolve().parent
        self._say(f"✓ Written to {where}: {', '.join(one.path.name for one in files)}", "good")
        self._keys(("enter", "Enter", "Close"), ("escape", "Esc", "Close"))

    def action_leave(self) -> None:
        """Stop what is being written, else leave."""
        if not self.writing:
            self.dismiss()
            return
        self._stop.set()
        self._say("Stopping…", "quiet")

    def on_unmount(self) -> None:
        """Nothing goes on being written behind a program that has ended."""
        self._stop.set()


def open_pack(app: WorkbenchApp, title: str, board: str) -> None:
    """Ask for a pack of the board that is shown."""
    app.push_screen(PackDialog(title, board, app.view))
