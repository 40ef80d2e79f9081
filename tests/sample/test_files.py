"""The files are what a load expects, the same from run to run, and bear nobody's name."""

import hashlib
import re
from datetime import date
from pathlib import Path

import pytest

from caseworkbench.extracts.native_tables import BY_NAME, TABLES
from caseworkbench.resources import folder as travelling
from caseworkbench.sample.annex_a import write_annex_a
from caseworkbench.sample.authority import make_authority
from caseworkbench.sample.native import write_native
from caseworkbench.sample.world import World

from .tables import Rows

MOMENT = re.compile(r"\d{4}-\d\d-\d\d( \d\d:\d\d)?")
COMMON = {
    "smith", "jones", "taylor", "brown", "williams", "wilson", "johnson", "davies", "patel", "robinson", "wright",
    "thompson", "evans", "walker", "white", "roberts", "green", "hall", "wood", "jackson", "clarke", "khan", "ali",
    "hussain", "begum", "singh", "kaur", "ahmed", "murphy", "kelly", "oliver", "jack", "harry", "george", "noah",
    "charlie", "jacob", "alfie", "freddie", "oscar", "olivia", "amelia", "isla", "ava", "emily", "isabella", "mia",
    "poppy", "ella", "lily", "mohammed", "muhammad", "david", "elsie", "keith", "kelvin", "lorna", "nelson", "wendy",
    "elvis", "savannah", "oren", "orin", "zelda", "yara", "dave", "elka", "kelby", "jordan", "daveth",
}  # fmt: skip


def digest(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def test_the_same_seed_gives_the_same_bytes(northbridge: World, folder: Path, tmp_path: Path) -> None:
    again = make_authority()
    write_native(again.tables, tmp_path / "native")
    assert digest(tmp_path / "native") == digest(folder)
    write_annex_a(northbridge, tmp_path / "one" / "a.xlsx")
    write_annex_a(again, tmp_path / "two" / "a.xlsx")
    assert digest(tmp_path / "one") == digest(tmp_path / "two")


def test_another_seed_gives_another_authority(tmp_path: Path) -> None:
    one, two = make_authority(300, seed=1), make_authority(300, seed=2)
    assert list(one.tables["visits"]["visit_date"]) != list(two.tables["visits"]["visit_date"])


def test_the_committed_sample_is_what_the_generator_makes(folder: Path) -> None:
    assert digest(travelling("sample_data") / "native") == digest(folder)


def test_the_committed_sample_is_small() -> None:
    files = [path for path in travelling("sample_data").rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 6_000_000


def test_every_native_table_is_there_with_about_fifteen_hundred_children(tables: dict[str, Rows]) -> None:
    assert set(tables) == set(BY_NAME)
    assert len(tables["children"]) == 1500
    assert all(tables.values())


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_has_the_values_that_a_load_accepts(tables: dict[str, Rows], table) -> None:
    rows = tables[table.name]
    assert set(rows[0]) == set(table.by_name)
    keys = [tuple(row[name] for name in table.key) for row in rows]
    assert len(set(keys)) == len(keys)
    for column in table.columns:
        values = {row[column.name] for row in rows}
        if column.required:
            assert "" not in values
        values.discard("")
        if column.kind in ("date", "moment"):
            assert all(MOMENT.fullmatch(value) and date.fromisoformat(value[:10]) for value in values)
        elif column.kind == "flag":
            assert values <= {"Y", "N"}
        elif column.codes:
            assert values <= set(column.codes)
        elif column.kind in ("number", "whole"):
            assert all(float(value) >= 0 for value in values)


def days_after_the_as_at_date(tables: dict[str, Rows]) -> dict[tuple[str, str], list[str]]:
    return {
        (name, column.name): found
        for name, rows in tables.items()
        for column in BY_NAME[name].columns
        if column.kind in ("date", "moment")
        and (found := sorted(row[column.name] for row in rows if row[column.name][:10] > "2018-09-30"))
    }


def test_nothing_has_happened_after_the_as_at_date_but_what_is_planted(tables: dict[str, Rows]) -> None:
    later = days_after_the_as_at_date(tables)
    planned = {("children", "date_of_birth"), ("children", "expected_date_of_birth"), ("reviews", "due_date")}
    slips = {("supervisions", "supervision_date"), ("strategy_discussions", "held_date")}
    assert set(later) == planned | slips | {("cin_plans", "end_date"), ("placements", "end_date")}
    assert {day[:4] for column in slips for day in later[column]} == {"2048"}
    assert later["cin_plans", "end_date"] == ["2018-11-30"] * 2
    assert later["placements", "end_date"] == ["2018-12-21"] * 2


def test_nobody_bears_these_names(tables: dict[str, Rows]) -> None:
    names = {row[part].lower() for row in tables["children"] for part in ("forename", "surname")}
    names |= {part.lower() for row in tables["workers"] for part in row["name"].split()}
    assert not names & COMMON
    assert all(len(name) >= 5 for name in names)


def test_a_large_authority_grows_in_proportion() -> None:
    small, large = make_authority(600, years=2), make_authority(1800, years=2)
    ratio = len(large.tables["visits"]["visit_id"]) / len(small.tables["visits"]["visit_id"])
    assert 2.5 < ratio < 3.5
