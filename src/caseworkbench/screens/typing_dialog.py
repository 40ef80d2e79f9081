"""A dialog into which something is typed that must not be lost: kept while it is typed, thrown away only when asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar, cast

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.geometry import Region
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, TextArea

from caseworkbench.errors import WorkbenchError
from caseworkbench.screens.lines import DialogKeys, Lines
from caseworkbench.screens.messages import Answered, Refused
from caseworkbench.screens.note_fields import printable
from caseworkbench.screens.text import wrap
from caseworkbench.screens.typed_fields import LineInput, TextInput

if TYPE_CHECKING:
    from caseworkbench.notes.drafts import Draft
    from caseworkbench.screens.application import WorkbenchApp
    from caseworkbench.workbench.workbench import Workbench

T = TypeVar("T")
KEEP_SECONDS = 0.5
MOVING_SECONDS = 3.0
ENDS = frozenset({"ctrl+s", "ctrl+enter", "escape"})
MOVES = frozenset({"enter", "tab", "shift+tab", "up", "down"})


class LineField(LineInput):
    """One line; what is pasted into it holds no control characters."""

    def _on_paste(self, event: events.Paste) -> None:
        event.text = " ".join(printable(event.text).split("\n"))  # Textual calls the field's own handler after this


class TextField(TextInput):
    """Several lines; what is pasted into it holds no control characters."""

    async def _on_paste(self, event: events.Paste) -> None:
        event.text = printable(event.text)  # Textual calls the field's own handler after this
        event.stop()


class TypingDialog(ModalScreen[T | None], Generic[T]):
    """Fields one under another. Enter moves on, Ctrl+S saves, Esc leaves: twice where something was typed.

    ``kind`` and ``about`` say what a draft of it is about; ``draft``: one that is gone on with.
    """

    kind = ""
    says_when_there = True
    labels: ClassVar[Mapping[str, str]] = {}
    several_lines: ClassVar[frozenset[str]] = frozenset()
    DEFAULT_CSS = """
    TypingDialog { align: center middle; background: transparent; }
    TypingDialog > Vertical {
        width: 78; max-width: 100%; height: auto; max-height: 100%; overflow-y: auto; scrollbar-size: 0 0;
        border: round $primary; background: $background;
    }
    TypingDialog.roomy > Vertical { margin-top: 1; }
    TypingDialog Horizontal { height: auto; }
    TypingDialog .label { width: 12; height: 1; }
    TypingDialog Input { height: 1; border: none; padding: 0; width: 1fr; background: transparent; }
    TypingDialog Input:focus { border: none; }
    TypingDialog TextArea { height: 3; border: none; padding: 0; background: transparent; width: 1fr; }
    TypingDialog TextArea:focus { border: none; }
    TypingDialog.tall TextArea { height: 7; }
    TypingDialog .hidden { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,ctrl+enter", "save", "Save", show=False, priority=True),
        Binding("escape", "leave", "Leave", show=False, priority=True),
    ]

    def __init__(self, about: Sequence[str], draft: Draft | None = None) -> None:
        super().__init__()
        self.about = tuple(about)
        self._from_draft = {name: printable(text) for name, text in draft.said.items()} if draft else {}
        self._draft: str | None = draft.draft if draft else None
        self._kept: dict[str, str] = {}
        self._initial: dict[str, str] = {}
        self._timer: Timer | None = None
        self._asked_to_leave = False
        self._saving = False
        self._moving = True  # until the first field is there

    @property
    def workbench_app(self) -> WorkbenchApp:
        """The application, with its own type."""
        return cast("WorkbenchApp", self.app)

    # What a dialog says and does

    def proposed(self) -> dict[str, str]:
        """What stands in the fields at first."""
        return dict.fromkeys(self.labels, "")

    def above(self) -> Iterable[Widget]:
        """What stands over the fields."""
        return ()

    def read(self) -> object:
        """What is to be written. Raises WorkbenchError."""
        raise NotImplementedError

    def write(self, workbench: Workbench, what: object) -> T:
        """Write it, in the engine's thread. Raises WorkbenchError."""
        raise NotImplementedError

    def mounted(self) -> None:
        """The fields are there."""

    def typed(self, name: str, text: str) -> None:
        """A one-line field has another text."""

    def entered(self, name: str, text: str) -> None:
        """Enter in a one-line field. Raises WorkbenchError to stay in it."""

    def left(self, name: str) -> None:
        """Another field is typed into now. Raises WorkbenchError for what is said about that."""

    # The fields

    def compose(self) -> Iterable[Widget]:
        """What it is about, the fields, what is wrong, the keys."""
        self._initial = self.proposed()
        texts = self._initial | self._from_draft
        with Vertical():
            yield from self.above()
            for name in self.labels:
                with Horizontal(id=f"row-{name}"):
                    yield Lines(id=f"label-{name}", height=1)
                    if name in self.several_lines:
                        yield TextField(texts[name], id=name, compact=True, highlight_cursor_line=False)
                    else:
                        yield LineField(texts[name], id=name, compact=True, select_on_focus=name != "action")
            yield Lines(id="hint", height=2)
        yield DialogKeys()

    def on_mount(self) -> None:
        """Label the fields."""
        for name, label in self.labels.items():
            line = self.query_one(f"#label-{name}", Lines)
            line.add_class("label")
            line.put([[(label, "quiet")]])
        self.query_one(DialogKeys).put(self.keys())
        if self._from_draft:
            self._keep()  # it is this program that is at it now
        else:
            self._kept = self.texts()
        for field in self.query("Input, TextArea").results():
            cast(Input, field).cursor_blink = False  # a cursor that blinks writes to the line all the time
        self.mounted()
        self.call_after_refresh(self._ready)

    def on_resize(self) -> None:
        """As tall as the window allows; the field that is typed into stays in sight."""
        self.set_class(self.app.size.height >= 20, "roomy")
        self.set_class(self.app.size.height >= 34, "tall")
        if self.focused is not None:
            self.call_after_refresh(self.focused.scroll_visible, animate=False)

    def _ready(self) -> None:
        """What was typed meanwhile goes into the first field."""
        if self.focused is None and self.is_current:
            self.call_after_refresh(self._ready)
        else:
            self._moving = False
            self.workbench_app.held.release()

    def takes(self, event: events.Key) -> bool:
        """Keys that move to another field, save or leave: once the field has had every key before them."""
        field = self.focused
        if field is not None and event.key in ENDS:
            self.workbench_app.held.hold(under_way=False)
            field.call_later(self._end, event.key)
            return True
        if not isinstance(field, Input) or not self.moves_on(event):
            return False
        self.workbench_app.held.hold(MOVING_SECONDS, under_way=False)
        field.call_later(self._move, event)
        return True

    def _end(self, pressed: str) -> None:
        """Save or leave; the next key is meant for whatever is open then."""
        if pressed != "escape":
            self.action_save()
            return
        self.action_leave()
        self.app.call_after_refresh(self.workbench_app.held.release)

    def moves_on(self, event: events.Key) -> bool:
        """Whether a key leads to another field."""
        return event.key in MOVES

    def _move(self, event: events.Key) -> None:
        """The field has had every key before this one."""
        self._asked_to_leave = False
        self.move(event)
        self.workbench_app.held.release()

    def move(self, event: events.Key) -> None:
        """Go where the key leads."""
        field = self.focused
        if not isinstance(field, Input):
            return
        match event.key:
            case "enter":
                try:
                    self.entered(str(field.id), field.value)
                except WorkbenchError as error:
                    self.hint(str(error))
                else:
                    self.next_field()
            case "up" | "down":
                self.step(1 if event.key == "down" else -1)
            case _:
                self.next_field(1 if event.key == "tab" else -1)

    def keys(self) -> list[tuple[str, str, str]]:
        """The keys of the dialog: the key, how it is written, what it does."""
        return [
            ("enter", "Enter", "Next field"),
            ("ctrl+s", "Ctrl+S", "Save"),
            ("tab", "Tab", "Past the note"),
            ("escape", "Esc", "Leave"),
        ]

    def texts(self) -> dict[str, str]:
        """What stands in the fields."""
        return {name: self.text(name) for name in self.labels}

    def text(self, name: str) -> str:
        """What stands in a field."""
        field = self.query_one(f"#{name}")
        return field.text if isinstance(field, TextArea) else cast(Input, field).value

    def put(self, name: str, text: str) -> None:
        """Put a text into a one-line field."""
        field = self.query_one(f"#{name}", Input)
        with field.prevent(Input.Changed):
            field.value = text
        field.cursor_position = len(text)
        self.changed()

    def hint(self, sentence: str = "", tone: str = "bad") -> None:
        """One sentence under the fields."""
        lines = wrap(sentence, max(20, self.query_one("#hint").size.width - 2), 2) if sentence else []
        self.query_one("#hint", Lines).put([[(line, tone)] for line in lines])

    def next_field(self, by: int = 1) -> None:
        """To the field below or above; the last stays."""
        shown = [name for name in self.labels if not self.query_one(f"#row-{name}").has_class("hidden")]
        now = self.focused.id if self.focused is not None else None
        at = shown.index(now) + by if now in shown else 0
        if 0 <= at < len(shown):
            self._moving = True
            self.set_focus(self.query_one(f"#{shown[at]}"))
            self._moving = False

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> TypingDialog[T]:
        """Textual paints the whole screen anew where the focus moves; here two labels show where it is."""
        if self._moving and repaint and not (regions or layout or recompose):
            return self
        super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        return self

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The label of the field that is typed into stands out."""
        self._label(event.widget.id, "key")

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """And goes back."""
        self._label(event.widget.id, "quiet")
        try:
            self.left(str(event.widget.id))
        except WorkbenchError as error:
            self.hint(str(error))

    def _label(self, name: str | None, tone: str) -> None:
        if name is not None and name in self.labels:
            self.query_one(f"#label-{name}", Lines).put([[(self.labels[name], tone)]])

    def on_key(self, event: events.Key) -> None:
        """Any key but Esc means that one stays."""
        if event.key != "escape":
            self._asked_to_leave = False

    def step(self, by: int) -> None:
        """An arrow key in a one-line field."""
        self.next_field(by)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep what is typed."""
        event.stop()
        self.changed()
        self.typed(str(event.input.id), event.value)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Keep what is typed."""
        event.stop()
        self.changed()

    # What is being typed

    def changed(self) -> None:
        """Something was typed: kept within half a second."""
        self.hint()
        if self._timer is None and not self._saving and self.texts() != self._kept:
            self._timer = self.set_timer(KEEP_SECONDS, self._keep)

    def _keep(self) -> None:
        self._timer = None
        texts, about, kind = self.texts(), self.about, self.kind
        if self._saving or texts == self._kept:
            return
        self._kept = texts

        def keep(workbench: Workbench) -> None:
            if self._draft is None:
                self._draft = workbench.drafts.new()
            workbench.drafts.keep(self._draft, kind, about, texts)

        self.workbench_app.engine.ask(self, "draft", keep, lambda _: None)

    def _drop(self, workbench: Workbench) -> None:
        if self._draft is not None:
            workbench.drafts.drop(self._draft)

    @property
    def typed_anything(self) -> bool:
        """Whether leaving would lose something."""
        return bool(self._from_draft) or self.texts() != self._initial

    def action_leave(self) -> None:
        """Esc: at once where nothing was typed, else the second time."""
        if self.typed_anything and not self._asked_to_leave:
            self._asked_to_leave = True
            self.hint("Esc again throws away what you typed.", "warn")
            return
        self._saving = True
        if self._kept != self._initial or self._draft is not None:
            self.workbench_app.engine.ask(self.workbench_app, "draft", self._drop, lambda _: None)
        self.dismiss(None)

    def action_save(self) -> None:
        """Write it; what is wrong is said and nothing typed is lost. The page below lets later keys go."""
        if self._saving:
            return
        try:
            what = self.read()
        except WorkbenchError as error:
            self.hint(str(error))
            self.workbench_app.held.release()
            return
        self._saving = True
        self.workbench_app.held.hold()

        def write(workbench: Workbench) -> T:
            written = self.write(workbench, what)
            self._drop(workbench)
            return written

        def written(result: T) -> None:
            self.dismiss(result)

        self.workbench_app.engine.ask(self, "save", write, written)

    def on_answered(self, message: Answered) -> None:
        """Written."""
        message.deliver()

    def on_refused(self, message: Refused) -> None:
        """Why it was not written."""
        if message.topic == "save":
            self._saving = False
            self.workbench_app.held.release()
        self.hint(message.sentence)
