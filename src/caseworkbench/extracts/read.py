"""Opening the sources of a load: each file recognised, read in its format, and handed on as native rows."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from caseworkbench.errors import WorkbenchError
from caseworkbench.extracts.native_csv import SUFFIXES, NativeFile, is_exact, open_native
from caseworkbench.extracts.rows import Extract, Mode, RawRows, SourceFile
from caseworkbench.extracts.sources import examine_text, find_files
from caseworkbench.extracts.statistics_known import how_to_import, statistics_among


class NativeExtract:
    """Native CSV files, one or more per table (see ``rows.Extract``)."""

    format = "native"
    mode: Mode = "replace"
    reference_date: date | None = None

    def __init__(self, files: Sequence[NativeFile], notes: Sequence[str] = ()) -> None:
        self._native = list(files)
        self.files: list[SourceFile] = [file.file.source.file for file in files]
        self.tables = frozenset(file.table.name for file in files)
        self.notes = [*notes, *(_kept_out(file) for file in files if file.others)]
        self.notes += [said for file in files for said in file.file.source.oddities]

    def rows(self) -> Iterator[RawRows]:
        """The rows of each file in turn; ``done`` counts over all of them by size."""
        whole = sum(file.size for file in self.files) or 1
        before = 0
        for native, file in zip(self._native, self.files, strict=True):
            for raw in native.rows():
                raw.done = (before + raw.done * file.size) / whole
                yield raw
            before += file.size


def read(sources: Sequence[Path], format: str | None = None, format_folders: Sequence[Path] = ()) -> list[Extract]:
    """Open the sources, one extract per format found in them, the replacing ones first.

    ``format``: ``native``, the name of a mapped format or the path of a mapping file; else each file's format is
    recognised from what is in it. ``format_folders``: where an authority keeps mapping files of its own.
    Everything that can be refused before the store is touched is refused here, with ``WorkbenchError``.
    """
    paths = find_files(sources)
    if format == "native":
        return [read_native(paths)]
    from caseworkbench.extracts.read_mapped import read_as, read_recognised

    extracts = read_as(paths, format, format_folders) if format else read_recognised(paths, format_folders)
    return sorted(extracts, key=lambda extract: extract.mode != "replace")


def read_native(paths: Sequence[Path]) -> Extract:
    """Open files as native tables. Files of a folder that are none are passed over and named in the notes.

    Raises ``WorkbenchError`` where none of the files is a native table.
    """
    opened: list[NativeFile] = []
    others: list[Path] = []
    for path in paths:
        native = open_native(examine_text(path)) if path.suffix.lower() in SUFFIXES else None
        if native is None:
            others.append(path)
        else:
            opened.append(native)
    statistics = statistics_among(others)
    if not opened and statistics:
        raise WorkbenchError(how_to_import(statistics))
    if not opened:
        names = ", ".join(path.name for path in paths[:5])
        raise WorkbenchError(
            f"None of the files ({names}) is an extract known here: name them as the native tables are named "
            "(children.csv, visits.csv …), or see `caseworkbench formats`."
        )
    notes = [f"{path.name} is not a native table and was passed over." for path in others if path not in statistics]
    return native_extract(opened, [*notes, *([how_to_import(statistics)] if statistics else [])])


def native_extract(opened: Sequence[NativeFile], notes: Sequence[str] = ()) -> Extract:
    """An extract of native files that are open; copies of a table beside it are left out and named."""
    kept, doubled = _one_per_table(opened)
    return NativeExtract(kept, [*notes, *doubled])


def _one_per_table(files: Sequence[NativeFile]) -> tuple[list[NativeFile], list[str]]:
    """Leave out copies: where a folder has ``visits.csv``, its ``visits (1).csv`` is not read as well."""
    exact = {(file.file.source.path.parent, file.table.name) for file in files if is_exact(file.file.source.path)}
    kept = [f for f in files if is_exact(f.file.source.path) or (f.file.source.path.parent, f.table.name) not in exact]
    notes = [
        f"{file.file.source.name} was left out: {file.table.file} beside it holds the same table."
        for file in files
        if file not in kept
    ]
    return kept, notes


def _kept_out(file: NativeFile) -> str:
    names = ", ".join(file.others)
    return f"{file.file.source.name}: columns that {file.table.title} do not have were kept out: {names}."
