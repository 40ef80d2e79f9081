"""``caseworkbench demo``: the workbench on the sample data, in a store in the user's cache folder."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from caseworkbench.cli.board import caption, write_figures
from caseworkbench.cli.columns import case_columns
from caseworkbench.cli.printing import say, tell, write_rows
from caseworkbench.cli.progress import progress_bar
from caseworkbench.errors import WorkbenchError
from caseworkbench.output import fields
from caseworkbench.output.words import count_of
from caseworkbench.resources import PACKAGE, folder

if TYPE_CHECKING:
    from caseworkbench.settings import Settings
    from caseworkbench.workbench.case_list import CaseList
    from caseworkbench.workbench.workbench import Workbench

AS_AT = dt.date(2018, 9, 30)
AUTHORITY = "Northbridge"
BOARD = "sandwell"
CONFERENCES = "icpc"
POPULATION = 20_300
"""Children aged 0 to 17 in the made-up authority: what its rates go by."""


@click.command()
@click.pass_context
def demo(context: click.Context) -> None:
    """The workbench on made-up data. In a pipe: the board, a breakdown and an overdue list, then the end."""
    store, settings = demo_store()
    from caseworkbench.cli.opening import draws, open_screens_on

    if sys.stdout.isatty() and sys.stdin.isatty() and draws():
        open_screens_on(store, settings)
    else:
        _show(context, store, settings)


def _show(context: click.Context, store: Path, settings: Settings) -> None:
    from caseworkbench.workbench.boards import BoardLine
    from caseworkbench.workbench.open import open_workbench

    workbench = open_workbench(store, settings)
    context.call_on_close(workbench.close)
    board = workbench.board(settings.board)
    caption(workbench, board.title, workbench.as_at, "table")
    write_figures(workbench.figures(board.lines), "authority", "table")
    say()
    conferences = workbench.measure(CONFERENCES)
    caption(workbench, f"{conferences.title}, by team", workbench.as_at, "table")
    write_figures(workbench.figures([BoardLine(CONFERENCES)], by="team"), "team", "table")
    say()
    overdue = workbench.cases(CONFERENCES, statuses=("overdue",))
    _list(workbench, "overdue now", overdue, ended=False)
    say()
    late = workbench.cases(CONFERENCES, statuses=("late",), counted=True)
    _list(workbench, "held late this month", late, ended=True)
    tell("On a terminal `caseworkbench demo` opens the workbench here: Enter goes down, Escape up, ? helps.")


def _list(workbench: Workbench, which: str, found: CaseList, ended: bool) -> None:
    """A list of conferences under a line that counts them and their families."""
    families = len(set(found.columns["family_id"]))
    title = f"{count_of(len(found), 'conference')} {which}, {count_of(families, 'family', 'families')}"
    caption(workbench, title, workbench.as_at, "table")
    if len(found):
        write_rows("table", fields.CASE, case_columns(ended), found.rows())


def demo_store() -> tuple[Path, Settings]:
    """The sample data's store and configuration, built where it is not there or the data has changed."""
    from platformdirs import user_cache_path

    from caseworkbench.settings import Settings

    sample = folder("sample_data")
    if not (sample / "native").is_dir():
        raise WorkbenchError(f"The sample data is not where it should be ({sample}): install caseworkbench again.")
    cache = user_cache_path("caseworkbench", appauthor=False) / "demo"
    settings = Settings(authority=AUTHORITY, board=BOARD, population=POPULATION)
    store = cache / _fingerprint(sample)
    if not (store / "current.json").exists():
        _build(sample / "native", store, settings)
    return store, settings


def _build(native: Path, store: Path, settings: Settings) -> None:
    """Build beside the final place and rename: two demos at once, or one that is stopped, do no harm."""
    from caseworkbench.loading.load import load

    tell("Building the demonstration from the sample data (once) …")
    store.parent.mkdir(parents=True, exist_ok=True)
    outdated = [path for path in store.parent.iterdir() if path.name != store.name]
    workshop = Path(tempfile.mkdtemp(prefix="new-", dir=store.parent))
    try:
        with progress_bar() as progress:
            load([native], workshop / "store", settings=settings, as_at=AS_AT, progress=progress)
        with suppress(OSError):  # somebody else's demo was quicker: theirs is as good
            (workshop / "store").rename(store)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
    for path in outdated:
        if not path.name.startswith("new-"):
            shutil.rmtree(path, ignore_errors=True)


def _fingerprint(sample: Path) -> str:
    """Changes with the sample data, and with the queries and the code that make clocks of it."""
    digest = hashlib.sha256()
    files = [*sample.glob("native/*"), *folder("queries").rglob("*.sql"), *PACKAGE.rglob("*.py")]
    for path in sorted(file for file in files if file.is_file()):
        digest.update(f"{path.name}:{path.stat().st_size}:".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
