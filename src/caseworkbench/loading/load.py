"""Loading: files in, a new and complete generation of the store out, or nothing changed at all."""

import gc
import os
import pwd
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from caseworkbench.errors import WorkbenchError
from caseworkbench.extracts.read import read
from caseworkbench.extracts.rows import Extract, Mode
from caseworkbench.loading.beside import meanwhile
from caseworkbench.loading.coming_in import NATIVE, ComingIn, settle_as_at
from caseworkbench.loading.imported import PUBLISHED, keep_imported
from caseworkbench.loading.new_generation import BEFORE, NewGeneration
from caseworkbench.loading.reading import Reading, start_reading
from caseworkbench.settings import Settings, load_settings
from caseworkbench.stopping import stoppable
from caseworkbench.store import history
from caseworkbench.store.folder import Entry, StoreFolder, with_new
from caseworkbench.store.record import LoadRecord
from caseworkbench.store.retention import kept

if TYPE_CHECKING:
    from caseworkbench.loading.build_clocks import Prepared

Progress = Callable[[str, float], None]
"""Told what is being done and how much of the load is, 0 to 1."""


def load(
    sources: Sequence[Path],
    store: Path,
    *,
    settings: Settings | None = None,
    format: str | None = None,
    mode: Mode | None = None,
    as_at: date | None = None,
    covers_from: date | None = None,
    progress: Progress | None = None,
    today: date | None = None,
) -> LoadRecord:
    """Load files or folders into a store, as one new generation.

    ``mode`` overrides how each format loads (full extracts replace the tables they provide, windows merge by key).
    ``as_at``: the date the load speaks for; else the files' own reference date, else the latest date on or before
    ``today`` among ``coming_in.AS_AT_COLUMNS`` of the rows loaded, else the store's as-at date, else ``today``.
    ``covers_from``: the earliest date that the tables provided vouch for, else the earliest date in each.

    Everything or nothing: whatever goes wrong, the store is as it was. Raises ``WorkbenchError``, one sentence, for
    input that cannot be read, a store that cannot be written, or another load that is running.
    """
    chosen = settings or load_settings(None, store)
    return load_opened(
        lambda: read(sources, format, chosen.format_folders),
        store,
        settings=chosen,
        mode=mode,
        as_at=as_at,
        covers_from=covers_from,
        progress=progress,
        today=today,
    )


def load_opened(
    opening: Callable[[], Sequence[Extract]],
    store: Path,
    *,
    settings: Settings,
    mode: Mode | None = None,
    as_at: date | None = None,
    covers_from: date | None = None,
    progress: Progress | None = None,
    today: date | None = None,
) -> LoadRecord:
    """The same for extracts that ``opening`` opens, in its own way, before the store is locked."""
    started = time.perf_counter()
    tell = progress or _quiet
    folder = StoreFolder(store)
    folder.pointer()
    with _swift_memory(), stoppable():
        tell("Looking through the files", 0.0)
        with start_reading(opening()) as readings, folder.writing():
            return _Load(folder, readings, mode, settings, tell, today or date.today(), started).run(as_at, covers_from)


def undo_load(store: Path, today: date | None = None) -> Entry:
    """Go back to the generation before the last load, and give what is current now.

    Raises ``WorkbenchError`` where there is no load to undo, or none before it.
    """
    folder = StoreFolder(store)
    if folder.pointer().current is None:
        raise WorkbenchError(f"The store {store} holds nothing yet, so there is no load to undo.")
    with folder.writing():
        pointer = folder.pointer()
        if len(pointer.generations) < 2:
            raise WorkbenchError(
                f"The store {store} has no generation before the last load: load the right files instead."
            )
        folder.switch(replace(pointer, generations=pointer.generations[:-1]))
        return pointer.generations[-2]


