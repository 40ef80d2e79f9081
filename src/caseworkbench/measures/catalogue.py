"""The catalogue: every measure there is, from the folder of queries and an authority's own folder over it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from caseworkbench.clocks.limits import Limit, parse_limit
from caseworkbench.errors import WorkbenchError, nearest
from caseworkbench.figures.basis import BASES
from caseworkbench.figures.periods import PERIODS
from caseworkbench.measures.header import read_query
from caseworkbench.thresholds import UNITS, is_number

_TEXTS = ("title", "question", "rule", "source", "standing", "basis", "period", "who")
_CHOICES = {
    "standing": ("statutory", "guidance", "local"),
    "kind": ("clock", "share"),
    "basis": (*BASES, "rows"),
    "period": PERIODS,
    "who": ("own", "own_team", "allocated"),
    "unit": UNITS,
    "better": ("high", "low"),
}
_LISTS = ("needs", "any_of", "needs_columns")
_KNOWN = {*_TEXTS, *_CHOICES, *_LISTS, "limit", "limits", "order", "done", "noun", "recurs", "apart", "target"}


class Noun(NamedTuple):
    """What a measure's cases are called in a sentence, and what is done to them: conference, conferences, held."""

    one: str = "case"
    many: str = "cases"
    done: str = "done"


A_CASE = Noun()


@dataclass(frozen=True)
class Measure:
    """One measure as its file describes it.

    ``kind``: a clock, or a share (a share, count, rate or average: rows that are counted, not timed).
    ``asks``: the question, limits in braces. ``limits``: one, or several that the query names row by row.
    ``needs``: tables without which there is no data; ``any_of``: of these at least one. ``needs_columns``:
    table.column, which a load tells of where no format it came in can say it. ``done``: the word for being
    stopped ("held"). ``recurs``: whether what stops a clock starts the next one (a chain of visits). ``apart``:
    whether a subject may have several clocks with time between them (gaps without a worker).
    ``standing``: statutory, guidance or local. ``better``: high, low or None.
    """

    id: str
    kind: str
    title: str
    asks: str
    rule: str
    source: str
    standing: str
    basis: str
    period: str
    better: str | None
    unit: str
    limits: tuple[Limit, ...]
    who: str
    needs: tuple[str, ...]
    any_of: tuple[str, ...]
    needs_columns: tuple[str, ...]
    order: int
    done: str
    target: float | None
    sql: str
    path: Path
    recurs: bool = False
    apart: bool = False
    own: bool = False
    """Whether the file is the authority's own: somebody's code, run under guard."""
    noun: Noun = A_CASE

    @property
    def question(self) -> str:
        """The question in plain words, with the limits in force."""
        return self.asks.format_map({limit.name or "limit": limit.words() for limit in self.limits})

    @property
    def is_clock(self) -> bool:
        """Whether the measure times clocks; else it counts rows, or is only published."""
        return self.kind == "clock"

    @property
    def is_snapshot(self) -> bool:
        """Whether a share counts what stands on a day, rather than what happened in a period."""
        return self.period == "asat"

    @property
    def limit(self) -> Limit | None:
        """The measure's one limit; None where it has none or it differs by row."""
        return self.limits[0] if len(self.limits) == 1 else None

    def limit_words(self) -> str:
        """The limit in words, or each limit with its name where it differs by row."""
        if self.limit:
            return self.limit.words()
        return ", ".join(f"{limit.name.replace('_', ' ')} {limit.words()}" for limit in self.limits)

    def counted_with(self, limit: int | None) -> "Measure":
        """The measure with another limit. Raises WorkbenchError where it has several or the number is impossible."""
        if limit is None:
            return self
        if not self.limits:
            raise WorkbenchError(f"{self.id} has no limit: ask for it without one.")
        if self.limit is None:
            raise WorkbenchError(
                f"{self.id} has no single limit ({self.limit_words()}): change its limits in the configuration."
            )
        return replace(self, limits=(self.limit.changed(limit),))

    def has_data(self, provided: frozenset[str]) -> bool:
        """Whether the tables that the measure needs have ever been loaded."""
        return set(self.needs) <= provided and (not self.any_of or bool(set(self.any_of) & provided))


@dataclass(frozen=True)
class Catalogue:
    """The measures by id, in the order in which they are shown, and what is wrong with files left out."""

    measures: Mapping[str, Measure]
    mistakes: tuple[str, ...] = field(default=())

    def with_more(self, measures: Sequence[Measure]) -> "Catalogue":
        """The catalogue with further measures behind its own."""
        return replace(self, measures={**self.measures, **{measure.id: measure for measure in measures}})

    def get(self, measure: str) -> Measure:
        """The measure of that id. Raises WorkbenchError that names the nearest ones."""
        found = self.measures.get(measure)
        if found:
            return found
        near = nearest(measure, list(self.measures))
        hint = f"did you mean {' or '.join(near)}?" if near else "'caseworkbench measures' lists them."
        raise WorkbenchError(f"There is no measure {measure!r}: {hint}")


