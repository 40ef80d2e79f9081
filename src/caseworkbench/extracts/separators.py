"""What separates the cells of a delimited file: as Excel says it above the headings, or as its rows show it."""

import csv
import re
from collections import Counter
from io import StringIO

MARKS = ",;\t|"
"""What may separate cells, the likeliest first."""

_SAID = re.compile(r'\ufeff?"?sep=([,;|\t])"?[,;|\t]*', re.IGNORECASE)


def said_separator(line: str) -> str | None:
    """The separator that a line such as ``sep=;`` names; None for any other line."""
    said = _SAID.fullmatch(line.rstrip("\r\n "))
    return said.group(1) if said else None


def shown_separator(sample: str) -> str:
    """The separator by which most rows of the top of a file have one width; of several the one with most cells.

    Counting marks alone would take the commas inside a note or a JSON object for it.
    """

    def evenness(mark: str) -> tuple[int, int]:
        try:
            widths = Counter(len(row) for row in csv.reader(StringIO(sample, newline=""), delimiter=mark))
        except csv.Error:
            return 0, 0
        widths.pop(0, None)
        widths.pop(1, None)
        return max(((count, width) for width, count in widths.items()), default=(0, 0))

    return max(MARKS, key=evenness)
