"""Reading XML from outside, as a stream: each kind of element that a mapping names becomes a table of rows.

No document type, no entities and nothing external is read: a file that has any of them is refused. One record (a
child) is in memory at a time, and the rows of some thousand records.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from xml.parsers import expat

from caseworkbench.errors import WorkbenchError
from caseworkbench.extracts.encodings import known_body
from caseworkbench.extracts.mapped import RecognisedList
from caseworkbench.extracts.mapping import Mapping
from caseworkbench.extracts.rows import SourceFile
from caseworkbench.extracts.sources import describe
from caseworkbench.extracts.tables import SourceTable

_BLOCK = 1 << 18
_DEEPEST = 100
RECORDS_AT_ONCE = 2_000


class _Element:
    """An element inside a record. It does not know its parent: records are freed the moment they are done with."""

    __slots__ = ("children", "line", "name", "text")

    def __init__(self, name: str, line: int) -> None:
        self.name = name
        self.line = line
        self.text: list[str] = []
        self.children: list[_Element] = []


_Chain = tuple[_Element, ...]
"""An element with all that stand above it in its record, the record first."""


class _FoundError(Exception):
    """Enough has been read."""


def root_of(path: Path) -> str | None:
    """The name of a file's root element; None where it is no XML."""
    found: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        found.append(_local(name))
        raise _FoundError

    parser = _strict_parser(path)
    parser.StartElementHandler = start
    try:
        with path.open("rb") as file:
            parser.Parse(file.read(_BLOCK), False)
    except (_FoundError, expat.ExpatError):
        pass
    except OSError:
        return None
    return found[0] if found else None


@dataclass
class XmlLists:
    """What an XML file holds: its lists, without their rows, and the date it says it speaks for, as it is written.

    ``some``: whether there is any record. ``pieces``: the lists with their rows, some thousand records at a time,
    each with how much of the file has been read by then, 0 to 1.
    """

    lists: list[RecognisedList]
    reference_date: str | None
    some: bool
    pieces: Callable[[], Iterator[tuple[RecognisedList, float]]]


def open_xml(path: Path, mapping: Mapping) -> XmlLists:
    """Open a file as a format whose mapping names XML elements.

    The whole file is looked through once, at the parser's own speed, so that what is wrong with it is known before
    any of it is read. Raises ``WorkbenchError``: empty, not well formed (with line and column), with a document type
    or entities.
    """
    assert mapping.xml is not None
    file = describe(path)
    look_through(path)
    record, dated = mapping.xml.record.split("/"), (mapping.xml.reference_date or "").split("/")
    reference: str | None = None
    some = False
    for place, element, _ in _elements(path, record, dated):
        if place == _folded(record):
            some = True
            if reference is not None or dated == [""]:
                break
        elif reference is None:
            reference = _text(element)
            if some:
                break

    def pieces() -> Iterator[tuple[RecognisedList, float]]:
        return _pieces(path, file, mapping)

    lists = [one for one, _ in _tables(file, mapping)]
    return XmlLists(lists, reference, some, pieces)


