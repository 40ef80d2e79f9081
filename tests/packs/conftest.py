"""The sample authority taken into the room once, and ways to read a pack back as those who get it do."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from contextlib import redirect_stdout
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from python_calamine import CalamineWorkbook

from caseworkbench.cli.main import run
from caseworkbench.resources import folder

CONFIGURATION = """
[authority]
name = "Northbridge"
population_0_17 = 20300
[screens]
board = "sandwell"
[targets]
icpc = 80
vacancy_rate = { target = 34, amber = 2 }
audit_ri_or_better = 50
"""
Table = list[list[str]]


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The options that lead to the sample authority, as at 30 September 2018."""
    place = tmp_path_factory.mktemp("northbridge")
    (place / "settings.toml").write_text(CONFIGURATION)
    options = ["--store", str(place / "store"), "--config", str(place / "settings.toml")]
    with redirect_stdout(StringIO()):
        assert run([*options, "load", str(folder("sample_data") / "native"), "--as-at", "2018-09-30"]) == 0
    return options


Answer = Callable[..., Any]


@pytest.fixture(scope="session")
def answer(sample: list[str]) -> Answer:
    """What a command answers about the sample authority, from its JSON."""

    def ask(*arguments: str) -> Any:
        said = StringIO()
        with redirect_stdout(said):
            assert run([*sample, *arguments, "--format", "json"]) == 0
        return json.loads(said.getvalue())

    return ask


@pytest.fixture(scope="session")
def pack(answer: Answer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack of the sample authority's board: its path without the ending."""
    place = tmp_path_factory.mktemp("pack")
    answer("pack", "--out", str(place), "--name", "board")
    return place / "board"


def sheets(path: Path) -> dict[str, list[list[Any]]]:
    """The sheets of a workbook by name, in order: rows of values."""
    book = CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def records(rows: list[list[Any]], heading: str) -> list[dict[str, Any]]:
    """The rows under the line of headings that begins with ``heading``."""
    at = next(number for number, row in enumerate(rows) if row[0] == heading)
    return [dict(zip(rows[at], row, strict=True)) for row in rows[at + 1 :]]


def leads(path: Path, sheet: str) -> dict[str, str]:
    """Where the cells of a sheet lead to within the workbook, by the cell's name."""
    names = CalamineWorkbook.from_path(str(path)).sheet_names
    with zipfile.ZipFile(path) as parts:
        content = ElementTree.fromstring(parts.read(f"xl/worksheets/sheet{names.index(sheet) + 1}.xml"))
    return {link.attrib["ref"]: link.attrib["location"] for link in content.iter() if link.tag.endswith("}hyperlink")}


def everything(path: Path) -> str:
    """All that is in a file, of a workbook all that is in its parts."""
    if path.suffix != ".xlsx":
        return path.read_text(encoding="utf-8")
    with zipfile.ZipFile(path) as parts:
        return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())


class Page(HTMLParser):
    """A page as a browser takes it: its elements, its tables, its words."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.tables: list[Table] = []
        self.words: list[str] = []
        self._cell: list[str] | None = None
        self._hidden = 0
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self._cell = []
        elif tag == "style":
            self._hidden += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and self._cell is not None:
            self.tables[-1][-1].append(" ".join("".join(self._cell).split()))
            self._cell = None
        elif tag == "style":
            self._hidden -= 1

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data + " ")
        if not self._hidden:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())
