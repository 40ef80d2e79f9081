"""Whatever the lists hold from week to week: loading is repeatable, and what the last file shows is in the store."""

import sqlite3
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from caseworkbench.extracts.checking import Checker
from caseworkbench.extracts.mapped_extract import MappedExtract
from caseworkbench.extracts.mapping_reader import read_mapping
from caseworkbench.extracts.native_tables import TABLES
from caseworkbench.extracts.recognise import recognise
from caseworkbench.extracts.rows import SourceFile
from caseworkbench.extracts.tables import SourceTable
from caseworkbench.loading.merge import Merger, MergeResult
from caseworkbench.resources import formats_folder
from caseworkbench.store.history import create_history_tables
from caseworkbench.store.schema import create_native_tables

from .making import table

ANNEX_A = read_mapping(formats_folder() / "annex_a.toml")
FIRST = date(2018, 9, 7)
FILE = SourceFile("Annex A.xlsx", Path("Annex A.xlsx"), 1, "")

children = st.sampled_from(["C1", "C2", "C3"])
days = st.integers(0, 300).map(lambda back: FIRST + timedelta(days=14 - back))
maybe = st.none() | days
people = st.sampled_from([None, "Wyn Tarr", "Bea Lund"])


def rows(**columns: Any) -> st.SearchStrategy[list[dict[str, Any]]]:
    named = {name.replace("_", " "): values for name, values in columns.items()}
    return st.lists(st.fixed_dictionaries({"Child Unique ID": children, **named}), max_size=4)


weeks_of_lists = st.lists(
    st.fixed_dictionaries(
        {
            "List 1": rows(Date_of_Contact=days),
            "List 3": rows(Date_of_referral=days, Allocated_Team=people),
            "List 4": rows(Continuous_Assessment_Start_Date=days, Continuous_Assessment_Date_of_Authorisation=maybe),
            "List 6": rows(
                CIN_Start_Date=days,
                CIN_Closure_Date=maybe,
                Date_Child_Was_Last_Seen=maybe,
                Case_Status=st.sampled_from(["b) Child protection", "c) Child in need plan", "e) Closed", None]),
                Allocated_Worker=people,
            ),
            "List 7": rows(
                Child_Protection_Plan_Start_Date=days,
                Child_Protection_Plan_End_Date=maybe,
                Date_of_the_Last_Statutory_Visit=maybe,
                Date_of_latest_review_conference=maybe,
                Allocated_Worker=people,
            ),
            "List 8": rows(
                Date_Started_to_be_Looked_After=days,
                Start_Date_of_Most_Recent_Placement=maybe,
                Date_Ceased_to_be_Looked_After=maybe,
                Allocated_Worker=people,
            ),
        }
    ),
    min_size=1,
    max_size=3,
)


@cache
def empty_store() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    create_native_tables(connection)
    create_history_tables(connection)
    connection.commit()
    return connection


class Store:
    """The tables of a store in memory, loaded without clocks."""

    def __init__(self) -> None:
        self.connection = sqlite3.connect(":memory:")
        empty_store().backup(self.connection)
        self.connection.execute("ATTACH ':memory:' AS waiting")
        self.loads = 0

    def load(self, lists: dict[str, list[dict[str, Any]]], as_at: date) -> MergeResult:
        tables = []
        for name, content in lists.items():
            cells = table(name, content)
            tables.append(SourceTable(FILE, name, name, list(cells), list(range(1, len(cells) + 1))))
        extract = MappedExtract(recognise(tables, ANNEX_A))
        merger, checker = Merger(self.connection, extract.history), Checker()
        for raw in extract.rows():
            merger.add(checker.check(raw))
        result = merger.finish(as_at)
        self.loads += 1
        self.connection.execute(
            "INSERT INTO loads (load_id, as_at, format) VALUES (?, ?, 'annex_a')", (self.loads, as_at.isoformat())
        )
        for name, accepted in result.accepted.items():
            self.connection.execute(
                "INSERT INTO load_tables (load_id, table_name, accepted) VALUES (?, ?, ?)", (self.loads, name, accepted)
            )
        return result

    def everything(self) -> dict[str, list[tuple[Any, ...]]]:
        return {
            one.name: sorted(self.connection.execute(f"SELECT * FROM {one.name}").fetchall(), key=repr)
            for one in TABLES
        }

    def column(self, name: str, column: str) -> list[Any]:
        return [row[0] for row in self.connection.execute(f"SELECT {column} FROM {name}")]


@settings(max_examples=25, deadline=None)
@given(weeks_of_lists)
def test_the_last_week_again_changes_nothing(weeks: list[dict[str, list[dict[str, Any]]]]) -> None:
    store = Store()
    for number, lists in enumerate(weeks):
        store.load(lists, FIRST + timedelta(days=7 * number))
    before = store.everything()
    again = store.load(weeks[-1], FIRST + timedelta(days=7 * (len(weeks) - 1)))
    assert store.everything() == before
    assert again.withdrawn == []
    assert again.accepted == again.replaced


@settings(max_examples=25, deadline=None)
@given(weeks_of_lists)
def test_what_the_last_file_shows_is_in_the_store_once(weeks: list[dict[str, list[dict[str, Any]]]]) -> None:
    store = Store()
    for number, lists in enumerate(weeks):
        store.load(lists, FIRST + timedelta(days=7 * number))
    for list_name, heading, name, key in (
        ("List 1", "Date of Contact", "contacts", "contact_id"),
        ("List 3", "Date of referral", "referrals", "referral_id"),
        ("List 4", "Continuous Assessment Start Date", "assessments", "assessment_id"),
        ("List 6", "CIN Start Date", "referrals", "referral_id"),
        ("List 7", "Child Protection Plan Start Date", "cp_plans", "plan_id"),
        ("List 8", "Date Started to be Looked After", "care_episodes", "care_id"),
    ):
        shown = {f"{row['Child Unique ID']}@{row[heading]}" for row in weeks[-1][list_name]}
        assert shown <= set(store.column(name, key))
    for one in TABLES:
        if len(one.key) == 1:
            keys = store.column(one.name, one.key[0])
            assert len(keys) == len(set(keys)), one.name


@settings(max_examples=20, deadline=None)
@given(weeks_of_lists)
def test_nobody_has_two_open_allocations_or_placements(weeks: list[dict[str, list[dict[str, Any]]]]) -> None:
    store = Store()
    for number, lists in enumerate(weeks):
        store.load(lists, FIRST + timedelta(days=7 * number))
    for name in ("allocations", "placements"):
        open_now = store.connection.execute(f"SELECT child_id FROM {name} WHERE end_date IS NULL").fetchall()
        assert len(open_now) == len(set(open_now)), name
        assert store.connection.execute(f"SELECT * FROM {name} WHERE end_date < start_date").fetchall() == []
