"""Matching the headings of a report to the headings that a format knows.

Suppliers keep to the wording of a national template more or less: other capitals, trailing spaces, curly quotes,
stray brackets, a word more or less, an abbreviation. Matching goes from the strict to the lenient, and what is
lenient counts only where one known heading and one column are left that fit each other.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘‛`´ʼ′"), None)
_BRACKETED = re.compile(r"[(\[{][^)\]}]*[)\]}]")
_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "is",
        "was",
        "were",
        "are",
        "for",
        "to",
        "at",
        "on",
        "in",
        "into",
        "by",
        "and",
        "or",
        "this",
        "that",
        "s",
        "y",
        "n",
        "yes",
        "no",
        "dd",
        "mm",
        "yyyy",
        "if",
        "any",
    ]
)
_SAME = {
    "authorized": "authorised",
    "children": "child",
    "childs": "child",
    "childrens": "child",
    "cin": "child need",
    "cinp": "child need plan",
    "cla": "looked after",
    "conferences": "conference",
    "cp": "child protection",
    "cpp": "child protection plan",
    "dob": "date birth",
    "enquiries": "enquiry",
    "icpc": "initial child protection conference",
    "inquiry": "enquiry",
    "la": "local authority",
    "lac": "looked after",
    "last": "latest",
    "most": "latest",
    "nfa": "no further action",
    "no": "number",
    "num": "number",
    "plans": "plan",
    "recent": "",
    "s47": "section 47",
    "sec": "section",
    "started": "start",
    "starting": "start",
    "sw": "social work",
    "uid": "unique id",
    "worker": "work",
    "worker's": "work",
}
"""Words and abbreviations that mean the same in a heading, in the lenient form."""


@lru_cache(maxsize=16_384)
def fold(heading: object) -> str:
    """A heading without case, quotes, punctuation and spacing: ``Child’s Status?`` is ``childs status``."""
    text = unicodedata.normalize("NFKC", str(heading)).casefold().translate(_APOSTROPHES).replace("&", " and ")
    return " ".join(_WORD.findall(text))


@lru_cache(maxsize=16_384)
def loosen(heading: object) -> str:
    """The lenient form: brackets with what they hold, small words and plurals gone, abbreviations written out."""
    text = unicodedata.normalize("NFKC", str(heading))
    bare = fold(_BRACKETED.sub(" ", text)) or fold(text)
    words = " ".join(_SAME.get(word, word) for word in bare.split() if word not in _SMALL)
    return words or bare


def match_headings(
    cells: Sequence[object], known: Mapping[str, Iterable[str]], *, slips: bool = True
) -> dict[str, int]:
    """Which column holds which known heading: name -> index into ``cells``.

    ``known``: name -> its headings, the template's own first. A column is used once, and the first of two equal
    columns wins. Tried in turn: the same words; the lenient form; the same words but for slips of the pen
    (where ``slips``: that is slow, and a row in which nothing else is known is no row of headings).
    """
    found: dict[str, int] = {}
    for form in (fold, loosen):
        forms: dict[str, set[str]] = {}
        for name, headings in known.items():
            for heading in headings:
                forms.setdefault(form(heading), set()).add(name)
        for index, cell in enumerate(cells):
            if cell is None or cell == "" or index in found.values():
                continue
            names = forms.get(form(cell), set()) - found.keys()
            if len(names) == 1:
                found[names.pop()] = index
    if slips:
        _match_slips(cells, known, found)
    return found


def _match_slips(cells: Sequence[object], known: Mapping[str, Iterable[str]], found: dict[str, int]) -> None:
    for index, cell in enumerate(cells):
        if cell is None or cell == "" or index in found.values():
            continue
        words = fold(cell).split()
        names = {
            name
            for name, headings in known.items()
            if name not in found and any(_is_slip(words, fold(heading).split()) for heading in headings)
        }
        if len(names) == 1:
            found[names.pop()] = index


def _is_slip(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether two headings differ by a slip in one long word or two: ``Stategy discussion``, never start for end."""
    if len(words) != len(others) or len(words) < 2:
        return False
    different = [(one, other) for one, other in zip(words, others, strict=True) if one != other]
    return 0 < len(different) <= 2 and all(
        min(len(one), len(other)) >= 5 and SequenceMatcher(None, one, other).ratio() > 0.8 for one, other in different
    )


def looks_like_headings(cells: Sequence[object]) -> bool:
    """Whether a row could hold headings: at least two cells, all of them words."""
    filled = [cell for cell in cells if cell is not None and cell != ""]
    return len(filled) >= 2 and all(isinstance(cell, str) for cell in filled)


def nearest_headings(wanted: Sequence[str], cells: Collection[object], count: int = 3) -> list[str]:
    """The headings of a file that are most like one of the wordings wanted, as they stand in it, the nearest first."""
    targets = [loosen(wording) for wording in wanted]
    scored = [
        (
            max(SequenceMatcher(None, target, loosen(cell)).ratio() for target in targets),
            index,
            " ".join(str(cell).split()),
        )
        for index, cell in enumerate(cells)
        if cell is not None and str(cell).strip()
    ]
    return [cell for _, _, cell in sorted(scored, key=lambda item: (-item[0], item[1]))[:count]]
