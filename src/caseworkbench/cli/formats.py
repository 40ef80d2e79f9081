"""``caseworkbench formats``: the formats known, and what of a file is recognised."""

from pathlib import Path

import click

from caseworkbench.cli import options
from caseworkbench.cli.context import Place, pass_place
from caseworkbench.cli.printing import tell, write_rows
from caseworkbench.output.columns import Column

FORMATS = ("format", "title", "mode", "tables")

_FORMAT_COLUMNS = [
    Column("format", "Format"),
    Column("title", "What it is", least=16),
    Column("mode", "Loads by", show=lambda row: {"merge": "merging", "replace": "replacing"}[str(row["mode"])]),
    Column("tables", "Provides", show=lambda row: ", ".join(row["tables"]).replace("_", " "), least=30),
]


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@options.as_format
@pass_place
def formats(place: Place, file: Path | None, form: str) -> None:
    """The formats known; for FILE what was recognised of it, what was not, and a mapping to fill in."""
    from caseworkbench.extracts.native_tables import TABLES
    from caseworkbench.extracts.recognise import known_mappings

    mappings, mistakes = known_mappings(place.settings().format_folders)
    for mistake in mistakes:
        tell(mistake)
    native = {"format": "native", "title": "Native extracts, one CSV per table", "mode": "replace"}
    rows = [{**native, "tables": [table.name for table in TABLES]}]
    rows += [
        {"format": known.name, "title": known.title, "mode": known.mode, "tables": sorted(known.tables)}
        for known in mappings
    ]
    write_rows(form, FORMATS, _FORMAT_COLUMNS, rows)
