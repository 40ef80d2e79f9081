"""Writing a pack: every file beside its place and then put there, all of them or none."""

from __future__ import annotations

import errno
import shutil
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from caseworkbench.errors import WorkbenchError
from caseworkbench.packs.order import KINDS, Order
from caseworkbench.stopping import stoppable

if TYPE_CHECKING:
    from caseworkbench.packs.gather import Pack, Section
    from caseworkbench.workbench.workbench import Workbench

Progress = Callable[[str, float], None]
_GATHERED = 0.15
_MEASURES = 0.9
"""How much of the work is done when the board is counted, and when all measures are."""


@dataclass(frozen=True)
class Written:
    """A file of a pack: its kind, where it is, its size in bytes."""

    kind: str
    path: Path
    bytes: int


class Writer(Protocol):
    """What writes one kind of file: begun with the board, given each measure, ended."""

    def begin(self, pack: Pack) -> None:
        """Write what stands before the measures."""

    def section(self, section: Section) -> None:
        """Write one measure."""

    def end(self) -> None:
        """Finish the file."""


def write_pack(
    workbench: Workbench,
    order: Order,
    folder: Path,
    *,
    name: str | None = None,
    kinds: Sequence[str] = KINDS,
    progress: Progress | None = None,
) -> list[Written]:
    """Write the pack's files into a folder, over files of the same name; readable by their owner only.

    ``name``: of the files, without an ending. ``progress`` is told what is done and how much (0 to 1), and may raise
    to stop. Raises WorkbenchError where something cannot be written; then every file is as it was before.
    """
    from caseworkbench.packs.gather import gather, sections

    tell = progress or (lambda _what, _part: None)
    tell("counting the board", 0.0)
    pack = gather(workbench, order)
    stem = checked_name(name) if name else stem_of(pack)
    targets = {kind: folder / f"{stem}.{kind}" for kind in KINDS if kind in kinds}
    _check_places(folder, list(targets.values()))
    tell("counting the board", _GATHERED)
    with stoppable():
        workshop = _workshop(folder)
        try:
            with ExitStack() as open_files:
                writers = [_writer(kind, workshop, open_files) for kind in targets]
                for writer in writers:
                    writer.begin(pack)
                for section in sections(workbench, pack):
                    for writer in writers:
                        writer.section(section)
                    done = section.of.number / len(pack.lines)
                    tell(section.of.figure.title, _GATHERED + (_MEASURES - _GATHERED) * done)
                for writer in writers:
                    writer.end()
            tell("putting the files in place", _MEASURES)
            _put_in_place(workshop, targets)
            tell("done", 1.0)
        except OSError as error:
            raise _refusal(error, folder) from error
        finally:
            shutil.rmtree(workshop, ignore_errors=True)
    return [Written(kind, path, path.stat().st_size) for kind, path in targets.items()]


def checked_name(name: str) -> str:
    """A name for the files. Raises WorkbenchError for one that is no plain file name."""
    bare = name.strip()
    for kind in KINDS:
        bare = bare.removesuffix(f".{kind}")
    if not bare or bare.startswith(".") or any(sign in '/\\:*?"<>|' or not sign.isprintable() for sign in bare):
        raise WorkbenchError(
            f"{name!r} is no name for files: use letters, digits, spaces and hyphens; the folder is chosen by itself."
        )
    return bare


def stem_of(pack: Pack) -> str:
    """The name that the files have by themselves: ``pack-sandwell-north-team-2018-09-30``."""
    order = pack.order
    parts = ["pack", pack.board, order.place or "", pack.as_at.isoformat(), "published" if order.publish else ""]
    plain = ["".join(sign if sign.isalnum() else "-" for sign in part.casefold()) for part in parts]
    return "-".join("-".join(word for word in part.split("-") if word) for part in plain if part)[:80]


def _check_places(folder: Path, targets: Sequence[Path]) -> None:
    """Say before the work is done what would stop its end."""
    if not folder.is_dir():
        raise WorkbenchError(f"There is no folder {folder}: make it, or choose another.")
    for target in targets:
        if target.is_dir():
            raise WorkbenchError(f"{target} is a folder: choose another name.")
        for beside in (f".~lock.{target.name}#", f"~${target.name}"):
            if (folder / beside).exists():
                raise WorkbenchError(
                    f"{target} is open in a spreadsheet program: close it there, or choose another name."
                )


def _workshop(folder: Path) -> Path:
    try:
        return Path(tempfile.mkdtemp(prefix=".pack-", dir=folder))
    except OSError as error:
        raise _refusal(error, folder) from error


def _writer(kind: str, workshop: Path, open_files: ExitStack) -> Writer:
    path = workshop / f"new.{kind}"
    path.touch(mode=0o600)
    if kind == "xlsx":
        from caseworkbench.packs.workbook import WorkbookWriter

        book = WorkbookWriter(path, workshop)
        open_files.callback(book.let_go)
        return book
    stream = open_files.enter_context(path.open("w", encoding="utf-8", newline="\n"))
    if kind == "html":
        from caseworkbench.packs.page import PageWriter

        return PageWriter(stream)
    from caseworkbench.packs.markdown import MarkdownWriter

    return MarkdownWriter(stream)


def _put_in_place(workshop: Path, targets: dict[str, Path]) -> None:
    """Rename every file to its place; where one cannot be, put back what stood in the places of the others."""
    kept: list[tuple[Path, Path | None]] = []
    try:
        for kind, target in targets.items():
            before = workshop / f"before.{kind}"
            if target.exists():
                target.replace(before)
            kept.append((target, before if before.exists() else None))
            (workshop / f"new.{kind}").replace(target)
    except BaseException:
        for target, old in kept:
            with suppress(OSError):
                if old is not None:
                    old.replace(target)
                else:
                    target.unlink(missing_ok=True)
        raise


def _refusal(error: OSError, folder: Path) -> WorkbenchError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return WorkbenchError(
            f"There is no room left in {folder}: nothing was written; make room or choose another folder."
        )
    why = (error.strerror or str(error)).rstrip(".")
    return WorkbenchError(
        f"The pack could not be written into {folder} ({why}), and nothing there was changed: choose another folder."
    )
