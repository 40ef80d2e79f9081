"""Putting a line together from as few pieces as possible: each change of style is bytes on the line."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from caseworkbench.screens.themes import Tones


def joined(pieces: list[tuple[str, str]], styles: Tones) -> list[Segment]:
    """As few segments as possible: neighbours of one tone become one."""
    segments: list[Segment] = []
    run, tone = "", ""
    for text, next_tone in pieces:
        if next_tone != tone:
            if run:
                segments.append(Segment(run, styles[tone]))
            run, tone = "", next_tone
        run += text
    if run:
        segments.append(Segment(run, styles[tone]))
    return segments


def blank(width: int, style: Style | None) -> Strip:
    """An empty line."""
    return Strip([Segment(" " * width, style)], width)
