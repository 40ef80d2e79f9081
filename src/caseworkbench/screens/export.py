"""Writing what is on the screen to a file."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TextIO

from caseworkbench.errors import WorkbenchError
from caseworkbench.screens.text import clean

FORMATS = {".csv": "csv", ".json": "json", ".md": "markdown", ".markdown": "markdown"}


def target_of(typed: str, folder: Path) -> Path:
    """The file meant by ``typed``. WorkbenchError where its ending is no format or its folder is not there."""
    name = typed.strip()
    if not name:
        raise WorkbenchError("Type a file name that ends in .csv, .json or .md, or press Esc.")
    target = Path(name).expanduser()
    target = target if target.is_absolute() else folder / target
    if target.suffix.casefold() not in FORMATS:
        raise WorkbenchError(f"“{clean(target.name)}” should end in .csv, .json or .md, which says the format.")
    if not target.parent.is_dir():
        raise WorkbenchError(f"There is no folder {clean(str(target.parent))}; choose one that exists.")
    if target.exists():
        raise WorkbenchError(f"{clean(target.name)} exists already; choose another name.")
    return target


def write(target: Path, fields: Sequence[str], rows: Sequence[Mapping[str, object]]) -> None:
    """Write the rows as the ending of ``target`` says; readable by its owner only, since it names children."""
    try:
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            _write_as(FORMATS[target.suffix.casefold()], fields, rows, stream)
    except OSError as error:
        raise WorkbenchError(
            f"{clean(str(target))} could not be written ({error.strerror}); choose another place."
        ) from None


def _write_as(wanted: str, fields: Sequence[str], rows: Sequence[Mapping[str, object]], stream: TextIO) -> None:
    if wanted == "csv":
        from caseworkbench.output.csv import write_csv

        write_csv(fields, rows, stream)
    elif wanted == "json":
        from caseworkbench.output.json import write_json_rows

        write_json_rows(({name: row.get(name) for name in fields} for row in rows), stream)
    else:
        from caseworkbench.output.markdown import write_markdown

        write_markdown(fields, rows, stream)
