"""What a mapping says: how a report's lists, headings and values become rows of the native tables.

A mapping is one TOML file, and adding a format is writing one; ``docs/data-formats.md`` describes the form, and
``mapping_reader`` reads it into the classes below.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal

from caseworkbench.extracts.headings import KnownHeadings
from caseworkbench.extracts.native_tables import Table
from caseworkbench.extracts.rows import Mode

HeadingKind = Literal["text", "date", "words", "code", "whole"]
"""``text`` as it stands; ``words`` without a lettered prefix such as ``b)``; ``code`` through a list of codes."""

MergeKind = Literal["window", "case", "latest", "placement", "allocation", "snapshot", "current", "gather", "keep"]
"""How rows of a list live on from load to load; ``loading/merge.py`` says what each means."""

PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Codes:
    """A list of codes: words, folded, and letters of a prefix such as ``a)`` -> the native value they stand for.

    ``inside``: known words count anywhere in a value. ``empty``: words that say that nothing is known. ``drops``:
    other values become empty (else they are kept as written, for the check to name). ``exact``: a value counts
    only where it is one of the words as a whole.
    """

    name: str
    words: dict[str, str]
    letters: dict[str, str]
    inside: bool
    empty: frozenset[str]
    drops: bool
    exact: bool = False


@dataclass(frozen=True)
class Heading:
    """One heading that a list may have. ``names``: the template's own wording first, then other suppliers'.

    ``required``: the list says nothing without it. ``optional``: many do without, so its absence is not mentioned.
    """

    name: str
    names: tuple[str, ...]
    kind: HeadingKind = "text"
    codes: Codes | None = None
    pattern: re.Pattern[str] | None = None
    required: bool = False
    optional: bool = False


@dataclass(frozen=True)
class Lookup:
    """Where another list of the format has a value: in its rows whose columns are equal to columns here.

    ``match``: heading here -> heading there; ``take``: the heading there. Of several rows the first by ``order``
    counts, with ``latest`` the last; with ``day`` (a heading here), only rows that are open on it, from ``since`` until
    before ``until``, and none where the day is empty.
    """

    part: str
    match: dict[str, str]
    take: str
    order: str | None = None
    day: str | None = None
    since: str | None = None
    until: str | None = None
    latest: bool = False

    @property
    def headings(self) -> set[str]:
        """The headings of the other list that it reads."""
        others = (self.take, self.order, self.since, self.until)
        return {*self.match.values(), *(name for name in others if name is not None)}


@dataclass(frozen=True)
class Value:
    """A value that is made from others, and is used like a heading.

    ``source``: the heading or value it is made from. ``keys``: the first of these in the JSON object that the source
    holds; text that is no such object gives nothing. ``codes``: read as one of these codes. ``lookup``: taken from
    another list instead. ``other``: the heading or value that counts where all that gives nothing.
    """

    name: str
    source: str | None = None
    keys: tuple[str, ...] = ()
    codes: Codes | None = None
    lookup: Lookup | None = None
    other: str | None = None

    @property
    def uses(self) -> list[str]:
        """The headings and values of this list that it is made from, the most telling first."""
        names = [self.source, *(self.lookup.match if self.lookup else ()), self.other]
        return [name for name in names if name is not None]


@dataclass(frozen=True)
class Group:
    """Several rows of a list make one native row: those with the same values ``by``, in the order of ``order``.

    The first gives the columns, but the last those named in ``last``. In the first heading of ``order`` empty values
    come first, in further ones last.
    """

    by: tuple[str, ...]
    order: tuple[str, ...]
    last: tuple[str, ...]


@dataclass(frozen=True)
class RowRule:
    """The rows of one native table that each row of a list makes.

    ``columns``: native column -> text with ``{heading}`` places, or a constant. A row is made where every heading of
    ``given`` has a value, every heading of ``readable`` has one that can be read, and every code of ``where`` is one
    of those named (or none of those named with ``!`` before them). ``merge`` and ``ends`` (the column that says when
    the record ended) settle how it is merged; columns in ``fills`` never take the place of a stored value. A
    file that has none of the headings of ``some`` makes no such rows. ``group``: several rows make one. ``differ``:
    two headings whose values must differ. ``unless``: a column; where a native file of the same load has a row of
    this table with the same value in it, this row gives way.
    """

    table: Table
    columns: dict[str, str]
    given: tuple[str, ...] = ()
    readable: tuple[str, ...] = ()
    where: dict[str, tuple[str, ...]] = field(default_factory=dict)
    merge: MergeKind = "keep"
    ends: str | None = None
    fills: tuple[str, ...] = ()
    some: tuple[str, ...] = ()
    group: Group | None = None
    differ: tuple[str, ...] = ()
    unless: str | None = None

    def headings(self, column: str) -> list[str]:
        """The headings that a column is made from."""
        return PLACEHOLDER.findall(self.columns.get(column, ""))


@dataclass(frozen=True)
class XmlSource:
    """How an XML file of a format is built, in paths below its root element.

    ``record``: the element of one child, which holds what the parts name; ``reference_date``: the date it speaks for.
    """

    root: str
    record: str
    reference_date: str | None = None


@dataclass(frozen=True)
class Part:
    """One list (sheet or file) of a format. ``called``: what its name holds. ``skip``: why it is read past.

    ``values`` are made from the headings, each from those before it. ``element``: in XML, the path below the record of
    the elements that are its rows; headings are then paths below that (``..`` goes up).
    """

    name: str
    title: str
    called: tuple[re.Pattern[str], ...]
    headings: dict[str, Heading]
    rows: tuple[RowRule, ...]
    values: dict[str, Value] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    skip: str | None = None
    element: str | None = None

    @cached_property
    def known(self) -> KnownHeadings:
        """Its headings, ready to be matched."""
        return KnownHeadings({heading.name: heading.names for heading in self.headings.values()})

    @property
    def required(self) -> list[Heading]:
        """The headings without which the list says nothing."""
        return [heading for heading in self.headings.values() if heading.required]


@dataclass(frozen=True)
class Known:
    """Rows that say what a format cannot: of a table those whose column has one of these values.

    Without values any value, without a column any row. ``!`` before every value: any but those.
    """

    table: str
    column: str | None = None
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Limit:
    """What a format cannot say, or says otherwise: measures that it touches; ``because`` follows "the format holds"."""

    measures: tuple[str, ...]
    because: str
    unless: Known | None = None


@dataclass(frozen=True)
class Mapping:
    """A format. ``latest_only``: native tables of which it shows only the latest row."""

    name: str
    title: str
    mode: Mode
    path: Path
    parts: tuple[Part, ...]
    latest_only: frozenset[str] = frozenset()
    xml: XmlSource | None = None
    limits: tuple[Limit, ...] = ()

    @property
    def tables(self) -> frozenset[str]:
        """The native tables that the format can fill."""
        return frozenset(rule.table.name for part in self.parts for rule in part.rows)

    @property
    def gathers(self) -> bool:
        """Whether rows wait until all lists are read: windows are merged, and some rows are made from several lists."""
        return self.mode == "merge" or any(rule.merge == "gather" for part in self.parts for rule in part.rows)

    def origin(self, part: Part) -> str:
        """What the store keeps beside a row that came from a list of this format."""
        return f"{self.name}:{part.name}"
