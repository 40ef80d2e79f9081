"""Words, dates and small drawings as they stand on a screen. Pure functions, no widgets.

Text from an extract is data: whatever it holds is shown as characters, never obeyed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
BARS = "▁▂▃▄▅▆▇█"
DASH = "–"

STATUS = {
    "overdue": ("!", "overdue", "bad"),
    "due_soon": ("»", "due soon", "warn"),
    "running": ("·", "running", ""),
    "in_time": ("✓", "in time", "good"),
    "late": ("✗", "late", "bad"),
    "void": ("-", "void", "quiet"),
}
"""Status of a case -> its symbol, its words, its tone."""

_BREAK = re.compile(" (?!%)")  # a number stays with its percent sign
_DIGITS = re.compile(r"\d+")
_ISO_DATE = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_NUMBER_AT_END = re.compile(r"\s[A-Za-z]{0,2}\d{1,3}[A-Za-z]?$")  # not a year: those end sentences
_UNPRINTABLE = re.compile(r"[^ -~\xa1-\xac\xae-\u02ff]")


def clean(value: object) -> str:
    """Any value as one line of harmless characters.

    Control characters become their pictures (ESC is ␛, a line end ␊); other invisible or
    direction-changing characters become a middle dot; unusual spaces become a space.
    """
    text = value if isinstance(value, str) else "" if value is None else str(value)
    if text.isprintable():
        return text
    return _UNPRINTABLE.sub(_visible, text)


def _visible(match: re.Match[str]) -> str:
    char = match.group()
    if char.isprintable():
        return char
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    return " " if char.isspace() else "·"


def natural(text: str) -> str:
    """A key by which ``Team 2`` stands before ``Team 10``, whatever its capitals."""
    return _DIGITS.sub(lambda match: match.group().zfill(12), text.casefold())


def trail(parts: Sequence[str], cells: int) -> str:
    """A breadcrumb in at most ``cells`` cells: the beginning and as much of the end as fits."""
    whole = " › ".join(parts)
    kept = list(parts)
    while width(whole) > cells and len(kept) > 2:
        del kept[1]
        whole = " › ".join([kept[0], "…", *kept[1:]])
    if width(whole) > cells and len(parts) > 1:
        whole = f"… › {parts[-1]}"  # where one is says more than where one came from
    return fit(whole, cells).rstrip() if width(whole) > cells else whole


def width(text: str) -> int:
    """Cells that ``text`` takes in a terminal."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def fit(text: str, cells: int, right: bool = False, sentence: bool = False) -> str:
    """``text`` in exactly ``cells`` cells: padded, or cut at a word with an ellipsis.

    A number at the end stays (``Care Management… 10``): it may be all that tells one team from the next. What stands
    in brackets goes first, except from a ``sentence``, where the words after the brackets count too.
    """
    size = len(text) if text.isascii() else width(text)
    if size == cells:
        return text
    if size < cells:
        pad = " " * (cells - size)
        return pad + text if right else text + pad
    if cells <= 1:
        return "…"[:cells]
    from rich.cells import set_cell_size

    bracket = text.find(" (")
    if bracket > 0 and not sentence and width(text[:bracket]) < cells:
        return fit(text[:bracket] + "…", cells)
    number = _NUMBER_AT_END.search(text)
    if number and not sentence and cells - len(number.group()) >= 6:
        head = fit(text[: number.start()], cells - len(number.group())).rstrip() + number.group()
        return head + " " * (cells - width(head))
    cut = set_cell_size(text, cells - 1).rstrip()
    space = cut.rfind(" ")
    if space > cells * 0.6 and not text[len(cut) : len(cut) + 1].isspace():
        cut = cut[:space].rstrip(" ,;:")
    cut += "…"
    return cut + " " * (cells - width(cut))


