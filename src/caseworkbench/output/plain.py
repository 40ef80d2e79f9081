"""Text from data made harmless and visible before a terminal, a spreadsheet or a report sees it.

A name may hold an escape sequence, a line end or a right-to-left mark. It is data: it is shown as characters
that a reader can see, and a terminal never obeys it.
"""

import re

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a cell that begins with one of these for a formula."""

# C0 and C1 controls, line and paragraph separators, marks that reorder or hide text, lone surrogates.
_HOSTILE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufff9-\ufffb]"
)
_SPREADSHEET_HOSTILE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_JSON_HOSTILE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
# Letters, dashes, arrows and rules that every terminal draws one cell wide: no table of widths is needed.
_NARROW = re.compile("[ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2400-\u2426\u2500-\u25ff]*")
_MARKDOWN_MARKS = re.compile(r"([\\`*_\[\]<>|#~])")


def _visible(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return f"<{code:04X}>"


def plain(text: str) -> str:
    """One line of text that a terminal shows and does not obey: control characters as visible symbols."""
    return text if text.isascii() and text.isprintable() else _HOSTILE.sub(_visible, text)


def spreadsheet_text(text: str) -> str:
    """Text that a spreadsheet shows and does not compute: a leading apostrophe before a formula's first sign.

    Line ends and tabs stay (the CSV writer quotes them); other control characters become visible.
    """
    text = _SPREADSHEET_HOSTILE.sub(_visible, text)
    return "'" + text if text.startswith(FORMULA_STARTS) else text


def json_text(document: str) -> str:
    """A JSON document that is safe to look at: controls that JSON lets through become ``\\u`` escapes."""
    return _JSON_HOSTILE.sub(lambda match: f"\\u{ord(match.group()):04x}", document)


def markdown_text(text: str) -> str:
    """Text inside a Markdown table's cell: marks that would format, link or end the cell are escaped."""
    return _MARKDOWN_MARKS.sub(r"\\\1", plain(text))


def width(text: str) -> int:
    """How many cells of a terminal a text takes: a wide character takes two, a combining mark none."""
    if _NARROW.fullmatch(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def cut(text: str, cells: int) -> str:
    """A text that takes at most ``cells`` cells, with an ellipsis where something was cut off."""
    if width(text) <= cells:
        return text
    if cells <= 0:
        return ""
    kept, used = [], 0
    for character in text:
        used += width(character)
        if used > cells - 1:
            break
        kept.append(character)
    return "".join(kept) + "\u2026"
