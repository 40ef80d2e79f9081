"""Keys that were typed faster than the screen changes: kept until what they are meant for is there.

A burst over a slow line brings ``n``, ``1`` and Enter at once; without this the 1 would sort the list below.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, runtime_checkable

from textual import events
from textual.app import App, ScreenStackError
from textual.dom import DOMNode
from textual.message_pump import MessagePump

FAILSAFE_SECONDS = 10.0
ALWAYS = frozenset({"ctrl+c", "ctrl+q"})
LEAVING = frozenset({"escape", "q", "question_mark", "ctrl+p"})
"""Keys that need no rows: they do not wait for those of a list that is being counted."""


@runtime_checkable
class LeadsOn(Protocol):
    """A screen on which some keys move to another field."""

    def takes(self, event: events.Key) -> bool:
        """Whether the screen sees to a key itself, once the field has had those before it."""


def way_back(first: DOMNode) -> list[MessagePump]:
    """Through whom a key goes from a widget, or a screen, before the application has it back."""
    return [one for one in first.ancestors_with_self if one is not first.app]


def in_turn(ways: Iterable[MessagePump], then: Callable[[], None]) -> None:
    """Call ``then`` once each of these, one after the other, has seen to what it was sent before."""
    left = iter(ways)

    def onwards() -> None:
        if not any(one.call_later(onwards) for one in left):
            then()

    onwards()


Typed = events.Key | events.Paste
"""What a person types, or pastes."""


class HeldKeys:
    """Holds the keys of one application between ``hold`` and ``release``."""

    def __init__(self, app: App[None], again: Callable[[Typed], None]) -> None:
        """``again`` sends a key, or what is pasted, on its way once more."""
        self._app = app
        self._again = again
        self._held: list[Typed] | None = None
        self._holds = 0
        self._under_way = True
        self._leaving: frozenset[str] = frozenset()
        self._ways: dict[MessagePump, None] = {}

    def hold(self, seconds: float = FAILSAFE_SECONDS, under_way: bool = True) -> None:
        """Keep what is typed from now on; forget it where what it is meant for does not come in that time.

        ``under_way``: also keys that a field below has passed on already; without it they are let go in the end.
        """
        self._holds += 1
        self._under_way = under_way
        self._leaving = frozenset()
        self._ways |= dict.fromkeys(self._way())
        number = self._holds
        if self._held is None:
            self._held = []

        def late() -> None:
            if self._holds != number:
                return
            if under_way:
                self.drop()  # words of a note would be commands to the list
            else:
                self.release()

        self._app.set_timer(seconds, late)

    def unless(self, leaving: frozenset[str]) -> None:
        """Go on keeping, except where one of these keys comes (or came): what was typed before it is forgotten."""
        if self._held is None:
            return
        self._leaving = leaving
        held = sorted(self._held, key=lambda one: one.time)
        last = max((n for n, one in enumerate(held) if self._leaves(one)), default=None)
        if last is not None:
            self._held = held[last:]
            self.release()

    def _leaves(self, event: Typed) -> bool:
        return isinstance(event, events.Key) and event.key in self._leaving

    def keep(self, event: Typed) -> bool:
        """Whether a key, or what was pasted, was kept."""
        if self._held is None or (event.is_forwarded and not self._under_way):
            return False
        if isinstance(event, events.Key) and event.key in ALWAYS:
            return False
        if self._leaves(event):
            self.drop()
            return False
        self._held.append(event)
        return True

    @property
    def holding(self) -> bool:
        """Whether what is typed now is kept."""
        return self._held is not None

    @property
    def turn(self) -> int:
        """Another number with every hold and release: who holds tells by it whether somebody else has held since."""
        return self._holds

    def release_of(self, turn: int) -> None:
        """Let them go unless somebody else has held, or let go, since."""
        if self._holds == turn:
            self.release()

    def _way(self) -> list[MessagePump]:
        """Through whom a key goes before the application has it back, the first of them first."""
        try:
            first = self._app.focused or self._app.screen
        except ScreenStackError:
            return []
        return way_back(first)

    def drop(self) -> None:
        """What they were meant for does not come."""
        self._holds += 1
        self._held = None
        self._ways.clear()

    def release(self) -> None:
        """Send them on their way, the earliest first, once those are back that a field below had passed on already.

        A key that is still on its way through a busy page would else come after those that were typed behind it.
        """
        self._holds += 1
        number = self._holds

        def let_go() -> None:
            if self._holds == number:  # neither held anew meanwhile nor dropped
                self._let_go()

        in_turn([*self._ways, self._app], let_go)

    def _let_go(self) -> None:
        held, self._held = sorted(self._held or (), key=lambda one: one.time), None
        self._ways.clear()
        for one in held:
            once_more = events.Key(one.key, one.character) if isinstance(one, events.Key) else events.Paste(one.text)
            once_more.time = one.time  # held again, it still comes before what was typed after it
            self._again(once_more)


@runtime_checkable
class HoldsKeys(Protocol):
    """An application that holds keys."""

    held: HeldKeys
