"""Reading XML from outside, as a stream: each kind of element that a mapping names becomes a table of rows.

No document type, no entities and nothing external is read: a file that has any of them is refused.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from caseworkbench.errors import WorkbenchError
from caseworkbench.extracts.mapped import RecognisedList
from caseworkbench.extracts.mapping import Mapping, Part
from caseworkbench.extracts.rows import SourceFile
from caseworkbench.extracts.sources import describe
from caseworkbench.extracts.tables import SourceTable

_BLOCK = 1 << 20
_DEEPEST = 100


@dataclass
class _Element:
    """An element inside a record."""

    name: str
    line: int
    parent: "_Element | None"
    text: list[str] = field(default_factory=list)
    children: "list[_Element]" = field(default_factory=list)

    def find(self, path: str) -> "list[_Element]":
        """The elements at a path below this one; ``..`` goes up, and an empty path is the element itself."""
        here: list[_Element] = [self]
        for name in filter(None, path.split("/")):
            if name == "..":
                here = [one.parent for one in here if one.parent is not None]
            else:
                here = [child for one in here for child in one.children if child.name == name]
        return here

    def value(self, path: str) -> str | None:
        """The text of the first element at a path that has any."""
        for one in self.find(path):
            text = "".join(one.text).strip()
            if text:
                return text
        return None


class _RootFoundError(Exception):
    """Enough has been read to know the root element."""


def root_of(path: Path) -> str | None:
    """The name of a file's root element; None where it is no XML."""
    found: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        found.append(_local(name))
        raise _RootFoundError

    parser = _strict_parser(path)
    parser.StartElementHandler = start
    try:
        with path.open("rb") as file:
            parser.Parse(file.read(_BLOCK), False)
    except (_RootFoundError, expat.ExpatError):
        pass
    except OSError:
        return None
    return found[0] if found else None


@dataclass
class XmlLists:
    """The lists found in an XML file, and the date that it says it speaks for, as it is written."""

    lists: list[RecognisedList]
    reference_date: str | None


def read_xml(path: Path, mapping: Mapping) -> XmlLists:
    """Read a file as a format whose mapping names XML elements.

    Raises ``WorkbenchError``: empty, not well formed (with line and column), with a document type or entities.
    """
    assert mapping.xml is not None
    file = describe(path)
    tables = {part.name: _table(file, part) for part in mapping.parts if part.rows or part.values}
    parts = [part for part in mapping.parts if part.name in tables]
    reference: str | None = None
    record_path = mapping.xml.record.split("/")
    wanted = (mapping.xml.reference_date or "").split("/")
    for place, element in _elements(path, record_path, wanted):
        if place == wanted and place != record_path:
            reference = element.value("")
            continue
        for part in parts:
            table = tables[part.name]
            for one in element.find(part.element or ""):
                table.lines.append(one.line)
                table.rows.append([_value(one, heading.names) for heading in part.headings.values()])
    places = {part.name: {name: at for at, name in enumerate(part.headings)} for part in parts}
    lists = [RecognisedList(part, tables[part.name], 0, places[part.name], []) for part in parts]
    return XmlLists(lists, reference)


def _table(file: SourceFile, part: Part) -> SourceTable:
    headings = [heading.names[0] for heading in part.headings.values()]
    return SourceTable(file, part.name, f"{file.name}, {part.title}", [headings], [1])


def _value(element: _Element, paths: tuple[str, ...]) -> str | None:
    return next((value for path in paths if (value := element.value(path)) is not None), None)


def _elements(path: Path, record: list[str], single: list[str]) -> Iterator[tuple[list[str], _Element]]:
    """Each record, and the one element outside the records that is asked for, with their paths below the root."""
    place: list[str] = []
    ready: list[tuple[list[str], _Element]] = []
    current: list[_Element] = []
    parser = _strict_parser(path)

    def start(name: str, attributes: dict[str, str]) -> None:
        place.append(_local(name))
        if len(place) > _DEEPEST:
            raise WorkbenchError(f"{path.name} nests deeper than any return does: it was not read.")
        if current or place[1:] in (record, single):
            parent = current[-1] if current else None
            element = _Element(place[-1], parser.CurrentLineNumber, parent)
            if parent is not None:
                parent.children.append(element)
            current.append(element)

    def end(name: str) -> None:
        if current:
            element = current.pop()
            if not current:
                ready.append((place[1:], element))
        place.pop()

    def text(data: str) -> None:
        if current:
            current[-1].text.append(data)

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                parser.Parse(block, False)
                yield from ready
                ready.clear()
            parser.Parse(b"", True)
            yield from ready
    except expat.ExpatError as problem:
        what = expat.ErrorString(problem.code)
        raise WorkbenchError(
            f"{path.name} is not well-formed XML at line {problem.lineno}, column {problem.offset + 1} ({what}): "
            "fetch the file again, it may be cut off."
        ) from None


def _strict_parser(path: Path) -> expat.XMLParserType:
    parser = expat.ParserCreate()

    def refuse(*_: object) -> int:
        raise WorkbenchError(
            f"{path.name} has a document type or entities of its own, which no return has: it was not read. "
            "Ask where it came from."
        )

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    return parser


def _local(name: str) -> str:
    """An element's name without a namespace prefix."""
    return name.rpartition(":")[2]
