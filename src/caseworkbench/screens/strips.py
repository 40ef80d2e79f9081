"""Putting a line together from as few pieces as possible: each change of style is bytes on the line."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from caseworkbench.screens.themes import Tones


def joined(pieces: list[tuple[str, str]], styles: Tones) -> list[Segment]:
    """As few segments as possible: neighbours of one tone become one, and so do those with a blank between them."""
    segments: list[Segment] = []
    run, tone, between = "", "", ""
    for text, next_tone in pieces:
        if tone and not next_tone and text.isspace():
            between += text  # no tone of a cell shows on a blank, so it goes with either
            continue
        if next_tone == tone:
            run += between
        else:
            if run:
                segments.append(Segment(run, styles[tone]))
            if between and next_tone:
                segments.append(Segment(between, styles[""]))
                between = ""
            run, tone = between, next_tone
        between = ""
        run += text
    if between:
        if run:
            segments.append(Segment(run, styles[tone]))
        run, tone = between, ""
    if run:
        segments.append(Segment(run, styles[tone]))
    return segments


def blank(width: int, style: Style | None) -> Strip:
    """An empty line."""
    return Strip([Segment(" " * width, style)], width)