def fit_middle(text: str, cells: int) -> str:
    """``text`` in exactly ``cells`` cells, what does not fit left out of its middle: ``Care Mana… North East``."""
    size = width(text)
    if size <= cells or cells < 8:
        return fit(text, cells)
    from rich.cells import set_cell_size

    tail = text[-(cells // 2) :]
    while width(tail) > cells // 2:
        tail = tail[1:]
    space = tail.find(" ")
    if 0 <= space < len(tail) // 2:
        tail = tail[space + 1 :]
    head = set_cell_size(text, cells - 1 - width(tail)).rstrip() + "…" + tail
    return head + " " * (cells - width(head))


def wrap(text: str, cells: int, most: int | None = None) -> list[str]:
    """``text`` broken at spaces into lines of at most ``cells`` cells; an ellipsis ends the last of ``most``."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in _BREAK.split(paragraph):
            while width(word) > cells:
                if line:
                    lines.append(line)
                    line = ""
                lines.append(word[:cells])
                word = word[cells:]  # noqa: PLW2901
            candidate = f"{line} {word}" if line else word
            if width(candidate) > cells:
                lines.append(line)
                line = word
            else:
                line = candidate
        lines.append(line)
    if most is not None and len(lines) > most:
        rest = " ".join(" ".join(lines[max(0, most - 1) :]).split())
        return [*lines[: most - 1], fit(rest, cells, sentence=True).rstrip()] if most > 0 else []
    return lines


def day(value: object) -> str:
    """A date as ``Wed 12 Sep 2018``; nothing as nothing."""
    if not isinstance(value, date):
        return "" if value is None else clean(value)
    return f"{DAYS[value.weekday()]} {value.day:2} {MONTHS[value.month - 1]} {value.year}"


def spoken(value: date) -> str:
    """A date inside a sentence: ``Sun 30 Sep 2018`` without padding."""
    return f"{DAYS[value.weekday()]} {value.day} {MONTHS[value.month - 1]} {value.year}"


def dates_in_words(text: str) -> str:
    """A sentence from the store with its ISO dates as people write them."""
    return _ISO_DATE.sub(lambda match: _spoken_iso(match.group()), text)


def _spoken_iso(text: str) -> str:
    try:
        return spoken(date.fromisoformat(text))
    except ValueError:
        return text


def month(value: date) -> str:
    """``Sep 2018``."""
    return f"{MONTHS[value.month - 1]} {value.year}"


def count(value: object) -> str:
    """A whole number with thousands set apart, a dash where it is unknown."""
    return number(value) if isinstance(value, (int, float)) else DASH


def plural(number: int, one: str, many: str | None = None) -> str:
    """``1 case``, ``2 cases``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def figure(value: float | None, unit: str | None) -> str:
    """A figure with its unit as a report prints it."""
    if value is None:
        return DASH
    if unit == "percent":
        return f"{value:.1f} %"
    if unit == "count":
        return f"{value:,.0f}"
    return f"{value:,.1f}"


def ago(then: datetime, now: datetime) -> str:
    """How long ago a load was, in words."""
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    seconds = (now - then).total_seconds()
    if seconds < 90:
        return "just now"
    for size, name in ((86400, "day"), (3600, "hour"), (60, "minute")):
        if seconds >= size:
            return f"{plural(int(seconds // size), name)} ago"
    return "just now"


def limit_words(number: object, unit: object) -> str:
    """``15 working days``; nothing where the limit differs by row."""
    if not isinstance(number, int) or not unit:
        return ""
    word = {"working_days": "working day", "days": "day", "months": "month", "hours": "hour"}.get(str(unit))
    if word is None:
        return f"{number} {clean(unit).replace('_', ' ')}"
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def short_limit(number: object, unit: object) -> str:
    """``15 wd``, ``28 d``, ``3 m``, ``72 h`` for a narrow column."""
    if not isinstance(number, int) or not unit:
        return ""
    return f"{number} { {'working_days': 'wd', 'days': 'd', 'months': 'm', 'hours': 'h'}.get(str(unit), '') }".rstrip()


def sparkline(values: Sequence[float | None]) -> str:
    """One bar per value between the least and the greatest; a dot where there is none."""
    known = [value for value in values if value is not None]
    if not known:
        return "·" * len(values)
    low, high = min(known), max(known)
    spread = high - low
    return "".join(
        "·" if value is None else BARS[round((value - low) / spread * 7)] if spread else BARS[3] for value in values
    )


def direction(change: str | None, better: str | None) -> tuple[str, str, str]:
    """A change as arrow, sign of good or bad, and tone: ``("▲", "+", "good")``.

    The arrow shows the direction, the sign whether that is good (+) or bad (-): colour is never alone.
    """
    if change is None:
        return (DASH, " ", "quiet")
    if change not in ("up", "down"):
        return ("=", " ", "quiet")
    arrow = "▲" if change == "up" else "▼"
    if better not in ("high", "low"):
        return (arrow, " ", "")
    good = (change == "up") == (better == "high")
    return (arrow, "+" if good else "-", "good" if good else "bad")


def change_words(change: str | None, better: str | None, before: str) -> str:
    """``71.7 % (down, worse)``: the earlier figure and how the present one stands to it."""
    if change is None:
        return ""
    verdict = {"good": ", better", "bad": ", worse"}.get(direction(change, better)[2], "")
    return f"{before} ({change if change in ('up', 'down') else 'much the same'}{verdict})"


def number(value: float | None) -> str:
    """A count without decimals, a sum of parts of posts with one, a dash where there is none."""
    if value is None:
        return DASH
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"
