"""What is said in the made-up workbench: the engine's own entries and standing, kept in memory, at a still clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from caseworkbench.errors import WorkbenchError
from caseworkbench.notes.drafts import Draft
from caseworkbench.notes.entry import CASE, FIGURE, About, Entry, Said, checked, figure_key
from caseworkbench.notes.reasons import Reason, find_reason
from caseworkbench.notes.standing import Standing, in_force, standing
from caseworkbench.workbench.note_rows import entry_rows
from caseworkbench.workbench.noted import Thread

AT = datetime(2018, 10, 1, 8, 12, tzinfo=UTC)


class FakeNoting:
    """Cases are known by their names alone."""

    def __init__(self, reasons: Mapping[str, Reason]) -> None:
        self.reasons = reasons
        self.written: list[Entry] = []
        self.writer = "perf"
        self.expired: set[str] = set()

    def add(self, about: About, said: Said, undoes: int | None = None) -> Entry:
        entry = Entry(len(self.written) + 1, AT, self.writer, "", about, said, undoes)
        self.written.append(entry)
        return entry

    def write_each(self, said: Mapping[str, Said]) -> list[Entry]:
        made = []
        for case, one in said.items():
            tidy = checked(one)
            if not tidy.anything:
                raise WorkbenchError("Nothing was said: give a reason, a note, an owner or an action.")
            reason = find_reason(tidy.reason, self.reasons) if tidy.reason else None
            if reason is not None and reason.effect == "done" and not tidy.done_on:
                raise WorkbenchError(f"The reason {reason.words!r} needs the date on which it was done: give that too.")
            made.append((About(CASE, case, case.partition(":")[0], None, "", None, 3), tidy))
        return [self.add(*one) for one in made]

    def check_writable(self) -> None:
        pass

    def thread(self, case: str) -> list[Entry]:
        return [entry for entry in self.written if entry.about.key == case]

    def standing(self, case: str) -> Standing | None:
        return standing(self.thread(case))

    def standings(self, measures: Any = None) -> dict[str, Standing]:
        found = {entry.about.key: self.standing(entry.about.key) for entry in self.written if entry.about.kind == CASE}
        return {case: now for case, now in found.items() if now}

    def differs(self, now: Standing | None) -> bool:
        return bool(now and now.reason and self.reasons[now.reason].effect)

    def undo(self, cases: Iterable[str]) -> list[Entry]:
        found = [in_force(self.thread(case)) for case in cases]
        last = [entries[-1] for entries in found if entries]
        if not last:
            raise WorkbenchError("There is nothing to undo: nothing that was said stands.")
        return [self.add(entry.about, Said(), entry.entry_id) for entry in last]

    def undo_entry(self, number: int) -> list[Entry]:
        return [self.add(self.written[number - 1].about, Said(), number)]

    def rows(self, cases: Iterable[str]) -> list[dict[str, Any]]:
        threads = [Thread(case, case.partition(":")[0], None, tuple(self.thread(case)), None, (1,)) for case in cases]
        return entry_rows(threads, self.reasons, lambda _: True)

    def comment(self, measure: Any, month: Any, service: Any = None, team: Any = None) -> Standing | None:
        return standing(self.thread(figure_key(measure.id, _limit(measure), month, service, team)))

    def write_comment(self, measure: Any, month: Any, said: Said, service: Any = None, team: Any = None) -> list[Entry]:
        tidy = checked(said)
        if not tidy.anything:
            raise WorkbenchError("Nothing was said: give a reason, a note, an owner or an action.")
        key = figure_key(measure.id, _limit(measure), month, service, team)
        return [self.add(About(FIGURE, key, measure.id, None, "", None, 3), tidy)]

    def undo_comment(self, measure: Any, month: Any, service: Any = None, team: Any = None) -> list[Entry]:
        return self.undo([figure_key(measure.id, _limit(measure), month, service, team)])


def _limit(measure: Any) -> int | None:
    return measure.limits[0].n if measure.limits else None


class FakeDrafts:
    def __init__(self) -> None:
        self.kept: dict[str, Draft] = {}
        self.from_before: list[Draft] = []

    def new(self) -> str:
        return f"draft{len(self.kept)}"

    def keep(self, draft: str, kind: str, about: Iterable[str], said: Mapping[str, str]) -> None:
        self.kept[draft] = Draft(draft, AT, kind, tuple(about), dict(said))

    def drop(self, draft: str) -> None:
        self.kept.pop(draft, None)
        self.from_before = [one for one in self.from_before if one.draft != draft]

    def left(self) -> list[Draft]:
        return list(self.from_before)


class FakeFilters:
    def __init__(self) -> None:
        self.kept: dict[str, dict[str, dict[str, str]]] = {}

    def all(self, of: str) -> dict[str, dict[str, str]]:
        return dict(self.kept.get(of, {}))

    def save(self, of: str, name: str, what: Mapping[str, str]) -> None:
        self.kept.setdefault(of, {})[name] = dict(what)

    def forget(self, of: str, name: str) -> None:
        del self.kept[of][name]
