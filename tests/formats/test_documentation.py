"""The page on data formats says what the code does."""

import re
from pathlib import Path

import pytest

from caseworkbench.extracts.mapping_reader import read_mapping
from caseworkbench.extracts.native_tables import TABLES, Column, Table
from caseworkbench.measures.sources import catalogue
from caseworkbench.resources import formats_folder
from caseworkbench.settings import Settings

PAGE = Path(__file__).parents[2] / "docs" / "data-formats.md"


def line(table: Table) -> str:
    """A native table as the page lists it."""
    return f"| `{table.file}` | {', '.join(table.key)} | {', '.join(map(described, table.columns))} |"


def described(column: Column) -> str:
    name = f"**{column.name}**" if column.required else column.name
    return f"{name} ({', '.join(f'`{code}`' for code in column.codes)})" if column.codes else name


def test_every_native_table_is_listed_with_its_columns() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert [line(table) for table in TABLES if line(table) not in page] == []


@pytest.mark.parametrize("name", ["annex_a", "ssd", "cin_census"])
def test_the_limits_that_a_load_tells_of_are_listed(name: str) -> None:
    page = PAGE.read_text(encoding="utf-8")
    limits = read_mapping(formats_folder() / f"{name}.toml").limits
    lines = [f"| {one.because} | {', '.join(f'`{measure}`' for measure in one.measures)} |" for one in limits]
    assert len(lines) > 3
    assert [line for line in lines if line not in page] == []


@pytest.mark.parametrize("name", ["annex_a", "ssd", "cin_census"])
def test_limits_speak_of_measures_that_there_are(name: str) -> None:
    known = catalogue(Settings()).measures
    limits = read_mapping(formats_folder() / f"{name}.toml").limits
    assert [measure for one in limits for measure in one.measures if measure not in known] == []


def test_the_mapping_on_the_page_is_a_mapping(tmp_path: Path) -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    path = tmp_path / "weekly_visits.toml"
    path.write_text(example, encoding="utf-8")
    mapping = read_mapping(path)
    assert (mapping.name, sorted(mapping.tables)) == ("weekly_visits", ["visits"])
