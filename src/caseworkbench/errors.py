"""The errors a person can do something about: each is a sentence, never a traceback."""


class WorkbenchError(Exception):
    """What is wrong, where, and what to do about it, in one plain sentence.

    The command line prints it and ends with status 1; a screen shows it as a notice.
    """


def nearest(word: str, known: list[str], count: int = 3) -> list[str]:
    """The known words most like ``word``, best first, for a sentence that says "did you mean"."""
    from difflib import get_close_matches

    folded: dict[str, str] = {}
    for name in known:
        folded.setdefault(name.casefold(), name)
    return [folded[match] for match in get_close_matches(word.casefold(), list(folded), n=count, cutoff=0.5)]


def at_most(text: str, length: int) -> str:
    """A text short enough for a sentence: what is no table at all may begin with pages of it."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
