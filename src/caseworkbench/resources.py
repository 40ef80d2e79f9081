"""Where the files that travel with the program are: queries, boards, the sample data."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder ``queries``, ``boards`` or ``sample_data``: inside an installed wheel, else in the checkout."""
    installed = PACKAGE / "_data" / name
    return installed if installed.is_dir() else PACKAGE.parent.parent / name


def formats_folder() -> Path:
    """The folder of the format mappings (one TOML file per format)."""
    return PACKAGE / "extracts" / "formats"
