"""A team's list to print or send: Markdown, a section for each worker or family, or a file for each."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from caseworkbench.cli.team import called_as, counts_in_words, said_in_words
from caseworkbench.errors import WorkbenchError
from caseworkbench.output.columns import Column
from caseworkbench.output.markdown import write_markdown
from caseworkbench.output.plain import markdown_text, plain
from caseworkbench.output.words import count_of, long_date

if TYPE_CHECKING:
    from caseworkbench.workbench.team_list import TeamList
    from caseworkbench.workbench.workbench import Workbench

UNFIT = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True)
class ListMaker:
    """Makes the sections. ``called``: how children are called; ``notes``: with free text; ``whose``: what was asked."""

    workbench: Workbench
    found: TeamList
    by: str
    called: str
    notes: bool
    whose: tuple[str | None, str | None, str | None]

    def sections(self) -> list[tuple[str | None, str]]:
        """Worker, family or nobody in particular, with the Markdown of the section."""
        return [(name, self._section(name, part)) for name, part in self.found.grouped(self.by)]

    def write_all(self) -> None:
        """Every section on standard output."""
        sys.stdout.write("\n".join(text for _, text in self.sections()))

    def _section(self, name: str | None, part: TeamList) -> str:
        text = StringIO()
        text.write(f"## {markdown_text(self._title(name))}\n\n")
        whose = [one for one in (self.workbench.authority, *self.whose) if one and one != name]
        text.write(f"{markdown_text('; '.join([*whose, f'as at {long_date(part.as_at)}']))}. ")
        text.write(f"{counts_in_words(part)}.\n\n")
        self._table(part, text)
        return text.getvalue()

    def _title(self, name: str | None) -> str:
        if self.by == "child":
            return " ".join(one for one in self.whose if one)
        if self.by == "family":
            return f"Family {name}" if name else "No family recorded"
        known = self.workbench.worker_name(name) if name and self.called == "names" else None
        return f"{known} ({name})" if known else str(name)

    def _table(self, part: TeamList, stream: TextIO) -> None:
        rows: list[dict[str, object]] = []
        reasons = self.workbench.settings.reasons
        for child in part.children:
            for number, case in enumerate(child.cases):
                first = number == 0
                over = case["days_over"] if case["status"] == "overdue" else None
                rows.append(
                    {
                        "child": child.child_id or "" if first else "",
                        "name": called_as(self.called, child.child_name) or "" if first else "",
                        "duty": case["title"] + (" (new)" if case["new"] else ""),
                        "due": case["due"],
                        "over": "" if over is None else count_of(over, "day"),
                        "worker": "" if case["worker"] == child.worker else case["worker"],
                        "said": said_in_words(reasons, case, self.notes),
                    }
                )
        named = (
            [Column("name", "Name" if self.called == "names" else "Initials")] if self.called != "identifiers" else []
        )
        other = [Column("worker", "With")] if any(row["worker"] for row in rows) else []
        said = [Column("said", "Said")] if any(row["said"] for row in rows) else []
        columns = [Column("child", "Child"), *named, Column("duty", "To do"), Column("due", "Due")]
        write_markdown([*columns, Column("over", "Over", "right"), *other, *said], rows, stream)


def write_files(folder: Path, maker: ListMaker) -> str:
    """Write a file for each section, whole or not at all, and say how many.

    Readable by their owner only, since they are about children. Raises WorkbenchError where the folder cannot be
    written to.
    """
    taken: set[str] = set()
    day = maker.found.as_at.isoformat()
    sections = maker.sections() if len(maker.found) else []
    try:
        folder.mkdir(exist_ok=True)
        for name, text in sections:
            _write(folder / _file_name(day, name, taken), text)
    except OSError as error:
        raise WorkbenchError(
            f"The lists cannot be written to {plain(str(folder))} ({error.strerror}): choose a folder that is yours to "
            "write to."
        ) from None
    return f"{count_of(len(sections), 'list')} written to {plain(str(folder))}."


def _file_name(day: str, name: str | None, taken: set[str]) -> str:
    """A name of letters, digits, dots and dashes that no other section has."""
    stem = f"{day}-{UNFIT.sub('-', name or 'list').strip('-.') or 'list'}"[:100]
    number = 1
    unique = stem
    while unique.casefold() in taken:
        number += 1
        unique = f"{stem}-{number}"
    taken.add(unique.casefold())
    return f"{unique}.md"


def _write(target: Path, text: str) -> None:
    handle, waiting = tempfile.mkstemp(dir=target.parent, prefix=".list-", suffix=".md")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        Path(waiting).replace(target)
    except BaseException:
        Path(waiting).unlink(missing_ok=True)
        raise
