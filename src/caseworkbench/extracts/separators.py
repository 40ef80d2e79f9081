"""The line by which Excel says what separates the cells: ``sep=;`` above the headings of a CSV."""

import re

_SAID = re.compile(r'\ufeff?"?sep=([,;|\t])"?[,;|\t]*', re.IGNORECASE)


def said_separator(line: str) -> str | None:
    """The separator that such a line names; None for any other line."""
    said = _SAID.fullmatch(line.rstrip("\r\n "))
    return said.group(1) if said else None