@dataclass
class _Rows:
    """Where the rows of a part come from, and those read so far."""

    element: tuple[str, ...]
    columns: list[list[tuple[int, tuple[str, ...]]]]
    rows: list[list[str | None]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


def _tables(file: SourceFile, mapping: Mapping) -> list[tuple[RecognisedList, _Rows]]:
    """The parts of a format that have rows or are looked up, each with an empty table of its headings."""
    looked_up = {value.lookup.part for part in mapping.parts for value in part.values.values() if value.lookup}
    tables: list[tuple[RecognisedList, _Rows]] = []
    for part in mapping.parts:
        if part.rows or part.name in looked_up:
            headings = [heading.names[0] for heading in part.headings.values()]
            table = SourceTable(file, part.name, f"{file.name}, {part.title}", [headings], [1])
            places = {name: at for at, name in enumerate(part.headings)}
            paths = [[_steps(name) for name in heading.names] for heading in part.headings.values()]
            tables.append((RecognisedList(part, table, 0, places, []), _Rows(_steps(part.element or "")[1], paths)))
    return tables


def _pieces(path: Path, file: SourceFile, mapping: Mapping) -> Iterator[tuple[RecognisedList, float]]:
    assert mapping.xml is not None
    tables = _tables(file, mapping)
    whole = any(rule.group for part in mapping.parts for rule in part.rows)
    waiting, done = 0, 0.0
    for _, record, done in _elements(path, mapping.xml.record.split("/"), [""]):
        for _, read in tables:
            for chain in _find((record,), read.element):
                read.lines.append(chain[-1].line)
                read.rows.append([_value(chain, paths) for paths in read.columns])
        waiting += 1
        if waiting == RECORDS_AT_ONCE and not whole:
            yield from _handed_on(tables, done)
            waiting = 0
    yield from _handed_on(tables, 1.0)


def _handed_on(tables: list[tuple[RecognisedList, _Rows]], done: float) -> Iterator[tuple[RecognisedList, float]]:
    """The rows read so far, list by list; they are forgotten here."""
    for one, read in tables:
        if read.rows:
            table = one.table
            filled = SourceTable(
                table.file, table.name, table.label, [table.rows[0], *read.rows], [table.lines[0], *read.lines]
            )
            read.rows, read.lines = [], []
            yield RecognisedList(one.part, filled, 0, one.columns, []), done


def _find(chain: _Chain, steps: tuple[str, ...]) -> list[_Chain]:
    """The elements at a path below an element, each with those above it."""
    found = [chain]
    for step in steps:
        found = [(*above, child) for above in found for child in above[-1].children if child.name == step]
    return found


def _value(chain: _Chain, paths: list[tuple[int, tuple[str, ...]]]) -> str | None:
    """The text of the first element that has any, at the first path that has such an element."""
    for up, steps in paths:
        if up >= len(chain):
            continue
        here = [chain[len(chain) - 1 - up]]
        for step in steps:
            here = [child for one in here for child in one.children if child.name == step]
        for one in here:
            text = _text(one)
            if text:
                return text
    return None


def _text(element: _Element) -> str | None:
    return "".join(element.text).strip() or None


@lru_cache(maxsize=4_096)
def _steps(path: str) -> tuple[int, tuple[str, ...]]:
    """How many elements a path goes up, and the names below that."""
    names = [name for name in path.split("/") if name not in ("", ".")]
    up = 0
    while up < len(names) and names[up] == "..":
        up += 1
    return up, tuple(_folded(names[up:]))


def _folded(names: list[str]) -> list[str]:
    return [name.casefold() for name in names]


def _elements(path: Path, record: list[str], single: list[str]) -> Iterator[tuple[list[str], _Element, float]]:
    """Each record, and the one element outside the records that is asked for, with their paths below the root.

    Names count whatever their case. Raises ``WorkbenchError`` for what nests too deep.
    """
    wanted = (_folded(record), _folded(single))
    place: list[str] = []
    ready: list[tuple[list[str], _Element]] = []
    current: list[_Element] = []
    names: dict[str, str] = {}
    parser = _strict_parser(path)
    parser.buffer_text = True

    def start(name: str, attributes: dict[str, str]) -> None:
        known = names.get(name)
        if known is None:
            known = names[name] = _local(name).casefold()
        place.append(known)
        if current:
            element = _Element(known, parser.CurrentLineNumber)
            current[-1].children.append(element)
            current.append(element)
            if len(place) > _DEEPEST:
                raise WorkbenchError(f"{path.name} nests deeper than any return does: it was not read.")
        elif len(place) <= _DEEPEST and place[1:] in wanted:
            current.append(_Element(known, parser.CurrentLineNumber))

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
    size = max(1, path.stat().st_size)
    for block, read in _blocks(path):
        _parse(parser, path, block)
        for found, element in ready:
            yield found, element, min(1.0, read / size)
        ready.clear()


def look_through(path: Path) -> None:
    """Parse a file to its end, for what is wrong with it alone."""
    parser = _strict_parser(path)
    for number, (block, _) in enumerate(_blocks(path)):
        what = known_body(block) if number == 0 else None
        if what is not None:
            raise WorkbenchError(f"{path.name} is {what}, not XML: unpack or export it again, and load the XML itself.")
        _parse(parser, path, block)


def is_xml(path: Path) -> bool:
    """Whether a file is XML by its name or its first characters."""
    with path.open("rb") as file:
        start = file.read(64)
    return path.suffix.lower() == ".xml" or start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<?xml")


def walk(path: Path) -> Iterator[tuple[str, str]]:
    """What a file is made of, in order: ("start", name), ("text", what), ("end", name)."""
    ready: list[tuple[str, str]] = []
    parser = _strict_parser(path)
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, _: ready.append(("start", _local(name)))
    parser.EndElementHandler = lambda name: ready.append(("end", _local(name)))
    parser.CharacterDataHandler = lambda text: ready.append(("text", text.strip())) if text.strip() else None
    for block, _ in _blocks(path):
        _parse(parser, path, block)
        yield from ready
        ready.clear()


def _blocks(path: Path) -> Iterator[tuple[bytes, int]]:
    """The bytes of a file, and how many have been read with each; an empty block at the end."""
    read = 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            read += len(block)
            yield block, read
    yield b"", read


def _parse(parser: expat.XMLParserType, path: Path, block: bytes) -> None:
    try:
        parser.Parse(block, not block)
    except expat.ExpatError as problem:
        what = expat.ErrorString(problem.code)
        raise WorkbenchError(
            f"{path.name} is not well-formed XML at line {problem.lineno}, column {problem.offset + 1} ({what}): "
            "fetch the file again, it may be cut off."
        ) from None
    except (ValueError, LookupError) as problem:
        raise WorkbenchError(f"{path.name} cannot be read as XML ({problem}): save it again as UTF-8.") from None


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
