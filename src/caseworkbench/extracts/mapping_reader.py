"""Reading mapping files: TOML into a ``Mapping``, every mistake named with file and line."""

import re
import tomllib
from collections.abc import Collection
from collections.abc import Mapping as Dict
from pathlib import Path
from typing import Any, cast, get_args

from caseworkbench.errors import WorkbenchError, nearest
from caseworkbench.extracts.mapping import (
    PLACEHOLDER,
    Codes,
    Group,
    Heading,
    HeadingKind,
    Known,
    Limit,
    Lookup,
    Mapping,
    MergeKind,
    Part,
    RowRule,
    Value,
    XmlSource,
)
from caseworkbench.extracts.mapping_checks import code_fault, column_fault
from caseworkbench.extracts.mapping_lines import line_of
from caseworkbench.extracts.native_tables import BY_NAME, Table
from caseworkbench.extracts.rows import Mode
from caseworkbench.extracts.wording import fold_code, letter_of

Place = tuple[str | int, ...]
"""Where an entry stands in the file: keys, and numbers of array elements."""


def read_mapping(path: Path) -> Mapping:
    """Read a mapping file. Raises ``WorkbenchError`` naming file and line for any mistake in it."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise WorkbenchError(f"There is no mapping file {path}: check the name.") from None
    except (OSError, UnicodeDecodeError):
        raise WorkbenchError(f"The mapping file {path} cannot be read as UTF-8 text: save it again as UTF-8.") from None
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        where = re.search(r"line (\d+)", str(problem))
        line = int(where[1]) if where else text.count("\n") + 1
        what = str(problem).split(" (at")[0]
        raise WorkbenchError(f"{path.name}, line {line}: {what}: look whether every text is in quotes.") from None
    reader = _Reader(path, text, content)
    try:
        return reader.mapping()
    except (TypeError, AttributeError):  # a number where text was meant, a text where a table was
        what = (
            "an entry here is of the wrong kind: text stands in quotes, several texts in [ ], a table in its own lines."
        )
        raise reader.fault(reader.at, what) from None


class _Reader:
    """Turns the content of one mapping file into a ``Mapping``."""

    def __init__(self, path: Path, text: str, content: dict[str, Any]) -> None:
        self.path = path
        self.text = text
        self.content = content
        self.at: Place = ()
        """The table that is being read."""

    def fault(self, where: Place, sentence: str) -> WorkbenchError:
        sentence = sentence.replace("?.", "?")
        return WorkbenchError(f"{self.path.name}, line {line_of(self.text, where)}: {sentence}")

    def looked_up(self) -> set[str]:
        """The parts that others take values from: such a part need not make rows of its own."""
        values = [value for part in self.content["parts"] for value in dict(part.get("values", {})).values()]
        return {str(value.get("lookup")) for value in values if isinstance(value, dict)}

    def mapping(self) -> Mapping:
        content = self.content
        self._only(
            content, (), {"name", "title", "mode", "latest_only", "codes", "headings", "rows", "parts", "xml", "limits"}
        )
        name = self._text(content, ("name",))
        mode = self._text(content, ("mode",), "replace")
        if mode not in get_args(Mode):
            raise self.fault(("mode",), f"mode is '{mode}', but it must be 'replace' or 'merge'.")
        latest = self._texts(content, ("latest_only",))
        for table in latest:
            self._table(table, ("latest_only",))
        codes = {key: self._codes(key, value) for key, value in self._items(content, ("codes",))}
        shared = {
            key: self._heading(key, value, codes, ("headings", key))
            for key, value in self._items(content, ("headings",))
        }
        parts = content.get("parts")
        if not isinstance(parts, list) or not parts:
            raise self.fault((), "the mapping has no [[parts]]: each list or file that it reads is one.")
        return Mapping(
            name=name,
            title=self._text(content, ("title",), name),
            mode=cast(Mode, mode),
            path=self.path,
            parts=tuple(self._part(part, index, codes, shared) for index, part in enumerate(parts)),
            latest_only=frozenset(latest),
            xml=self._xml(content["xml"]) if "xml" in content else None,
            limits=self._limits(content.get("limits", [])),
        )

    def _limits(self, limits: object) -> tuple[Limit, ...]:
        if not isinstance(limits, list):
            raise self.fault(("limits",), "limits are written as [[limits]], each with 'measures' and 'because'.")
        return tuple(self._limit(one, ("limits", place)) for place, one in enumerate(limits))

    def _limit(self, limit: Dict[str, Any], at: Place) -> Limit:
        self._only(limit, at, {"measures", "because", "unless"})
        because = self._text(limit, (*at, "because"))
        measures = tuple(self._texts(limit, (*at, "measures")))
        return Limit(
            measures, because, self._rows_known(limit["unless"], (*at, "unless")) if "unless" in limit else None
        )

    def _rows_known(self, rows: Dict[str, Any], at: Place) -> Known:
        self._only(rows, at, {"table", "column", "values"})
        table = self._table(self._text(rows, (*at, "table")), at)
        column = self._text(rows, (*at, "column"), "") or None
        if column is not None and column not in table.by_name:
            raise self.fault(at, f"{table.name} has no column '{column}'{_perhaps(column, table.by_name)}.")
        return Known(table.name, column, tuple(self._texts(rows, (*at, "values"))))

    def _xml(self, source: Dict[str, Any]) -> XmlSource:
        at = ("xml",)
        self._only(source, at, {"root", "record", "reference_date"})
        date = self._text(source, (*at, "reference_date")) if "reference_date" in source else None
        return XmlSource(self._text(source, (*at, "root")), self._text(source, (*at, "record")), date)

    def _part(self, part: Dict[str, Any], index: int, codes: dict[str, Codes], shared: dict[str, Heading]) -> Part:
        at: Place = ("parts", index)
        self._only(
            part, at, {"name", "title", "called", "shared", "headings", "values", "ignored", "rows", "skip", "element"}
        )
        name = self._text(part, (*at, "name"))
        headings: dict[str, Heading] = {}
        for key in self._texts(part, (*at, "shared")):
            if key not in shared:
                raise self.fault((*at, "shared"), f"'{key}' is none of the [headings]{_perhaps(key, shared)}.")
            headings[key] = shared[key]
        for key, value in self._items(part, (*at, "headings")):
            headings[key] = self._heading(key, value, codes, (*at, "headings", key))
        values: dict[str, Value] = {}
        for key, value in self._items(part, (*at, "values")):
            values[key] = self._value(key, value, codes, {*headings, *values}, (*at, "values", key))
        names = {**{key: one.codes for key, one in headings.items()}, **{key: one.codes for key, one in values.items()}}
        rows = part.get("rows", [])
        common = self.content.get("rows", []) if "skip" not in part else []
        if not isinstance(rows, list) or not (rows or part.get("skip") or name in self.looked_up()):
            raise self.fault(
                at, f"'{name}' makes no rows: give it [[parts.rows]], or 'skip' to say why it is read past."
            )
        return Part(
            name=name,
            title=self._text(part, (*at, "title"), name),
            called=tuple(self._pattern(text, (*at, "called")) for text in self._texts(part, (*at, "called"))),
            headings=headings,
            rows=(
                *(self._rule(rule, (*at, "rows", number), names) for number, rule in enumerate(rows)),
                *(self._rule(rule, ("rows", number), names) for number, rule in enumerate(common)),
            ),
            values=values,
            ignored=tuple(self._texts(part, (*at, "ignored"))),
            skip=self._text(part, (*at, "skip")) if "skip" in part else None,
            element=self._text(part, (*at, "element")) if "element" in part else None,
        )

    def _heading(self, name: str, value: object, codes: dict[str, Codes], at: Place) -> Heading:
        if isinstance(value, str):
            value = {"heading": value}
        if not isinstance(value, dict):
            raise self.fault(at, f"'{name}' must be a heading in quotes, or a table with 'heading'.")
        self._only(value, at, {"heading", "also", "kind", "codes", "pattern", "required", "optional"})
        kind = self._text(value, (*at, "kind"), "code" if "codes" in value else "text")
        if kind not in get_args(HeadingKind):
            raise self.fault(at, f"'{name}' is of kind '{kind}', but the kinds are {', '.join(get_args(HeadingKind))}.")
        listed = value.get("codes")
        if listed is not None and listed not in codes:
            raise self.fault(at, f"'{listed}' is none of the [codes]{_perhaps(str(listed), codes)}.")
        if kind == "code" and listed is None:
            raise self.fault(at, f"'{name}' is of kind 'code' but does not say which 'codes'.")
        return Heading(
            name=name,
            names=(self._text(value, (*at, "heading")), *self._texts(value, (*at, "also"))),
            kind=cast(HeadingKind, kind),
            codes=codes[listed] if listed is not None else None,
            pattern=self._pattern(value["pattern"], at) if "pattern" in value else None,
            required=self._truth(value, (*at, "required")),
            optional=self._truth(value, (*at, "optional")),
        )

    def _rule(self, rule: Dict[str, Any], at: Place, headings: Dict[str, Codes | None]) -> RowRule:
        self._only(
            rule,
            at,
            {
                *("table", "columns", "given", "readable", "where", "merge", "ends", "fills", "some", "group"),
                *("differ", "unless"),
            },
        )
        table = self._table(self._text(rule, (*at, "table")), (*at, "table"))
        columns: dict[str, str] = {}
        known = [*table.by_name, *table.extra]
        for column, template in self._items(rule, (*at, "columns")):
            where = (*at, "columns", column)
            if column not in known:
                raise self.fault(where, f"{table.name} has no column '{column}'{_perhaps(column, known)}.")
            if not isinstance(template, str):
                raise self.fault(where, f"'{column}' must be text with a {{heading}} in it, or a constant in quotes.")
            self._known(PLACEHOLDER.findall(template), headings, where)
            self._check_column(table, column, template, headings, where)
            columns[column] = template
        lacking = [column.name for column in table.columns if column.required and column.name not in columns]
        if lacking:
            raise self.fault(at, f"rows of {table.name} need the column '{lacking[0]}'.")
        merge = self._text(rule, (*at, "merge"), "keep")
        if merge not in get_args(MergeKind):
            raise self.fault((*at, "merge"), f"merge is '{merge}', but it can be {', '.join(get_args(MergeKind))}.")
        ends = self._text(rule, (*at, "ends"), "") or None
        if ends is not None and ends not in table.by_name:
            raise self.fault((*at, "ends"), f"{table.name} has no column '{ends}'{_perhaps(ends, known)}.")
        unless = self._text(rule, (*at, "unless"), "") or None
        if unless is not None and unless not in columns:
            raise self.fault((*at, "unless"), f"'{unless}' is none of the columns of this rule.")
        differ = self._known(self._texts(rule, (*at, "differ")), headings, (*at, "differ"))
        if len(differ) not in (0, 2):
            raise self.fault((*at, "differ"), "'differ' names two headings whose values must differ.")
        return RowRule(
            table=table,
            columns=columns,
            given=self._known(self._texts(rule, (*at, "given")), headings, (*at, "given")),
            readable=self._known(self._texts(rule, (*at, "readable")), headings, (*at, "readable")),
            where=self._where(rule, at, headings),
            merge=cast(MergeKind, merge),
            ends=ends,
            fills=tuple(self._texts(rule, (*at, "fills"))),
            some=self._known(self._texts(rule, (*at, "some")), headings, (*at, "some")),
            group=self._group(rule["group"], columns, headings, (*at, "group")) if "group" in rule else None,
            differ=differ,
            unless=unless,
        )

    def _check_column(
        self, table: Table, name: str, template: str, headings: Dict[str, Codes | None], at: Place
    ) -> None:
        column = table.by_name.get(name)
        if column is None:
            return
        wrong = column_fault(column, template, headings)
        if wrong:
            raise self.fault(at, wrong)
        strange = code_fault(column, template, headings)
        if strange:
            raise self.fault(("codes", strange[0].name, strange[1]), strange[2])

    def _value(
        self,
        name: str,
        value: object,
        codes: dict[str, Codes],
        names: Collection[str],
        at: Place,
    ) -> Value:
        self._only(
            value,
            at,
            {
                *("from", "keys", "codes", "other"),
                *("lookup", "match", "take", "order", "latest", "day", "since", "until"),
            },
        )
        assert isinstance(value, dict)
        listed = value.get("codes")
        if listed is not None and listed not in codes:
            raise self.fault(at, f"'{listed}' is none of the [codes]{_perhaps(str(listed), codes)}.")
        here = [value[key] for key in ("from", "other", "day") if key in value]
        self._known([*here, *value.get("match", {})], names, at)
        if ("from" in value) == ("lookup" in value):
            raise self.fault(at, f"'{name}' needs either 'from' or 'lookup': where it comes from.")
        return Value(
            name=name,
            source=value.get("from"),
            keys=tuple(self._texts(value, (*at, "keys"))),
            codes=codes[listed] if listed is not None else None,
            lookup=self._lookup(value, at) if "lookup" in value else None,
            other=value.get("other"),
        )

    def _lookup(self, value: Dict[str, Any], at: Place) -> Lookup:
        parts = {str(part.get("name")): part for part in self.content["parts"]}
        name = self._text(value, (*at, "lookup"))
        if name not in parts:
            raise self.fault(at, f"there is no part '{name}'{_perhaps(name, parts)}.")
        there = {*parts[name].get("headings", {}), *parts[name].get("shared", [])}
        match = dict(self._items(value, (*at, "match")))
        if not match:
            raise self.fault(at, "'match' is missing: which heading here is equal to which there.")
        asked = [value[key] for key in ("take", "order", "since", "until") if key in value]
        self._known([*match.values(), *asked], there, at)
        return Lookup(
            part=name,
            match=match,
            take=self._text(value, (*at, "take")),
            latest=self._truth(value, (*at, "latest")),
            **{key: value.get(key) for key in ("order", "day", "since", "until")},
        )

    def _group(self, group: Dict[str, Any], columns: Collection[str], names: Collection[str], at: Place) -> Group:
        self._only(group, at, {"by", "order", "last"})
        order = self._texts(group, (*at, "order")) if isinstance(group.get("order"), list) else []
        order = order or [self._text(group, (*at, "order"))]
        self._known(order, names, at)
        last = self._texts(group, (*at, "last"))
        for column in last:
            if column not in columns:
                raise self.fault(at, f"'{column}' is none of the columns of this rule{_perhaps(column, columns)}.")
        return Group(self._known(self._texts(group, (*at, "by")), names, at), tuple(order), tuple(last))

    def _where(self, rule: Dict[str, Any], at: Place, headings: Collection[str]) -> dict[str, tuple[str, ...]]:
        wanted: dict[str, tuple[str, ...]] = {}
        for name, _ in self._items(rule, (*at, "where")):
            self._known([name], headings, (*at, "where"))
            wanted[name] = tuple(self._texts(rule["where"], (*at, "where", name)))
        return wanted

    def _codes(self, name: str, value: object) -> Codes:
        at = ("codes", name)
        if not isinstance(value, dict):
            raise self.fault(at, f"the codes '{name}' must be a table: code = [\"word\", …].")
        words: dict[str, str] = {}
        letters: dict[str, str] = {}
        empty: set[str] = set()
        for code in value:
            if code in ("inside", "drop_others", "exact"):
                continue
            for word in self._texts(value, (*at, code)):
                letter = letter_of(word)
                if code == "empty":
                    empty.add(fold_code(word))
                elif letter is not None:
                    letters[letter] = code
                else:
                    words[fold_code(word)] = code
        inside, drops, exact = (self._truth(value, (*at, key)) for key in ("inside", "drop_others", "exact"))
        return Codes(name, words, letters, inside, frozenset(empty), drops, exact)

    def _table(self, name: str, at: Place) -> Table:
        if name not in BY_NAME:
            raise self.fault(at, f"there is no native table '{name}'{_perhaps(name, BY_NAME)}.")
        return BY_NAME[name]

    def _known(self, names: list[str], headings: Collection[str], at: Place) -> tuple[str, ...]:
        for name in names:
            if name not in headings:
                raise self.fault(at, f"'{name}' is none of this part's headings{_perhaps(name, headings)}.")
        return tuple(names)

    def _pattern(self, text: str, at: Place) -> re.Pattern[str]:
        try:
            return re.compile(text, re.IGNORECASE)
        except (re.error, TypeError) as problem:
            raise self.fault(at, f"the pattern {text!r} is not a regular expression ({problem}).") from None

    def _only(self, table: object, at: Place, known: set[str]) -> None:
        self.at = at
        if not isinstance(table, dict):
            raise self.fault(at, "a table was expected here.")
        for key in table:
            if key not in known:
                raise self.fault((*at, key), f"'{key}' means nothing here{_perhaps(key, known)}.")

    def _items(self, table: Dict[str, Any], at: Place) -> list[tuple[str, Any]]:
        value = table.get(str(at[-1]), {})
        if not isinstance(value, dict):
            raise self.fault(at, f"'{at[-1]}' must be a table.")
        return list(value.items())

    def _text(self, table: Dict[str, Any], at: Place, default: str | None = None) -> str:
        value = table.get(str(at[-1]), default)
        if value is None:
            raise self.fault(at[:-1], f"'{at[-1]}' is missing.")
        if not isinstance(value, str):
            raise self.fault(at, f"'{at[-1]}' must be text in quotes.")
        return value

    def _truth(self, table: Dict[str, Any], at: Place) -> bool:
        value = table.get(str(at[-1]), False)
        if not isinstance(value, bool):
            raise self.fault(at, f"'{at[-1]}' must be true or false, without quotes.")
        return value

    def _texts(self, table: Dict[str, Any], at: Place) -> list[str]:
        value = table.get(str(at[-1]), [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.fault(at, f"'{at[-1]}' must be a list of texts in quotes.")
        return value


def _perhaps(word: str, known: Any) -> str:
    near = nearest(word, [str(name) for name in known])
    return f": did you mean '{near[0]}'?" if near else ""