def read_measure(path: Path, own: bool = False) -> Measure:
    """One query file as a Measure. Raises WorkbenchError that names the file and what to mend."""
    header, sql = read_query(path)
    for key in _TEXTS:
        if not isinstance(header.get(key), str):
            raise WorkbenchError(f'{path}: the header needs {key} = "…".')
    header = {"kind": "clock", "unit": "count" if header["basis"] == "count" else "percent", **header}
    for key, choices in _CHOICES.items():
        if header.get(key, choices[0]) not in choices:
            raise WorkbenchError(f"{_at(path, key)}: {key} is {header[key]!r}; it is one of {', '.join(choices)}.")
    _check_kinds(header, path)
    measure = Measure(
        id=path.stem,
        asks=header["question"].strip(),
        **{key: header[key].strip() for key in _TEXTS if key != "question"},
        better=header.get("better"),
        kind=header["kind"],
        unit=header["unit"],
        limits=_limits(header, path),
        needs=tuple(header.get("needs", ())),
        any_of=tuple(header.get("any_of", ())),
        needs_columns=tuple(header.get("needs_columns", ())),
        order=header.get("order", 1000),
        done=str(header.get("done", "done")),
        recurs=header.get("recurs") is True,
        apart=header.get("apart") is True,
        target=header.get("target"),
        sql=sql,
        path=path,
        own=own,
        noun=_noun(header, path),
    )
    try:
        measure.question  # noqa: B018 - a name in braces that is no limit is the file's mistake
    except (KeyError, ValueError, IndexError) as error:
        raise WorkbenchError(
            f"{path}: the question names {error} in braces, which is no limit of the measure."
        ) from error
    return measure


def _check_kinds(header: Mapping[str, Any], path: Path) -> None:
    """Raise WorkbenchError, with the line, for a name that means nothing and for a value of another kind."""
    for key, value in header.items():
        if key not in _KNOWN:
            raise WorkbenchError(f"{_at(path, key)}: {key} means nothing here; known are {', '.join(sorted(_KNOWN))}.")
        if key in _LISTS and not (isinstance(value, list) and all(isinstance(one, str) for one in value)):
            raise WorkbenchError(f'{_at(path, key)}: {key} is a list of names: {key} = ["contacts"].')
        if key == "order" and (not isinstance(value, int) or isinstance(value, bool)):
            raise WorkbenchError(f"{_at(path, key)}: order is a whole number.")
        if key == "target" and not is_number(value):
            raise WorkbenchError(f"{_at(path, key)}: target is a number.")
    if (header["kind"] == "share") != (header["basis"] == "rows"):
        raise WorkbenchError(f'{_at(path, "basis")}: the basis of a share is "rows", and that of a clock is not.')


def _noun(header: Mapping[str, Any], path: Path) -> Noun:
    """``noun = "conference/conferences/held"``; the last part is the header's ``done`` where it is left out."""
    done = str(header.get("done", "done"))
    written = header.get("noun")
    if written is None:
        return Noun(done=done)
    parts = [part.strip() for part in written.split("/")] if isinstance(written, str) else []
    if len(parts) not in (2, 3) or not all(parts):
        raise WorkbenchError(
            f'{_at(path, "noun")}: noun is one and many, and what is done: "conference/conferences/held".'
        )
    one, many, *rest = parts
    return Noun(one, many, rest[0] if rest else done)


def _at(path: Path, key: str) -> str:
    """The file, and the line on which its header says ``key``."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if re.match(rf"--\s*{re.escape(key)}\b", line):
            return f"{path}, line {number}"
    return str(path)


def _limits(header: Mapping[str, Any], path: Path) -> tuple[Limit, ...]:
    written = header.get("limits", {"": header["limit"]} if "limit" in header else {})
    if not isinstance(written, dict):
        raise WorkbenchError(f"{path}: limits is a table of names and limits.")
    try:
        return tuple(parse_limit(name, str(limit)) for name, limit in written.items())
    except WorkbenchError as error:
        raise WorkbenchError(f"{_at(path, 'limit')}: {error}") from error


def read_catalogue(
    folder: Path,
    own_folders: Sequence[Path] = (),
    limits: Mapping[str, Mapping[str, int] | int] | None = None,
) -> Catalogue:
    """Every measure of the folder, then an authority's own folders over it by file name.

    ``limits``: changed limits by measure, a number or numbers by limit name. A file with a mistake is left out
    and the mistake kept, so that the rest works.
    """
    found: dict[str, Measure] = {}
    mistakes: list[str] = []
    for own, place in [(False, folder), *((True, place) for place in own_folders)]:
        for path in sorted(place.glob("*.sql")):
            try:
                found[path.stem] = read_measure(path, own)
            except WorkbenchError as error:
                mistakes.append(str(error))
    for name, changed in (limits or {}).items():
        if name not in found:
            mistakes.append(f"The configuration changes the limit of {name!r}, which is no measure.")
            continue
        try:
            found[name] = _with_limits(found[name], changed)
        except WorkbenchError as error:
            mistakes.append(f"The configuration's limit for {name}: {error}")
    ordered = sorted(found.values(), key=lambda measure: (measure.order, measure.id))
    return Catalogue({measure.id: measure for measure in ordered}, tuple(mistakes))


def _with_limits(measure: Measure, changed: Mapping[str, int] | int) -> Measure:
    for given in changed.values() if isinstance(changed, Mapping) else [changed]:
        if not isinstance(given, int) or isinstance(given, bool):
            raise WorkbenchError(f"{given!r} is no whole number.")
    if isinstance(changed, int):
        return measure.counted_with(changed)
    names = [limit.name for limit in measure.limits]
    for name in changed:
        if name not in names:
            raise WorkbenchError(f"it has no limit named {name!r}; its limits are {', '.join(names)}.")
    limits = tuple(limit.changed(changed.get(limit.name, limit.n)) for limit in measure.limits)
    return replace(measure, limits=limits)
