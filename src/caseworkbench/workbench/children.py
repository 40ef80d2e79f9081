"""Children by identifier: name, family, date of birth."""

import sqlite3
from functools import cached_property
from typing import NamedTuple


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
    """The children of a generation, read when first asked for."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @cached_property
    def _all(self) -> dict[str, ChildRecord]:
        rows = self._connection.execute(
            "SELECT child_id, forename, surname, family_id, date_of_birth, expected_date_of_birth, sex, ethnicity, "
            "disability FROM children"
        )
        return {row[0]: ChildRecord(*row[1:]) for row in rows}

    @cached_property
    def _names(self) -> dict[str, str | None]:
        return {child: record.name for child, record in self._all.items()}

    def record(self, child_id: str) -> ChildRecord | None:
        """What is known of a child, or None."""
        return self._all.get(child_id)

    def name(self, child_id: str | None) -> str | None:
        """The child's name, or None."""
        return self._names.get(child_id) if child_id is not None else None

    def family(self, child_id: str | None) -> str | None:
        """The child's family, or None."""
        record = self._all.get(child_id) if child_id is not None else None
        return record.family_id if record else None
