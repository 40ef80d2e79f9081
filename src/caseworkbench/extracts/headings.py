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
_WITHIN_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z\d])|(?<=\d)(?=[A-Z])|(?<=[a-z]A)(?=[A-Z][a-z])")
"""Where words are written together: ``DateOfContact``."""
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
    """The lenient form: words apart, brackets with what they hold and small words gone, abbreviations written out."""
    text = _WITHIN_WORDS.sub(" ", unicodedata.normalize("NFKC", str(heading)))
    bare = fold(_BRACKETED.sub(" ", text)) or fold(text)
    words = " ".join(_SAME.get(word, word) for word in bare.split() if word not in _SMALL)
    return words or bare


class KnownHeadings:
    """The headings that a list may have, ready to be matched: name -> its wordings, the template's own first."""

    def __init__(self, known: Mapping[str, Iterable[str]]) -> None:
        self.own: dict[str, set[str]] = {}
        self.folded: dict[str, set[str]] = {}
        self.loose: dict[str, set[str]] = {}
        self.by_length: dict[int, list[tuple[str, list[str]]]] = {}
        for name, wordings in known.items():
            for place, wording in enumerate(wordings):
                if place == 0:
                    self.own.setdefault(fold(wording), set()).add(name)
                self.folded.setdefault(fold(wording), set()).add(name)
                self.loose.setdefault(loosen(wording), set()).add(name)
                words = fold(wording).split()
                self.by_length.setdefault(len(words), []).append((name, words))

    def match(self, cells: Sequence[object], *, slips: bool = True) -> dict[str, int]:
        """Which column holds which known heading: name -> index into ``cells``.

        A column is used once, and the first of two equal columns wins. Tried in turn: the format's own wording; the
        other wordings; the lenient form; where ``slips``, the same words but for slips of the pen.
        """
        found: dict[str, int] = {}
        for form, forms in ((fold, self.own), (fold, self.folded), (loosen, self.loose)):
            for index, cell in enumerate(cells):
                if cell is not None and cell != "" and index not in found.values():
                    _settle(forms.get(form(cell), set()), index, found)
        if slips:
            for index, cell in enumerate(cells):
                if cell is not None and cell != "" and index not in found.values():
                    words = fold(cell).split()
                    like = {name for name, others in self.by_length.get(len(words), ()) if _is_slip(words, others)}
                    _settle(like, index, found)
        return found


def _settle(names: set[str], index: int, found: dict[str, int]) -> None:
    """Take a column for the one known heading that it can be."""
    left = names - found.keys()
    if len(left) == 1:
        found[left.pop()] = index


def _is_slip(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether two headings differ by a slip in one long word or two: ``Stategy discussion``, never start for end."""
    different = [(one, other) for one, other in zip(words, others, strict=True) if one != other]
    if not 0 < len(different) <= 2 or len(words) < 2:
        return False
    return all(_alike(one, other) for one, other in different)


@lru_cache(maxsize=65_536)
def _alike(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= 5 and SequenceMatcher(None, one, other).ratio() > 0.8


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