class _Load:
    """One load while it runs."""

    def __init__(
        self,
        folder: StoreFolder,
        readings: Sequence[Reading],
        mode: Mode | None,
        settings: Settings,
        tell: Progress,
        today: date,
        started: float,
    ) -> None:
        self.folder = folder
        self.replacing = [reading for reading in readings if (mode or reading.extract.mode) == "replace"]
        self.merging = [reading for reading in readings if (mode or reading.extract.mode) == "merge"]
        self.extracts: list[Extract] = [reading.extract for reading in (*self.replacing, *self.merging)]
        _one_at_a_time(self.merging)
        self.settings = settings
        self.tell = tell
        self.today = today
        self.started = started
        self.pointer = folder.pointer()
        self.load_id = self.pointer.last_load_id + 1
        self.loaded_at = datetime.now(UTC).isoformat(timespec="seconds")

    def run(self, as_at: date | None, covers_from: date | None) -> LoadRecord:
        """Write the generation, and switch the pointer to it."""
        new: NewGeneration | None = None
        try:
            new = NewGeneration(self.folder)
            new.begin(self.pointer.current)
            record = self._fill(new, as_at, covers_from)
            self.tell("Writing to disk", 0.97)
            entry = new.finish(self.load_id, record.as_at.isoformat(), self.loaded_at)
            self._switch(entry)
        except (sqlite3.OperationalError, OSError) as problem:
            raise WorkbenchError(_not_written(self.folder.path, problem)) from problem
        finally:
            if new is not None:
                new.discard()
        self.tell("Done", 1.0)
        return record

    def _fill(self, new: NewGeneration, as_at: date | None, covers_from: date | None) -> LoadRecord:
        """Write the rows, the clocks and the history."""
        came = ComingIn(new.connection, self.load_id, self.today)
        replaced = {table for reading in self.replacing for table in reading.extract.tables}
        if self.pointer.current is not None:
            new.carry_over(but=replaced)
        for place, reading in enumerate(self.replacing):
            came.take(reading, merging=False, tell=self._reading(place))
        came.finish_full()
        for place, reading in enumerate(self.merging, len(self.replacing)):
            came.take(reading, merging=True, tell=self._reading(place))
        before = date.fromisoformat(self.pointer.current.as_at) if self.pointer.current else None
        settled = settle_as_at(as_at, self.extracts, came.latest, before or self.today)
        came.finish_merges(settled)
        self.tell("Indexing", 0.6)
        # SQLite does not hold Python up meanwhile.
        with meanwhile(_prepare) as prepared:
            new.index()
        if not self.merging:
            new.prove(came.full)
        if PUBLISHED in replaced and self.pointer.current is not None:
            keep_imported(new.connection, BEFORE)
        self._record_coverage(new.connection, came, settled, covers_from, replaced)
        came.messages += self._build_clocks(new.connection, settled, prepared())
        return self._record(new.connection, came, settled)

    def _build_clocks(self, connection: sqlite3.Connection, as_at: date, prepared: "Prepared") -> list[str]:
        from caseworkbench.loading.build_clocks import build

        def tell(what: str, part: float) -> None:
            self.tell(what, 0.7 + 0.25 * part)

        return build(connection, self.settings, as_at, tell, self.extracts, prepared)

    def _record_coverage(
        self,
        connection: sqlite3.Connection,
        came: ComingIn,
        as_at: date,
        covers_from: date | None,
        replaced: set[str],
    ) -> None:
        before = {row[0]: tuple(row[1:]) for row in connection.execute("SELECT * FROM coverage")}
        for table in came.counts:
            earliest = came.earliest.get(table)
            latest_only = table in came.latest_only and table not in came.full
            running = as_at.isoformat() if latest_only else None
            lacks = came.lacks(table)
            if table in before and table not in replaced:
                earliest = min((day for day in (before[table][0], earliest) if day), default=None)
                running = before[table][1]
                lacks &= set(before[table][2].split())
            covers = covers_from.isoformat() if covers_from else earliest
            history.record_coverage(connection, self.load_id, table, covers, running, lacks)

    def _record(self, connection: sqlite3.Connection, came: ComingIn, as_at: date) -> LoadRecord:
        modes = [name for name, some in (("replace", self.replacing), ("merge", self.merging)) if some]
        record = LoadRecord(
            load_id=self.load_id,
            as_at=as_at,
            format=" and ".join(dict.fromkeys(extract.format for extract in self.extracts)),
            mode=" and ".join(modes),
            seconds=time.perf_counter() - self.started,
            loaded_at=self.loaded_at,
            loaded_by=_account(),
            tables=list(came.counts.values()),
            rejects=came.rejects,
            rejected=came.rejected,
            questions=connection.execute("SELECT count(*) FROM questions").fetchone()[0],
            files=[file for extract in self.extracts for file in extract.files],
            messages=came.messages,
        )
        history.record_load(connection, record, self.settings.authority)
        return record

    def _reading(self, place: int) -> Callable[[float], None]:
        return lambda part: self.tell("Reading", 0.05 + 0.5 * (place + part) / len(self.extracts))

    def _switch(self, entry: Entry) -> None:
        """From here on the load has happened; clearing old generations is housekeeping that may fail."""
        pointer = with_new(self.pointer, entry)
        keep = kept(pointer.generations, self.today, self.settings.keep_last, self.settings.keep_months)
        self.folder.switch(replace(pointer, generations=keep))
        with suppress(OSError):
            self.folder.clear()


def _prepare() -> "Prepared":
    from caseworkbench.loading.build_clocks import prepare

    return prepare()


@contextmanager
def _swift_memory() -> Iterator[None]:
    """No garbage collection while millions of values are read: they hold no cycles."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _one_at_a_time(merging: Sequence[Reading]) -> None:
    """Refuse two returns of one format: each withdraws what it lacks, as at a date of its own."""
    formats = [reading.extract.format for reading in merging if reading.extract.format != NATIVE]
    for name in formats:
        if formats.count(name) > 1:
            files = ", ".join(file.name for one in merging if one.extract.format == name for file in one.extract.files)
            raise WorkbenchError(
                f"{files} are of one format ({name}), and each says how things stood on a date of its own: load them "
                "one at a time, the earliest first."
            )


def _account() -> str:
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())


def _not_written(store: Path, problem: Exception) -> str:
    why = getattr(problem, "strerror", None) or str(problem)
    return f"The load was not written to {store} ({why}): the store is as it was; look at the disk's free space."


def _quiet(what: str, part: float) -> None:
    """No progress wanted."""
