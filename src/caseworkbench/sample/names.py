"""Names that nobody bears, put together from invented syllables."""

import numpy as np

from caseworkbench.sample.days import Texts
from caseworkbench.sample.picking import Random

_FORE_FIRST = (
    "Br",
    "Dav",
    "El",
    "Fen",
    "Gor",
    "Hes",
    "Jor",
    "Kel",
    "Lor",
    "Mav",
    "Nel",
    "Or",
    "Per",
    "Quil",
    "Ryl",
    "Sav",
    "Tev",
    "Ul",
    "Ven",
    "Wen",
    "Yar",
    "Zel",
)
_FORE_MIDDLE = ("ad", "av", "eb", "ek", "ib", "iv", "ob", "ov", "uv", "yd")
_FORE_LAST = ("ack", "eeth", "iko", "ith", "oan", "ovi", "un", "yeth", "omi", "ael")
_SUR_FIRST = (
    "Ald",
    "Brack",
    "Corm",
    "Dunth",
    "Ember",
    "Fossl",
    "Grem",
    "Hask",
    "Imber",
    "Jarv",
    "Kesk",
    "Lathr",
    "Morv",
    "Nesk",
    "Ock",
    "Penthr",
    "Quarn",
    "Rusk",
    "Skell",
    "Thrusk",
    "Umber",
    "Vosk",
    "Wrask",
    "Yelv",
)
_SUR_MIDDLE = ("a", "e", "i", "o", "ur", "un", "el", "or")
_SUR_LAST = (
    "bwick",
    "dthorpe",
    "gsby",
    "kmere",
    "ldreth",
    "mstow",
    "ndrel",
    "pworth",
    "rrick",
    "skell",
    "tholt",
    "vant",
)


def forenames(random: Random, count: int) -> Texts:
    """Forenames for children."""
    return _joined(random, count, _FORE_FIRST, _FORE_MIDDLE, _FORE_LAST)


def surnames(random: Random, count: int) -> Texts:
    """Surnames, one for each family or worker."""
    return _joined(random, count, _SUR_FIRST, _SUR_MIDDLE, _SUR_LAST)


def _joined(random: Random, count: int, *parts: tuple[str, ...]) -> Texts:
    result = np.full(count, "", dtype=object)
    for part in parts:
        result = result + np.array(part, dtype=object)[random.integers(0, len(part), count)]
    return result
