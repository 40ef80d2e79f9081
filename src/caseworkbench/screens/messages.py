"""Every message that passes between the worker thread, the widgets and the screens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.message import Message


@dataclass
class Answered(Message):
    """The workbench has answered a question; ``deliver`` puts the answer on the screen."""

    topic: str
    ticket: int
    deliver: Callable[[], None]


@dataclass
class Refused(Message):
    """The workbench could not answer; ``sentence`` says why and what to do."""

    topic: str
    ticket: int
    sentence: str


@dataclass
class Typed(Message):
    """The text in the prompt line changed."""

    purpose: str
    text: str


@dataclass
class Entered(Message):
    """Enter in the prompt line."""

    purpose: str
    text: str


@dataclass
class Abandoned(Message):
    """Escape in the prompt line."""

    purpose: str


@dataclass
class KeyClicked(Message):
    """A click on a key in the footer."""

    key: str
