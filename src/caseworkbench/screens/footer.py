"""The order of the keys in the footer, and which of them a short one does without."""

from __future__ import annotations

from collections.abc import Sequence

FooterKey = tuple[str, str, str]
"""The key to press, how it is written, what it does."""
FIRST = ("enter", "escape", "t", "c", "n", "d", "slash")
"""The keys of every morning, before the others."""
LAST = ("m", "question_mark", "ctrl+p", "q")
IN_PROMPT: list[FooterKey] = [("enter", "Enter", "Take it"), ("escape", "Esc", "Leave it")]
"""While a line is typed into."""


def in_order(keys: Sequence[FooterKey]) -> list[FooterKey]:
    """Those of every morning, the page's own, those of every page."""
    first = [entry for wanted in FIRST for entry in keys if entry[0] == wanted]
    last = [entry for entry in keys if entry[0] in LAST]
    return first + [entry for entry in keys if entry not in first and entry not in last] + last


def spared(keys: Sequence[FooterKey], spare: Sequence[str]) -> list[str]:
    """The keys that a short footer does without, the first of them first; ``spare``: those the page names.

    Never the way down and back, the page that tells of every key and the list that has them all by name.
    """
    names = [name for name, _, _ in reversed(keys)]
    own = [name for name in names if name not in (*FIRST, *LAST)]
    first = [name for name in names if name in FIRST[2:]]
    return ["F", *spare, "m", *own, "q", *first]
