"""What an XML file is, for a person who asks before loading it: which of its elements a format knows, or a skeleton."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from caseworkbench.extracts.mapping import Mapping, Part
from caseworkbench.extracts.recognition import Recognition, TableRecognition
from caseworkbench.extracts.skeleton import Field, xml_skeleton
from caseworkbench.extracts.sources import describe
from caseworkbench.extracts.xml_source import look_through, root_of, walk

_ENOUGH = 200_000
"""Elements after which a file has shown what it is made of."""


_SHOWN = 50
"""Values of an element that are kept, to see what kind they are."""


@dataclass
class Outline:
    """An element path below the root, with what was seen of it.

    ``most``: how often it stood in one parent; ``texts``: the first values it had.
    """

    path: tuple[str, ...]
    most: int = 0
    texts: list[str] = field(default_factory=list)
    inner: bool = False


def describe_xml(path: Path, mappings: Sequence[Mapping]) -> Recognition:
    """Look at an XML file. Raises ``WorkbenchError`` where it is empty, not well formed, or brings entities."""
    describe(path)
    look_through(path)
    outlines = outline(path)
    root = root_of(path) or ""
    for known in reversed(mappings):
        record = _folded(known.xml.record.split("/")) if known.xml is not None else ()
        if known.xml is not None and known.xml.root == root and any(_folded(one.path) == record for one in outlines):
            tables = tuple(_known(path.name, known, outlines, record))
            return Recognition(path.name, known.name, known.title, tables, "")
    record_path = _record(outlines)
    inside = [one for one in outlines if one.path[: len(record_path)] == record_path]
    leaves = tuple("/".join(one.path) for one in inside if one.texts and not one.inner)
    table = TableRecognition(path.name, None, unknown=leaves)
    parts = [(element, [*_fields(inside, element)]) for element in _rows_of(inside, record_path)]
    below = [("/".join(element[len(record_path) :]), fields) for element, fields in parts if fields]
    return Recognition(path.name, None, None, (table,), xml_skeleton(root, "/".join(record_path), below))


def outline(path: Path) -> list[Outline]:
    """Every element path of a file, in the order in which they come, from its first elements."""
    found: dict[tuple[str, ...], Outline] = {}
    place: list[str] = []
    counts: list[dict[str, int]] = [{}]
    for number, (kind, text) in enumerate(walk(path)):
        if kind == "start":
            if place:
                counts[-1][text] = counts[-1].get(text, 0) + 1
            place.append(text)
            one = found.setdefault(tuple(place[1:]), Outline(tuple(place[1:])))
            one.most = max(one.most, counts[-1].get(text, 1))
            if len(place) > 1:
                found[tuple(place[1:-1])].inner = True
            counts.append({})
            if number > _ENOUGH:
                break
        elif kind == "end":
            place.pop()
            counts.pop()
        elif len(texts := found[tuple(place[1:])].texts) < _SHOWN:
            texts.append(text)
    found.pop((), None)
    return list(found.values())


def _known(
    file: str, mapping: Mapping, outlines: Sequence[Outline], record: tuple[str, ...]
) -> Iterable[TableRecognition]:
    """Each part of a format: which of its paths the file has; then what of the records no part knows."""
    filled = {_folded(one.path): one for one in outlines if one.texts}
    used: set[tuple[str, ...]] = set()
    for part in (part for part in mapping.parts if part.rows):
        columns: list[tuple[str, str]] = []
        missing: list[str] = []
        for heading in part.headings.values():
            fitting = [at for name in heading.names if (at := _place(record, part, name)) in filled]
            used.update(fitting)
            if fitting:
                columns.append(("/".join(filled[fitting[0]].path[len(record) :]), heading.names[0]))
            else:
                missing.append(heading.names[0])
        yield TableRecognition(f"{file}, {part.title}", part.name, tuple(columns), tuple(missing))
    unknown = tuple(
        "/".join(one.path[len(record) :])
        for at, one in filled.items()
        if at[: len(record)] == record and at not in used and not one.inner
    )
    if unknown:
        yield TableRecognition(f"{file}, other elements", None, unknown=unknown, note="they are read past")


def _place(record: tuple[str, ...], part: Part, heading: str) -> tuple[str, ...]:
    """Where a heading's path leads, below the root."""
    place = [*record, *filter(None, (part.element or "").split("/"))]
    for step in heading.split("/"):
        if step == "..":
            place = place[:-1]
        elif step not in ("", "."):
            place.append(step)
    return _folded(place)


def _record(outlines: Sequence[Outline]) -> tuple[str, ...]:
    """The likeliest record: the outermost element that comes again and again, and has others inside."""
    again = [one for one in outlines if one.inner and one.most > 1]
    inner = [one for one in outlines if one.inner]
    best = min(again or inner, key=lambda one: len(one.path), default=None)
    return best.path if best is not None else ()


def _rows_of(inside: Sequence[Outline], record: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The elements that are likely rows: the record itself, and those inside it that come again and again."""
    return [record, *(one.path for one in inside if one.most > 1 and one.inner and len(one.path) > len(record))]


def _fields(inside: Sequence[Outline], element: tuple[str, ...]) -> Iterable[Field]:
    """The values below an element that belong to it, not to another likely row inside it."""
    rows = {one.path for one in inside if one.most > 1 and one.inner and one.path != element}
    for one in inside:
        if one.texts and not one.inner and one.path[: len(element)] == element:
            above = [one.path[:size] for size in range(len(element) + 1, len(one.path))]
            if not any(place in rows for place in above):
                yield Field("/".join(one.path[len(element) :]) or ".", one.texts)


def _folded(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name.casefold() for name in names)
