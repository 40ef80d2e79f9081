"""Children by identifier: name, family, date of birth."""

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

A_FEW = 2000
"""Children up to which reading each by its identifier is quicker than reading them all."""
AT_ONCE = 500
_FIELDS = "child_id, forename, surname, family_id, date_of_birth, expected_date_of_birth, sex, ethnicity, disability"


class ChildRecord(NamedTuple):
    """What the children's extract says of a child; dates as ISO text."""

    forename: str | None
    surname: str | None
    family_id: str | None
    date_of_birth: str | None
    expected_date_of_birth: str | None
    sex: str | None
    ethnicity: str | None
    disability: str | None

    @property
    def name(self) -> str | None:
        """Forename and surname, or None where neither is known."""
        return " ".join(part for part in (self.forename, self.surname) if part) or None


class Children:
    """The children of a generation, read as they are asked for: a few at a time, or all where many are."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[str, ChildRecord | None] = {}
        self._whole = False

    def gather(self, children: Iterable[str | None]) -> None:
        """Read the records of these children at once: a list asks for each one's name and family."""
        if self._whole:
            return
        missing = [child for child in dict.fromkeys(children) if child is not None and child not in self._known]
        if len(missing) > A_FEW:
            self._known.update(self._read("", []))
            self._whole = True
            return
        for start in range(0, len(missing), AT_ONCE):
            some = missing[start : start + AT_ONCE]
            self._known.update(dict.fromkeys(some))
            self._known.update(self._read(f" WHERE child_id IN ({', '.join('?' * len(some))})", some))

    def _read(self, where: str, values: list[str]) -> dict[str, ChildRecord]:
        rows = self._connection.execute(f"SELECT {_FIELDS} FROM children{where}", values)
        return {row[0]: ChildRecord(*row[1:]) for row in rows}

    def record(self, child_id: str) -> ChildRecord | None:
        """What is known of a child, or None."""
        if child_id not in self._known:
            self.gather([child_id])
        return self._known.get(child_id)

    def name(self, child_id: str | None) -> str | None:
        """The child's name, or None."""
        record = self.record(child_id) if child_id is not None else None
        return record.name if record else None

    def family(self, child_id: str | None) -> str | None:
        """The child's family, or None."""
        record = self.record(child_id) if child_id is not None else None
        return record.family_id if record else None
