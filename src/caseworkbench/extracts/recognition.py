"""What was recognised of a file."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TableRecognition:
    """One sheet or file. ``what``: the list or native table it is, None where it is in no known format.

    ``columns``: (heading in the file, the known heading or native column it is) of those recognised; ``missing``:
    known headings that it lacks; ``unknown``: headings that nothing is known of; ``note``: why it is read past.
    """

    label: str
    what: str | None
    columns: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True)
class Recognition:
    """What a file is. ``format``: None where it is in none known. ``skeleton``: a mapping file to fill in, or empty."""

    file: str
    format: str | None
    title: str | None
    tables: tuple[TableRecognition, ...]
    skeleton: str
