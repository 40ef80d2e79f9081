"""``caseworkbench formats``: the formats known, and what of a file is recognised."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from caseworkbench.cli import options
from caseworkbench.cli.context import Place, pass_place
from caseworkbench.cli.printing import heading, say, tell, wrapped, write_object, write_rows
from caseworkbench.errors import WorkbenchError
from caseworkbench.output.columns import Column
from caseworkbench.output.plain import plain

if TYPE_CHECKING:
    from caseworkbench.extracts.describe import Recognition, TableRecognition

FORMATS = ("format", "title", "mode", "tables")

HEADINGS = ("table", "heading", "recognised_as")
"""For a file, as CSV: each heading, and the column it is (empty: not recognised)."""

_FORMAT_COLUMNS = [
    Column("format", "Format"),
    Column("title", "What it is", least=16),
    Column("mode", "Loads by", show=lambda row: {"merge": "merging", "replace": "replacing"}[str(row["mode"])]),
    Column("tables", "Provides", show=lambda row: ", ".join(row["tables"]).replace("_", " "), least=30),
]


_HEADING_COLUMNS = [
    Column("table", "Sheet or file", least=12),
    Column("heading", "Heading", least=16),
    Column("recognised_as", "Recognised as", least=12),
]


@click.command(short_help="The formats known; what of a file is recognised.")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option(
    "--skeleton",
    type=click.Path(path_type=Path),
    metavar="NEW.toml",
    help="Write the mapping to fill in into this new file.",
)
@options.as_format
@pass_place
def formats(place: Place, file: Path | None, skeleton: Path | None, form: str) -> None:
    """The formats known; for FILE what was recognised of it, what was not, and a mapping to fill in."""
    folders = place.settings().format_folders
    if file is None:
        if skeleton is not None:
            raise WorkbenchError("A mapping to fill in is made of a report: name its file before --skeleton.")
        _known(folders, form)
        return
    from caseworkbench.extracts.describe import describe

    found = describe(file, folders)
    if skeleton is not None:
        _write_skeleton(found, skeleton)
    if form == "json":
        write_object(_as_dict(found))
    elif form == "table":
        _page(found, shown=skeleton is None)
    else:
        rows = [row for table in found.tables for row in _headings(table)]
        write_rows(form, HEADINGS, _HEADING_COLUMNS, rows, "No heading was found.")


def _known(folders: tuple[Path, ...], form: str) -> None:
    from caseworkbench.extracts.native_tables import TABLES
    from caseworkbench.extracts.recognise import known_mappings

    mappings, mistakes = known_mappings(folders)
    for mistake in mistakes:
        tell(mistake)
    native = {"format": "native", "title": "Native extracts, one CSV per table", "mode": "replace"}
    rows = [{**native, "tables": [table.name for table in TABLES]}]
    rows += [
        {"format": known.name, "title": known.title, "mode": known.mode, "tables": sorted(known.tables)}
        for known in mappings
    ]
    write_rows(form, FORMATS, _FORMAT_COLUMNS, rows)


def _as_dict(found: Recognition) -> dict[str, object]:
    return {
        "file": found.file,
        "format": found.format,
        "title": found.title,
        "tables": [
            {
                "label": table.label,
                "what": table.what,
                "columns": [{"heading": heading, "recognised_as": known} for heading, known in table.columns],
                "missing": list(table.missing),
                "unknown": list(table.unknown),
                "note": table.note,
            }
            for table in found.tables
        ],
        "skeleton": found.skeleton or None,
    }


def _headings(table: TableRecognition) -> list[dict[str, object]]:
    pairs: list[tuple[str, str | None]] = [*table.columns, *((name, None) for name in table.unknown)]
    return [{"table": table.label, "heading": name, "recognised_as": known} for name, known in pairs]


def _write_skeleton(found: Recognition, path: Path) -> None:
    if not found.skeleton:
        raise WorkbenchError(f"{found.file} is known as it is ({found.title}): there is no mapping to fill in.")
    try:
        with path.open("x", encoding="utf-8", newline="\n") as new:
            new.write("".join(plain(line) + "\n" for line in found.skeleton.splitlines()))
    except FileExistsError:
        raise WorkbenchError(f"{path} is there already, and may be filled in: name another file.") from None
    except OSError as problem:
        raise WorkbenchError(f"{path} cannot be written ({problem.strerror}): name another place.") from None
    tell(f"{path} is the mapping: fill in what is empty, then load with --format {path}.")


def _page(found: Recognition, shown: bool) -> None:
    title = f"is in the format {found.title} ({found.format})" if found.format else "is in no format known here"
    heading(f"{found.file} {title}", "table")
    for table in found.tables:
        say()
        say(f"{table.label}: {table.what or 'not recognised'}{f' ({table.note})' if table.note else ''}")
        for what, headings in (
            ("recognised", [name for name, _ in table.columns]),
            ("not recognised", table.unknown),
            ("absent", table.missing),
        ):
            if headings:
                wrapped(f"{what}: {', '.join(headings)}", "  ")
    if found.skeleton and shown:
        say()
        say("A mapping to fill in and to load with (--format FILE.toml):")
        say()
        for line in found.skeleton.splitlines():
            sys.stdout.write(plain(line) + "\n")
