"""Coded values as words: without case and punctuation, and without the lettered prefix that many reports write."""

import re

PREFIX = re.compile(r"^\s*\(?(\d?[a-z]{1,2}\d?)\s*\)\s*[-:.]?\s*", re.IGNORECASE)
"""``a)``, ``b) -``, ``(c)``, ``a1)`` before a value."""


def without_prefix(text: str) -> str:
    """A value without its lettered prefix: ``b) Female`` is ``Female``; a letter that stands alone is kept."""
    return PREFIX.sub("", text, count=1) or text


def letter_of(text: str) -> str | None:
    """The letter of a prefix that stands alone, such as ``a)``."""
    match = PREFIX.fullmatch(text)
    return match[1].casefold() if match else None


def fold_code(text: str) -> str:
    """The words of a coded value without case and punctuation."""
    return " ".join(re.findall(r"[^\W_]+", text.casefold().replace("'", "").replace("’", "")))
