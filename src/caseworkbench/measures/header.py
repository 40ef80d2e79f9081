"""The header of a query file: a TOML block in the SQL comments on top, then one SELECT."""

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from caseworkbench.errors import WorkbenchError

_AT_LINE = re.compile(r"at line (\d+)")


def read_query(path: Path) -> tuple[dict[str, Any], str]:
    """The header as a dict, whose values are not to be changed, and the SQL below it.

    Raises WorkbenchError naming file and line where the header is not TOML or no SELECT follows.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise WorkbenchError(f"{path} cannot be read ({error}): check the file.") from error
    height = next((n for n, line in enumerate(lines) if not line.startswith("--")), len(lines))
    block = "\n".join(line[2:].removeprefix(" ") for line in lines[:height])
    try:
        header = dict(_understood(block))
    except tomllib.TOMLDecodeError as error:
        found = _AT_LINE.search(str(error))
        where = f", line {found[1]}" if found else ""
        raise WorkbenchError(f"The header of {path}{where} is not understood: {error}.") from error
    sql = "\n".join(lines[height:]).strip().rstrip(";")
    if not re.match(r"(?is)^\s*(with|select)\b", sql):
        raise WorkbenchError(f"{path}, line {height + 1}: one SELECT (or WITH … SELECT) is expected below the header.")
    return header, sql


@lru_cache(maxsize=1024)
def _understood(block: str) -> dict[str, Any]:
    """A load reads every header more than once, and each takes as long as its query on a small extract."""
    return tomllib.loads(block)
