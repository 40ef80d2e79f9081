"""Which rows of two generations are the same case: subjects and dates as numbers, a million at once.

Subjects are texts; comparing a county's millions as Python texts would take seconds. Each becomes a 64-bit number:
the sum of one random number per place and byte (tabulation hashing), so that two different texts have the same
number with a chance of 1 in 2^64, whatever they are. The random numbers are drawn anew in each process.
"""

import hashlib
import secrets
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Keys = npt.NDArray[np.uint64]
Rows = npt.NDArray[np.intp]
_LONG = 48
"""Bytes of a subject that are summed; the few longer ones are hashed one by one."""
_ODD = np.uint64(0x9E3779B97F4A7C15)
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))


@dataclass(frozen=True)
class Pairs:
    """Places of rows: ``before`` and ``after`` belong together one by one; ``gone`` and ``new`` stand alone."""

    before: Rows
    after: Rows
    gone: Rows
    new: Rows


@cache
def _random_numbers() -> npt.NDArray[np.uint64]:
    drawn = np.random.default_rng(secrets.randbits(128))
    return drawn.integers(0, 2**64, size=(_LONG, 256), dtype=np.uint64)


@cache
def _salt() -> bytes:
    return secrets.token_bytes(16)


def text_keys(data: bytes) -> Keys:
    """A number for each text of a list that is stored with NUL between the texts."""
    numbers = _random_numbers()
    content = np.frombuffer(data, dtype=np.uint8)
    ends = np.append(np.flatnonzero(content == 0), len(content))
    starts = np.append(0, ends[:-1] + 1)
    lengths = ends - starts
    keys: Keys = lengths.astype(np.uint64) * _ODD
    for place in range(min(int(lengths.max(initial=0)), _LONG)):
        rows = np.flatnonzero(lengths > place) if (lengths <= place).any() else slice(None)
        keys[rows] += numbers[place][content[starts[rows] + place]]
    for row in np.flatnonzero(lengths > _LONG).tolist():
        digest = hashlib.blake2b(data[starts[row] : ends[row]], digest_size=8, key=_salt()).digest()
        keys[row] = np.uint64(int.from_bytes(digest, "little"))
    return keys


def with_date(keys: Keys, days: npt.NDArray[np.int32]) -> Keys:
    """A number for each row from its subject's number and its date."""
    mixed = days.astype(np.int64).astype(np.uint64) * _ODD
    for factor, shift in zip(_MIX, (30, 27), strict=True):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * factor
    found: Keys = keys + (mixed ^ (mixed >> np.uint64(31)))
    return found


class Ordered(NamedTuple):
    """Numbers of rows, no two the same, and the order that sorts them."""

    keys: Keys
    order: Rows


def ordered(keys: Keys, ties: npt.NDArray[Any]) -> Ordered:
    """The numbers in order; rows that share one (a record entered twice) are told apart by their turn in ``ties``."""
    order = np.argsort(keys)
    listed = keys[order]
    again = listed[1:] == listed[:-1]
    if not again.any():
        return Ordered(keys, order)
    order = np.lexsort((ties, keys))
    first = np.maximum.accumulate(np.where(np.append(True, ~again), np.arange(len(listed)), 0))
    apart = keys.copy()
    apart[order] += (np.arange(len(listed)) - first).astype(np.uint64) * _ODD
    return Ordered(apart, np.argsort(apart))


def pair(before: Ordered, after: Ordered) -> Pairs:
    """Rows of two lists with the same number, and those that only one of the lists has."""
    listed, wanted = before.keys[before.order], after.keys[after.order]
    places = np.searchsorted(listed, wanted)
    inside = np.minimum(places, max(len(listed) - 1, 0))
    found = (listed[inside] == wanted) & (places < len(listed)) if len(listed) else np.zeros(len(wanted), dtype=bool)
    old, new = before.order[places[found]], after.order[found]
    alone = np.ones(len(listed), dtype=bool)
    alone[old] = False
    return Pairs(old, new, np.flatnonzero(alone), np.sort(after.order[~found]))


def is_among(keys: Keys, others: Keys) -> npt.NDArray[np.bool_]:
    """Which of the numbers are among the others."""
    return np.isin(keys, others)
