"""The single lines around a list: where you are, what you read, the keys."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from caseworkbench.screens.messages import KeyClicked
from caseworkbench.screens.text import fit, width, wrap
from caseworkbench.screens.themes import tones

Piece = tuple[str, str]


def changed_to(before: Strip, after: Strip) -> int:
    """Up to which cell a line has to be drawn anew: behind it both are the same, mostly blank."""
    old, new = _cells(before), _cells(after)
    same = 0
    for one, other in zip(reversed(old), reversed(new), strict=False):
        if one != other:
            break
        same += 1
    return max(1, len(new) - same) if len(old) == len(new) else len(new)


def _cells(strip: Strip) -> list[tuple[str, Style | None]]:
    """What stands in each cell, a wide character in the first of its two; in the second, what belongs to it."""
    cells: list[tuple[str, Style | None]] = []
    for text, style, _ in strip:
        for char in text:
            size = 1 if char.isascii() else width(char)
            if size:
                cells.append((char, style))
                cells += [(f"{char}…", style)] * (size - 1)
            elif cells:
                cells[-1] = (cells[-1][0] + char, style)
    return cells


class Lines(Widget):
    """Some lines of toned text; a line that has not changed is not drawn again."""

    DEFAULT_CSS = "Lines { height: auto; }"

    def __init__(self, *, id: str | None = None, height: int | None = None) -> None:
        super().__init__(id=id)
        self.content: list[list[Piece]] = []
        self.links: dict[str, Style | None] = {}
        if height is not None:
            self.styles.height = height

    def put(self, lines: Sequence[Sequence[Piece]]) -> None:
        """Show these lines, each a list of (text, tone)."""
        fresh = [list(line) for line in lines]
        if fresh == self.content:
            return
        before = self.content
        if len(fresh) != len(before) and self.styles.height is not None and self.styles.height.is_auto:
            self.content = fresh
            self.refresh(layout=True)
            return
        last = max(len(fresh), len(before))
        changed = [y for y in range(last) if fresh[y : y + 1] != before[y : y + 1] and y < self.size.height]
        drawn = [self.render_line(y) for y in changed]
        self.content = fresh
        if changed or not self.size.height:
            ends = [changed_to(old, self.render_line(y)) for y, old in zip(changed, drawn, strict=True)]
            self.refresh(*(Region(0, y, end, 1) for y, end in zip(changed, ends, strict=True)))

    def say(self, text: str, tone: str = "") -> None:
        """Show one text, broken into lines as the width allows."""
        self.put([[(line, tone)] for line in wrap(text, max(10, self.size.width - 2))])

    @property
    def plain(self) -> str:
        """The text without its tones."""
        return "\n".join("".join(text for text, _ in line) for line in self.content)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """As many rows as there are lines."""
        return max(1, len(self.content))

    def render_line(self, y: int) -> Strip:
        """One line, cut to the width."""
        styles = tones(self.app.theme)
        room = self.size.width
        segments: list[Segment] = []
        left = room
        for text, tone in [(" ", ""), *self.content[y]] if y < len(self.content) else []:
            if left <= 0:
                break
            piece = text if width(text) <= left else fit(text, left, sentence=True)
            style = styles[tone]
            link = self.links.get(text)
            if link is not None:
                style = link if style is None else style + link
            segments.append(Segment(piece, style))
            left -= width(piece)
        if left > 0:
            segments.append(Segment(" " * left, styles[""]))
        return Strip(segments, room)


class KeyLine(Widget):
    """The keys that work here, on one or two lines; a click on one presses it."""

    DEFAULT_CSS = "KeyLine { dock: bottom; height: 2; }"

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[tuple[str, str, str]] = []
        self.spare: tuple[str, ...] = ()

    def put(self, keys: list[tuple[str, str, str]], spare: Sequence[str] = ()) -> None:
        """Show these keys: (key to press, how it is written, what it does). ``spare``: those to leave out where two
        lines are too short, the first of them first."""
        if keys != self.keys:
            self.keys, self.spare = keys, tuple(spare)
            self._settle()
            self.refresh()

    def on_resize(self) -> None:
        """Two lines where one is too short."""
        self._settle()

    def stand_in(self, keys: list[tuple[str, str, str]]) -> None:
        """Show other keys for a while, on as many lines as there are now: what is above stays where it is."""
        if keys != self.keys:
            self.keys, self.spare = keys, ()
            self.refresh()

    def _settle(self) -> None:
        if self.size.width:
            self.styles.height = min(2, len(self._rows()))

    def _rows(self) -> list[list[tuple[str, str, str]]]:
        rows = self._broken(self.keys)
        gone: set[str] = set()
        for key in self.spare if self.size.width else ():
            if len(rows) <= 2:
                break
            gone.add(key)
            rows = self._broken([entry for entry in self.keys if entry[0] not in gone])
        return rows

    def _broken(self, keys: Sequence[tuple[str, str, str]]) -> list[list[tuple[str, str, str]]]:
        rows: list[list[tuple[str, str, str]]] = [[]]
        used = 1
        for entry in keys:
            size = width(entry[1]) + 1 + width(entry[2]) + 2
            if used + size - 2 > self.size.width - 1 and rows[-1]:
                rows.append([])
                used = 1
            rows[-1].append(entry)
            used += size
        return rows

    def render_line(self, y: int) -> Strip:
        """Keys in bold, what they do beside them."""
        styles = tones(self.app.theme)
        rows = self._rows()
        segments = [Segment(" ", styles[""])]
        left = self.size.width - 1
        for _, written, label in rows[y] if y < len(rows) else []:
            segments.append(Segment(written, styles["key"]))
            segments.append(Segment(f" {label}  ", styles[""]))
            left -= width(written) + width(label) + 3
        if left > 0:
            segments.append(Segment(" " * left, styles[""]))
        return Strip(segments).crop(0, self.size.width)

    def on_click(self, event: events.Click) -> None:
        """Find the key under the mouse."""
        rows = self._rows()
        if event.y >= len(rows):
            return
        x = 1
        for key, written, label in rows[event.y]:
            size = width(written) + 1 + width(label) + 2
            if x <= event.x < x + size:
                self.post_message(KeyClicked(key))
                return
            x += size


class DialogKeys(KeyLine):
    """The keys of a dialog, over those of the page below, which wait."""

    def on_key_clicked(self, message: KeyClicked) -> None:
        """A click on a key is that key."""
        message.stop()
        if message.key:
            self.app.simulate_key(message.key)

    def _settle(self) -> None:
        below = [line for screen in self.app.screen_stack[:-1] for line in screen.query(KeyLine)]
        covered = below[-1].size.height if below else 0
        if self.size.width:
            self.styles.height = max(min(2, len(self._rows())), covered)
