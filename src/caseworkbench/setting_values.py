"""Reading single values of a configuration: what is of another kind is refused with the setting's name."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from caseworkbench.errors import WorkbenchError


@dataclass(frozen=True)
class Section:
    """One section of a configuration file. Each method raises WorkbenchError for a value of another kind."""

    name: str
    written: Mapping[str, Any]
    path: Path

    def text(self, setting: str) -> str | None:
        """Text in quotes."""
        given = self.written.get(setting)
        if given is not None and not isinstance(given, str):
            raise self._refused(setting, given, "text in quotes")
        return given

    def texts(self, setting: str, numbers: bool = False) -> tuple[str, ...]:
        """One text in quotes, or a list of them, empty ones left out; ``numbers``: a code may be a number too."""
        given = self.written.get(setting, [])
        listed = given if isinstance(given, list) else [given]
        if not all(isinstance(one, str) or (numbers and type(one) is int) for one in listed):
            raise self._refused(setting, given, 'text in quotes, or a list such as ["one", "two"]')
        return tuple(str(one) for one in listed if str(one).strip())

    def flag(self, setting: str) -> bool:
        """True or false, without quotes; false where nothing is written."""
        given = self.written.get(setting, False)
        if not isinstance(given, bool):
            raise self._refused(setting, given, "true or false, without quotes")
        return given

    def whole(self, setting: str, usual: int, least: int, most: int) -> int:
        """A whole number from ``least`` to ``most``."""
        given = self.written.get(setting, usual)
        if not isinstance(given, int) or isinstance(given, bool) or not least <= given <= most:
            raise self._refused(setting, given, f"a whole number from {least} to {most}")
        return given

    def _refused(self, setting: str, given: object, wanted: str) -> WorkbenchError:
        return WorkbenchError(
            f"The configuration {self.path} gives {setting} under [{self.name}] as {given!r}: write {wanted}."
        )
