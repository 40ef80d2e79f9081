"""The words for who the children are: sex, ethnicity, disability and age. No arithmetic, no database."""

from collections.abc import Mapping

CHARACTERISTICS = ("sex", "ethnicity", "disability", "age")
"""By what children are grouped."""

NOT_KNOWN = "Not known"
AGE_BANDS = ("Unborn", "Under 1", "1 to 4", "5 to 9", "10 to 15", "16 to 17", "18 and over")
"""The age bands of the Department for Education's children in need statistics, with those over 17 and the unborn."""

_WORDS = {
    "sex": {"m": "Male", "male": "Male", "1": "Male", "f": "Female", "female": "Female", "2": "Female"},
    "disability": {"y": "Yes", "yes": "Yes", "n": "No", "no": "No"},
}
_UNKNOWN = {"", "u", "unknown", "not known", "nobt", "0"}


def worded(kind: str, text: str) -> str | None:
    """The group that a code or word of an extract stands for; None where it says that it is not known."""
    folded = text.strip().casefold()
    if folded in _UNKNOWN:
        return None
    return _WORDS.get(kind, {}).get(folded, text)


def group_words(children: Mapping[str, str]) -> list[str]:
    """Groups as a heading names them: ``ethnicity WBRI``, ``age 16 to 17``."""
    return [f"{kind} {label}" for kind, label in children.items()]
