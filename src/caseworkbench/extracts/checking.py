"""Checking the rows of a native table: typed columns of the accepted ones, a sentence for each rejected one."""

import re
from collections.abc import Sequence
from itertools import compress
from typing import Any

from caseworkbench.extracts.clean import (
    BAD,
    Codes,
    Dates,
    Flags,
    Moments,
    Numbers,
    Remembered,
    as_text,
    is_total,
    text_column,
)
from caseworkbench.extracts.native_tables import BY_NAME, Column, Table
from caseworkbench.extracts.rows import CheckedRows, RawRows, Reject

_A_TOTAL = "The row is a total and no child: leave it out of the file."

_SHOWN = 200
"""Characters of a rejected value that are kept: enough to find it again."""


class Checker:
    """Checks chunk after chunk, and remembers what each distinct date, flag and code came to.

    One per load: the second million visits meet the dates of the first.
    """

    def __init__(self) -> None:
        self._dates = Dates()
        self._moments = Moments()
        self._columns: dict[tuple[str, str], Remembered] = {}

    def check(self, raw: RawRows) -> CheckedRows:
        """Type the columns of a chunk and turn away the rows that cannot count.

        A row is rejected when it lacks a required value, has a date that is none, or an unknown code, flag or
        number in a column that decides a figure (specification of the data, section 1): one reject per row, for
        its first problem in the order of the table's columns. Rows without any value are passed over.
        """
        table = BY_NAME[raw.table]
        count = len(raw.lines)
        columns: dict[str, Sequence[Any]] = {}
        faults: dict[int, tuple[Column, str]] = {}
        for column in table.columns:
            values = raw.columns.get(column.name)
            if values is None:
                if column.required:
                    values = [None] * count
                else:
                    continue
            self._type_column(table, column, values, columns, faults, raw.headings.get(column.name))
        if table.key == ("child_id",):
            for row, value in enumerate(columns["child_id"]):
                if value is not None and is_total(value):
                    faults.setdefault(row, (table.by_name["child_id"], _A_TOTAL))
        for name in table.extra:
            if name in raw.columns:
                columns[name], _ = text_column(raw.columns[name])
        if raw.origin is not None:
            columns["origin"] = [raw.origin] * count
        blank = _drop_blank(faults, columns, raw)
        rejects = [_reject(raw, row, column, why) for row, (column, why) in sorted(faults.items()) if row not in blank]
        if faults:
            kept = [True] * count
            for row in faults:
                kept[row] = False
            columns = {name: list(compress(values, kept)) for name, values in columns.items()}
        return CheckedRows(
            table=raw.table,
            columns=columns,
            count=count - len(faults),
            read=count - len(blank) + len(raw.rejects),
            rejects=sorted([*raw.rejects, *rejects], key=lambda reject: reject.line),
        )

    def _type_column(
        self,
        table: Table,
        column: Column,
        values: Sequence[object],
        columns: dict[str, Sequence[Any]],
        faults: dict[int, tuple[Column, str]],
        heading: str | None,
    ) -> None:
        typed: Sequence[Any]
        if column.kind == "text":
            typed, some_empty = text_column(values)
        else:
            remembered = self._remembered(table, column)
            typed = list(map(remembered.__getitem__, values))
            if column.kind == "moment" and typed:
                typed, columns[f"{column.name}_time"] = zip(*typed, strict=True)
            some_empty = remembered.empty
            if remembered.bad:
                for row in [row for row, value in enumerate(typed) if value is BAD]:
                    faults.setdefault(row, (column, _advice(column, heading)))
        columns[column.name] = typed
        if column.required and some_empty:
            for row in [row for row, value in enumerate(typed) if value is None]:
                faults.setdefault(row, (column, _missing(table, column, heading)))

    def _remembered(self, table: Table, column: Column) -> Remembered:
        if column.kind == "date":
            return self._dates
        if column.kind == "moment":
            return self._moments
        key = (table.name, column.name)
        if key not in self._columns:
            makers = {"flag": Flags, "code": Codes, "number": Numbers, "whole": Numbers}
            self._columns[key] = makers[column.kind](column)
        return self._columns[key]


def check(raw: RawRows) -> CheckedRows:
    """Check one chunk by itself; a load keeps one ``Checker`` for all of its chunks."""
    return Checker().check(raw)


def _drop_blank(faults: dict[int, tuple[Column, str]], columns: dict[str, Sequence[Any]], raw: RawRows) -> set[int]:
    """The rows at fault that hold no value at all: spreadsheets write such rows under the last real one."""
    own = [columns[name] for name in raw.columns if name in columns]
    return {row for row in faults if all(values[row] is None for values in own)}


def _reject(raw: RawRows, row: int, column: Column, why: str) -> Reject:
    values = raw.columns.get(column.name)
    value = None if values is None else as_text(values[row])
    heading = raw.headings.get(column.name, column.name)
    shown = value if value is None or len(value) <= _SHOWN else value[: _SHOWN - 1] + "…"
    return Reject(raw.table, raw.file, raw.lines[row], heading, shown, why)


def _missing(table: Table, column: Column, heading: str | None) -> str:
    words = _words(column, heading)
    return f"A row of {table.title} needs a {words}: fill it in where the record is kept, or leave the row out."


def _advice(column: Column, heading: str | None) -> str:
    words = _words(column, heading)
    if column.kind in ("date", "moment"):
        example = "2018-09-21 or 21/09/2018"
        timed = ", with a time such as 14:05 if it is known" if column.kind == "moment" else ""
        return f"The {words} is not a date: write it as {example} (day first){timed}."
    if column.kind == "flag":
        return f"The {words} must be Y or N, or empty where it is not known."
    if column.kind == "code":
        return f"The {words} is not a known code: use {_either(column.codes)}."
    if column.kind == "whole":
        return f"The {words} must be a whole number such as 2, or empty where it is not known."
    if column.least is not None:
        return f"The {words} must be a plain number such as 0.6, not below {column.least:g}."
    return f"The {words} must be a plain number such as 59.6, without a percent sign."


def _either(codes: Sequence[str]) -> str:
    return f"{', '.join(codes[:-1])} or {codes[-1]}"


def _words(column: Column, heading: str | None) -> str:
    """What the person who sent the file calls a column: its heading; of a native file or XML, in plain words."""
    words = column.name.replace("_", " ")
    if heading is None or re.sub(r"[\s_-]+", " ", heading.strip().lower()) == words:
        return words
    last = heading.rpartition("/")[2] if heading.startswith("../") or not re.search(r"\s", heading) else heading
    return last if re.search(r"\w", last) else words
